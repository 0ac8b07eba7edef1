"""Results as text: aligned tables, CSV, JSON."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.csv
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

import herdline
from herdline import pipeline
from herdline.config import LineSettings
from herdline.engines.base import Progress
from herdline.errors import OlderStore
from herdline.results import Arrival, Hit, Related, Rows, Story, StoryLine
from herdline.results.line import is_first_known, told

_MOST_RELATED = 5
_USUAL = 50  # herd index of a story like others


@contextmanager
def opened(path: Path, notes: Console, quiet: bool) -> Iterator[herdline.Store]:
    """The store, analysed; opened for reading only when nothing has to be written: one of an older program has."""
    try:
        store = herdline.open(path, read_only=True)
    except OlderStore:
        herdline.open(path).close()
        store = herdline.open(path, read_only=True)
    if not store.is_built:
        store.close()
        store = herdline.open(path)
        with progress_of_build(notes, quiet) as progress:
            store.build(progress=progress)
    with store:
        yield store


@contextmanager
def opened_record(path: Path, notes: Console, quiet: bool) -> Iterator[herdline.Store]:
    """The same for what rests on events: where texts were read to their leads only, it says so first."""
    with opened(path, notes, quiet) as store:
        by_leads = store.by_leads
        if by_leads and not quiet:
            those = "1 text was" if by_leads == 1 else f"{by_leads:,} texts were"
            notes.print(
                f"by leads: {those} read for events by title and first sentences only; `herdline deepen STORY` reads"
                " a story whole, `herdline build --depth whole` all",
            )
        yield store


def progress_of_build(notes: Console, quiet: bool) -> AbstractContextManager[Progress]:
    """A progress bar for the pipeline's steps."""
    return progress_of("analysing", notes, quiet)


@contextmanager
def progress_of(work: str, notes: Console, quiet: bool) -> Iterator[Progress]:
    """A progress bar for work in steps, on a terminal only."""
    bar = Bar(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn(),
        console=notes, transient=True, disable=quiet,
    )  # fmt: skip
    with bar:
        task = bar.add_task(work, total=None)

        place = ""

        def seen(step: str, done: int, total: int) -> None:
            nonlocal place
            before, mark, name = step.partition(": ")
            if mark and before.startswith("step "):
                place, step = f"{before}: ", name
            bar.update(task, description=place + pipeline.in_words(step), completed=done, total=total or None)

        yield seen


