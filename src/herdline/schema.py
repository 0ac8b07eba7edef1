"""Every table of the store: its columns, their types, meaning and unit.

The store is one DuckDB file that people query directly, so this module is also its documentation
(``docs/store.md`` is generated from it). Times are UTC without a zone. Ids are signed 64-bit numbers computed
from content, equal in every run. Offsets are characters (Unicode code points) into ``articles.text``.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

SCHEMA_VERSION = 1
"""Raised whenever a stored table changes shape; ``store.migrations`` says how older stores are brought up."""

TIME = pa.timestamp("us")


@dataclass(frozen=True)
class Column:
    """One column: Arrow type, and what it means in one sentence (with its unit)."""

    name: str
    type: pa.DataType
    about: str


@dataclass(frozen=True)
class Table:
    """One table. ``derived`` tables are rebuilt by the pipeline from the others."""

    name: str
    about: str
    columns: tuple[Column, ...]
    derived: bool = True

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema."""
        return pa.schema([pa.field(c.name, c.type) for c in self.columns])


def _table(name: str, about: str, columns: list[tuple[str, pa.DataType, str]], *, derived: bool = True) -> Table:
    return Table(name, about, tuple(Column(*c) for c in columns), derived)


TEXT, ID, COUNT, REAL, FLAG = pa.string(), pa.int64(), pa.int32(), pa.float64(), pa.bool_()

# ---------------------------------------------------------------- what was read

ARTICLES = _table(
    "articles",
    "The articles read, in their newest version.",
    [
        ("id", ID, "Identity, from the canonical URL, else the record's own id, else outlet, title and text."),
        ("given_id", TEXT, "The id that the record carried in its source, if any."),
        ("source", TEXT, "Path or URL it was read from, with the record's place after '#'."),
        ("url", TEXT, "Canonical URL (no tracking parameters, no fragment)."),
        ("outlet", TEXT, "Key of the outlet, its main domain (or the name given where there is no domain)."),
        ("outlet_basis", TEXT, "Where the outlet comes from: url, record, alias, feed, unknown."),
        ("lang", TEXT, "Language, ISO 639-1; 'und' when it cannot be told."),
        ("lang_basis", TEXT, "detected, record, feed, none."),
        ("title", TEXT, "Headline."),
        ("text", TEXT, "Body, paragraphs parted by a blank line. Offsets count in it."),
        ("extent", TEXT, "full (body of the article), lead (a feed's summary), title (no body)."),
        ("byline", TEXT, "Author line as printed."),
        ("published", TIME, "When it was published, UTC."),
        ("published_precision", TEXT, "second, minute, hour, day, month, year, none."),
        ("published_basis", TEXT, "feed, meta, jsonld, url, text, record, none."),
        ("agency", TEXT, "Agency credited by the article itself, id of the table of agencies."),
        ("agency_basis", TEXT, "byline, dateline, credit (in the text), outlet (an agency's own), none."),
        ("words", COUNT, "Tokens of the text (characters in scripts without spaces)."),
        ("version", COUNT, "1 at first reading; raised when it was read again with changed text."),
        ("text_hash", ID, "Hash of title and text, to see a change."),
        ("read_at", TIME, "When this version was read."),
    ],
    derived=False,
)
VERSIONS = _table(
    "versions",
    "Earlier versions of articles whose text changed.",
    [
        ("id", ID, "The article."),
        ("version", COUNT, "Number of the version kept here."),
        ("title", TEXT, "Its headline."),
        ("text", TEXT, "Its text."),
        ("text_hash", ID, "Its hash."),
        ("read_at", TIME, "When it was read."),
        ("changed", REAL, "Share of tokens that the following version changed, 0 to 1."),
        ("flagged", FLAG, "The change was large (see config.ReadSettings.large_change)."),
    ],
    derived=False,
)
REJECTED = _table(
    "rejected",
    "Everything that was not stored, and why. Nothing is dropped without a row here.",
    [
        ("source", TEXT, "Path or URL."),
        ("place", TEXT, "Record's place in the source: line 12, item 3, record 7, page."),
        ("reason", TEXT, "Short stable word: no_text, bad_json, too_large, robots, http_404 ..."),
        ("detail", TEXT, "Plain sentence."),
        ("read_at", TIME, "When."),
    ],
    derived=False,
)
SOURCES = _table(
    "sources",
    "What was read when, for resuming and for conditional requests.",
    [
        ("source", TEXT, "Path or URL."),
        ("kind", TEXT, "feed, page, jsonl, csv, parquet, warc, html, list, stdin."),
        ("state", TEXT, "done, partial (stopped on the way), failed."),
        ("place", TEXT, "Last record stored, for resuming a partial one."),
        ("stamp", TEXT, "Size and time of a file, or ETag / Last-Modified of a URL."),
        ("records", COUNT, "Records seen."),
        ("stored", COUNT, "Articles stored or renewed."),
        ("rejects", COUNT, "Records rejected."),
        ("read_at", TIME, "When."),
    ],
    derived=False,
)
OUTLETS = _table(
    "outlets",
    "Outlets: from the program's table, a user's table, or seen only in the articles.",
    [
        ("outlet", TEXT, "Key, main domain."),
        ("name", TEXT, "Name."),
        ("country", TEXT, "ISO 3166 alpha-3, null when unknown."),
        ("lang", TEXT, "Main language, ISO 639-1."),
        ("kind", TEXT, "agency, newspaper, broadcaster, magazine, site."),
        ("ownership", TEXT, "state, state_public, independent_public, private."),
        ("owner", TEXT, "Owner group."),
        ("unit", TEXT, "Counting unit: the owner where several outlets are known to share one, else the outlet."),
        ("basis", TEXT, "table, user, seen."),
    ],
    derived=False,
)

