"""What a story's page says: figures in words, sentences with their shared words, who carries what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from herdline.report import charts
from herdline.report.leftout import LeftOut, left_out
from herdline.results import Event, Family, Line, Participant, Related, Story, StoryLine, StoryParts
from herdline.results.line import told

Sql = Callable[[str, list[Any]], pa.Table]

_END = re.compile(r"[.!?؟…](?=[\s”»\"」』)]|$)|[。！？]|\n")
_WIDEST = 260  # characters of a sentence shown on each side of the shared words
MOST_EVENTS = 12
MOST_RELATED = 8
OWNERSHIP = {
    "state": "state",
    "state_public": "public, state-run",
    "independent_public": "public, independent",
    "private": "private",
}
KINDS = {
    "agency": "agency copy",
    "syndicated": "syndicated or re-run piece",
    "rerun": "the outlet's own re-run",
    "rewritten": "rewritten or translated copy",
    "independent": "independent",
}


@dataclass(frozen=True)
class Piece:
    """A run of text; ``mark`` names what it is (line, copy) or is empty."""

    text: str
    mark: str = ""
    about: str = ""


@dataclass(frozen=True)
class Quoted:
    """An outlet's own sentence around a shared wording."""

    outlet: str
    when: str
    lang: str
    pieces: tuple[Piece, ...]
    url: str | None
    family: str
    article: int
    start: int
    end: int


@dataclass(frozen=True)
class LineView:
    """A line with the sentences it stands in."""

    line: Line
    first: str
    sentences: tuple[Quoted, ...]
    more: int


@dataclass(frozen=True)
class FamilyView:
    """A family of copies in words."""

    what: str
    agency: str | None
    original: str
    members: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class ArticleView:
    """One article in the list."""

    id: int
    title: str
    outlet: str
    country: str
    lang: str
    when: str
    url: str | None
    kind: str
    extent: str


@dataclass(frozen=True)
class EventView:
    """One event of the record in words, with its sentence."""

    id: int
    date: str
    type: str
    who: str
    whom: str
    how_sure: str
    reports: int
    outlet: str
    sentence: str
    article: int
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """All that a story's page shows."""

    story: Story
    headline: str
    herd: str
    lines: tuple[LineView, ...]
    unites: bool
    weaker: tuple[LineView, ...]
    timeline: charts.Timeline | None
    untimed: int
    unsure: int
    families: tuple[FamilyView, ...]
    countries: list[charts.Bar]
    ownership: list[charts.Bar]
    languages: list[charts.Bar]
    texts: int
    annotated: tuple[tuple[Piece, ...], ...]
    annotated_of: ArticleView | None
    articles: tuple[ArticleView, ...]
    leads: int
    events: tuple[EventView, ...]
    events_more: int
    left_out: LeftOut
    related: tuple[Related, ...]
    related_more: int


