"""What all say: copies, families, stories, lines, spread."""

from __future__ import annotations

from herdline.schema.base import COUNT, FLAG, ID, REAL, TEXT, TIME, table

COPIES = table(
    "copies",
    "Pairs of articles that share text, the older or credited one as b.",
    [
        ("a", ID, "The copying article (or the later one)."),
        ("b", ID, "What it is copied from (or the earlier one)."),
        ("kind", TEXT, "boilerplate, agency, syndicated, quoted, rewritten."),
        ("share", REAL, "Share of a's own tokens (boilerplate left out) that stand in b too, 0 to 1."),
        ("share_b", REAL, "The same share of b."),
        ("tokens", COUNT, "Tokens shared."),
        (
            "passages",
            COUNT,
            "Number of shared passages (0: a translation found through vectors, or the same title alone).",
        ),
        ("directed", FLAG, "True where it is known that a took it from b (credit, or time beyond clock error)."),
        ("translated", FLAG, "The two are in different languages."),
    ],
)
SPANS = table(
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
BOILERPLATE = table(
    "boilerplate",
    "Passages that one outlet repeats over unrelated articles; they count for nothing.",
    [
        ("article", ID, "Article."),
        ("start", COUNT, "First character."),
        ("end", COUNT, "One past the last."),
    ],
)
FAMILIES = table(
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

# stories

STORY_ARTICLES = table(
    "story_articles",
    "Which article belongs to which story. Every article has one, if only its own.",
    [("story", ID, "Story."), ("article", ID, "Article.")],
)
STORIES = table(
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
        ("families", COUNT, "Independent families K among the outlets' first texts."),
        ("copied_share", REAL, "1 - K/n over the outlets' first texts; null where echo is."),
        ("echo", REAL, "Echo theta: two random outlets ran the same text; null below 2, and for 0 on leads."),
        ("effective_voices", REAL, "1/theta; null when that is above n: more than the outlets."),
        (
            "herd_percentile",
            REAL,
            "Independent echo against matched stories, 0 to 100; null below 20 outlets or 12 texts, or if none share.",
        ),
        ("herd_low", REAL, "Lower end of its 95 % interval."),
        ("herd_high", REAL, "Upper end."),
        ("echo_low", REAL, "Lower end of echo's 95 % interval; null below 20 outlets."),
        ("echo_high", REAL, "Upper end."),
        (
            "herd_texts",
            COUNT,
            "Independent texts that the herd index compares: an outlet's first, in the main language.",
        ),
        ("herd_shared", COUNT, "Pairs of them that share any four words in a row."),
    ],
)

# lines

LINES = table(
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
        ("share", REAL, "Families that carry it, by the outlets that tell the story in its language."),
        ("base", REAL, "Share of families elsewhere, or on such matter if higher, that carry it (with a floor)."),
        ("kin", REAL, "Texts of other stories on such matter in which base was looked for, as an effective number."),
        ("lift", REAL, "share / base."),
        ("q", REAL, "False discovery rate at which it would be called a line (Benjamini-Hochberg)."),
        ("first_article", ID, "Earliest article carrying it; null where clocks or missing times do not allow to say."),
        ("rank", COUNT, "1 = the story's most telling line."),
        (
            "beside",
            TEXT,
            "Name that all who carry it have beside it and hardly another text of the story (one statement?).",
        ),
    ],
)
LINE_USES = table(
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
SPREAD = table(
    "spread",
    "Order in which outlets came to a story.",
    [
        ("story", ID, "Story."),
        ("outlet", TEXT, "Outlet."),
        ("article", ID, "Its first article."),
        ("published", TIME, "Its time."),
        (
            "lag_minutes",
            REAL,
            "Minutes after the first that surely tells the story (below 0: earlier, but not sure to); null if untimed.",
        ),
        ("clock_error_minutes", REAL, "Half width of what the time may be off, from precision, basis and clock."),
        ("source", TEXT, "Outlet or agency it copied from; null when independent or unknown."),
        (
            "likeness",
            REAL,
            "Mean cosine with the three nearest texts of other outlets within a day; null where there are none.",
        ),
    ],
)