# ---------------------------------------------------------------- copies

COPIES = _table(
    "copies",
    "Pairs of articles that share text, the older or credited one as b.",
    [
        ("a", ID, "The copying article (or the later one)."),
        ("b", ID, "What it is copied from (or the earlier one)."),
        ("kind", TEXT, "boilerplate, agency, syndicated, quoted, rewritten."),
        ("share", REAL, "Share of a's own tokens (boilerplate left out) that stand in b too, 0 to 1."),
        ("share_b", REAL, "The same share of b."),
        ("tokens", COUNT, "Tokens shared."),
        ("passages", COUNT, "Number of shared passages (0: found through vectors, a translation)."),
        ("directed", FLAG, "True where it is known that a took it from b (credit, or time beyond clock error)."),
        ("translated", FLAG, "The two are in different languages."),
    ],
)
SPANS = _table(
    "spans",
    "The shared passages of each pair in copies.",
    [
        ("a", ID, "As in copies."),
        ("b", ID, "As in copies."),
        ("a0", COUNT, "First character in a."),
        ("a1", COUNT, "One past the last."),
        ("b0", COUNT, "First character in b."),
        ("b1", COUNT, "One past the last."),
        ("tokens", COUNT, "Length in tokens."),
    ],
)
BOILERPLATE = _table(
    "boilerplate",
    "Passages that one outlet repeats over unrelated articles; they count for nothing.",
    [
        ("article", ID, "Article."),
        ("start", COUNT, "First character."),
        ("end", COUNT, "One past the last."),
    ],
)
FAMILIES = _table(
    "families",
    "Each article's family: all texts that are one text once copies are collapsed.",
    [
        ("article", ID, "Article."),
        ("family", ID, "Id of the family: the id of its original."),
        ("original", ID, "The article that the others stem from, as far as is known."),
        ("kind", TEXT, "original, agency, syndicated, rewritten; independent when alone in its family."),
        ("agency", TEXT, "Agency whose text it is, also where only another member credits it."),
    ],
)