def page(parts: StoryParts, sql: Sql) -> Page:
    """Gather the page of one story; of its record, what most independent texts report comes first."""
    story, found = parts.story, parts.line
    articles = _articles(sql, story.story)
    names = {a["outlet"]: a["name"] or a["outlet"] for a in articles.values()}
    # a copied-from may be an agency that has no article of its own here
    kinds = _kinds(found)
    views = [_line(i, articles, kinds) for i in found.lines]
    main = found.lines[0] if found.lines else None
    carrying = {_unit(articles[u.article]) for u in main.uses if u.article in articles} if main else set()
    annotated_of = _most_typical(found, articles)
    outlet_kind = _outlet_kinds(found, kinds)
    copied = {m.article: f.original for f in found.families for m in f.members}
    # the likeliest first where as many report it; the reader sees the dates
    events = sorted(parts.record, key=lambda e: (-e.reports, -e.probability, e.id))
    ordered = sorted(articles.values(), key=lambda a: (a["published"] is None, a["published"], a["id"]))
    return Page(
        story=story,
        headline=_headline(story, found, names),
        herd=_herd(story),
        lines=tuple(views[:5]),
        unites=_unites(story, found),
        weaker=tuple(views[5:25]),
        timeline=charts.timeline(found.spread, outlet_kind, names, copied),
        unsure=_unsure(found),
        untimed=sum(1 for a in found.spread if a.published is None),
        families=tuple(_family(f, names, articles) for f in found.families if len(f.members) > 1),
        countries=_groups(articles, carrying, lambda a: a["country"] or "unknown"),
        ownership=_groups(articles, carrying, lambda a: OWNERSHIP.get(a["ownership"] or "", "unknown")),
        languages=_groups(articles, carrying, lambda a: a["lang"] or "und"),
        texts=len(found.families),
        annotated=_annotate(annotated_of, found) if annotated_of else (),
        annotated_of=_article(annotated_of, kinds) if annotated_of else None,
        articles=tuple(_article(a, kinds) for a in ordered),
        leads=sum(1 for a in ordered if a["extent"] != "full"),
        events=tuple(event_view(event, names) for event in events[:MOST_EVENTS]),
        events_more=max(0, len(events) - MOST_EVENTS),
        left_out=left_out(parts.missing, parts.naming, names),
        related=tuple(parts.related[:MOST_RELATED]),
        related_more=max(0, len(parts.related) - MOST_RELATED),
    )


def event_view(event: Event, names: dict[str, str]) -> EventView:
    """An event in words; ``names`` are those of outlets."""
    told = [*event.aux, event.certainty + (f" by {' '.join(event.speaker.split())}" if event.speaker else "")]
    about = "about " if event.date_precision == "about" else ""
    return EventView(
        event.id,
        about + event.date if event.date else "undated",
        event.type + (f", {event.mode}" if event.mode else ""),
        _people(event.actors) or "somebody",
        _people(event.recipients),
        ", ".join(told),
        event.reports,
        names.get(event.outlet, event.outlet),
        " ".join(event.sentence.split()),
        event.article,
        event.start,
        event.end,
    )


def _people(people: Sequence[Participant]) -> str:
    return "; ".join(f"{' '.join(p.name.split())} ({p.code}{' ' + p.sector if p.sector else ''})" for p in people)


@dataclass(frozen=True)
class Listed:
    """One story in the index."""

    story: Story
    href: str
    languages: str


def listed(story: Story, href: str) -> Listed:
    """A story as the index shows it."""
    return Listed(story, href, ", ".join(story.languages))


def corpus(sql: Sql) -> dict[str, int]:
    """Counts that stand above the index."""
    table = sql(
        "select (select count(*) from articles) as articles, (select count(distinct outlet) from articles) as outlets, "
        "(select count(*) from stories) as stories,"
        " (select count(*) from rejected where reason <> 'bad_date') as rejected,"
        " (select count(*) from depths where not whole) as by_leads",
        [],
    )
    row: dict[str, int] = table.to_pylist()[0]
    return row


def when(moment: datetime | None, precision: str = "minute") -> str:
    """A time as the page prints it."""
    if moment is None:
        return "time unknown"
    return moment.strftime("%d %b %Y" if precision in ("day", "month", "year") else "%d %b %Y %H:%M UTC")


def percent(share: float | None) -> str:
    """A share in percent."""
    return "cannot say" if share is None else f"{100 * share:.0f} %"


def slots(text: str) -> str:
    """A template as a reader sees it: slots in angle brackets, an open end as an ellipsis."""
    return re.sub(r"\s*\{\.\.\.\}", " …", text).replace("{", "⟨").replace("}", "⟩")


def _articles(sql: Sql, story: int) -> dict[int, dict[str, Any]]:
    rows = sql(
        "select a.*, o.name, o.country, o.ownership, o.unit from articles a "
        "join story_articles s on s.article = a.id left join outlets o on o.outlet = a.outlet where s.story = ?",
        [story],
    ).to_pylist()
    return {r["id"]: r for r in rows}


def _kinds(found: StoryLine) -> dict[int, str]:
    return {m.article: m.kind for f in found.families for m in f.members}


