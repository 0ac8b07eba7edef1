"""Results as Altair charts, for notebooks. Needs the extra ``charts``; the page draws with its own templates.

Colours are those of the page: told apart by colour-blind eyes, each with a shape or a label besides.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from herdline.errors import BadQuestion, MissingExtra

if TYPE_CHECKING:
    from herdline.results.line import Story, StoryLine
    from herdline.results.pairs import Pair, Relations

Chart = Any
"""An ``altair.Chart``; the library has no types of its own that hold over its versions."""
_KINDS = {"independent": "#0072b2", "agency": "#7a7a7a", "copy": "#d55e00"}
_CLASSES = {
    "words for": ("#2166ac", 1), "words against": ("#92c5de", 1), "deeds for": ("#b35806", -1),
    "deeds against": ("#fdb863", -1),
}  # fmt: skip
_SIGNS = {1: "closeness prevails", 0: "neither", -1: "strain prevails"}
_WIDTH = 640


def _altair() -> ModuleType:
    try:
        import altair
    except ModuleNotFoundError as error:
        raise MissingExtra("charts need altair; run: pip install 'herdline[charts]'") from error
    module: ModuleType = altair
    return module


def story_chart(story: Story) -> Chart:
    """Outlets of a story by whose words they print: one bar, independent texts and copies.

    Raises:
        MissingExtra: altair is not installed.
    """
    alt = _altair()
    rows = [
        {"what": "independent texts", "outlets": story.families, "place": 0},
        {"what": "copies", "outlets": max(0, story.outlets - story.families), "place": 1},
    ]
    herd = story.herd
    told = (
        f"herd index with its 95 % interval: {herd}"
        if herd
        else "no herd index: fewer than 20 outlets or nothing to compare with"
    )
    return (
        alt.Chart(alt.Data(values=rows), title=alt.TitleParams(story.title, subtitle=told, anchor="start"))
        .mark_bar()
        .encode(
            x=alt.X("outlets:Q", title="outlets"),
            color=alt.Color(
                "what:N", title=None,
                scale=alt.Scale(domain=["independent texts", "copies"], range=[_KINDS["independent"], _KINDS["copy"]]),
            ),
            order="place:Q",
            tooltip=["what:N", "outlets:Q"],
        )
        .properties(width=_WIDTH, height=50)
    )  # fmt: skip


def line_chart(line: StoryLine) -> Chart:
    """Outlets in the order in which they told a story, one row each, with what the clocks allow to say.

    Raises:
        BadQuestion: no text of the story has a time.
        MissingExtra: altair is not installed.
    """
    alt = _altair()
    kinds = {
        member.article: ("agency" if family.agency else "independent") if member.article == family.original else "copy"
        for family in line.families
        for member in family.members
    }
    rows = [
        {
            "outlet": a.outlet, "published": f"{a.published.isoformat()}Z", "lag": a.lag_minutes,
            "kind": kinds.get(a.article, "independent"), "copied from": a.source or "",
            "clock error, minutes": a.clock_error_minutes,
        }
        for a in line.spread
        if a.published is not None
    ]  # fmt: skip
    if not rows:
        raise BadQuestion(f"story {line.story}: no text has a time, so there is no spread to draw")
    return (
        alt.Chart(alt.Data(values=rows), title=alt.TitleParams(line.title, anchor="start"))
        .mark_point(filled=True, size=70)
        .encode(
            x=alt.X("published:T", scale=alt.Scale(type="utc"), title="first text, UTC"),
            y=alt.Y("outlet:N", sort=[row["outlet"] for row in rows], title=None),
            color=alt.Color("kind:N", scale=alt.Scale(domain=list(_KINDS), range=list(_KINDS.values())), title=None),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=list(_KINDS)), title=None),
            tooltip=["outlet:N", "published:T", "lag:Q", "kind:N", "copied from:N", "clock error, minutes:Q"],
        )
        .properties(width=_WIDTH)
    )


def pair_chart(pair: Pair) -> Chart:
    """Words above the axis, deeds below it, month by month; the changes stand in the tooltips.

    Raises:
        BadQuestion: no event of the pair is dated to a month.
        MissingExtra: altair is not installed.
    """
    alt = _altair()
    rows = []
    for m in pair.months:
        counts = (m.verbal_cooperation, m.verbal_conflict, m.material_cooperation, m.material_conflict)
        rows += [
            {"month": m.month, "what": what, "events": n, "height": sign * n, "place": place, "change": m.change}
            for place, ((what, (_, sign)), n) in enumerate(zip(_CLASSES.items(), counts, strict=True))
            if n
        ]
    if not rows:
        raise BadQuestion(f"{pair.a_name} and {pair.b_name}: no event is dated to a month, so there is nothing to draw")
    colours = [colour for colour, _ in _CLASSES.values()]
    bars = (
        alt.Chart(alt.Data(values=rows), title=alt.TitleParams(f"{pair.a_name} and {pair.b_name}", anchor="start"))
        .mark_bar()
        .encode(
            x=alt.X("month:O", title=None),
            y=alt.Y("height:Q", title="deeds below, words above", axis=alt.Axis(labelExpr="abs(datum.value)")),
            color=alt.Color("what:N", scale=alt.Scale(domain=list(_CLASSES), range=colours), title=None),
            order="place:Q",
            tooltip=["month:O", "what:N", "events:Q", "change:N"],
        )
        .properties(width=_WIDTH)
    )
    return bars + alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule().encode(y="zero:Q")


def relations_chart(relations: Relations, most: int = 20) -> Chart:
    """An actor's ties: mean PLOVER score of the events with each partner and its 95 % interval.

    Raises:
        BadQuestion: no partner has eight events that differ, below which no mean is given.
        MissingExtra: altair is not installed.
    """
    alt = _altair()
    told = [p for p in relations.partners if p.tone is not None][:most]
    if not told:
        raise BadQuestion(f"{relations.name}: no tie has eight events that differ, below which no mean is given")
    rows = [
        {"partner": p.name, "tone": p.tone, "low": p.low, "high": p.high, "tie": _SIGNS[p.sign]} for p in told
    ]  # fmt: skip
    base = alt.Chart(alt.Data(values=rows), title=alt.TitleParams(relations.name, anchor="start")).encode(
        y=alt.Y("partner:N", sort=[p.name for p in told], title=None)
    )
    tone = alt.X("tone:Q", title="mean PLOVER score of events, -10 to 10", scale=alt.Scale(domain=[-10, 10]))
    points = base.mark_point(filled=True, size=70).encode(
        x=tone, shape="tie:N", tooltip=["partner:N", "tone:Q", "low:Q", "high:Q", "tie:N"]
    )
    return (base.mark_rule().encode(x="low:Q", x2="high:Q") + points).properties(width=_WIDTH)
