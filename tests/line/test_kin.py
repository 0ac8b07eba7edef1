"""Base rates matched by topic: texts of other stories on such matter count, those on the same event do not."""

from __future__ import annotations

import random
from datetime import timedelta

import pyarrow as pa
import pytest

from herdline.line.kin import matters
from herdline.line.topics import Vocabulary, features, words_of
from tests.line.helpers import at, run, store

SAID = {
    "en": "the crew brought ladders and hoses",
    "ru": "бригада привезла лестницы и рукава",
    "ar": "جلب الطاقم السلالم والخراطيم معه",
    "zh": "消防员带来梯子和水管",
}
FIRE = {
    "en": "smoke rose over a warehouse while sparks fell on roofs and the brigade was called at dawn",
    "ru": "дым поднялся над складом, искры падали на крыши, пожарных вызвали на рассвете",
    "ar": "تصاعد الدخان فوق المستودع وسقط الشرر على السطوح واستدعي رجال الإطفاء عند الفجر",
    "zh": "浓烟升上仓库，火星落在屋顶上，黎明时分有人报警",
}
GAP = {"en": " ", "ru": " ", "ar": " ", "zh": ""}
ALPHABET = {"en": "abcdefghiklmnoprstuvw", "ru": "абвгдежзиклмнопрстуф", "ar": "ابتجدرزسشعفقكلمنهوي", "zh": ""}


def words(rng: random.Random, lang: str, count: int = 14) -> str:
    """Words of nobody's matter."""
    if lang == "zh":
        return "".join(chr(rng.randint(0x4E00, 0x8E00)) for _ in range(3 * count))
    return " ".join("".join(rng.choices(ALPHABET[lang], k=rng.randint(3, 8))) for _ in range(count))


def news(
    lang: str = "en", *, kin: int = 40, carry: int = 2, names: str = "", kin_names: str = "", days: int | None = 0,
    others: int = 600, title: str = "", said: str = "{}",
) -> list[dict]:  # fmt: skip
    """A story on a fire that 8 of 20 tell with one phrase, ``kin`` others on fires, ``carry`` with it; other news."""
    rng = random.Random(3)
    gap, stop = GAP[lang], "。" if lang == "zh" else ". "

    def told(name: str, phrase: str) -> str:
        parts = [FIRE[lang], *([f"it was in {name}"] if name else []), words(rng, lang, 6)]
        return stop.join(parts) + stop + words(rng, lang, 3) + gap + phrase + gap + words(rng, lang, 3) + stop

    mine = [
        {"id": i, "story": 1, "outlet": f"o{i}", "lang": lang, "title": title, "published": at(6, i),
         "text": told(names, said.format(SAID[lang]) if i < 8 else "")}
        for i in range(20)
    ]  # fmt: skip
    when = None if days is None else at(7) + timedelta(days)
    theirs = [
        {"id": 100 + i, "story": 100 + i, "outlet": f"k{i}", "lang": lang, "title": "", "published": when,
         "text": told(kin_names, SAID[lang] if i < carry else "")}
        for i in range(kin)
    ]  # fmt: skip
    rest = [
        {"id": 1000 + i, "story": 1000 + i, "outlet": f"r{i % 40}", "lang": lang, "title": "", "published": at(8),
         "text": words(rng, lang, 30)}
        for i in range(others)
    ]  # fmt: skip
    return mine + theirs + rest


def line(rows: list[dict], lang: str = "en") -> dict:
    """The line that is the phrase."""
    engine = store(rows)
    run(engine, "candidates", "hits", "lines")
    found = engine.table("select * from lines where story = 1 order by rank").to_pylist()
    key = SAID[lang][:6]
    return next((r for r in found if key in r["text"]), {})


@pytest.mark.parametrize("lang", ["en", "ru", "ar", "zh"])
def test_what_texts_on_such_matter_carry_has_their_rate_as_its_base(lang):
    rows = news(lang, carry=10)
    engine = store(rows)
    run(engine, "candidates", "hits")
    items = engine.table("select distinct story, line, lang, text, kind from line_candidates").to_pylist()
    (item,) = [i for i in items if i["text"].startswith(SAID[lang][:6])]
    found = matters(engine, [item])[1, item["line"]]
    assert found.size == pytest.approx(40, abs=8)
    assert found.carried / found.size == pytest.approx(0.25, abs=0.05)