def _outlet_kinds(found: StoryLine, kinds: dict[int, str]) -> dict[str, str]:
    """Kind of each outlet's first text, as the timeline colours it."""
    result = {}
    for a in found.spread:
        kind = kinds.get(a.article, "independent")
        result[a.outlet] = kind if kind in ("agency", "syndicated", "rewritten") else "independent"
    return result


def _unsure(found: StoryLine) -> int:
    """Outlets drawn before the first text that surely tells the story; all of them where none surely does."""
    timed = [a for a in found.spread if a.published is not None]
    return next((place for place, a in enumerate(timed) if a.is_sure), len(timed))


_UNITES = 0.25
"""Share of the outlets from which the widest wording is called the line of the story."""


def _headline(story: Story, found: StoryLine, names: dict[str, str]) -> str:
    texts = told(story, len(found.families))
    if not found.lines:
        return f"{texts} No wording recurs over independent texts beyond chance and habit."
    main = found.lines[0]
    first = f" All of them name {main.beside}: it may be one statement that all report." if main.beside else ""
    if main.first:
        name = names.get(main.first.outlet, main.first.outlet)
        first += f" Its first use, as far as the clocks tell: {name}, {when(main.first.published)}."
    share = f"{main.families} of {story.outlets} outlets"
    if not _unites(story, found):
        return f"{texts} No wording unites them: the widest stands in texts of their own of {share}."
    copied = f", {main.outlets} with copies" if main.outlets > main.families else ""
    return f"{texts} {share} carry the line below in texts of their own{copied}.{first}"


def _unites(story: Story, found: StoryLine) -> bool:
    """Whether the first line is wide enough to be called the line of the story."""
    return bool(found.lines) and found.lines[0].families >= _UNITES * story.outlets


def _herd(story: Story) -> str:
    h = story.herd
    if h is None:
        return f"No herd index: {story.herd_note}."
    if not h.is_settled:
        return (
            f"The herd index cannot say: independent texts of this story overlap more than those of anything from "
            f"{h.low:.0f} to {h.high:.0f} % of matched stories (95 % interval). Why: {story.herd_note}."
        )
    leads = " Most of these texts are headlines and leads, matched with others as short."
    return (
        f"Independent texts of this story overlap more than those of {h.percentile:.0f} % of matched stories "
        f"(95 % interval {h.low:.0f} to {h.high:.0f}). That is the mean over all pairs of texts and needs no one "
        f"wording that many share.{leads if 2 * story.full < story.outlets else ''}"
    )


def _line(item: Line, articles: dict[int, dict[str, Any]], kinds: dict[int, str]) -> LineView:
    """The line with one sentence an outlet, independent texts first, then by time."""
    seen: dict[str, Quoted] = {}
    order = sorted(
        (u for u in item.uses if u.article in articles),
        key=lambda u: (
            kinds.get(u.article, "") not in ("independent", "original"),
            articles[u.article]["published"] is None,
            articles[u.article]["published"],
            u.start,
        ),
    )
    for use in order:
        if use.outlet not in seen:
            a = articles[use.article]
            seen[use.outlet] = Quoted(
                a["name"] or a["outlet"],
                when(a["published"], a["published_precision"] or "minute"),
                a["lang"],
                around(a["text"], use.start, use.end),
                a["url"],
                KINDS.get(kinds.get(use.article, ""), "independent"),
                use.article,
                use.start,
                use.end,
            )
    first = "cannot say who was first"
    if item.first:
        name = articles.get(item.first.article, {}).get("name") or item.first.outlet
        first = f"first: {name}, {when(item.first.published)}"
    shown = tuple(seen.values())
    return LineView(item, first, shown[:40], max(0, len(shown) - 40))


