"""Who did what to whom: events, their participants and mentions, standing positions, quotes."""

from __future__ import annotations

from herdline.schema.base import COUNT, FLAG, ID, REAL, TEXT, TIME, table

EVENTS = table(
    "events",
    "One row an event: who did what to whom on which date, however often it is told. Codes: docs/record.md.",
    [
        (
            "event",
            ID,
            "Id: type, participants and date; one for meetings of a week, and for a deed and what looks back at it.",
        ),
        ("type", TEXT, "PLOVER type, one of 16: AGREE ... ASSAULT."),
        ("mode", TEXT, "PLOVER mode of the type; '' where none is told."),
        ("contexts", TEXT, "PLOVER contexts, joined by a comma."),
        ("aux", TEXT, "Auxiliary modes: historical, future, hypothetical, negation; joined by a comma."),
        ("quad", TEXT, "verbal cooperation, material cooperation, verbal conflict, material conflict."),
        ("score", REAL, "PLOVER score of type and mode, -10 to 10."),
        ("actor_codes", TEXT, "Codes of all actors, sorted, joined by a comma."),
        ("recipient_codes", TEXT, "Codes of all recipients; '' in a mutual event."),
        ("date", TEXT, "ISO 8601 cut to its precision: 2022-06-17, 2022-06, 2022; '' when it cannot be told."),
        ("date_precision", TEXT, "day, month, year, about; '' without a date."),
        ("place", TEXT, "Where, as written; '' where not told."),
        ("certainty", TEXT, "asserted, reported, alleged, denied, purported; of the best mention."),
        ("speaker", TEXT, "Who says so, as written; '' where the outlet itself does."),
        ("polarity", TEXT, "positive; negative where it is said not to have happened."),
        ("factuality", REAL, "-3 certainly did not happen to 3 certainly did."),
        (
            "probability",
            REAL,
            "How likely the sentence tells this event, and between these two, by the models, 0 to 1.",
        ),
        ("article", ID, "Article of the best mention."),
        ("outlet", TEXT, "Its outlet."),
        ("published", TIME, "When that article was published."),
        ("start", COUNT, "First character of the sentence in that article's text; start and end are 0 for its title."),
        ("end", COUNT, "One past the last."),
        ("trigger_start", COUNT, "First character of the word that tells the event, in the text or the title."),
        ("trigger_end", COUNT, "One past the last."),
        (
            "reports",
            COUNT,
            "Independent texts that report it in the sentence's story or look back at it; one owner's count once.",
        ),
        ("mentions", COUNT, "Sentences that tell it, copies included."),
    ],
)
PARTICIPANTS = table(
    "participants",
    "Actors and recipients of each event.",
    [
        ("event", ID, "Event."),
        ("side", TEXT, "actor, recipient."),
        ("position", COUNT, "0, 1 ... in the order of the sentence."),
        ("text", TEXT, "As written."),
        ("name", TEXT, "Whom it means."),
        ("code", TEXT, "ISO 3166 alpha-3 or a code of docs/record.md; XXX when unknown."),
        ("sector", TEXT, "PLOVER sector: GOV, MIL ...; '' where none is told."),
        ("person", TEXT, "Key of the person or body in the program's tables; ''."),
    ],
)
EVENT_MENTIONS = table(
    "event_mentions",
    "Each sentence that tells an event.",
    [
        ("event", ID, "Event."),
        ("article", ID, "Article."),
        ("start", COUNT, "First character of the sentence; start and end are 0 for the article's title."),
        ("end", COUNT, "One past the last."),
        ("certainty", TEXT, "As in events, of this sentence."),
        ("speaker", TEXT, "As in events, of this sentence."),
        ("probability", REAL, "As in events, of this sentence."),
    ],
)
POSITIONS = table(
    "positions",
    "Standing facts between actors, one row a sentence that tells one: recognition, sanctions, membership ...",
    [
        ("holder", TEXT, "Code of who holds it."),
        ("holder_name", TEXT, "Name."),
        ("kind", TEXT, "recognition, sanctions, membership, alliance, support, claim, basing."),
        ("target", TEXT, "Code of whom or what it is about; its text where no code is known."),
        ("target_name", TEXT, "Name or text."),
        ("stance", TEXT, "for, against, neutral, ended."),
        ("since", TEXT, "ISO date cut to its precision; ''."),
        ("certainty", TEXT, "As in events."),
        ("speaker", TEXT, "Who says so; '' the outlet itself."),
        ("article", ID, "Article."),
        ("start", COUNT, "First character of the sentence; start and end are 0 for the article's title."),
        ("end", COUNT, "One past the last."),
        ("published", TIME, "When the article was published."),
    ],
)
ACTOR_MENTIONS = table(
    "actor_mentions",
    "Each place where an article names an actor, in every language.",
    [
        ("article", ID, "Article."),
        ("start", COUNT, "First character in the text."),
        ("end", COUNT, "One past the last."),
        ("code", TEXT, "Code as in docs/record.md; XXX where none is known."),
        ("name", TEXT, "Whom it means."),
        ("sector", TEXT, "PLOVER sector; '' where none is told."),
        ("person", TEXT, "Key of the person or body in the program's tables; ''."),
    ],
)
RELATION_WORDS = table(
    "relation_words",
    "Sentences that say something about the relation of two actors: closeness, a denied deed of partners, reserve.",
    [
        ("article", ID, "Article."),
        ("start", COUNT, "First character of the sentence."),
        ("end", COUNT, "One past the last."),
        ("a", TEXT, "Code of one actor, the earlier in the alphabet."),
        ("b", TEXT, "Code of the other."),
        ("kind", TEXT, "close, refusal, reserve."),
        ("topic", TEXT, "What is refused (statement, weapons, recognition, evasion ...), concern or distance; ''."),
        ("word_start", COUNT, "First character of the words that say so."),
        ("word_end", COUNT, "One past the last."),
        ("quoted", FLAG, "They stand in quotation marks."),
        ("speaker", TEXT, "Person named in the sentence where they do; ''."),
        ("basis", TEXT, "named (both actors in the sentence), context (one or both in the sentence ahead)."),
    ],
)
TABLES = (EVENTS, PARTICIPANTS, EVENT_MENTIONS, POSITIONS, ACTOR_MENTIONS, RELATION_WORDS)
