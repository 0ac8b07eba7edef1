"""Events in the 61 columns of the GDELT 2.0 event table (GDELT Event Codebook V2.0, 2015).

CAMEO roots come from PLOVER types by the mapping of the PLOVER codebook; finer CAMEO codes cannot be told from them, so
EventCode and EventBaseCode repeat the root. Columns that nothing here answers stay empty. Events said to be negated,
future or hypothetical are left out: GDELT has no column for that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from herdline.views.happened import HAPPENED

ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip
_QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
_ACTOR = [
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
]  # fmt: skip
_GEO = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
COLUMNS = [
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{part}" for part in _ACTOR), *(f"Actor2{part}" for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _GEO), "DATEADDED", "SOURCEURL",
]  # fmt: skip
"""All 61, in GDELT's order."""

_EVENTS = f"""
select e.*, a.url, m.articles, m.outlets, m.first_told from events e join articles a on a.id = e.article
join (
    select m.event, count(distinct m.article) as articles, count(distinct a.outlet) as outlets,
           min(a.published) as first_told
    from event_mentions m join articles a on a.id = m.article group by m.event
) m on m.event = e.event
where {HAPPENED}
order by e.event
"""
_PEOPLE = "select event, side, name, code, sector from participants where position = 0 order by event, side"


def events(sql: Callable[[str], pa.Table]) -> pa.Table:
    """All asserted and reported events as text columns, one row an event.

    Actor1 and Actor2 are the first actor and the first recipient; of a mutual event the first two actors.
    """
    people: dict[tuple[int, str], dict[str, Any]] = {
        (r["event"], r["side"]): r for r in sql(_PEOPLE).to_pylist()
    }  # fmt: skip
    second = {
        r["event"]: r
        for r in sql(
            "select event, name, code, sector from participants where side = 'actor' and position = 1"
        ).to_pylist()
    }
    rows = [_row(e, people.get((e["event"], "actor")), people.get((e["event"], "recipient")) or second.get(e["event"]))
            for e in sql(_EVENTS).to_pylist()]  # fmt: skip
    return pa.table({name: pa.array([row.get(name, "") for row in rows], pa.string()) for name in COLUMNS})


def _row(e: dict[str, Any], one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, str]:
    root = ROOTS[e["type"]]
    told = e["first_told"]
    day = e["date"] or (told.strftime("%Y-%m-%d") if told else "")
    year, month, date = (*day.split("-"), "01", "01")[:3] if day else ("", "", "")
    return {
        "GlobalEventID": str(e["event"]), "Day": f"{year}{month}{date}", "MonthYear": f"{year}{month}", "Year": year,
        "FractionDate": f"{int(year) + (30 * int(month) - 30 + int(date)) / 365:.4f}" if year else "",
        **_actor("Actor1", one), **_actor("Actor2", other),
        "IsRootEvent": "1", "EventCode": root, "EventBaseCode": root, "EventRootCode": root,
        "QuadClass": str(_QUADS[e["quad"]]), "GoldsteinScale": f"{e['score']:.1f}", "NumMentions": str(e["mentions"]),
        "NumSources": str(e["outlets"]), "NumArticles": str(e["articles"]), "ActionGeo_FullName": clean(e["place"]),
        "DATEADDED": told.strftime("%Y%m%d%H%M%S") if told else "", "SOURCEURL": clean(e["url"]),
    }  # fmt: skip


def _actor(side: str, who: dict[str, Any] | None) -> dict[str, str]:
    if who is None:
        return {}
    code = who["code"].split(":")[-1].replace("XXX", "")
    return {
        f"{side}Code": code + who["sector"], f"{side}Name": clean(who["name"]).upper(), f"{side}CountryCode": code,
        f"{side}Type1Code": who["sector"],
    }  # fmt: skip


def clean(text: str | None) -> str:
    """Text that fits between tabs."""
    return " ".join((text or "").split())
