"""The built-in sample: every planted copy has its kind, every family its members, in the store and in memory alike."""

from __future__ import annotations

import csv
import json
from importlib import resources

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from herdline.copies import SCHEMAS, STEPS, copies_of
from herdline.engines.local import LocalEngine, conform
from herdline.schema import ARTICLES, OUTLETS, TABLES

SAMPLE = resources.files("herdline.data") / "sample"


def _outlets() -> list[dict]:
    rows = list(csv.DictReader((SAMPLE / "outlets.csv").read_text("utf-8").splitlines()))
    owners = [row["owner"] for row in rows]
    return [
        {"outlet": r["outlet"], "name": r["name"], "kind": r["kind"], "aliases": r["aliases"],
         "unit": r["owner"] if r["owner"] and owners.count(r["owner"]) > 1 else r["outlet"]}
        for r in rows
    ]  # fmt: skip


def _articles(outlets: list[dict]) -> pa.Table:
    """The sample with agencies credited where one is named at the beginning or the end of a text."""
    rows = [json.loads(line) for line in (SAMPLE / "articles.jsonl").read_text("utf-8").splitlines()]
    agencies = {
        o["outlet"]: [n for n in (o["name"], *o["aliases"].split("|")) if n] for o in outlets if o["kind"] == "agency"
    }
    for number, row in enumerate(rows):
        edges = row["text"][:120] + row["text"][-120:]
        credited = [k for k, names in agencies.items() if any(n in edges for n in names)]
        own = row["outlet"] in agencies
        row["given_id"], row["id"] = row["id"], number
        row["agency"] = row["outlet"] if own else credited[0] if credited else None
        row["agency_basis"] = "outlet" if own else "dateline" if credited else "none"
        row["published_precision"] = "second"
    table = pa.Table.from_pylist(rows)
    times = pc.strptime(table["published"], format="%Y-%m-%dT%H:%M:%SZ", unit="us")
    table = table.set_column(table.schema.get_field_index("published"), "published", times)
    return pa.Table.from_batches([conform(b, ARTICLES.schema) for b in table.to_batches()])


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    outlets = _outlets()
    articles = _articles(outlets)
    connection = duckdb.connect()
    listed = pa.Table.from_batches([conform(b, OUTLETS.schema) for b in pa.Table.from_pylist(outlets).to_batches()])
    for name, table in (("articles", articles), ("outlets", listed)):
        connection.register("rows_in", table)
        connection.execute(f"create table {name} as select * from rows_in")
    engine = LocalEngine(connection)
    for step in STEPS:
        engine.run(step, ({n: t.schema for n, t in TABLES.items()} | SCHEMAS)[step.writes])
    tables = {n: engine.table(f"select * from {n}") for n in ("copies", "spans", "families", "boilerplate")}
    units = {o["outlet"]: o for o in outlets}
    complete = articles
    for column, key in (("unit", "unit"), ("name", "name"), ("outlet_kind", "kind")):
        complete = complete.append_column(column, pa.array([units[o][key] for o in articles["outlet"].to_pylist()]))
    truth = json.loads((SAMPLE / "truth.json").read_text("utf-8"))
    return tables | {"articles": articles, "complete": complete, "truth": truth}


def _given(result) -> dict[int, str]:
    return dict(zip(result["articles"]["id"].to_pylist(), result["articles"]["given_id"].to_pylist(), strict=True))


def test_every_planted_copy_is_found_with_its_kind(result):
    given = _given(result)
    kinds = {frozenset((given[r["a"]], given[r["b"]])): r["kind"] for r in result["copies"].to_pylist()}
    wrong = [c for c in result["truth"]["copies"] if kinds.get(frozenset((c["a"], c["b"]))) != c["kind"]]
    assert wrong == []


def test_families_are_those_of_the_truth(result):
    given, planted = _given(result), result["truth"]["articles"]
    family = {given[r["article"]]: r["family"] for r in result["families"].to_pylist()}
    members: dict[int, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    for article, number in family.items():
        members.setdefault(number, set()).add(article)
        wanted.setdefault(planted[article]["family"], set()).add(article)
    assert sorted(map(sorted, members.values())) == sorted(map(sorted, wanted.values()))


def test_standing_text_is_found_to_nine_tenths(result):
    given = _given(result)
    texts = dict(zip(given.values(), result["articles"]["text"].to_pylist(), strict=True))
    masked: dict[str, list[tuple[int, int]]] = {}
    for row in result["boilerplate"].to_pylist():
        masked.setdefault(given[row["article"]], []).append((row["start"], row["end"]))
    for planted in result["truth"]["boilerplate"]:
        for article in planted["articles"]:
            start = texts[article].find(planted["text"])
            end = start + len(planted["text"])
            covered = sum(max(0, min(e, end) - max(s, start)) for s, e in masked.get(article, []))
            assert covered >= 0.9 * (end - start), (article, planted["text"])


def test_in_memory_and_in_the_store_are_equal(result):
    copies, spans = copies_of(result["complete"])
    for name, table in (("copies", copies), ("spans", spans)):
        order = [
            (column, "ascending") for column in table.schema.names[:6] if column not in ("kind", "share", "share_b")
        ]
        assert result[name].cast(table.schema).sort_by(order).equals(table.sort_by(order)), name