def around(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The sentence around ``text[start:end]``, that part marked; cut when it is very long."""
    before = 0
    for match in _END.finditer(text, 0, start):
        before = match.end()
    after = _END.search(text, max(start, end - 1))
    stop = after.end() if after else len(text)
    lead, tail = text[before:start].lstrip(), text[end:stop].rstrip()
    if len(lead) > _WIDEST:
        lead = "… " + lead[-_WIDEST:].split(" ", 1)[-1]
    if len(tail) > _WIDEST:
        tail = tail[:_WIDEST].rsplit(" ", 1)[0] + " …"
    return tuple(p for p in (Piece(lead), Piece(text[start:end], "line"), Piece(tail)) if p.text)


def _most_typical(found: StoryLine, articles: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
    """The article that carries most shared wording, earliest where several do."""
    counts: Counter[int] = Counter()
    for item in found.lines:
        for article in {u.article for u in item.uses}:
            counts[article] += 1
    for copy in found.copies:
        counts[copy.b] += 1
    candidates = [a for a in counts if a in articles and articles[a]["text"]]
    if not candidates:
        return None
    return articles[min(candidates, key=lambda a: (-counts[a], str(articles[a]["published"]), a))]


def _annotate(article: dict[str, Any], found: StoryLine) -> tuple[tuple[Piece, ...], ...]:
    """Paragraphs of the article, each character marked by the strongest thing that covers it."""
    text, number = article["text"], article["id"]
    marks: list[str] = [""] * len(text)
    notes: dict[int, str] = {}
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for copy in found.copies:
        for a0, a1, b0, b1 in copy.spans:
            span = (a0, a1) if copy.a == number else (b0, b1) if copy.b == number else None
            if span:
                shared[span] += 1
    for start, end in shared:
        marks[start:end] = ["copy"] * (end - start)
    for item in found.lines:
        for use in item.uses:
            if use.article == number:
                marks[use.start : use.end] = ["line"] * (use.end - use.start)
                notes[use.start] = f"{item.families} independent texts share this wording"
    paragraphs: list[tuple[Piece, ...]] = []
    place = 0
    for part in re.split(r"(\n+)", text):
        if part.strip():
            paragraphs.append(_runs(part, marks[place : place + len(part)], notes, place))
        place += len(part)
    return tuple(paragraphs)


def _runs(part: str, marks: Sequence[str], notes: dict[int, str], offset: int) -> tuple[Piece, ...]:
    pieces, start = [], 0
    for i in range(1, len(part) + 1):
        if i == len(part) or marks[i] != marks[start]:
            about = next((notes[p] for p in range(offset + start, offset + i) if p in notes), "")
            pieces.append(Piece(part[start:i], marks[start], about))
            start = i
    return tuple(pieces)


def _family(family: Family, names: dict[str, str], articles: dict[int, dict[str, Any]]) -> FamilyView:
    original = articles.get(family.original)
    origin = f"{original['name'] or original['outlet']}: {original['title']}" if original else "not in this story"
    members = tuple(dict.fromkeys(names.get(m.outlet, m.outlet) for m in family.members))
    return FamilyView(KINDS.get(family.kind, family.kind), family.agency, origin, members, len(family.members))


def _groups(
    articles: dict[int, dict[str, Any]], carrying: set[str], key: Callable[[dict[str, Any]], str]
) -> list[charts.Bar]:
    """Outlets of each group, those of one owner once as everywhere, and how many of them carry the first line."""
    groups: dict[str, set[str]] = defaultdict(set)
    for a in articles.values():
        groups[key(a)].add(_unit(a))
    counted = [(label, len(outlets), len(outlets & carrying)) for label, outlets in groups.items()]
    return charts.bars(sorted(counted, key=lambda g: (-g[1], g[0]))[:16])


def _unit(article: dict[str, Any]) -> str:
    """What counts as one outlet."""
    return str(article["unit"] or article["outlet"] or "")


def _article(a: dict[str, Any], kinds: dict[int, str]) -> ArticleView:
    kind = kinds.get(a["id"], "independent")
    return ArticleView(
        a["id"],
        a["title"] or "(no title)",
        a["name"] or a["outlet"] or "unknown outlet",
        a["country"] or "",
        a["lang"] or "und",
        when(a["published"], a["published_precision"] or "minute"),
        a["url"],
        "original of copies" if kind == "original" else KINDS.get(kind, kind),
        a["extent"] or "",
    )
