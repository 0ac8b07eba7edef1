"""What the line leaves out, and words beside deeds, as text."""

from __future__ import annotations

from typing import Any

from herdline.commands.show import aligned
from herdline.results import (
    BalanceMonth,
    Carrier,
    Comparison,
    Fact,
    GroupShare,
    Limit,
    Missing,
    Naming,
    Pair,
    Partner,
    Relations,
    Told,
)
from herdline.results.pairs import LEAST_TOLD

_SHOWN_CARRIERS = 3
_SHOWN_MONTHS = 24
_SHOWN_BETWEEN = 6


def missing_text(found: Missing, limit: int) -> str:
    """Facts few carry with who carries them and who was read and does not, then the common ground and the actors."""
    parts = [f"{found.title}   (story {found.story})\n{found.note}\n"]
    if found.by_leads:
        parts.append(f"read it whole: herdline deepen {found.story}\n")
    several = [fact for fact in found.left_out if not fact.single_source]
    single = [fact for fact in found.left_out if fact.single_source]
    for title, facts in (("Left out by most", several), ("Told by one source only", single)):
        if facts:
            parts.append(f"\n{title}\n")
            parts += [_fact_text(number, fact) for number, fact in enumerate(facts[:limit], 1)]
            if len(facts) > limit:
                parts.append(f"  and {len(facts) - limit} more (--limit 0 shows all)\n")
    telling = found.telling[:limit]
    passing = len(found.actors) - len(telling)
    if telling:
        parts.append("\nActors that few name\n")
        parts += [
            f"  {a.name} [{a.code}]: {a.carried} of {a.read} outlets ({', '.join(a.outlets[:6])})\n" for a in telling
        ]
        parts.append(f"  and {passing} more, most of them named in passing (--json lists them)\n" if passing else "")
    elif passing:
        who = "actor is" if passing == 1 else "actors are"
        parts.append(f"\n{passing} {who} named by few outlets, in passing (--json lists them)\n")
    if found.common:
        parts.append("\nCommon ground\n")
        parts += [
            f"  {f.carried} of {f.outlets} outlets{f' ({f.unjudged} may or may not)' * bool(f.unjudged)}: "
            f"{' '.join(f.sentence.split())}\n"
            for f in found.common[: min(limit, 5)]
        ]
    return "".join(parts)


