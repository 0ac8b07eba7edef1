"""`herdline verify`: what was looked at and what is wrong, in words or as JSON."""

from __future__ import annotations

from dataclasses import asdict

import orjson

from herdline.store.verify import Verdict


def text(verdict: Verdict) -> str:
    """The verdict in plain words."""
    if verdict.whole:
        covered = (
            "the analysis covers all articles"
            if verdict.built
            else "the analysis is older than the articles, its offsets were not checked (herdline build renews it)"
        )
        rows = sum(verdict.rows.values())
        return (
            f"{verdict.path}: whole. {verdict.rows['articles']:,} articles; {rows:,} rows of {len(verdict.rows)} "
            f"tables read to the last; texts, ids and offsets agree; {covered}\n"
        )
    parts = [f"{verdict.path}: NOT whole\n"]
    for finding in verdict.findings:
        where = f"{finding.table}: " if finding.table else ""
        count = f"{finding.rows:,} row{'s' if finding.rows != 1 else ''} " if finding.rows else ""
        parts.append(f"  {where}{count}{finding.told}\n")
    parts.append(_advice(verdict))
    return "".join(parts)


def json_text(verdict: Verdict) -> str:
    """The verdict as one JSON object."""
    return orjson.dumps({**asdict(verdict), "whole": verdict.whole}).decode() + "\n"


def _advice(verdict: Verdict) -> str:
    from herdline.schema import TABLES

    if not verdict.rows:
        return "  what helps: a backup, or reading the sources again into a new store\n"
    read = {name for name, table in TABLES.items() if not table.derived}
    if any(f.table in read for f in verdict.findings):
        return (
            "  what helps: a backup; or reading the sources again into a new store "
            "(herdline export saves what can still be read)\n"
        )
    return "  what helps: herdline build --force; only tables of the analysis are damaged, the articles are whole\n"
