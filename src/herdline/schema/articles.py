"""What was read: articles, their versions, rejects, sources, outlets."""

from __future__ import annotations

from herdline.schema.base import COUNT, FLAG, ID, REAL, TEXT, TIME, table

ARTICLES = table(
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
        ("extent", TEXT, "full (body of the article), lead (short, or ending in '[…]' or 'Read on'), title (no body)."),
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
VERSIONS = table(
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
REJECTED = table(
    "rejected",
    "Everything that was not stored, and why. Nothing is dropped without a row here. Of reason bad_date only the date"
    " was not: the article is kept, undated.",
    [
        ("source", TEXT, "Path or URL."),
        ("place", TEXT, "Record's place in the source: line 12, item 3, record 7, page."),
        ("reason", TEXT, "Short stable word: no_text, bad_json, bad_date, too_large, robots, http_404 ..."),
        ("detail", TEXT, "Plain sentence."),
        ("read_at", TIME, "When."),
    ],
    derived=False,
)
BAD_DATE = "bad_date"
"""Reason of the rows of ``rejected`` whose article is stored all the same."""
SOURCES = table(
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
        ("rejects", COUNT, "Its rows of rejected."),
        ("read_at", TIME, "When."),
    ],
    derived=False,
)
DEPTHS = table(
    "depths",
    "How far texts are read for events, positions and facts. An article without a row is read whole; rows are there"
    " only in a store that is analysed by leads (herdline build --depth leads).",
    [
        ("article", ID, "The article."),
        ("whole", FLAG, "Read whole (herdline deepen); false: its title and first sentences, and no facts."),
    ],
    derived=False,
)
OUTLETS = table(
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
