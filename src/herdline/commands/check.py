"""What the line leaves out, and words beside deeds, as text."""

from __future__ import annotations

import pyarrow as pa

from herdline.results import Fact, GroupShare, Missing

_SHOWN_CARRIERS = 3


def missing_text(found: Missing, limit: int) -> str:
    """Facts few carry with who carries them and who was read and does not, then the common ground and the actors."""
    parts = [f"{found.title}   (story {found.story})\n{found.note}\n"]
    several = [fact for fact in found.left_out if not fact.single_source]
    single = [fact for fact in found.left_out if fact.single_source]
    for title, facts in (("Left out by most", several), ("Told by one source only", single)):
        if facts:
            parts.append(f"\n{title}\n")
            parts += [_fact_text(number, fact) for number, fact in enumerate(facts[:limit], 1)]
            if len(facts) > limit:
                parts.append(f"  and {len(facts) - limit} more (--limit 0 shows all)\n")
    if found.actors:
        parts.append("\nActors that few name\n")
        parts += [
            f"  {a.name} [{a.code}]: {a.carried} of {a.read} outlets ({', '.join(a.outlets[:6])})\n"
            for a in found.actors[:limit]
        ]
    if found.common:
        parts.append("\nCommon ground\n")
        parts += [
            f"  {f.carried} of {f.carried + f.not_seen} outlets: {' '.join(f.sentence.split())}\n"
            for f in found.common[: min(limit, 5)]
        ]
    return "".join(parts)


def missing_table(found: Missing) -> pa.Table:
    """One row a fact and group, for CSV."""
    rows = [
        {
            "fact": fact.fact, "list": kind, "kind": fact.kind, "weight": fact.weight, "families": fact.families,
            "single_source": fact.single_source, "carried": fact.carried, "not_seen": fact.not_seen,
            "unclear": fact.unclear, "leads": fact.leads, "incomparable": fact.incomparable, "by": group.by,
            "group": group.group, "group_carried": group.carried, "group_read": group.read, "q": group.q,
            "outlet": fact.outlet, "article": fact.article, "start": fact.start, "end": fact.end,
            "sentence": fact.sentence,
        }
        for kind, facts in (("left out", found.left_out), ("common", found.common))
        for fact in facts
        for group in fact.groups
    ]  # fmt: skip
    return pa.Table.from_pylist(rows) if rows else pa.table({"fact": pa.array([], pa.int64())})


def _fact_text(number: int, fact: Fact) -> str:
    judged = fact.carried + fact.not_seen
    notes = [f"{fact.carried} of {judged} outlets"]
    notes += [f"{fact.families} independent texts"] if fact.families > 1 else []
    notes += [f"{fact.unclear} unclear"] if fact.unclear else []
    notes += [f"{fact.incomparable} in languages that cannot be compared"] if fact.incomparable else []
    lines = [f"{number:3d}. [{fact.kind}] {' '.join(fact.sentence.split())}", f"     {', '.join(notes)}"]
    groups = _telling(fact.groups)
    lines += [f"     {groups}"] if groups else []
    lines += [
        f"       {c.outlet} ({c.lang}): {' '.join(c.sentence.split())[:160]}"
        for c in fact.carriers[:_SHOWN_CARRIERS] if c.article != fact.article
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _telling(groups: tuple[GroupShare, ...]) -> str:
    """Groups that carry it, and large ones that do not: "KAZ 4 of 4; en 1 of 25 (q .01)"."""
    shown = [g for g in groups if g.carried or g.read >= 3]
    shown.sort(key=lambda g: (g.by != "country", -g.carried / g.read, -g.read))
    return "; ".join(
        f"{g.group} {g.carried} of {g.read}" + (f" (q {g.q:.2g})" if g.q is not None and g.q <= 0.1 else "")
        for g in shown[:8]
    )
