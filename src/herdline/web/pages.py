"""The views as HTML. Each is one address; what htmx swaps is cut out of the same page (hx-select)."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from herdline.errors import BadQuestion, NotFound
from herdline.record.quoting.quoted import READ
from herdline.report import charts, images, model
from herdline.report.leftout import fact_view
from herdline.report.pairpage import pair_page
from herdline.results import Event, Rows
from herdline.views import RecordFilter, StoryFilter
from herdline.web import marks
from herdline.web.forms import EventOrder, StoryOrder, checked_sources, record_filter, story_filter
from herdline.web.jsonapi import Actor, Date, Number, Reading, StoryKey

pages = APIRouter(include_in_schema=False)
PER_PAGE = 30
_OUTLETS = 200  # outlets of one page
_SOURCES = 500  # sources of one page
_HITS = 40  # articles of one page of a search
_KEPT_NAME = re.compile(r"[^\w.\-]+")
Page = Annotated[int, Query(ge=1, le=100_000)]


def shown(request: Request, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as an answer."""
    state = request.app.state
    query = {k: v for k, v in request.query_params.items() if k != "page"}
    text = state.templates.get_template(template).render(
        here=request.url.path + ("?" + request.url.query if request.url.query else ""),
        path=request.url.path, query=query,
        q_of=lambda name: query.get(name, ""), generation=state.snapshots.generation, asked=query.get("q", ""),
        updating=state.updates is not None, with_query=lambda **new: "?" + urlencode({**query, **new}), **values,
    )  # fmt: skip
    return HTMLResponse(text, status)


