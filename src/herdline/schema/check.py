"""What the line leaves out: facts of a story and the texts that carry them."""

from __future__ import annotations

from herdline.schema.base import COUNT, FLAG, ID, REAL, TEXT, table

FACT_TEXTS = table(
    "fact_texts",
    "Each text in which a fact was found, or in which it cannot be said whether it stands there.",
    [
        ("story", ID, "Story."),
        ("fact", ID, "Fact."),
        ("article", ID, "Article."),
        (
            "state",
            TEXT,
            "carried, unclear, unheard (faintly near, in a language in which nobody is found to tell it). Texts of the "
            "story without a row do not carry it, as far as they were read.",
        ),
        ("start", COUNT, "First character of the sentence that is nearest to the fact."),
        ("end", COUNT, "One past the last."),
        ("evidence", REAL, "Chance that the sentence tells the fact (check.matching); 1 for one of its own."),
        (
            "compared",
            TEXT,
            "same (language), across (languages), unknown (names, numbers and matters only).",
        ),
    ],
)
FACTS = table(
    "facts",
    "What texts of a story tell, one row a fact however worded.",
    [
        ("story", ID, "Story."),
        ("fact", ID, "Id."),
        ("article", ID, "Article of the wording shown."),
        ("start", COUNT, "First character of that sentence."),
        ("end", COUNT, "One past the last."),
        ("actors", TEXT, "Codes of the actors it names, sorted, joined by a comma."),
        ("named", REAL, "Weight of these actors: their share of all mentions of actors in the story, 0 to 1."),
        ("quoted", FLAG, "It holds words in quotation marks."),
        ("figures", COUNT, "Numbers in it."),
        ("worth", REAL, "Grade that an editor would give it, expected: 0 nothing, 1 marginal, 2 worth a sentence."),
        ("families", COUNT, "Independent families that carry it."),
        ("outlets", COUNT, "Outlets that carry it, copies included."),
        ("articles", COUNT, "Articles that carry it."),
    ],
)
TABLES = (FACTS, FACT_TEXTS)
