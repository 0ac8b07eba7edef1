"""Events as a table in the manner of POLECAT, the event data coded in PLOVER (Halterman, Scarborough et al. 2023).

Column names are POLECAT's where the meaning is the same; those at the end are ours: what POLECAT does not keep.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from herdline.export.gdelt import clean
from herdline.views.happened import SENTENCE

_EVENTS = f"""
select e.*, a.url, a.title, a.lang, {SENTENCE.format("e")} as sentence
from events e join articles a on a.id = e.article order by e.event
"""
_SIDES = """
select event, side, string_agg(name, ';' order by position) as names, string_agg(code, ';' order by position) as codes,
       string_agg(sector, ';' order by position) as sectors
from participants group by event, side
"""


def events(sql: Callable[[str], pa.Table]) -> pa.Table:
    """Every event, also negated and future ones, as text columns; several participants are joined by ``;``."""
    sides = {(r["event"], r["side"]): r for r in sql(_SIDES).to_pylist()}
    rows: list[dict[str, str]] = []
    for e in sql(_EVENTS).to_pylist():
        row = {
            "Event ID": str(e["event"]), "Event Date": e["date"], "Event Type": e["type"], "Event Mode": e["mode"],
            "Intensity": f"{e['score']:.1f}", "Quad Code": e["quad"], "Contexts": e["contexts"].replace(",", ";"),
        }  # fmt: skip
        for side, name in (("actor", "Actor"), ("recipient", "Recipient")):
            held = sides.get((e["event"], side), {"names": "", "codes": "", "sectors": ""})
            row |= {
                f"{name} Name": clean(held["names"]), f"{name} Country": held["codes"],
                f"{name} Sectors": held["sectors"],
            }  # fmt: skip
        row |= {
            "Placename": clean(e["place"]), "Source": clean(e["outlet"]), "Language": e["lang"] or "",
            "Publication Date": f"{e['published']:%Y-%m-%d}" if e["published"] else "", "Headline": clean(e["title"]),
            "URL": clean(e["url"]), "Date Precision": e["date_precision"], 
            "Auxiliary Modes": e["aux"].replace(",", ";"),
            "Certainty": e["certainty"], "Speaker": clean(e["speaker"]), "Factuality": f"{e['factuality']:.2f}",
            "Probability": f"{e['probability']:.3f}", "Reports": str(e["reports"]), "Mentions": str(e["mentions"]),
            "Sentence": clean(e["sentence"]),
        }  # fmt: skip
        rows.append(row)
    names = list(rows[0]) if rows else ["Event ID"]
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in names})