@pages.get("/")
def front(
    request: Request, store: Reading, wanted: Annotated[StoryFilter, Depends(story_filter)], page: Page = 1
) -> Response:
    """Stories, ranked and narrowed down; pairs whose words have limits."""
    rows, total = store.listed(wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return shown(
        request, "front.html", rows=rows, total=total, wanted=wanted, page=page, pages=-(-total // PER_PAGE),
        orders=list(StoryOrder), choices=store.choices(), facts=model.corpus(store.sql),
        ties=store.ties(limit=6) if page == 1 else [],
        most=max((r.story.outlets for r in rows), default=1), titles={r.story.story: r.story.title for r in rows},
    )  # fmt: skip


@pages.get("/story/{story}")
def story(request: Request, store: Reading, story: StoryKey) -> Response:
    """A story."""
    page = model.page(store.story_parts(store.find_story(story)), store.sql)
    return shown(request, "story.html", page=page, home="/")


@pages.get("/story/{story}/left-out")
def left_out(request: Request, store: Reading, story: StoryKey) -> Response:
    """All that the line of a story leaves out, and the actors that few name."""
    found = store.missing(story)
    names = {row["outlet"]: row["name"] for row in store.sql("select outlet, name from outlets").to_pylist()}
    return shown(
        request, "leftout.html", found=found, names=names,
        common=[fact_view(f, names, of_all=True) for f in found.common],
        several=[fact_view(f, names) for f in found.left_out if not f.single_source],
        single=[fact_view(f, names) for f in found.left_out if f.single_source],
    )  # fmt: skip


@pages.post("/story/{story}/whole")
def read_whole(request: Request, store: Reading, story: StoryKey) -> Response:
    """Have a story's texts read whole, in a store that is analysed by leads."""
    number = store.find_story(story)
    _updates(request).add((), deepen=[number])
    return RedirectResponse(f"/story/{number}#left-out", 303)


@pages.get("/story/{story}/spread.{kind}")
def spread_image(request: Request, store: Reading, story: StoryKey, kind: str) -> Response:
    """Who ran it when, as a file."""
    page = model.page(store.story_parts(store.find_story(story)), store.sql)
    return _image(request, "timeline", page.timeline, kind, f"story-{page.story.story}")


@pages.get("/pair")
def pair_form(store: Reading, a: Actor = "", b: Actor = "", since: Date = "", until: Date = "") -> Response:
    """From the form to the pair's own address."""
    if not a or not b:
        raise BadQuestion("give two actors")
    found = store.check(a, b, since=since, until=until)
    period = urlencode({k: v for k, v in (("since", since), ("until", until)) if v})
    return RedirectResponse(f"/pair/{found.a}/{found.b}" + ("?" + period if period else ""), 303)


@pages.get("/pair/{a}/{b}")
def pair(request: Request, store: Reading, a: str, b: str, since: Date = "", until: Date = "") -> Response:
    """Words and deeds of two actors."""
    return shown(request, "webpair.html", page=pair_page(store.check(a, b, since=since, until=until)))


@pages.get("/pair/{a}/{b}/months.{kind}")
def pair_image(
    request: Request, store: Reading, a: str, b: str, kind: str, since: Date = "", until: Date = ""
) -> Response:
    """Words above, deeds below, as a file."""
    found = store.check(a, b, since=since, until=until)
    return _image(request, "months", charts.axis(found.months), kind, f"{found.a}-{found.b}")


@pages.get("/actor")
def actor_form(store: Reading, code: Actor) -> Response:
    """From the form to the actor's own address."""
    return RedirectResponse(f"/actor/{store.relations(code).actor}", 303)


@pages.get("/actor/{code}")
def actor(
    request: Request, store: Reading, code: str, since: Date = "", until: Date = "", at: Annotated[int, Query(ge=0)] = 0
) -> Response:
    """An actor's ties to others, its positions, its stories; ``at`` shows the nth month alone."""
    months = _months(store.sql)
    if 0 < at <= len(months):
        since = until = months[at - 1]
    found = store.relations(code, since=since, until=until)
    stories, total = store.listed(StoryFilter(actor=found.actor, min_outlets=1, order="new"), limit=8)
    return shown(
        request, "actor.html", found=found, network=charts.network(found), positions=store.positions(found.actor),
        stories=stories, total=total, since=since, until=until, months=months, at=min(at, len(months)),
    )  # fmt: skip


@pages.get("/actor/{code}/ties.{kind}")
def actor_image(request: Request, store: Reading, code: str, kind: str, since: Date = "", until: Date = "") -> Response:
    """An actor's ties, as a file."""
    found = store.relations(code, since=since, until=until)
    return _image(request, "network", charts.network(found), kind, f"{found.actor}-ties")


@pages.get("/record")
def record(
    request: Request, store: Reading, wanted: Annotated[RecordFilter, Depends(record_filter)],
    order: EventOrder = EventOrder.reports, page: Page = 1,
) -> Response:  # fmt: skip
    """The record, narrowed down and sorted."""
    rows, total = store.events(wanted, order=order.value, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    unknown = "" if total else store.nobody(wanted.actor, wanted.recipient)
    # htmx puts no answer of another status in place of the list
    status = 404 if unknown and "hx-request" not in request.headers else 200
    return shown(
        request, "record.html", status, unknown=unknown, rows=_in_words(store.sql, rows), total=total,
        order=order.value, page=page,
        pages=-(-total // PER_PAGE), orders=list(EventOrder), types=_types(store.sql),
    )  # fmt: skip


@pages.get("/record/{event}")
def event(request: Request, store: Reading, event: Number) -> Response:
    """An event with every sentence that tells it."""
    found = store.event(event)
    (told,) = _in_words(store.sql, [found])
    return shown(request, "event.html", event=found, told=told, tellings=list(store.tellings(event)))


@pages.get("/article/{number}")
def article(
    request: Request, store: Reading, number: Number, at: Annotated[str, Query(pattern=r"^\d{0,9}(-\d{1,9})?$")] = "",
    quotes: bool = False,
) -> Response:  # fmt: skip
    """An article with what was found in it."""
    found = store.article(number, with_quotes=quotes)
    start, _, end = at.partition("-")
    place = (int(start), int(end)) if start and end else None
    links = request.app.state.templates.globals["links"]
    return shown(
        request, "article.html", article=found, paragraphs=marks.marked(found.text, found.spans, place),
        found=marks.listed(found.text, found.spans, links, number), kinds=marks.KINDS, first=marks.SHOWN_FIRST,
        quotes=quotes, quotable=READ, kind=model.KINDS.get(found.kind, found.kind),
    )  # fmt: skip


@pages.get("/search")
def search(request: Request, store: Reading, q: Annotated[str, Query(max_length=200)] = "", page: Page = 1) -> Response:
    """What answers a search."""
    asks = bool(q.strip())
    hits = store.search(q, limit=_HITS, offset=(page - 1) * _HITS) if asks else []
    total = store.articles_found(q) if asks else 0
    return shown(request, "search.html", hits=hits, q=q, total=total, page=page, pages=-(-total // _HITS))


@pages.get("/suggest")
def suggest(request: Request, store: Reading, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """What a search being typed may mean, as options."""
    return shown(request, "suggest.html", hits=store.suggest(q))


@pages.get("/outlets")
def outlets(request: Request, store: Reading, page: Page = 1) -> Response:
    """Outlets of the store."""
    rows = store.outlets()
    start = (page - 1) * _OUTLETS
    return shown(
        request, "outlets.html", rows=rows[start : start + _OUTLETS], ownership=model.OWNERSHIP, page=page,
        pages=-(-len(rows) // _OUTLETS), total=len(rows),
    )  # fmt: skip


@pages.get("/sources")
def sources(request: Request, store: Reading) -> Response:
    """What was read, what was refused, and how to read more."""
    return shown(
        request, "sources.html",
        rows=store.sources()[:_SOURCES],
        rejected=store.sql("select * from rejected order by source, place limit 200").to_pylist(),
        facts=model.corpus(store.sql), allow_paths=request.app.state.allow_paths, built=store.is_built,
        updates=_all_updates(request), poll=request.app.state.poll_minutes,
    )  # fmt: skip


@pages.post("/sources")
def add_sources(request: Request, sources: Annotated[str, Form(max_length=20_000)] = "") -> Response:
    """Read addresses, files or folders, one a line."""
    _updates(request).add(checked_sources(request, sources.splitlines()))
    return RedirectResponse("/sources", 303)


@pages.get("/sources/forget")
def would_forget(request: Request, store: Reading, source: Annotated[str, Query(max_length=4096)]) -> Response:
    """What would go with a source, before it goes."""
    return shown(request, "forget.html", gone=store.forget(source, dry_run=True))


@pages.post("/sources/forget")
def forget_source(request: Request, store: Reading, source: Annotated[str, Form(max_length=4096)]) -> Response:
    """Take a source out of the store."""
    _updates(request).add((), forget=store.forget(source, dry_run=True).sources)
    return RedirectResponse("/sources", 303)


@pages.post("/upload")
def upload(request: Request, files: list[UploadFile]) -> Response:
    """Keep files beside the store and read them."""
    folder: Path = request.app.state.snapshots.path.with_suffix(".uploads")
    kept: list[str] = []
    for file in files:
        if not file.filename:
            continue
        folder.mkdir(exist_ok=True)
        # the name is the browser's: only its letters are kept, never its folders
        name = _KEPT_NAME.sub("_", Path(file.filename.replace("\\", "/")).name).lstrip(".")[-100:] or "upload"
        target = folder / name
        if target.exists():
            target = folder / f"{secrets.token_hex(4)}-{name}"
        with target.open("xb") as out:
            while part := file.file.read(1 << 20):
                out.write(part)
        kept.append(str(target))
    if not kept:
        raise BadQuestion("choose a file first")
    _updates(request).add(kept)
    return RedirectResponse("/sources", 303)


@pages.get("/updates")
def updates(request: Request) -> Response:
    """The last updates, as they stand now."""
    return shown(request, "updates.html", updates=_all_updates(request))


@pages.post("/updates/{number}/cancel")
def cancel(request: Request, number: Number) -> Response:
    """Cancel an update."""
    if not _updates(request).cancel(number):
        raise NotFound(f"no update {number} is under way")
    return RedirectResponse("/sources", 303)


@pages.get("/progress")
def progress(request: Request, seen: Annotated[int, Query(ge=0)] = 0) -> Response:
    """How far the update is; says so when there are new results."""
    updates = request.app.state.updates
    every = updates.all() if updates else []
    answer = shown(request, "progress.html", current=updates.current() if updates else None, last=every[:1], seen=seen)
    if seen != request.app.state.snapshots.generation:
        answer.headers["HX-Trigger"] = "renewed"
    return answer


@pages.get("/about")
def about(request: Request, store: Reading) -> Response:
    """What the page shows, in words; the API and the tables."""
    from herdline import schema

    return shown(request, "about.html", tables=list(schema.TABLES.values()), facts=model.corpus(store.sql))


def _image(request: Request, drawing: str, layout: Any, kind: str, name: str) -> Response:
    if layout is None:
        raise NotFound("there is nothing to draw here")
    if kind not in ("svg", "png"):
        raise NotFound(f"a drawing can be had as svg or png, not {kind!r}")
    text = images.svg(request.app.state.templates, drawing, layout)
    headers = {"content-disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "png":
        return Response(images.png(text), media_type="image/png", headers=headers)
    return Response(text, media_type="image/svg+xml", headers=headers)


def _in_words(sql: model.Sql, events: Rows[Event] | list[Event]) -> list[model.EventView]:
    names = sql(
        "select outlet, name from outlets where outlet in (select unnest(?))", [[e.outlet for e in events]]
    ).to_pylist()
    return [model.event_view(e, {n["outlet"]: n["name"] for n in names}) for e in events]


def _types(sql: model.Sql) -> list[str]:
    return [row["type"] for row in sql("select type from events group by type order by type", []).to_pylist()]


def _months(sql: Any) -> list[str]:
    """Months in which articles were published, for the slider; the thinly filled ends are cut."""
    rows = sql(
        "select left(cast(cast(published as date) as varchar), 7) as month, count(*) as n from articles"
        " where published is not null group by month having count(*) >= 5 order by month"
    ).to_pylist()
    return [row["month"] for row in rows]


def _all_updates(request: Request) -> list[Any]:
    return request.app.state.updates.all() if request.app.state.updates else []


def _updates(request: Request) -> Any:
    if request.app.state.updates is None:
        raise BadQuestion("this page was started without updates")
    return request.app.state.updates
