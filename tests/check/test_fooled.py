"""Where a naive reader of news is fooled: denials, looks back, ifs, jokes, ninety reports of one deed, leads."""

from __future__ import annotations

import io
import itertools
import json
import random

import pytest

import herdline
from herdline.check.abouttext import is_about_text
from herdline.check.irony import is_jest
from herdline.export import gdelt
from herdline.record.coding import code
from herdline.record.events import Unit
from herdline.text.digests import is_digest
from tests.check.test_left_out import BRIDGE, BRIDGE_AGAIN, FAIR, own_sentence

WHO = ("Kazakh guards", "Guards of Kazakhstan", "Kazakhstan's border guards", "Kazakh police", "Kazakh authorities")
DID = ("detained nine Russian lorry drivers", "arrested nine Russian drivers", "detained nine drivers from Russia")
WHERE = ("at the northern bridge", "near the old ferry", "at a weighing station", "on the steppe road", "by the lake",
         "outside Orvane")  # fmt: skip
NINETY = [f"{who} {did} {where} on Monday." for who, did, where in itertools.product(WHO, DID, WHERE)]
EXPELLED = "Kazakhstan expelled a Russian diplomat on Monday."
TOLD = {
    "denied": "Norway denied that its troops had shelled the Danish village of Orvane.",
    "rejected": "Norway rejected reports that it had imposed sanctions on Denmark.",
    "not done": "Belgium did not arrest the Dutch drivers.",
    "denied position": "Norway denied that it recognised Kosovo.",
    "dated history": "The quarrel of the two goes back to 1998, when Finnish forces seized a Swedish trawler.",
    "undated history": "Chile had expelled the Peruvian ambassador two decades ago.",
    "if": "If Japan were to impose sanctions on Mexico, prices at Orvane would rise.",
    "could": "Japan could arrest the Mexican crew, analysts say.",
    "alleged": "Bolivia allegedly arrested two Paraguayan diplomats on Monday.",
    "joke": "The comedian Aldo Fenn joked that Egypt had declared war on Ghana over a melon.",
    "satire": "The satirical sheet Melon Daily wrote that Egypt had invaded Ghana.",
    "ironic quote": "“Of course, Egypt has liberated Ghana from its melons,” the mayor of Orvane said.",
}  # fmt: skip


def article(name: str, told: str, outlet: str = "", day: str = "2022-09-14", own: int = 6) -> dict[str, str]:
    """A sentence that fools, and some of the paper's own."""
    draw = random.Random(name)
    return {
        "id": name, "url": f"https://{outlet or draw.getrandbits(40)}.example/{draw.getrandbits(20)}", "lang": "en",
        "outlet": f"{outlet or draw.getrandbits(40)}.example", "title": f"Notes of the week by {name}",
        "text": "\n\n".join([told, *(own_sentence(draw) for _ in range(own))]), "published": f"{day}T08:00:00Z",
    }  # fmt: skip


def built(articles: list[dict[str, str]]) -> herdline.Store:
    store = herdline.open(None)
    store.read("-", stdin=io.BytesIO("\n".join(map(json.dumps, articles)).encode()))
    store.build()
    return store


@pytest.fixture(scope="module")
def news():
    """Ninety papers' own reports of one deed, ninety reprints of one agency text, and what is no deed."""
    wire = article("wire", EXPELLED, "wire", "2022-09-13")
    told = [article(f"report {n}", text) for n, text in enumerate(NINETY)]
    told += [{**wire, "id": f"reprint {n}", "url": f"https://re{n}.example/", "outlet": f"re{n}.example"}
             for n in range(90)]  # fmt: skip
    told += [article(name, text) for name, text in TOLD.items()]
    with built(told) as store:
        yield store


CODED = 90
"""Of the ninety wordings of one deed, those that the coder is sure enough of."""


def deeds(news, a: str, b: str, **period: str) -> int:
    return sum(c.events for c in news.check(a, b, **period).counts)


def limits(news, a: str, b: str, **period: str) -> list[str]:
    return [x.told.sentence for x in news.check(a, b, **period).limits]


def tied(news, actor: str, **period: str) -> set[str]:
    return {p.code for p in news.relations(actor, **period).partners}