def json_text(value: Any) -> str:
    """Indented JSON."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n"


def csv_text(table: pa.Table) -> str:
    """CSV with a header."""
    target = io.BytesIO()
    pyarrow.csv.write_csv(table, target)
    return target.getvalue().decode()


def stated_herds(found: Sequence[Story]) -> str:
    """How many stories say how herded they are: what stands first of few, or of none, is not the most herded."""
    stated = [s.herd.percentile for s in found if s.herd and s.herd.is_settled]
    silent = len(found) - len(stated)
    if not stated:
        return f"herd index: stated for none of {len(found)}, so that no story can be called the most herded\n"
    none_higher = "" if max(stated) > _USUAL else "; none is more herded than stories usually are"
    behind = f"; {silent} that cannot say stand behind" if silent else ""
    return f"herd index: stated for {len(stated)} of {len(found)}, highest first (50 is usual){none_higher}{behind}\n"


def none_in(store: herdline.Store, told: str) -> str:
    """What is said where nothing answers: that the store is empty, where it is."""
    if store.sql("select 1 from articles limit 1").num_rows:
        return told
    return f"the store {store.path} is empty; read something first: herdline read SOURCE --store {store.path}\n"


def stories_table(found: Rows[Story]) -> str:
    """Stories, one a line."""
    if not len(found):
        return "no stories answer: fewer outlets, or other words?\n"
    ranks = {s.story: rank for rank, s in enumerate(found, 1)}
    head = (
        "#", "outlets", "families", "copied", "echo", "voices", "herd (95 %)", "first", "languages", "matter", "title",
        "story",
    )  # fmt: skip
    rows = [
        (
            str(rank),
            str(s.outlets),
            str(s.families),
            _percent(s.copied_share),
            _number(s.echo, ".2f"),
            _voices(s),
            str(s.herd) if s.herd else "-",
            s.first.strftime("%Y-%m-%d %H:%M") if s.first else "-",
            ",".join(s.languages[:4]) + ("..." if len(s.languages) > 4 else ""),
            f"#{ranks[s.matter]}" if s.matter in ranks else "-",
            s.title,
            str(s.story),
        )
        for rank, s in enumerate(found, 1)
    ]
    return aligned(head, rows, right={0, 1, 2, 3, 4, 5}, widest={10: 60}) + _reading_of(found)


def _reading_of(found: Sequence[Story]) -> str:
    """What the columns count and why some say nothing; only of what stands in the table."""
    said = ["families: independent texts among the outlets' first ones"]
    if any(s.copied_share is None and s.outlets > 1 for s in found):
        said.append(
            "copied -: no two outlets' first texts are copies; most are headlines or leads, in which copies hardly show"
        )
    silent = [s for s in found if s.herd_note]
    if silent:
        few = [s for s in silent if s.outlets < LineSettings.min_outlets]
        short = [s for s in silent if "in full" in s.herd_note]
        texts = [s for s in silent if "independent texts of different" in s.herd_note]
        bare = [s for s in silent if "share four words" in s.herd_note and s not in short]
        other = len(silent) - len(few) - len(short) - len(texts) - len(bare)
        reasons = [f"{len(few)} have fewer than {LineSettings.min_outlets} outlets"] * bool(few)
        if short:
            full, outlets = sum(s.full for s in short), sum(s.outlets for s in short)
            reasons.append(
                f"{len(short)} too little text ({full} of their {outlets} outlets read in full; read pages, not feeds)"
            )
        reasons += [f"{len(texts)} fewer than {LineSettings.min_herd_texts} independent texts"] * bool(texts)
        reasons += [f"{len(bare)} no wording that two independent texts share"] * bool(bare)
        reasons += [f"{other} too few comparable stories"] * bool(other)
        said.append(f"herd: not stated for {len(silent)} of {len(found)}: " + ", ".join(reasons))
    if any(s.matter for s in found):
        said.append("matter: rows with one number are of one matter; herdline related STORY lists all")
    return "".join(f"  {line}\n" for line in said)


def related_text(found: Sequence[Related]) -> str:
    """Stories of one matter, nearest first."""
    rows = [
        (
            f"{item.nearness:.2f}", str(item.outlets), item.first.strftime("%Y-%m-%d") if item.first else "-",
            item.title, str(item.story),
        )
        for item in found
    ]  # fmt: skip
    return aligned(("nearness", "outlets", "first", "title", "story"), rows, right={0, 1}, widest={3: 80})


def hits_text(found: Sequence[Hit]) -> str:
    """What answers a search: an article's number stands in ``key``, its story's in ``story``."""
    rows = [(hit.kind, hit.title, hit.about, hit.key, hit.story) for hit in found]
    return aligned(("kind", "title", "about", "key", "story"), rows, widest={1: 80, 2: 50})


def line_text(found: StoryLine, store: herdline.Store) -> str:
    """The line of a story, its spread and its copies, in words."""
    parts = [f"{found.title}   (story {found.story})\n{told(found.measures, len(found.families))}\n"]
    if not found.lines:
        parts.append("\nno line: no wording recurs over independent texts beyond what chance and habit give\n")
    for number, item in enumerate(found.lines[:12], 1):
        first, lift = "", f"{'at least ' * item.is_rarer}{item.lift:,.0f}"
        if item.first:
            when = item.first.published.strftime("%Y-%m-%d %H:%M") if item.first.published else "time unknown"
            first = f", first {item.first.outlet} {when}"
        parts.append(
            f"\n{number:2d}. {item.text!r} ({item.kind}, {item.lang})\n"
            f"    {item.families} independent texts, {item.outlets} outlets, lift {lift}, q {item.q:.3g}{first}\n"
            + (
                f"    all name {item.beside}, and hardly another text here does: they may report one statement\n"
                if item.beside
                else ""
            )
        )
        parts += [f"      {u.outlet}: {sentence(store, u.article, u.start, u.end)}\n" for u in item.uses[:3]]
    if len(found.lines) > 12:
        parts.append(f"\n    and {len(found.lines) - 12} more (--json gives all)\n")
    copied = [f for f in found.families if len(f.members) > 1]
    if copied:
        parts.append("\nCopies\n")
        titles = _titles(store, [f.members[0].article for f in copied])
        rows = [
            (
                f.kind, f.agency or "-", str(len(f.members)), ", ".join(dict.fromkeys(m.outlet for m in f.members)),
                titles.get(f.members[0].article, ""),
            )
            for f in copied
        ]  # fmt: skip
        parts.append(aligned(("kind", "agency", "texts", "outlets", "title"), rows, right={2}, widest={3: 60, 4: 60}))
    if found.spread:
        parts.append("\nSpread\n")
        arrivals = [
            (
                a.published.strftime("%Y-%m-%d %H:%M") if a.published else "-",
                "-" if a.lag_minutes is None else f"{'-' if a.lag_minutes < 0 else '+'}{span(abs(a.lag_minutes))}",
                "-" if a.clock_error_minutes is None else f"±{a.clock_error_minutes:,.0f}",
                a.outlet,
                a.source or "-",
            )
            for a in found.spread[:40]
        ]
        parts.append(aligned(("published", "lag", "clock", "outlet", "copied from"), arrivals, right={1, 2}))
        parts.append(_first_of(found.spread))
    near = store.related(found.story, limit=_MOST_RELATED + 1)
    if near:
        parts.append("\nThe same matter, other stories\n" + related_text(near[:_MOST_RELATED]))
        if len(near) > _MOST_RELATED:
            parts.append(f"    and more: herdline related {found.story}\n")
    return "".join(parts)


def _first_of(spread: Sequence[Arrival]) -> str:
    """Who may be called first, or why nobody may."""
    timed = [a for a in spread if a.published is not None]
    if len(timed) < 2:
        return ""
    if is_first_known(timed):
        return f"  first, by the times stated: {timed[0].outlet}\n"
    early = next((place for place, a in enumerate(timed) if a.is_sure), len(timed))
    if early == len(timed):
        why = "no first text is near enough to what others wrote within a day to say that it tells the same"
    elif early:
        why = f"lags count from {timed[early].outlet}; what stands before it may be on another matter"
    else:
        why = "clocks do not tell the earliest ones apart"
    return f"  first: cannot say: {why}\n"


def span(minutes: float) -> str:
    """A time in the units a reader counts in: "95 min", "13 h", "4 d 21 h"."""
    hours = round(minutes / 60)
    if minutes < 2 * 60:
        return f"{minutes:,.0f} min"
    return f"{hours} h" if hours < 2 * 24 else f"{hours // 24} d {hours % 24} h"


def _titles(store: herdline.Store, articles: Sequence[int]) -> dict[int, str]:
    rows = store.sql("select id, coalesce(title, '') as title from articles where id in (select unnest(?))", [articles])
    return {row["id"]: row["title"] for row in rows.to_pylist()}


def sentence(store: herdline.Store, article: int, start: int, end: int) -> str:
    """Some words around a place in a stored text, the place in [[ ]]."""
    (text,) = store.sql("select text from articles where id = ?", [article]).column("text").to_pylist()
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    return " ".join(f"...{before}[[{text[start:end]}]]{after}...".split())


def lines_csv(found: StoryLine) -> str:
    """Lines of a story, one a row."""
    rows = [
        {
            "story": found.story, "line": i.line, "text": i.text, "kind": i.kind, "lang": i.lang,
            "families": i.families,
            "outlets": i.outlets, "share": i.share, "base": i.base, "kin": i.kin, "lift": i.lift, "q": i.q,
            "first_outlet": i.first.outlet if i.first else None,
            "first_published": i.first.published if i.first else None,
        }
        for i in found.lines
    ]  # fmt: skip
    return csv_text(pa.Table.from_pylist(rows)) if rows else "story,line,text\n"


def aligned(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: set[int] | None = None,
    widest: dict[int, int] | None = None,
) -> str:
    """Columns aligned by display width (a Chinese character takes two cells)."""
    right, widest = right or set(), widest or {}
    cut = [[_cut(str(c), widest.get(i)) for i, c in enumerate(row)] for row in (head, *rows)]
    widths = [max(_width(row[i]) for row in cut) for i in range(len(head))]
    lines = []
    for row in cut:
        cells = [
            " " * (widths[i] - _width(c)) + c if i in right else c + " " * (widths[i] - _width(c))
            for i, c in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)


def _cut(text: str, most: int | None) -> str:
    text = " ".join(text.split())
    if most is None or _width(text) <= most:
        return text
    while _width(text) > most - 1:
        text = text[:-1]
    return text + "…"


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f} %"


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _voices(s: Story) -> str:
    if s.echo is None:
        return "-"
    # 1/theta of few texts can be far beyond their number, which says no more than "more than that"
    many = s.effective_voices is None or s.effective_voices > s.outlets
    return f"> {s.outlets}" if many else f"{s.effective_voices:.1f}"
