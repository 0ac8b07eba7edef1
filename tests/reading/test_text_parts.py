"""Cleaning of texts, canonical addresses, languages, outlets."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.reading import language, urls
from herdline.reading.cleaning import clean_line, clean_lines, clean_text, clean_texts
from herdline.reading.outlets import Outlet, OutletTable, load_outlets, outlet_rows


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("<p>One &amp; two.</p><p>Three<br>four.</p>", "One & two.\n\nThree\nfour."),
        ("a < b and c > d, 3 &lt; 4", "a < b and c > d, 3 < 4"),
        ("<script>alert(1)</script>Text<!-- no --> here", "Text here"),
        ("one\r\n\r\n\r\ntwo\x00\x07", "one\n\ntwo"),
        ("  one  \n   \n\n\n two ", "one\n\ntwo"),
        ("AT&T; R&D & co", "AT&T; R&D & co"),
        ("\ufeffПривет\u2028мир", "Привет\nмир"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("&lt;p&gt;twice&lt;/p&gt;", "twice"),
        ("<p><strong>央视网消息</strong>：长江</p><p>第二段</p>", "央视网消息：长江\n\n第二段"),
    ],
)
def test_bodies_are_cleaned_of_what_no_reader_saw(given_text, text):
    assert clean_text(given_text) == text
    assert clean_texts(pa.array([given_text, None]))[0].to_pylist() == [text, ""]


def test_long_single_lines_become_paragraphs_and_verse_stays():
    prose = "\n".join(
        ["A sentence that goes on for a good while and tells what happened in the town on that day, " * 2] * 3
    )
    assert clean_text(prose).count("\n\n") == 2
    assert clean_text("short\nlines\nstay") == "short\nlines\nstay"


def test_headlines_stand_on_one_line():
    assert clean_lines(pa.array(["<b>One</b>\n two&nbsp;three\t", None])).to_pylist() == ["One two three", ""]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_cleaning_never_fails_and_leaves_nothing_to_clean(text):
    once = clean_text(text)
    assert "\x00" not in once
    assert "\r" not in once
    assert once == once.strip()
    assert clean_line(clean_line("x " + text.replace("<", "").replace("&", ""))) == clean_line(
        "x " + text.replace("<", "").replace("&", "")
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://www.Example.com:80/a/b/?utm_source=x&id=7&fbclid=1#top", "https://example.com/a/b?id=7"),
        ("https://m.example.com/story/amp/", "https://example.com/story"),
        ("https://amp.example.com/s.amp?outputType=amp", "https://example.com/s"),
        ("https://www.google.com/amp/s/www.example.com/x", "https://example.com/x"),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/x", "https://example.com/x"),
        ("https://example.com:8080/?b=2&a=1", "https://example.com:8080/?a=1&b=2"),
        ("https://пример.рф/новости/один", "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%BE%D0%B4%D0%B8%D0%BD"),
        ("https://user:secret@example.com/x", "https://example.com/x"),
        ("https://example.com", "https://example.com/"),
        ("ftp://example.com/x", None),
        ("javascript:void(0)", None),
        ("not a url", None),
        ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_one_address_for_one_article(url, expected):
    assert urls.canonical(url) == expected
    if expected:
        assert urls.canonical(expected) == expected


@given(st.text(max_size=60))
def test_no_address_breaks_the_canonical_form(text):
    found = urls.canonical("https://example.com/" + text)
    assert found is None or urls.canonical(found) == found
    urls.canonical(text)


def test_registered_domains_without_the_network():
    assert urls.outlet_host("news.bbc.co.uk") == "bbc.co.uk"
    assert urls.outlet_host("abcnews.go.com") == "abcnews.go.com"
    assert urls.outlet_host("www2.kurier.example") == "kurier.example"
    assert urls.outlet_host("10.0.0.7") == "10.0.0.7"
    assert not urls.names_article("https://example.com/")
    assert urls.names_article("https://example.com/?id=7")
    assert urls.names_article("https://msn.com/a") and not urls.names_article("https://msn.com/a", has_id=True)


TEXTS = {
    "en": "The president said on Thursday that talks with the government would go on for another week.",
    "ru": "Президент заявил в четверг, что переговоры с правительством продолжатся ещё одну неделю.",
    "kk": "Мемлекет басшысы бейсенбі күні үкіметпен келіссөздер тағы бір апта жалғасатынын мәлімдеді.",
    "zh": "国家主席星期四表示，与政府的会谈将再持续一周时间，双方将继续就贸易问题进行讨论。",
    "fr": "Le président a déclaré jeudi que les discussions avec le gouvernement se poursuivraient.",
    "ar": "قال الرئيس يوم الخميس إن المحادثات مع الحكومة ستستمر أسبوعا آخر في العاصمة.",
    "uk": "Президент заявив у четвер, що переговори з урядом триватимуть ще один тиждень.",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_languages_are_told_from_the_text(lang):
    assert language.detect([""], [TEXTS[lang]], [None], [None]) == ([lang], ["detected"])
    wrong = "de" if lang != "de" else "en"
    assert language.detect([""], [TEXTS[lang]], [wrong], [None])[0] == [lang]


def test_formal_chinese_is_not_taken_for_japanese_nor_addresses_for_english():
    numbers = "今年预计免除国家助学贷款利息23.25亿元，财政部相关负责人今天（4月21日）表示，将延续实施"
    link = "[查看原文](https://tv.example.com/2024/04/01/VIDEnQUccAmogP95kPBr9JAbCdEfGh.shtml)"
    assert language.detect(["国内快讯"] * 2, [numbers, link], [None] * 2, [None] * 2)[0] == ["zh", "zh"]
    assert language.detect([""], ["政府は木曜日、協議をさらに一週間続けると発表した。"], [None], [None])[0] == ["ja"]


def test_short_texts_keep_what_is_stated():
    assert language.detect(["Oslo"], [""], ["no"], [None]) == (["no"], ["record"])
    assert language.detect(["Oslo"], [""], [None], ["sv"]) == (["sv"], ["record"])
    assert language.detect(["123"], [""], [None], [None]) == (["und"], ["none"])
    assert [language.code(c) for c in ("en-US", "ZH_hans", "rus", "", None, "english")] == [
        "en",
        "zh",
        "ru",
        None,
        None,
        None,
    ]


def table(**owners):
    made = OutletTable()
    for key, owner in owners.items():
        host = key.replace("_", ".")
        made.outlets[host] = Outlet(host, key.title(), "USA", "en", "newspaper", "private", owner, "table")
        made.by_domain[host] = host
        made.by_name[key.replace("_", " ")] = host
    return made


def test_an_outlet_is_found_by_host_then_name_then_domain():
    t = table(kurier_example=None)
    assert t.resolve("news.kurier.example", "Somebody", None) == ("kurier.example", "url")
    assert t.resolve("news.google.com", "kurier example", None) == ("kurier.example", "alias")
    assert t.resolve(None, "kurier.example", None) == ("kurier.example", "record")
    assert t.resolve("local.bote.example", "Der Bote", None) == ("bote.example", "url")
    assert t.resolve(None, "CCTV Xinwen Lianbo", None) == ("CCTV Xinwen Lianbo", "record")
    assert t.resolve(None, None, "kurier.example") == ("kurier.example", "feed")
    assert t.resolve(None, None, None) == (None, "unknown")
    rows = outlet_rows(t, ["kurier.example", "bote.example"], ["en", "de"]).to_pylist()
    assert [(r["name"], r["lang"], r["basis"], r["unit"]) for r in rows] == [
        ("Kurier_Example", "en", "table", "kurier.example"),
        ("Der Bote", "de", "seen", "bote.example"),
    ]


def test_sister_outlets_of_one_kind_and_country_are_one_unit():
    t = table(a_example="Group", b_example="Group", c_example="Other")
    units = [r["unit"] for r in outlet_rows(t, ["a.example", "b.example", "c.example"], [None] * 3).to_pylist()]
    assert units[0] == units[1] != units[2] == "c.example"


def test_a_users_table_wins_over_the_programs(tmp_path):
    file = tmp_path / "outlets.csv"
    file.write_text(
        "outlet,name,aliases,domains,kind\nbote.example,Der Bote,Bote|The Messenger,bote.example|bo.example,agency\n"
    )
    t = load_outlets(file)
    assert t.resolve("x.bo.example", None, None) == ("bote.example", "url")
    assert t.resolve(None, "the messenger", None) == ("bote.example", "alias")
    assert t.agency_of("bote.example") == "bote.example"


def test_an_aggregators_own_lines_are_no_text():
    import pyarrow as pa

    from herdline.reading.cleaning import clean_texts, without_platform_lines

    column = pa.array(
        [
            "<p>Article URL: <a href='https://a.example/x'>https://a.example/x</a></p><p>Comments URL: https://n.example/i?id=3</p>"
            "<p>Points: 19</p><p># Comments: 8</p>",
            "A real lead. Article URL: https://b.example Comments URL: https://n.example/4 Points: 1 # Comments: 0",
            "Comments are closed.",
        ]
    )
    text, words = without_platform_lines(*clean_texts(column))
    assert text.to_pylist() == ["", "A real lead.", "Comments are closed."]
    assert words.tolist() == [0, 3, 3]


def test_the_words_of_the_link_that_ends_a_lead_are_no_text():
    import pyarrow as pa

    from herdline.reading.cleaning import clean_texts, without_read_on

    given = [
        "The drivers went back to work. Continue reading...",
        "Sign up for the evening round-up Continue reading…",
        "A game is out.\n\nContinue Reading at GameSpot",
        "Поезд опоздал на час. Читать далее →",
        "代表团昨日抵达。阅读全文",
        "وصل الوفد أمس. اقرأ المزيد",
        "Der Zug kam an. Weiterlesen",
        "The train was late […] READ MORE",
        "Two links. Read more Continue reading...",
        "Teachers told pupils to read more",
        "They asked the library for books to Read More",
        "He likes reading.",
        "Continue reading",
    ]
    text, words = without_read_on(*clean_texts(pa.array(given)))
    assert text.to_pylist() == [
        "The drivers went back to work.",
        "Sign up for the evening round-up",
        "A game is out.",
        "Поезд опоздал на час.",
        "代表团昨日抵达。",
        "وصل الوفد أمس.",
        "Der Zug kam an.",
        "The train was late […]",
        "Two links.",
        "Teachers told pupils to read more",
        "They asked the library for books to Read More",
        "He likes reading.",
        "",
    ]
    assert words.tolist()[0] == 6 and words.tolist()[-1] == 0
