"""Texts count once with their copies and once an owner, in every figure about two actors."""

import duckdb

from herdline.views.independent import UNIT, independent, independent_of

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
    assert c.execute(f"select {independent_of()}, {independent_of('a.id < 4')} {joined}").fetchall() == [(3, 2)]
    assert c.execute(f"select {independent_of('a.id in (1, 3)')} {joined}").fetchall() == [(1,)]
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
