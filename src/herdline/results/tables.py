"""Results as flat tables, one row a thing: for CSV, Parquet and the page's downloads."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pyarrow as pa

from herdline.results.base import Rows
from herdline.results.check import Fact, Missing, Naming, Term
from herdline.results.pairs import Comparison, Pair, Partner, Relations, Stand, Told
from herdline.results.record import Event, Participant

_FLAT = pa.schema(
    [
        ("id", pa.int64()), ("date", pa.string()), ("date_precision", pa.string()), ("type", pa.string()),
        ("mode", pa.string()), ("context", pa.string()), ("aux", pa.string()), ("quad", pa.string()),
        ("score", pa.float64()), ("actors", pa.string()), ("actor_codes", pa.string()), ("recipients", pa.string()),
        ("recipient_codes", pa.string()), ("place", pa.string()), ("certainty", pa.string()),
        ("speaker", pa.string()), ("polarity", pa.string()), ("factuality", pa.float64()),
        ("probability", pa.float64()), ("article", pa.int64()), ("outlet", pa.string()), ("published", pa.string()),
        ("start", pa.int32()), ("end", pa.int32()), ("sentence", pa.string()), ("reports", pa.int32()),
        ("mentions", pa.int32()),
    ]
)  # fmt: skip


def events_table(found: Rows[Event]) -> pa.Table:
    """Events as flat rows, for CSV and Parquet: lists joined by a comma, participants as "name [code]"."""
    return pa.Table.from_pylist(
        [
            {
                **{k: v for k, v in event.record().items() if k not in ("actors", "recipients", "context", "aux")},
                "context": ",".join(event.context), "aux": ",".join(event.aux),
                "actors": people_text(event.actors), "recipients": people_text(event.recipients),
                "actor_codes": _codes(event.actors), "recipient_codes": _codes(event.recipients),
            }
            for event in found
        ],
        schema=_FLAT,
    )  # fmt: skip


def people_text(people: tuple[Participant, ...]) -> str:
    """Participants in words: "Kazakhstan [KAZ GOV]; ..."."""
    return "; ".join(f"{' '.join(p.name.split())} [{p.code}{' ' + p.sector if p.sector else ''}]" for p in people)


def missing_table(found: Missing) -> pa.Table:
    """One row a fact and group, for CSV."""
    rows = [
        {
            "fact": fact.fact, "list": kind, "kind": fact.kind, "weight": fact.weight, "families": fact.families,
            "single_source": fact.single_source, "carried": fact.carried, "not_seen": fact.not_seen,
            "unclear": fact.unclear, "leads": fact.leads, "incomparable": fact.incomparable, "earlier": fact.earlier,
            "by": group.by, "group": group.group, "group_carried": group.carried, "group_read": group.read,
            "q": group.q, "outlet": fact.outlet, "article": fact.article, "start": fact.start, "end": fact.end,
            "sentence": fact.sentence,
        }
        for kind, facts in (("left out", found.left_out), ("common", found.common))
        for fact in facts
        for group in fact.groups
    ]  # fmt: skip
    return _table(rows, Fact)


def pair_table(found: Pair) -> pa.Table:
    """Declarations, meetings, deeds for each other, other events that are counted, and limits, one a row."""
    rows = [
        {"list": name, "kind": t.kind, "severity": None, "rank": None, **_flat(t)}
        for name, held in (
            ("declared", found.declared),
            ("meetings", found.meetings),
            ("deeds", found.deeds),
            ("others", found.others),
        )
        for t in held
    ]
    rows += [
        {"list": "limit", "kind": x.kind, "severity": x.severity, "rank": x.rank, **_flat(x.told)} for x in found.limits
    ]
    return _table(rows, Told)


def relations_table(found: Relations) -> pa.Table:
    """Partners, one a row."""
    return _table([p.record() for p in found.partners], Partner)


def comparison_table(found: Comparison) -> pa.Table:
    """Matters, one a row, a column for each actor."""
    return _table(
        [
            {
                "kind": s.kind,
                "target": s.target,
                "target_name": s.target_name,
                **dict(zip(found.actors, s.stances, strict=True)),
            }
            for s in found.stands
        ],
        Stand,
    )


def naming_table(found: Naming) -> pa.Table:
    """Terms, one a row."""
    return _table([t.record() for t in found.terms], Term)


def _table(rows: list[dict[str, Any]], kind: type) -> pa.Table:
    """Rows as a table; without any, the columns of their kind, so that a program always finds its header."""
    if rows:
        return pa.Table.from_pylist(rows)
    return pa.table({field.name: pa.array([], pa.string()) for field in fields(kind)})


def _flat(told: Told) -> dict[str, Any]:
    return {k: v for k, v in told.record().items() if k not in ("kind", "more")}


def _codes(people: tuple[Participant, ...]) -> str:
    return ",".join(sorted({p.code for p in people}))
