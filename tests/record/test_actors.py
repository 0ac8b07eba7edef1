"""Who is meant by a name, in which capacity on that day."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herdline.record.actors import find
from herdline.record.actors.offices import holder
from herdline.record.actors.tables import cases, entries, offices, rows
from herdline.record.actors.wider import persons
from herdline.record.coding import code
from herdline.record.events import Unit

DAY = datetime.date(2022, 9, 15)


def told(text, lang="en", on=DAY):
    return [(a.name, a.code, a.sector) for a in find(text, lang, on)]


def test_title_nationality_and_name_are_one_mention():
    (who,) = find("Chinese President Xi Jinping spoke first.", "en", DAY)
    assert (who.text, who.name, who.code, who.sector) == ("Chinese President Xi Jinping", "Xi Jinping", "CHN", "GOV")


def test_an_office_without_a_name_is_whoever_held_it_on_the_day():
    assert told("The Kazakh president declined.") == [("Kassym-Jomart Tokayev", "KAZ", "GOV")]
    assert told("The Kazakh president declined.", on=datetime.date(2015, 1, 1)) == [
        ("Nursultan Nazarbayev", "KAZ", "GOV")
    ]


def test_a_former_president_is_no_head_of_government():
    assert told("Former president Medvedev wrote a post.") == [("Dmitry Medvedev", "RUS", "")]
    assert told("Medvedev signed the law.", on=datetime.date(2010, 5, 1)) == [("Dmitry Medvedev", "RUS", "GOV")]


def test_a_capital_is_its_government_but_a_place_behind_in():
    assert told("Moscow rejected the offer.") == [("Russia", "RUS", "GOV")]
    assert told("It rained in Moscow.") == []


def test_a_common_surname_needs_a_title_or_the_full_name():
    assert told("It may rain in May.") == []
    assert [a.id for a in find("Theresa May left. Mrs May was silent.", "en", datetime.date(2018, 1, 1))] == [
        "may",
        "may",
    ]


def test_papers_and_seas_are_no_states():
    assert told("The New York Times sailed the South China Sea.") == []


def test_another_states_body_follows_the_nationality_before_it():
    assert told("Pakistan's Supreme Court ruled.")[0][1] == "PAK"


@pytest.mark.parametrize(
    ("text", "lang", "codes"),
    [
        ("Президент России Владимир Путин встретился с Токаевым", "ru", ["RUS", "KAZ"]),
        ("习近平同普京会晤", "zh", ["CHN", "RUS"]),
        ("قال فلاديمير بوتين لروسيا", "ar", ["RUS", "RUS"]),
        ("La Russie et le Kazakhstan", "fr", ["RUS", "KAZ"]),
        ("Alemania y Francia", "es", ["DEU", "FRA"]),
        ("Frankreich und Usbekistan", "de", ["FRA", "UZB"]),
    ],
)
def test_names_are_known_in_other_languages(text, lang, codes):
    assert [a.code for a in find(text, lang, DAY)] == codes


def test_disputed_entities_and_armed_groups_have_codes_of_their_own():
    assert [c for _, c, _ in told("The Donetsk People's Republic, Abkhazia and Hezbollah")] == ["DPR", "ABK", "REB:LBN"]


def test_the_table_cannot_say_who_leads_a_state_it_does_not_hold():
    assert holder("AND", "president", DAY) is None


def test_terms_of_a_person_do_not_overlap():
    for person, terms in offices().items():
        for one, other in pairwise(terms):
            assert one.end <= other.start or one.country != other.country, person
            assert one.start < one.end


def test_russian_cases_follow_the_ending():
    assert {"Россия", "России", "Россию", "Россией"} == set(cases("Россия"))
    assert "Казахстаном" in cases("Казахстан")


def test_every_name_means_somebody():
    names, surnames = entries()
    assert len(names) > 4000
    assert all(e.code for e in names.values() if e.kind != "nobody")
    assert all(bearer.code for held in surnames.values() for bearer in held)


@given(st.text(max_size=300))
def test_mentions_are_where_they_say(text):
    found = find(text)
    assert all(text[a.start : a.end] == a.text for a in found)
    assert all(x.end <= y.start for x, y in pairwise(found))


def test_a_person_called_by_a_capital_is_no_government():
    assert told("Paris Mayo was found guilty on Friday.") == []
    assert told("Paris warned that it would act.") == [("France", "FRA", "GOV")]


def test_an_ending_is_no_surname():
    assert told("Eric Miller Jr. wrote a letter.") == []


def test_crimea_is_named_apart_and_counts_as_ukraine():
    assert told("Russia annexed Crimea.")[1] == ("Crimea", "UKR", "")


def test_a_part_of_a_longer_name_is_nobody_else():
    def codes(text, lang="en"):
        return [who.code for who in find(text, lang)]

    assert codes("The governor of West Lothian moved to the West Coast.") == []
    assert codes("The West imposed sanctions.") == ["WST"]
    assert "VAT" not in codes("St. Louis Mayor Francis Slay asked for help.")
    assert "UNO" not in codes("A U.S. National Security Council spokesman said so.")
    assert codes("中国国家主席抵达努尔苏丹", "zh") == ["CHN", "KAZ"]


def test_a_person_beyond_the_offices_is_known_by_full_name_and_by_a_rare_surname():
    assert told("Rudy Giuliani asked for it.") == [("Rudy Giuliani", "USA", "")]
    assert told("Reporters asked Manafort.") == [("Paul Manafort", "USA", "")]
    assert told("A man called Kelly asked.") == []
    assert told("John Kelly came, and Kelly left.")[1][:2] == ("John Kelly", "USA")


def test_a_city_is_a_place_of_its_state_and_a_team_is_none():
    assert [code for _, code, _ in told("An attack in Istanbul.")] == ["TUR"]
    assert told("He saw the Chicago Bulls play.") == []


def test_wider_names_count_in_english_only():
    assert find("Der ICE nach Hamburg fährt.", "de") == []
    assert [who.code for who in find("Rudy Giuliani kommt.", "de")] == ["USA"]


def test_an_irish_name_is_nobody_else():
    assert "Robert Malley" not in str(told("Robert Malley met Martin O'Malley.")[1:])


def test_every_person_of_the_wider_table_is_known():
    assert len(persons()) > 6500
    assert told("Aaron Schock came.") == [("Aaron Schock", "USA", "")]


def test_an_elided_article_hides_no_name():
    assert {who.code for who in find("L'Iran a attaqué Israël, et l’Ukraine d'autres.", "fr")} >= {"IRN", "ISR"}


def test_a_surname_is_whoever_was_last_named_in_full():
    assert told("Hillary Clinton met Bill Clinton. Clinton left.")[-1][0] in ("Bill Clinton", "Hillary Clinton")
    assert told("Sen. Kelly said so.") == [] or told("Sen. Kelly said so.")[0][1] == "USA"


def test_a_place_before_a_comma_stays_a_place():
    assert {code for _, code, _ in told("After strikes on Kharkiv, Putin said no.")} == {"UKR", "RUS"}


def test_polish_names_are_found_in_their_cases_and_a_capital_behind_w_is_a_place():
    found = find("Prezydent Rosji Władimir Putin rozmawiał z Łukaszenką w Moskwie, Warszawa czeka.", "pl")
    assert [who.code for who in found] == ["RUS", "BLR", "POL"]
    assert find("Legia Warszawa wygrała.", "pl") == []
    assert [who.code for who in find("Kaczyński oskarżył Brukselę.", "pl")] == ["POL", "EUU"]


@pytest.mark.parametrize(
    ("lang", "text", "host"),
    [
        ("en", "The envoy of Peru arrived late in Cairo.", "EGY"),
        ("en", "She will land in Beijing on Sunday.", None),
        ("en", "Her plane landed in Beijing on Sunday.", "CHN"),
        ("ru", "Он прилетел с визитом в Пекин.", "CHN"),
        ("ru", "Переговоры прошли в Пекине.", None),
        ("pl", "Z wizytą w Kijowie był minister.", "UKR"),
        ("pl", "Spotkanie odbyło się w Kijowie.", None),
        ("de", "Der Kanzler war zu Besuch in Peking.", "CHN"),
        ("fr", "Elle est arrivée à Pékin.", "CHN"),
        ("fr", "La réunion a eu lieu à Pékin.", None),
        ("en", "The family arrived in London, Ontario on Friday.", "CAN"),
        ("fr", "Les visiteurs à Paris sont nombreux.", None),
        ("de", "Die Besucher in Berlin staunten.", None),
        ("ru", "Визитная карточка в Москве не нужна.", None),
    ],
)
def test_who_arrives_in_a_capital_comes_to_its_government(lang, text, host):
    assert {who.code for who in find(text, lang)} - {"PER"} == ({host} if host else set())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("中国国民党", ("中国国民党", "TWN", "PTY")),
        ("民进党", ("民进党", "TWN", "PTY")),
        ("台湾民众党", ("台湾民众党", "TWN", "PTY")),
        ("中国国民党革命委员会", ("中国国民党革命委员会", "CHN", "PTY")),
        ("苏格兰国民党", ("苏格兰国民党", "GBR", "PTY")),
        ("新西兰国民党", ("新西兰国民党", "NZL", "PTY")),
        ("全国人大", ("全国人大", "CHN", "PAR")),
        ("国务院", ("国务院", "CHN", "GOV")),
    ],
)
def test_a_chinese_party_or_organ_has_its_own_name_and_sector(text, named):
    (who,) = find(f"{text}发表声明。", "zh")
    assert (who.name, who.code, who.sector) == named


def test_no_name_of_a_language_stands_for_two_codes():
    codes = {entry.id: entry.code for entry in entries()[0].values() if entry.id}
    held: dict[tuple[str, str], set[str]] = {}
    for row in rows("names_abroad.csv"):
        by_id = row["kind"] in ("person", "body")
        code = codes.get(row["key"], row["key"]) if by_id else row["key"].partition("/")[0]
        for form in filter(None, row["forms"].split("|") if row["kind"] != "nobody" else ()):
            held.setdefault((row["lang"], form), set()).add(code)
    assert {form: found for form, found in held.items() if len(found) > 1} == {}


def test_a_union_of_states_is_no_union_of_workers():
    (found,) = code([Unit("Serbia signed an agreement with the Eurasian union.")])
    assert [[(r.code, r.sector) for r in event.recipients] for event in found.events] == [[("IGO", "IGO")]]


def test_a_parliament_that_meets_a_party_of_taiwan_is_coded_with_both():
    (found,) = code([Unit("全国人大代表会见中国国民党副主席。", lang="zh")])
    assert [{(who.code, who.sector) for who in event.actors} for event in found.events] == [
        {("CHN", "PAR"), ("TWN", "PTY")}
    ]