# ---------------------------------------------------------------- stories

STORY_ARTICLES = _table(
    "story_articles",
    "Which article belongs to which story. Every article has one, if only its own.",
    [("story", ID, "Story."), ("article", ID, "Article.")],
)
STORIES = _table(
    "stories",
    "One row a story, with its measures.",
    [
        ("story", ID, "Id: the id of its first article when it was founded."),
        ("title", TEXT, "Headline nearest to the centre of the story."),
        ("first", TIME, "First publication."),
        ("last", TIME, "Last publication."),
        ("languages", TEXT, "Languages, most frequent first, joined by a comma."),
        ("articles", COUNT, "Articles."),
        ("outlets", COUNT, "Outlets (counting units, one owner once)."),
        ("families", COUNT, "Independent families K."),
        ("copied_share", REAL, "1 - K/n over the outlets' first texts; null below 2 outlets."),
        ("echo", REAL, "Echo probability theta: two random outlets ran the same text; null below 2."),
        ("effective_voices", REAL, "1/theta; null when theta is 0 (more than n)."),
        ("herd_percentile", REAL, "Independent echo against matched stories, 0 to 100; null below 20 outlets."),
        ("herd_low", REAL, "Lower end of its 95 % interval."),
        ("herd_high", REAL, "Upper end."),
        ("echo_low", REAL, "Lower end of echo's 95 % interval; null below 20 outlets."),
        ("echo_high", REAL, "Upper end."),
    ],
)

# ---------------------------------------------------------------- lines

LINES = _table(
    "lines",
    "Wording that independent texts share: the line of each story.",
    [
        ("story", ID, "Story."),
        ("line", ID, "Line."),
        ("text", TEXT, "Wording as most print it; slots of a template as {name}, {number}, {place}, {...}."),
        ("kind", TEXT, "wording, template, quoted (nearly always inside quotation marks)."),
        ("lang", TEXT, "Language."),
        ("families", COUNT, "Independent families that carry it."),
        ("outlets", COUNT, "Outlets that carry it, copies included."),
        ("share", REAL, "Share of the story's families in this language that carry it."),
        ("base", REAL, "Share of families elsewhere that carry it (its base rate, with a floor)."),
        ("lift", REAL, "share / base."),
        ("q", REAL, "False discovery rate at which it would be called a line (Benjamini-Hochberg)."),
        ("first_article", ID, "Earliest article carrying it; null where clocks or missing times do not allow to say."),
        ("rank", COUNT, "1 = the story's most telling line."),
    ],
)
LINE_USES = _table(
    "line_uses",
    "Each place where a line stands.",
    [
        ("story", ID, "Story."),
        ("line", ID, "Line."),
        ("article", ID, "Article."),
        ("outlet", TEXT, "Its outlet."),
        ("start", COUNT, "First character in the text."),
        ("end", COUNT, "One past the last."),
        ("quoted", FLAG, "Inside quotation marks."),
    ],
)
SPREAD = _table(
    "spread",
    "Order in which outlets came to a story.",
    [
        ("story", ID, "Story."),
        ("outlet", TEXT, "Outlet."),
        ("article", ID, "Its first article."),
        ("published", TIME, "Its time."),
        ("lag_minutes", REAL, "Minutes after the first; null where no time is known."),
        ("clock_error_minutes", REAL, "Half width of what the time may be off, from its precision and basis."),
        ("source", TEXT, "Outlet or agency it copied from; null when independent or unknown."),
    ],
)

TABLES: dict[str, Table] = {
    t.name: t
    for t in [
        *(ARTICLES, VERSIONS, REJECTED, SOURCES, OUTLETS),
        *(COPIES, SPANS, BOILERPLATE, FAMILIES),
        *(STORY_ARTICLES, STORIES),
        *(LINES, LINE_USES, SPREAD),
    ]
}