def test_many_reports_of_one_deed_are_one_deed_beside_its_reports(news):
    (deed,) = [e for e in news.record(actor="KAZ", recipient="RUS") if e.type == "COERCE"]
    assert (deed.reports, deed.date) == (CODED, "2022-09-12")
    (limit,) = [x for x in news.check("KAZ", "RUS").limits if x.told.families == CODED]
    assert limit.told.event == deed.id


def test_ninety_reprints_of_one_agency_text_are_one_report(news):
    (deed,) = [e for e in news.record(actor="KAZ", recipient="RUS") if e.type == "SANCTION"]
    assert (deed.reports, deed.mentions) == (1, 90)


def test_both_deeds_together_are_two_events_in_one_month(news):
    found = news.check("KAZ", "RUS")
    assert [(c.events, c.reports) for c in found.counts] == [(2, CODED + 1)]
    assert [(m.month, m.material_conflict) for m in found.months] == [("2022-09", 2)]


def test_a_denial_is_no_deed(news):
    assert deeds(news, "NOR", "DNK") == 0 and limits(news, "NOR", "DNK") == []
    assert "DNK" not in tied(news, "NOR")
    assert deeds(news, "BEL", "NLD") == 0 and limits(news, "BEL", "NLD") == []


def test_a_denial_is_not_exported_as_an_event_of_gdelt(news):
    codes = {(row["Actor1Code"], row["Actor2Code"]) for row in gdelt.events(news.sql).to_pylist()}
    assert any(one.startswith("KAZ") and two.startswith("RUS") for one, two in codes)
    assert not any(one.startswith("NOR") and two.startswith("DNK") for one, two in codes)


def test_a_denied_position_is_none(news):
    assert [p for p in news.positions("NOR") if p.sentence in TOLD.values()] == []


def test_what_is_alleged_says_so_and_weighs_half(news):
    (limit,) = news.check("BOL", "PRY").limits
    assert limit.told.words.endswith("(alleged)")
    (deed,) = [x for x in news.check("KAZ", "RUS").limits if x.told.families == CODED]
    assert deed.severity == 2 * limit.severity


def test_history_is_not_of_the_day_on_which_it_is_told(news):
    found = news.check("FIN", "SWE")
    assert [t.told.date for t in found.limits] == ["1998"] and found.months == ()
    assert deeds(news, "FIN", "SWE", since="2022") == 0 and limits(news, "FIN", "SWE", since="2022") == []
    assert "SWE" in tied(news, "FIN") and "SWE" not in tied(news, "FIN", since="2022")


def test_history_without_a_date_has_none_and_is_in_no_period(news):
    found = news.check("CHL", "PER")
    assert [t.told.date for t in found.limits] == [""] and found.undated == 1 and found.months == ()
    for period in ({"since": "2022"}, {"until": "2022-12"}, {"since": "2022-09", "until": "2022-09"}):
        assert deeds(news, "CHL", "PER", **period) == 0 and limits(news, "CHL", "PER", **period) == []
        assert "PER" not in tied(news, "CHL", **period)


def test_what_would_or_could_be_is_neither_deed_nor_limit(news):
    assert deeds(news, "JPN", "MEX") == 0 and limits(news, "JPN", "MEX") == []
    assert "MEX" not in tied(news, "JPN")


def test_a_joke_is_neither_deed_nor_limit_of_a_pair(news):
    jokes = {TOLD["joke"], TOLD["satire"]}
    assert not jokes & set(limits(news, "EGY", "GHA"))
    assert not jokes & {t.sentence for t in news.check("EGY", "GHA").declared}


def test_what_is_quoted_keeps_its_speaker(news):
    told = {e.sentence: e for e in news.record(actor="EGY")}
    assert TOLD["joke"] in told and "Aldo Fenn" in told[TOLD["joke"]].speaker
    for sentence, event in told.items():
        assert event.speaker, sentence
    quoted = told.get(TOLD["ironic quote"])
    assert quoted is None or (quoted.certainty != "asserted" and "mayor" in quoted.speaker)


def test_a_joke_is_not_asserted(news):
    assert all(e.certainty != "asserted" for e in news.record(actor="EGY"))


