"""Texts count once with their copies and once an owner, in every figure about two actors."""

import duckdb

from herdline.check.weighing import components
from herdline.views.independent import SOURCES, UNIT, independent, independent_of
from herdline.views.relations import _partner

_RECORDED = f"""
select r.kind, f.family, {UNIT} as unit from relation_words r join families f on f.article = r.article
join articles a on a.id = r.article left join outlets o on o.outlet = a.outlet where r.a = 'KAZ' and r.b = 'RUS'
"""


def test_copies_and_texts_of_one_owner_count_once():
    c = duckdb.connect()
    c.execute("create table articles as select * from (values (1, 'a'), (2, 'b'), (3, 'c'), (4, null)) t(id, outlet)")
    c.execute("create table families as select * from (values (1, 1), (2, 1), (3, 3), (4, 4)) t(article, family)")
    c.execute("create table outlets as select * from (values ('a', 'house'), ('c', 'house')) t(outlet, unit)")
    joined = "from articles a join families f on f.article = a.id left join outlets o on o.outlet = a.outlet"
    ((three, one, none),) = c.execute(
        f"select {SOURCES}, {SOURCES} filter (a.id in (1, 3)), {SOURCES} filter (a.id > 9) {joined}"
    ).fetchall()
    # text 3 is of the owner of text 1, whose text 2 prints: one source, and the one of no known outlet
    assert (independent_of(three), independent_of(one), independent_of(none)) == (2, 1, 0)
    assert independent(c.execute(f"select f.family, {UNIT} {joined} where a.id in (1, 3)").fetchall()) == 1


def test_words_of_one_owner_count_once_between_two_actors(sample):
    told = {tuple(row.values()) for row in sample.sql(_RECORDED).to_pylist()}
    sources = {kind: {(f, u) for k, f, u in told if k == kind} for kind in ("close", "refusal", "reserve")}
    assert any(len({f for f, _ in held}) > len({u for _, u in held}) for held in sources.values())  # one owner
    close, *strained = (independent(held) for held in sources.values())
    (tie,) = (partner for partner in sample.relations("KAZ").partners if partner.code == "RUS")
    assert (tie.close, tie.strained) == (close, sum(strained))
    pair = sample.check("KAZ", "RUS")
    held = [t for t in (*pair.declared, *(limit.told for limit in pair.limits)) if t.kind in ("close", "refusal")]
    assert held and all(t.families <= len({unit for _, _, unit in told}) for t in held)


def test_relations_are_asked_twice_on_one_store(sample):
    assert sample.relations("KAZ") == sample.relations("KAZ")


def test_texts_that_hang_together_over_a_third_are_one_source():
    joined = {(1, "Courier"), (1, "Herald"), (1, "Gazette"), (2, "Courier"), (3, "Courier")}
    assert independent(joined) == 1 and independent({*joined, (4, "Mail")}) == 2
    parts = components([*sorted(joined), (4, "Mail")])
    assert parts["Courier"] == parts["Herald"] == parts["Gazette"] != parts["Mail"]


def _tone(*scores: float) -> tuple[float | None, float | None, float | None]:
    found = _partner("ORV", [("verbal cooperation", score) for score in scores], {}, len(scores))
    return found.tone, found.low, found.high


def test_a_tone_stays_on_its_scale_and_is_not_told_of_few_or_equal_scores():
    assert _tone(*[1.0] * 12) == (None, None, None)  # equal ones do not tell how others would scatter
    assert _tone(-10, -10, -10, -10, 7) == (None, None, None)
    tone, low, high = _tone(*[-10.0] * 7, 7.0)
    assert low == -10 and tone == -7.88 and tone < high < 0


def test_several_events_of_one_text_make_no_tie(sample):
    events = sample.sql(
        "select e.event, e.actor_codes a, e.recipient_codes b, f.family from events e join event_mentions m"
        " on m.event = e.event join families f on f.article = m.article where length(e.actor_codes) = 3"
        " and length(e.recipient_codes) = 3"
    ).to_pylist()
    words = {(r["a"], r["b"]) for r in sample.sql("select distinct a, b from relation_words").to_pylist()}
    told: dict[tuple[str, str], list[dict]] = {}
    for row in events:
        told.setdefault((min(row["a"], row["b"]), max(row["a"], row["b"])), []).append(row)
    lone = [
        pair for pair, rows in told.items()
        if pair not in words and len({r["event"] for r in rows}) > 1 and len({r["family"] for r in rows}) == 1
    ]  # fmt: skip
    for a, b in lone:
        partner = next((p for p in sample.relations(a).partners if p.code == b), None)
        assert partner is None or (partner.told <= 1 and partner.sign == 0)