def _fact_text(number: int, fact: Fact) -> str:
    judged = fact.carried + fact.not_seen
    notes = [f"{fact.carried} of {judged} outlets"]
    notes += [f"{fact.families} independent texts"] if fact.families > 1 else []
    notes += [f"{fact.unclear} unclear"] if fact.unclear else []
    notes += [f"{fact.incomparable} in other languages, where it cannot be told"] if fact.incomparable else []
    notes += [f"{fact.earlier} printed before anybody told it"] if fact.earlier else []
    lines = [f"{number:3d}. [{fact.kind}] {' '.join(fact.sentence.split())}", f"     {', '.join(notes)}"]
    groups = _telling(fact.groups)
    lines += [f"     {groups}"] if groups else []
    lines += [
        f"       {_where(c)}: {' '.join(c.sentence.split())[:160]}"
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


def pair_text(found: Pair, limit: int) -> str:
    """Words above, deeds below, then the limits, positions and months."""
    parts = [f"{found.a_name} [{found.a}] and {found.b_name} [{found.b}]\n{found.note}\n"]
    for name in ("declared", "meetings", "deeds"):
        if held := getattr(found, name):
            parts.append(f"\n{found.headings[name]}\n")
            parts += [_told_text(told) for told in held[:limit]] + [_rest(len(held), limit)]
    if found.limits:
        parts.append(f"\n{found.headings['limits']}\n")
        parts += [_limit_text(n, item) for n, item in enumerate(found.limits[:limit], 1)]
        parts.append(_rest(len(found.limits), limit))
    if found.others:
        parts.append(
            "\nCounted besides: requests, friendly acts that are less likely, words too weak for a limit, history, "
            "further events of a sentence\n"
        )
        parts += [_told_text(told) for told in found.others[:limit]] + [_rest(len(found.others), limit)]
    if found.counts:
        parts.append("\nEvents (each once; reports by independent texts)\n")
        parts += [
            f"  {c.quad}: {c.events} ({c.reports} reports), {c.actor} {_toward(c.recipient)}\n" for c in found.counts
        ]
        parts.append(f"  undated: {found.undated}\n" if found.undated else "")
    if found.positions:
        parts.append("\nPositions\n")
        parts += [
            f"  {p.holder} {p.kind} {p.stance} {' '.join(p.target_name.split())} [{p.target}]: "
            f"{_one_line(p.sentence, 140)}\n"
            for p in found.positions[:limit]
        ]
    busy = [m for m in found.months if _sum(m)]
    if busy:
        parts.append("\nMonths: words for/against, deeds for/against, Poisson interval of their sum\n")
        for m in busy[-24:]:
            words, deeds = (
                f"{m.verbal_cooperation}/{m.verbal_conflict}",
                f"{m.material_cooperation}/{m.material_conflict}",
            )
            change = f"  change: {_one_line(m.change, 90)}" if m.change else ""
            parts.append(f"  {m.month}  words {words}  deeds {deeds}  ({m.low:.1f}-{m.high:.1f}){change}\n")
    return "".join(parts)


def relations_text(found: Relations, limit: int) -> str:
    """Partners as a table, then whom the actor balances between."""
    head = (
        "actor",
        "name",
        "words for",
        "deeds for",
        "words against",
        "deeds against",
        "close",
        "strained",
        "sign",
        "tone",
    )
    rows = [
        (
            p.code, p.name, str(p.verbal_cooperation), str(p.material_cooperation), str(p.verbal_conflict),
            str(p.material_conflict), str(p.close), str(p.strained), _sign(p),
            "-" if p.tone is None else f"{p.tone:+.1f} ({p.low:+.1f} to {p.high:+.1f})",
        )
        for p in found.partners[:limit]
    ]  # fmt: skip
    parts = [f"{found.name} [{found.actor}]\n{found.note}\n"]
    if rows:
        parts += ["\n", aligned(head, rows, right={2, 3, 4, 5, 6, 7}), _rest(len(found.partners), limit)]
    if rows:
        parts.append("\nThe most reported sentence of each\n")
        parts += [
            f"  {p.code} {p.outlet}: {_one_line(p.sentence, 150)}\n" for p in found.partners[:limit] if p.sentence
        ]
    if found.share is not None:
        parts.append(f"\nBalanced triads: {_share_text(found)}\n")
    if found.frustration is not None and found.triads:
        parts.append(f"Frustration: {found.frustration} ties stand against a world of two camps\n")
    if found.between:
        parts.append("Balances between: " + "; ".join(f"{a} and {b}" for a, b in found.between) + "\n")
    if found.months:
        parts.append("\nThe network month by month: ties for/against, balanced triads, ties against two camps\n")
        parts += [_month_text(month) for month in found.months[-_SHOWN_MONTHS:]]
        earlier = len(found.months) - _SHOWN_MONTHS
        parts.append(f"  and {earlier} earlier (--json has all, --since and --until choose)\n" if earlier > 0 else "")
    return "".join(parts)


def _sign(p: Partner) -> str:
    return "?" if p.told < LEAST_TOLD else {1: "+", 0: "0", -1: "-"}[p.sign]


def _share_text(found: Relations | BalanceMonth) -> str:
    """Share with its interval and what chance would give, or that nothing can be said."""
    if found.share is None:
        return "cannot say"
    return (
        f"{found.balanced} of {found.triads}, {found.share:.2f} ({found.low:.2f} to {found.high:.2f}), "
        f"by chance {found.chance:.2f}"
    )


def _month_text(m: BalanceMonth) -> str:
    frustration = "" if m.frustration is None else f"; {m.frustration} against two camps"
    between = "; ".join(f"{middle} between {one} and {other}" for middle, one, other in m.between[:_SHOWN_BETWEEN])
    more = f" and {len(m.between) - _SHOWN_BETWEEN} more" if len(m.between) > _SHOWN_BETWEEN else ""
    return f"  {m.month}  {m.friendly}/{m.hostile}  {_share_text(m)}{frustration}" + (
        f"\n           {between}{more}\n" if between else "\n"
    )


def comparison_text(found: Comparison) -> str:
    """Matters by actors, then the distances."""
    if not found.stands:
        return f"{found.note}\n"
    rows = [(s.kind, s.about, *(stance or "-" for stance in s.stances)) for s in found.stands]
    parts = [aligned(("matter", "about", *found.actors), rows, right=set(), widest={1: 40}), f"\n{found.note}\n"]
    for d in found.distances:
        if not d.common:
            parts.append(f"{d.a} and {d.b}: no matter on which both are recorded, nothing can be said\n")
        else:
            parts.append(f"{d.a} and {d.b}: unlike in {d.differing} of {d.common} ({d.low:.2f}-{d.high:.2f})\n")
    return "".join(parts)


def naming_text(found: Naming, limit: int) -> str:
    """Terms by camp, then epithets by actor."""
    parts = [f"{found.title}   (story {found.story})\n{found.note}\n"]
    held: dict[str, dict[str, list[str]]] = {}
    for n in found.named:
        told = f"{n.camp} {n.texts} of {n.of}" + (f" (+{n.quoted} quoted)" if n.quoted else "")
        held.setdefault(n.referent, {}).setdefault(n.term, []).append(told)
    if held:
        parts.append("\nContested names (texts of each camp that use them in their own voice)\n")
    for referent, terms in held.items():
        parts.append(f"  {referent}\n")
        parts += [f"    {term}: {', '.join(camps)}\n" for term, camps in terms.items()]
    if found.terms:
        parts.append(
            "\nTerms that tell a camp from the others in its language, beyond what random deals of its texts give\n"
            "(texts of the camp and of all others that say it in their own voice; uses; uses in quotation marks)\n"
        )
        rows = [
            (
                t.camp, t.lang, t.term, f"{t.texts} of {t.of}", str(t.elsewhere), str(t.uses), str(t.quoted), t.outlet,
                f"{t.z:.1f}",
            )
            for t in found.terms[:limit]
        ]  # fmt: skip
        head = ("camp", "lang", "term", "texts", "elsewhere", "uses", "quoted", "first", "z")
        parts += [aligned(head, rows, right={4, 5, 6, 8}), _rest(len(found.terms), limit)]
    if found.epithets:
        parts.append("\nWords beside actors (English)\n")
        beside = [(e.name, e.word, e.camp, str(e.texts), str(e.quoted)) for e in found.epithets[:limit]]
        parts.append(aligned(("actor", "word", "camp", "texts", "quoted"), beside, right={3, 4}))
        parts.append(_rest(len(found.epithets), limit))
    return "".join(parts)


def _sum(month: Any) -> int:
    return int(month.verbal_cooperation + month.material_cooperation + month.verbal_conflict + month.material_conflict)


def _rest(total: int, limit: int) -> str:
    return f"  and {total - limit} more (--limit 0 shows all)\n" if total > limit else ""


def _one_line(text: str, most: int) -> str:
    told = " ".join(text.split())
    return told if len(told) <= most else told[: most - 3] + "..."


def _toward(recipient: str) -> str:
    return recipient if recipient.startswith("with ") else f"to {recipient}"


def _where(carrier: Carrier) -> str:
    """Outlet and language; a sentence of the record carries none."""
    return f"{carrier.outlet} ({carrier.lang})" if carrier.lang else carrier.outlet


def _told_text(told: Told) -> str:
    who = f" ({told.speaker})" if told.speaker else ""
    context = "" if told.named else ", one named only ahead of it"
    texts = f"{told.families} independent text{'s' if told.families != 1 else ''}"
    head = f"  {told.when}, {texts}, {told.outlet}{context}: {told.words}{who}\n"
    sure = f"      by its words {told.parties}; " if told.parties else "      "
    sure = "" if told.probability is None else f"{sure}{told.certainty}, probability {told.probability:.2f}\n"
    others = [f"        {_where(c)}: {_one_line(c.sentence, 150)}\n" for c in told.more[:_SHOWN_CARRIERS]]
    return f"{head}      {_one_line(told.sentence, 220)}\n{sure}{''.join(others)}"


def _limit_text(number: int, limit: Limit) -> str:
    topic = f": {limit.told.topic}" if limit.told.topic else ""
    return f"{number:3d}. {limit.kind}{topic} (severity {limit.severity:.1f})\n    {_told_text(limit.told)}"
