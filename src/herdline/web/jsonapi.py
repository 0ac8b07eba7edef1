"""The JSON API: what pages show, for programs. The fields are those of docs/json.md; OpenAPI at /api/openapi.json.

Numbers of stories, articles and events have up to 63 bits; read them as integers, not as floating point numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Body, Depends, Path, Query, Request
from fastapi.responses import Response

from herdline.api import Store
from herdline.errors import BadQuestion, NotFound
from herdline.results import (
    Article,
    Comparison,
    Event,
    Hit,
    Listed,
    Missing,
    Naming,
    Outlet,
    Pair,
    Position,
    Related,
    Relations,
    SourceRead,
    StoryLine,
    Telling,
    plain,
)
from herdline.results.tables import (
    comparison_table,
    events_table,
    missing_table,
    naming_table,
    pair_table,
    relations_table,
)
from herdline.views import RecordFilter, StoryFilter
from herdline.web.forms import EventOrder, record_filter, story_filter
from herdline.web.tables import Format, table_answer
from herdline.web.updates import Updates

api = APIRouter(prefix="/api", tags=["Herdline"])


def store_of(request: Request) -> Iterator[Store]:
    """The newest state of the store, for one request."""
    with request.app.state.snapshots.reading() as store:
        yield store


Reading = Annotated[Store, Depends(store_of)]
Number = Annotated[int, Path(ge=0, lt=2**63)]
StoryKey = Annotated[str, Path(description="Number of the story, its rank, or words of its title.", max_length=200)]
Actor = Annotated[str, Query(description="Code (KAZ) or name.", max_length=100)]
Limit = Annotated[int, Query(ge=1, le=100_000, description="Most rows.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Rows passed over.")]
Date = Annotated[str, Query(description="ISO 8601: 2022, 2022-09 or 2022-09-14.", max_length=10)]
AsTable = Annotated[Format | None, Query(alias="format", description="A table to keep instead of JSON.")]
Stories = Annotated[StoryFilter, Depends(story_filter)]
Events = Annotated[RecordFilter, Depends(record_filter)]


def json_answer(value: Any, headers: dict[str, str] | None = None) -> Response:
    """JSON in UTF-8."""
    return Response(orjson.dumps(plain(value)), media_type="application/json", headers=headers)


@api.get("/stories", response_model=list[Listed])
def stories(store: Reading, wanted: Stories, limit: Limit = 50, offset: Offset = 0, form: AsTable = None) -> Response:
    """Stories that answer a filter; the header x-total has the number of all."""
    rows, total = store.listed(wanted, limit=limit, offset=offset)
    if form:
        return table_answer(flat_stories(rows), form, "stories")
    return json_answer(rows, {"x-total": str(total)})


@api.get("/stories/{story}/line", response_model=StoryLine)
def line(store: Reading, story: StoryKey) -> Response:
    """The line of a story, its families, spread and copies."""
    return json_answer(store.line(story))


@api.get("/stories/{story}/related", response_model=list[Related])
def related(store: Reading, story: StoryKey, limit: Limit = 20, form: AsTable = None) -> Response:
    """Other stories of the same matter, nearest first."""
    found = store.related(story, limit=limit)
    return table_answer(found.arrow(), form, "related") if form else json_answer(found.records())


@api.get("/stories/{story}/missing", response_model=Missing)
def missing(store: Reading, story: StoryKey, form: AsTable = None) -> Response:
    """What the line of a story leaves out."""
    found = store.missing(story)
    return table_answer(missing_table(found), form, "left-out") if form else json_answer(found)


@api.post("/stories/{story}/whole", status_code=202)
def read_whole(request: Request, store: Reading, story: StoryKey) -> Response:
    """Read a story's texts whole, in a store analysed by leads; what is done stands under /api/updates."""
    return json_answer(_updates(request).add((), deepen=[store.find_story(story)]).record())


@api.get("/stories/{story}/naming", response_model=Naming)
def naming(
    store: Reading, story: StoryKey, by: Annotated[str, Query(pattern="^(country|ownership)$")] = "country",
    epithets: bool = False, form: AsTable = None,
) -> Response:  # fmt: skip
    """What camps of outlets call the same things; ``epithets`` also reads the words beside actors, about a second."""
    found = store.naming(story, by=by, epithets=epithets)
    return table_answer(naming_table(found), form, "naming") if form else json_answer(found)


@api.get("/record", response_model=list[Event])
def record(
    store: Reading, wanted: Events, order: EventOrder = EventOrder.date, limit: Limit = 50, offset: Offset = 0,
    form: AsTable = None,
) -> Response:  # fmt: skip
    """Events that answer a filter; the header x-total has the number of all."""
    rows, total = store.events(wanted, order=order.value, limit=limit, offset=offset)
    if form:
        return table_answer(events_table(rows), form, "record")
    return json_answer(list(rows), {"x-total": str(total)})


@api.get("/record/{event}", response_model=Event)
def event(store: Reading, event: Number) -> Response:
    """One event."""
    return json_answer(store.event(event))


@api.get("/record/{event}/sentences", response_model=list[Telling])
def sentences(store: Reading, event: Number) -> Response:
    """Every sentence that tells an event."""
    store.event(event)
    return json_answer(list(store.tellings(event)))


