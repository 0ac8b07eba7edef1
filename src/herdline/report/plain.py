"""Self-contained pages of what is left out, of one actor's ties, of positions side by side and of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from herdline.report.leftout import FactView, fact_view
from herdline.results import BalanceMonth, Comparison, Missing, Naming, Relations
from herdline.results.pairs import LEAST_TOLD

MOST = 60
"""Sentences and rows of a list on a page; what is beyond is counted."""
_SIGNS = {1: "+", 0: "0", -1: "-"}


@dataclass(frozen=True)
class Item:
    """A sentence, what stands under it, further wordings of it."""

    text: str
    by: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with sentences or a table under it; ``numbers`` are the columns set to the right."""

    heading: str
    note: str = ""
    items: tuple[Item, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class PlainPage:
    """All that such a page shows."""

    kicker: str
    title: str
    note: str
    sections: tuple[Section, ...] = field(default=())


def missing_page(found: Missing) -> PlainPage:
    """What a story's line leaves out."""
    views = [(fact.single_source, fact_view(fact, {})) for fact in found.left_out]
    several = [view for single, view in views if not single]
    alone = [view for single, view in views if single]
    sections = [
        _facts("Left out by most", several),
        _facts("Told by one source only", alone),
        Section(
            "Actors that few name", note=_passing(len(found.actors) - len(found.telling)),
            head=("Actor", "Code", "Outlets that name it", "Of those read", "Which"),
            rows=tuple((a.name, a.code, str(a.carried), str(a.read), ", ".join(a.outlets[:6])) for a in found.telling),
            numbers=frozenset((2, 3)),
        ),
        _facts("Common ground", [fact_view(fact, {}, of_all=True) for fact in found.common]),
    ]  # fmt: skip
    return _page("Herdline · what the line leaves out", found.title, found.note, sections)


def relations_page(found: Relations) -> PlainPage:
    """Ties of one actor to all others."""
    rows = tuple(
        (
            f"{p.name} [{p.code}]", str(p.verbal_cooperation), str(p.material_cooperation), str(p.verbal_conflict),
            str(p.material_conflict), str(p.close), str(p.strained),
            _SIGNS[p.sign] if p.told >= LEAST_TOLD else "?",
            "-" if p.tone is None else f"{p.tone:+.1f} ({p.low:+.1f} to {p.high:+.1f})",
            f"{' '.join(p.sentence.split())} ({p.outlet})" if p.sentence else "",
        )
        for p in found.partners
    )  # fmt: skip
    head = ("Partner", "Words for", "Deeds for", "Words against", "Deeds against", "Close", "Strained", "Sign", "Tone",
            "Most reported sentence")  # fmt: skip
    sections = [Section("Ties", "", (), head, rows, frozenset(range(1, 7)))]
    if found.between:
        pairs = tuple((one, other) for one, other in found.between)
        sections.append(
            Section(
                "Balances between", "On good terms with both, while they are not with each other.", (),
                ("One", "Other"), pairs,
            )
        )  # fmt: skip
    if found.months:
        sections.append(
            Section(
                "The network month by month",
                "Share of balanced triads with its interval, and what it would be if the same signs fell on the ties "
                "at random. Frustration: ties that stand against a world of two camps.", (),
                ("Month", "Ties for", "Ties against", "Triads", "Balanced", "By chance", "Frustration", "Who balances"),
                tuple(_month_row(month) for month in reversed(found.months)), frozenset((1, 2, 3)),
            )
        )  # fmt: skip
    return _page("Herdline · one actor among all", f"{found.name} [{found.actor}]", found.note, sections)


def _passing(rest: int) -> str:
    return f"Those of which a deed or position is told; {rest} more, most of them named in passing." if rest else ""


def _month_row(m: BalanceMonth) -> tuple[str, ...]:
    """One month of the network; "cannot say" where too little is recorded."""
    share = "cannot say" if m.share is None else f"{m.share:.2f} ({m.low:.2f} to {m.high:.2f})"
    return (
        m.month, str(m.friendly), str(m.hostile), str(m.triads), share, "-" if m.chance is None else f"{m.chance:.2f}",
        "-" if m.frustration is None else str(m.frustration),
        "; ".join(f"{middle} between {one} and {other}" for middle, one, other in m.between),
    )  # fmt: skip


def comparison_page(found: Comparison) -> PlainPage:
    """Positions side by side, and how far the actors are apart."""
    stands = tuple((s.kind, s.about, *(stance or "-" for stance in s.stances)) for s in found.stands)
    apart = tuple(
        (
            f"{d.a} and {d.b}", str(d.common), str(d.differing),
            "nothing can be said" if d.low is None else f"{d.low:.2f} to {d.high:.2f}",
        )
        for d in found.distances
    )  # fmt: skip
    sections = [
        Section(
            "Positions", '"-" is nothing recorded, not neutrality.', (), ("Matter", "About", *found.actors), stands,
        ),
        Section(
            "How far apart", "Share of common matters on which they differ, Wilson interval.", (),
            ("Actors", "Common", "Unlike", "Interval"), apart, frozenset((1, 2)),
        ),
    ]  # fmt: skip
    return _page("Herdline · positions side by side", ", ".join(found.actors), found.note, sections)


def naming_page(found: Naming) -> PlainPage:
    """What each camp of outlets calls the same thing."""
    names = tuple((n.referent, n.term, n.camp, f"{n.texts} of {n.of}", str(n.quoted), n.words) for n in found.named)
    terms = tuple((t.camp, t.lang, t.term, f"{t.texts} of {t.of}", str(t.elsewhere), f"{t.z:.1f}") for t in found.terms)
    beside = tuple((e.name, e.word, e.camp, str(e.texts), str(e.quoted)) for e in found.epithets)
    sections = [
        Section(
            "Contested names", "Texts of each camp that use them in their own voice.", (),
            ("Thing", "Name", "Camp", "Texts", "Quoted only", "First wording"), names, frozenset((4,)),
        ),
        Section(
            "Terms that tell a camp from the others",
            "Within a language, beyond what random deals of the same texts give; z of the log-odds ratio.", (),
            ("Camp", "Language", "Term", "Texts", "Elsewhere", "z"), terms, frozenset((4, 5)),
        ),
        Section(
            "Words beside actors", "English only.", (), ("Actor", "Word", "Camp", "Texts", "Quoted"), beside,
            frozenset((3, 4)),
        ),
    ]  # fmt: skip
    return _page("Herdline · what each camp calls it", found.title, found.note, sections)


def _facts(heading: str, views: Sequence[FactView]) -> Section:
    items = tuple(
        Item(
            view.sentence,
            " · ".join(part for part in (view.outlet, view.share, view.unsaid, "; ".join(view.groups)) if part),
            tuple(f"{c.outlet} ({c.lang}): {c.sentence}" for c in view.carriers),
        )
        for view in views
    )
    return Section(heading, items=items)


def _page(kicker: str, title: str, note: str, sections: Sequence[Section]) -> PlainPage:
    return PlainPage(kicker, title, note, tuple(s for s in sections if s.items or s.rows))
