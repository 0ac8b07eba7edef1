"""What is left out, on small invented sets of articles: who carries, who was read, and what must not fool it."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

import herdline
from herdline.commands.check import missing_text
from herdline.report import write_plain
from herdline.results import Carrier, Fact
from herdline.views.missing import Deed, _is_ahead, once
from herdline.views.outcomes import Text, outcome

BRIDGE = "Kazakh guards detained nine Russian lorry drivers at the northern bridge."
BRIDGE_AGAIN = "Nine lorry drivers from Russia were detained by guards of Kazakhstan at the northern bridge."
MILL = "Kazakhstan sold its largest flour mill to a Russian company for two million tenge."
MILL_AGAIN = "For two million tenge the largest flour mill of Kazakhstan was sold to a company of Russia."
OLD = "Kazakhstan shut a radar station that Russia had rented since its independence in 2014."
WOULD = "If Kazakhstan were to flood the lower fields, Russia would lose a market for its hay."
OPINION = "In my view the old mill beside the ford ought to grind flour again before the winter rains come."
FAIR = "The harvest fair at Orvane drew a large crowd on Tuesday."
NAMES = ("Aldo", "Mira", "Ulf", "Dina", "Petra", "Ilyas", "Greta", "Noor", "Bela", "Sandor", "Ruth", "Timo")
TRADES = ("baker", "potter", "drummer", "shepherd", "weaver", "teacher", "beekeeper", "smith", "miller", "clown")
DID = ("sold", "praised", "lost", "counted", "painted", "carried", "dropped", "admired", "tasted", "judged")
NUMBERS = ("four", "eleven", "thirty", "ninety", "seven", "fifteen", "sixty", "twelve")
THINGS = (
    "melons",
    "bowls",
    "geese",
    "rugs",
    "pumpkins",
    "apple pies",
    "jars of honey",
    "felt boots",
    "kites",
    "calves",
)
WHERE = ("beside the well", "under the oak", "by the carousel", "near the ford", "behind the school", "on the square")


def own_sentence(draw: random.Random) -> str:
    who = f"{draw.choice(NAMES)} the {draw.choice(TRADES)}"
    what = f"{draw.choice(DID)} {draw.choice(NUMBERS)} {draw.choice(THINGS)} {draw.choice(WHERE)}"
    return f"{who} {what}, and {draw.choice(NAMES)} {draw.choice(DID)} the {draw.choice(THINGS)}."


def article(number: int, *told: str, outlet: str = "") -> dict[str, str]:
    """Some 120 words, of which the fair and what is told are shared and the rest is its own."""
    draw = random.Random(number)
    return {
        "id": f"a{number}", "url": f"https://paper{number}.example/{number}", "lang": "en",
        "outlet": outlet or f"paper{number}.example",
        "title": f"Harvest fair at Orvane: {draw.choice(THINGS)} and more",
        "text": "\n\n".join([FAIR, *told, *(own_sentence(draw) for _ in range(8))]),
        "published": f"2022-09-14T{8 + number % 3:02d}:00:00Z",
    }  # fmt: skip


@pytest.fixture(scope="module")
def fair(tmp_path_factory):
    """One story: the fair of Orvane in eleven papers and a lead."""
    folder = tmp_path_factory.mktemp("fair")
    told = [
        article(0, BRIDGE), article(1, BRIDGE_AGAIN), article(2, MILL, outlet="gazette.example"),
        article(3, MILL_AGAIN, outlet="gazette.example"), article(4, OLD), article(5, WOULD),
        *(article(n) for n in range(6, 9)), article(9, OPINION), article(10, OPINION), {**article(11), "text": FAIR},
    ]  # fmt: skip
    (folder / "articles.jsonl").write_text("".join(json.dumps(a) + "\n" for a in told), encoding="utf-8")
    with herdline.open(folder / "news.duckdb") as store:
        store.read(folder / "articles.jsonl")
        store.build()
        number = max(store.stories(), key=lambda s: s.articles).story
        given = {r["id"]: r["given_id"] for r in store.sql("select id, given_id from articles").to_pylist()}
        yield store.missing(number), given


def carried_by(fair, *wanted: str):
    found, given = fair
    return [f for f in found.left_out if {given[c.article] for c in f.carriers} == set(wanted)]


def test_a_deed_two_papers_tell_comes_first(fair):
    (fact,) = carried_by(fair, "a0", "a1")
    assert fair[0].left_out[0] is fact
    assert not fact.single_source and fact.carried == 2 and fact.not_seen >= 6


def test_two_texts_of_one_paper_are_one_source(fair):
    (fact,) = carried_by(fair, "a2", "a3")
    assert fact.single_source and fact.carried == 1 and fact.families == 2


def test_a_fact_that_is_not_listed_as_its_sentence_tells_nothing_is_counted_where_readers_look(fair, tmp_path):
    found, _ = fair
    assert not any(OPINION in (c.sentence for c in f.carriers) for f in (*found.left_out, *found.common))
    told = "1 more fact is not listed: the sentences that carry it only say who spoke, what their writer thinks"
    assert found.record()["untold"] == 1 and told in found.record()["note"] and told in missing_text(found, 5)
    write_plain(tmp_path / "page.html", found)
    assert told in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_an_old_event_and_what_would_be_weigh_less_than_a_deed_of_the_day(fair):
    (deed,) = carried_by(fair, "a0", "a1")
    (old,) = [f for f in carried_by(fair, "a4") if f.sentence == OLD]
    (would,) = [f for f in carried_by(fair, "a5") if f.sentence == WOULD]
    assert deed.weight > 2 * old.weight and deed.weight > 1.25 * would.weight


def test_a_paper_of_which_only_the_lead_was_read_is_not_accused(fair):
    assert fair[0].leads == 1
    for fact in fair[0].left_out:
        assert fact.leads == 1
        assert fact.carried + fact.not_seen + fact.unclear + fact.incomparable + fact.earlier == fair[0].read


def left_out(number: int, *places: tuple[int, int]) -> Fact:
    """A fact told at (article, first character) of each."""
    carriers = tuple(
        Carrier("paper.example", "", "en", article, start, start + 9, "So it was.") for article, start in places
    )
    return Fact(
        fact=number, kind="statement", sentence="So it was.", article=places[0][0], outlet="paper.example", start=0,
        end=9, actors=(), weight=10.0 - number, families=len(places), single_source=False, carried=len(places),
        not_seen=9, unclear=0, leads=0, incomparable=0, earlier=0, groups=(), carriers=carriers, event=None,
    )  # fmt: skip


def test_a_fact_that_lives_of_the_sentences_of_weightier_ones_is_listed_once():
    first, second = left_out(1, (1, 0), (2, 0)), left_out(2, (3, 5), (4, 5))
    of_both = left_out(3, (1, 0), (3, 5), (5, 0))
    of_its_own = left_out(4, (1, 0), (6, 0), (7, 0))
    assert once([first, second, of_both, of_its_own]) == [first, second, of_its_own]
    assert once([of_both, first]) == [of_both], "the weightier one stays, whichever it is"


def printed(day: int | None, lang: str = "en", number: int = 1) -> Text:
    published = None if day is None else date(2022, 9, day)
    return Text(number, lang, True, "paper.example", "paper.example", "", "", number, published)


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        ([printed(13)], "earlier"),
        ([printed(14)], "not seen"),
        ([printed(None)], "not seen"),
        ([printed(13, number=1), printed(15, number=2)], "not seen"),
        ([printed(13, lang="uk")], "earlier"),
        ([printed(15, lang="uk")], "incomparable"),
        ([printed(15, lang="kk")], "not seen"),
    ],
)
def test_who_printed_before_anybody_told_it_did_not_leave_it_out(texts, answer):
    assert outcome(texts, {}, {"en"}, date(2022, 9, 14)) == answer


def test_a_sentence_faintly_near_in_a_language_nobody_tells_it_in_is_no_silence_and_no_carrier():
    chinese = printed(15, lang="zh")
    assert outcome([chinese], {1: "unheard"}, {"en"}, date(2022, 9, 14)) == "incomparable"
    assert outcome([chinese], {1: "unclear"}, {"en"}, date(2022, 9, 14)) == "unclear"
    assert outcome([chinese], {}, {"en"}, date(2022, 9, 14)) == "not seen"


@pytest.mark.parametrize(
    ("text", "shown", "day", "answer"),
    [
        (printed(11), printed(15), "2022-09-14", True),
        (printed(13), printed(15), "2022-09-14", False),
        (printed(11), printed(12), "2022-09-14", False),
        (printed(11), printed(15), "", False),
        (printed(None), printed(15), "2022-09-14", False),
    ],
)
def test_a_text_of_days_before_a_deed_does_not_tell_it_unless_the_date_is_wrong(text, shown, day, answer):
    assert _is_ahead(text, shown, Deed(1, 1.0, day)) is answer