@api.get("/positions", response_model=list[Position])
def positions(
    store: Reading, holder: Actor = "", about: Annotated[str, Query(max_length=100)] = "", form: AsTable = None
) -> Response:
    """Standing positions."""
    found = store.positions(holder or None, about=about or None)
    return table_answer(found.arrow(), form, "positions") if form else json_answer(list(found))


@api.get("/pair", response_model=Pair)
def pair(store: Reading, a: Actor, b: Actor, since: Date = "", until: Date = "", form: AsTable = None) -> Response:
    """Words beside deeds of two actors."""
    found = store.check(a, b, since=since, until=until)
    return table_answer(pair_table(found), form, f"{found.a}-{found.b}") if form else json_answer(found)


@api.get("/relations", response_model=Relations)
def relations(store: Reading, actor: Actor, since: Date = "", until: Date = "", form: AsTable = None) -> Response:
    """An actor's ties to all others."""
    found = store.relations(actor, since=since, until=until)
    return table_answer(relations_table(found), form, f"{found.actor}-ties") if form else json_answer(found)


@api.get("/compare", response_model=Comparison)
def compare(
    store: Reading, actor: Annotated[list[str], Query(min_length=2, max_length=12)], form: AsTable = None
) -> Response:
    """Positions of several actors side by side."""
    found = store.compare(*actor)
    return table_answer(comparison_table(found), form, "positions") if form else json_answer(found)


@api.get("/articles/{article}", response_model=Article)
def article(store: Reading, article: Number, quotes: bool = False) -> Response:
    """An article with everything found in it."""
    return json_answer(store.article(article, with_quotes=quotes))


@api.get("/search", response_model=list[Hit])
def search(
    store: Reading, q: Annotated[str, Query(max_length=200)], limit: Annotated[int, Query(ge=1, le=500)] = 30,
    offset: Offset = 0,
) -> Response:  # fmt: skip
    """Stories, actors, outlets and articles; the header x-total has the number of all articles found."""
    total = store.articles_found(q)
    return json_answer(list(store.search(q, limit=limit, offset=offset)), {"x-total": str(total)})


@api.get("/outlets", response_model=list[Outlet])
def outlets(store: Reading, form: AsTable = None) -> Response:
    """Outlets of the store."""
    found = store.outlets()
    return table_answer(found.arrow(), form, "outlets") if form else json_answer(list(found))


@api.get("/rejected")
def rejected(store: Reading, form: AsTable = None) -> Response:
    """What was not stored, and why."""
    found = store.rejected()
    return table_answer(found, form, "rejected") if form else json_answer(found.to_pylist())


@api.get("/sources", response_model=list[SourceRead])
def sources(store: Reading) -> Response:
    """What was read, the newest first."""
    return json_answer(store.sources())


@api.delete("/sources", status_code=202)
def forget(
    request: Request, store: Reading,
    source: Annotated[list[str], Query(min_length=1, max_length=1000, description="As in /api/sources, or a folder.")],
    dry_run: bool = False,
) -> Response:  # fmt: skip
    """Take sources out of the store; what is done stands under /api/updates. ``dry_run`` counts what would go."""
    gone = store.forget(*source, dry_run=True)
    return json_answer(gone if dry_run else _updates(request).add((), forget=gone.sources).record())


@api.get("/tables/{name}")
def table(store: Reading, name: Annotated[str, Path(max_length=40)], form: AsTable = Format.parquet) -> Response:
    """A whole table of the store, see docs/store.md."""
    return table_answer(store.table(name), form or Format.parquet, name)


@api.get("/updates")
def updates(request: Request) -> Response:
    """The last updates, newest first."""
    return json_answer([u.record() for u in _updates(request).all()])


@api.post("/updates", status_code=202)
def add(
    request: Request,
    sources: Annotated[list[Annotated[str, Body(max_length=4096)]], Body(embed=True, max_length=1000)],
) -> Response:
    """Read sources (addresses, and on this machine files and folders); what is done stands under /api/updates."""
    from herdline.web.forms import checked_sources

    return json_answer(_updates(request).add(checked_sources(request, sources)).record())


@api.delete("/updates/{number}")
def cancel(request: Request, number: Number) -> Response:
    """Cancel an update; nothing of it is stored."""
    if not _updates(request).cancel(number):
        raise NotFound(f"no update {number} is under way")
    return json_answer({"cancelled": number})


def flat_stories(rows: list[Listed]) -> Any:
    """Listed stories as a flat table."""
    import pyarrow as pa

    return pa.Table.from_pylist(
        [
            {
                **{k: v for k, v in r.story.record().items() if k not in ("herd", "languages")},
                "herd": r.story.herd.percentile if r.story.herd else None,
                "herd_low": r.story.herd.low if r.story.herd else None,
                "herd_high": r.story.herd.high if r.story.herd else None,
                "languages": ",".join(r.story.languages), "countries": ",".join(r.countries), "line": r.line,
            }
            for r in rows
        ]
    )  # fmt: skip


def _updates(request: Request) -> Updates:
    held: Updates | None = request.app.state.updates
    if held is None:
        raise BadQuestion("this page was started without updates")
    return held