def test_a_deed_and_its_hypothesis_on_one_day_are_two_events():
    did, may = "Chile expelled a Peruvian diplomat.", "Chile could expel a Peruvian diplomat."
    with built([article("deed", did), *(article(f"may {n}", may) for n in range(3))]) as store:
        assert sorted((e.aux, e.reports) for e in store.record(actor="CHL")) == [((), 1), (("hypothetical",), 3)]


@pytest.mark.xfail(strict=True, reason="a sentence is coded once, where it first stood, whatever the day: one event")
def test_the_same_words_a_month_later_tell_another_deed():
    told = "Chile expelled a Peruvian diplomat on Monday."
    with built([article(day, told, day=day) for day in ("2022-08-17", "2022-09-14")]) as store:
        assert [e.date for e in store.record(actor="CHL")] == ["2022-08-15", "2022-09-12"]


@pytest.mark.parametrize(
    ("sentence", "jest"),
    [
        ("“We annexed the buffet,” she joked.", True),
        ("In a sketch, the guards arrested a camel.", True),
        ("The satirical sheet Melon Daily wrote that the war was over.", True),
        ("Police raided the office of a satirical weekly.", False),
        ("The minister signed the treaty.", False),
        ("Президент пошутил, что они братья.", True),
        ("他开玩笑说两国是兄弟。", True),
        ("قال الوزير إن الاتفاق وقع", False),
        ("", False),
    ],
)
def test_a_sentence_may_say_of_itself_that_it_jokes(sentence, jest):
    assert is_jest(sentence) is jest


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("The word Ukraine does not occur in it.", True),
        ("The text does not name Ukraine.", True),
        ("This article was updated at noon.", True),
        ("Слово «Украина» в нём не встречается.", True),
        ("Le mot Ukraine n'y figure pas.", True),
        ("La palabra no aparece en el comunicado.", True),
        ("Das Wort Ukraine kommt darin nicht vor.", True),
        ("通稿没有提到乌克兰。", True),
        ("Xi did not mention Ukraine in the part that reporters were allowed to hear.", False),
        ("The two leaders did not sign the text.", False),
        ("He gave his word that the drivers would not be arrested.", False),
        ("Стороны не подписали документ.", False),
    ],
)
def test_a_sentence_about_a_text_is_told_from_one_about_the_world(sentence, about):
    assert is_about_text(sentence) is about


def test_what_only_leads_could_have_told_is_not_left_out():
    """Two papers read in full tell it; of eight more only the lead was read: nothing is claimed of anybody."""
    full = [article(text, f"{FAIR}\n\n{text}", own=14) for text in (BRIDGE, BRIDGE_AGAIN)]
    leads = [{**article(f"lead {n}", ""), "text": FAIR} for n in range(8)]
    for told in (*full, *leads):
        told["title"] = "Harvest fair at Orvane"
    with built([*full, *leads]) as store:
        number = max(store.stories(), key=lambda s: s.articles).story
        found = store.missing(number)
        assert (found.leads, found.left_out) == (8, ()) and "Nothing is claimed" in found.note


@pytest.mark.parametrize(
    ("sentence", "digest"),
    [
        ("Also in today’s newsletter, a general is detained and a law is passed.", True),
        ("In other news: two ministers resigned.", True),
        ("The minister briefed the press in the morning.", False),
        ("Elsewhere, the navy shelled the harbour.", False),
        ("At today's briefing the ministry said that it had expelled two diplomats.", False),
        ("In today's edition of the gazette, the minister accuses two states.", False),
        ("At the weekly briefing, the spokeswoman said that one state supports the other.", False),
        ("The two signed deals on gas, trade and more.", False),
        ("Kazakhstan also refused, and more of its neighbours followed.", False),
    ],
)
def test_a_list_of_news_is_no_single_piece(sentence, digest):
    assert is_digest(sentence) is digest


def test_what_a_list_of_news_tells_is_no_event_between_its_parts():
    plain = "Norway expelled two diplomats of Chad on Friday."
    digest = "Also in today’s newsletter, France expelled two diplomats of Chad."
    told, listed = code([Unit(plain, ""), Unit(digest, "")])
    assert [event.type for event in told.events] == ["SANCTION"] and not listed.events
