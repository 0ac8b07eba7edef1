"""Balance of signed networks: against networkx and all partitions, its interval, and a network month by month."""

from __future__ import annotations

import random
from itertools import combinations, pairwise, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.check.balance import MOST_TIES, balance, frustration
from herdline.commands.check import relations_text
from tests.check.test_fooled import article, built

CODES = "ABCDEFG"
NETWORKS = st.dictionaries(st.sampled_from(list(combinations(CODES, 2))), st.sampled_from((1, -1)), max_size=21)


def by_all_partitions(signs: dict[tuple[str, str], int]) -> int:
    against = []
    for rest in product((1, -1), repeat=len(CODES) - 1):
        camp = dict(zip(CODES, (1, *rest), strict=True))
        against.append(sum(sign != camp[a] * camp[b] for (a, b), sign in signs.items()))
    return min(against)


@given(NETWORKS)
@settings(max_examples=60, deadline=None)
def test_triads_and_frustration_are_those_of_a_plain_count(signs):
    found = balance(signs)
    assert found.triads == sum(nx.triangles(nx.Graph(list(signs))).values()) // 3
    assert frustration(signs) == by_all_partitions(signs)
    assert (frustration(signs) == 0) <= (found.balanced == found.triads)
    assert found.apart <= found.triads and 3 * found.apart <= len(signs)
    assert len(found.between) <= found.triads - found.balanced


def test_a_state_between_two_rivals_is_named():
    signs = {("CHN", "KAZ"): 1, ("KAZ", "USA"): 1, ("CHN", "USA"): -1}
    found = balance(signs)
    assert (found.triads, found.balanced, frustration(signs)) == (1, 0, 1)
    assert found.between == (("KAZ", "CHN", "USA"),)


def test_two_camps_are_balanced():
    signs = {("A", "B"): 1, ("A", "C"): -1, ("B", "C"): -1}
    found = balance(signs)
    assert (found.triads, found.balanced, frustration(signs), found.between) == (1, 1, 0, ())


def test_a_network_of_friends_is_balanced_by_chance_as_well():
    friends = balance(dict.fromkeys(combinations(CODES, 2), 1))
    assert friends.chance == pytest.approx(1.0) and friends.balanced == friends.triads == 35
    low, high = friends.interval()
    assert low < 0.75 and high == 1.0  # 35 triads, but of 21 ties: they are no 35 trials


def test_without_triads_there_is_no_share():
    for signs in ({}, {("A", "B"): 1}, {("A", "B"): -1, ("B", "C"): 1}):
        found = balance(signs)
        assert (found.triads, found.interval(), found.chance, frustration(signs)) == (0, None, None, 0)


def test_a_network_too_dense_to_solve_says_so():
    draw = random.Random(1)
    names = [f"{i:02d}" for i in range(24)]
    signs = {pair: draw.choice((1, -1)) for pair in combinations(names, 2)}
    assert len(signs) > MOST_TIES and frustration(signs) is None
    assert frustration({(a, b): -1 for a, b in pairwise(names)}) == 0  # a chain has no circle


@pytest.mark.parametrize("friendly", [0.5, 0.7, 0.9])
def test_the_interval_holds_the_true_share(friendly):
    """Signs drawn at random for a network of ten: the true share is known, p^3 + 3 p (1 - p)^2."""
    draw = random.Random(7)
    true = friendly**3 + 3 * friendly * (1 - friendly) ** 2
    pairs = [pair for pair in combinations("ABCDEFGHIJ", 2) if draw.random() < 0.6]
    hits = 0
    for _ in range(300):
        low, high = balance({pair: 1 if draw.random() < friendly else -1 for pair in pairs}).interval()
        hits += low <= true <= high
    assert hits >= 0.93 * 300


STATES = ("Norway", "Denmark", "Chile", "Peru")
HELD = {
    "2022-08-17": "{} and {} held joint military exercises on Monday.",
    "2022-09-14": "{} and {} held a joint military exercise on Tuesday.",
    "2022-10-12": "{} and {} held joint military exercises last Tuesday.",
}
QUARREL = "{} imposed sanctions on {} on Monday."