def test_the_base_is_higher_than_in_all_texts_and_the_lift_lower():
    alone, among = line(news(carry=0)), line(news(carry=2))
    assert alone["kin"] == pytest.approx(among["kin"], rel=0.1)
    assert alone["base"] < 0.002
    overall = 2 / 640
    assert among["base"] > 5 * overall
    assert among["lift"] == pytest.approx(among["share"] / among["base"])


def test_what_a_quarter_of_such_texts_carry_is_no_line():
    assert line(news(carry=10)) == {}


def test_without_kin_nothing_changes():
    found = line(news(kin=0))
    assert found["kin"] == 0.0
    assert found["base"] < 0.002


def test_few_kin_leave_the_rate_near_the_overall_one():
    assert line(news(kin=3, carry=1))["base"] < 0.05


@pytest.mark.parametrize(
    ("names", "kin_names", "days", "counts"),
    [
        ("Ostrava Kilda", "Ostrava Kilda", 2, False),  # the day after, the same names: the herd's line itself
        ("Ostrava Kilda", "Ostrava Kilda", None, False),  # it may have been
        ("Ostrava Kilda", "Ostrava Kilda", 300, True),  # another fire there, or an anniversary
        ("Ostrava Kilda", "Brod Welling", 2, True),  # a fire elsewhere
    ],
)
def test_stories_on_the_same_event_are_no_kin(names, kin_names, days, counts):
    rows = news(names=names, kin_names=kin_names, days=days)
    # a fire is told in the same words everywhere here: nearness of words alone would make every pair one event
    for row in rows[20:60]:
        row["text"] = row["text"].replace("smoke rose over a warehouse while", "grey clouds grew behind a hotel as")
    found = line(rows)
    assert (found["kin"] > 20) == counts


def test_a_speakers_words_have_no_kin():
    rows = news(said="“{},” she said")
    engine = store(rows)
    run(engine, "candidates", "hits", "lines")
    found = [r for r in engine.table("select * from lines where story = 1").to_pylist() if r["kind"] == "quoted"]
    assert found
    assert all(r["kin"] == 0.0 for r in found)


def test_a_line_whose_words_the_others_headlines_need_is_none():
    assert line(news(carry=0)) != {}
    assert line(news(carry=0, title="Fire crew with ladders saves sheds")) == {}


def test_the_order_of_articles_does_not_matter():
    rows = news()
    turned = list(reversed(rows))
    assert line(rows) == line(turned)


def test_the_size_of_batches_does_not_matter(monkeypatch):
    engine = store(news())
    run(engine, "candidates", "hits")
    items = engine.table("select distinct story, line, lang, text, kind from line_candidates").to_pylist()
    whole = matters(engine, items)
    read = engine.batches
    monkeypatch.setattr(engine, "batches", lambda sql, rows=0: read(sql + " order by a.id desc", 7))
    assert matters(engine, items) == whole


def test_texts_of_no_known_language_have_no_kin():
    rows = [{**row, "lang": None} for row in news(others=0)]
    engine = store(rows)
    run(engine, "candidates", "hits", "lines")
    assert all(r["kin"] == 0.0 for r in engine.table("select * from lines").to_pylist())


def test_a_name_is_told_by_how_it_stands_inside_sentences():
    batch = pa.RecordBatch.from_pylist(
        [{"story": 1, "family": i, "lang": "en", "title": "Storm Hits Kilda Harbour", "published": None,
          "lead": "The storm came to Kilda at night, and the harbour was shut."} for i in range(3)]
    )  # fmt: skip
    known = Vocabulary()
    known.add(features(batch))
    known.close()
    assert known.names(words_of("kilda", "en")).tolist() == [True]
    assert known.names(words_of("harbour", "en")).tolist() == [False]


def test_a_word_of_two_languages_is_two():
    assert words_of("die", "de")[0] != words_of("die", "en")[0]
    assert len(words_of("{number} die {...} of {name}", "en")) == 2