@pytest.fixture(scope="module")
def network():
    """In August all four exercise together, in September Norway and Denmark fall out, in October little is told."""
    pairs = list(combinations(STATES, 2))
    told = [(day, HELD[day].format(*pair)) for day in ("2022-08-17", "2022-09-14") for pair in pairs]
    told[len(pairs)] = ("2022-09-14", QUARREL.format(*pairs[0]))
    told.append(("2022-10-12", HELD["2022-10-12"].format(*pairs[0])))
    with built([article(text, text, day=day) for day, text in told]) as store:
        yield store


def test_a_quarrel_in_one_month_shows_in_that_month(network):
    august, september, _ = network.relations("Chile").months
    assert (august.month, august.friendly, august.hostile, august.triads, august.balanced) == ("2022-08", 6, 0, 4, 4)
    assert (august.frustration, august.between, august.share, august.chance) == (0, (), 1.0, 1.0)
    assert (september.friendly, september.hostile, september.triads, september.balanced) == (5, 1, 4, 2)
    assert september.frustration == 1 and september.low < september.share == 0.5 < september.high
    assert set(september.between) == {("CHL", "DNK", "NOR"), ("PER", "DNK", "NOR")}


def test_a_month_holds_its_network_with_signs_and_weights(network):
    ties = {(t.a, t.b): t for t in network.relations("Chile").months[1].ties}
    assert set(ties) == set(combinations(("CHL", "DNK", "NOR", "PER"), 2))
    assert ties["DNK", "NOR"].weight == -3 and all(t.weight == 3 for pair, t in ties.items() if pair != ("DNK", "NOR"))
    assert sum(t.evidence for t in ties.values()) == network.relations("Chile").months[1].evidence == 6


def test_a_month_of_one_event_says_nothing(network):
    october = network.relations("Norway").months[-1]
    assert (october.month, october.evidence, october.triads) == ("2022-10", 1, 0)
    assert (october.share, october.low, october.high, october.chance, october.frustration) == (None,) * 5
    assert "2022-10  1/0  cannot say" in relations_text(network.relations("Norway"), 10)


def test_a_period_has_its_months_only(network):
    assert [m.month for m in network.relations("Chile", since="2022-09", until="2022-09").months] == ["2022-09"]
    assert network.relations("Brazil").months == ()


@pytest.fixture(scope="module")
def sparse():
    """Norway and Denmark exercise twice, Chile and Norway once; a war of 1939 is remembered."""
    texts = [
        ("Norway and Denmark held joint military exercises on Monday.", "2022-08-17"),
        ("Norway and Denmark held a joint military exercise on Tuesday.", "2022-09-14"),
        ("Norway imposed sanctions on Chile on Monday.", "2022-09-21"),
        ("In September 1939 Norway attacked Peru. In May 1940 Norway attacked Peru.", "2022-09-22"),
    ]
    with built([article(text, text, day=day) for text, day in texts]) as store:
        yield store


def test_one_event_ties_nobody_and_is_marked(sparse):
    found = sparse.relations("Norway")
    by = {p.code: p for p in found.partners}
    assert (by["DNK"].told, by["DNK"].sign) == (2, 1) and (by["CHL"].told, by["CHL"].sign) == (1, 0)
    assert "with a single independent text: no tie" in found.note
    assert all((tie.a, tie.b) != ("CHL", "NOR") for month in found.months for tie in month.ties)


def test_each_tie_shows_its_sentence(sparse):
    found = sparse.relations("Norway")
    told = {p.code: p.sentence for p in found.partners}
    assert told["CHL"] == "Norway imposed sanctions on Chile on Monday." and "exercise" in told["DNK"]
    assert "Norway imposed sanctions on Chile on Monday." in relations_text(found, 10)
    assert all(type(p.told) is int for p in found.partners)  # JSON has no decimals of a database


def test_months_without_texts_are_history_and_no_months_of_the_table(sparse):
    found = sparse.relations("Norway")
    assert found.months and all("2022-08" <= m.month <= "2022-09" for m in found.months)
    if any(p.code == "PER" for p in found.partners):
        assert "history and plans, in no month" in found.note


def test_the_page_and_the_table_say_the_same_of_a_month(network, tmp_path):
    from herdline.report.plain import relations_page

    found = network.relations("Chile")
    (section,) = [s for s in relations_page(found).sections if s.heading.startswith("The network")]
    assert [row[0] for row in section.rows] == ["2022-10", "2022-09", "2022-08"]
    assert section.rows[0][4] == "cannot say" and section.rows[1][4].startswith("0.50 (")
    assert "CHL between DNK and NOR" in relations_text(found, 10)
