"""The batch functions of the record: articles -> sentences -> codings -> participants and positions.

Each unique sentence is coded once, where it first appeared; its copies share the result by its id.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice
from typing import Any

import orjson
import pyarrow as pa

from herdline.record import events, unparsed
from herdline.record.actors.finding import HALVES
from herdline.record.events import Coded, Unit
from herdline.record.languages import BY_WORDS, CODED, PARSED, UNPARSED
from herdline.record.models.filter import worth_parsing
from herdline.record.participants import UNKNOWN
from herdline.record.positions import Position
from herdline.record.scores import quad_class, score
from herdline.record.spans import Actor, Event, each
from herdline.record.unparsed import spanish
from herdline.schema import TIME
from herdline.schema.record import POSITIONS
from herdline.text.digests import is_digest
from herdline.text.sentences import LONGEST, Sentence, sentences
from herdline.text.survey import hash64

SENTENCES = pa.schema(
    [
        ("sentence", pa.int64()), ("article", pa.int64()), ("start", pa.int32()), ("end", pa.int32()),
        ("lang", pa.string()), ("published", TIME), ("text", pa.string()), ("before", pa.string()),
    ]
)  # fmt: skip
"""Sentences worth parsing; ``before`` is up to ``BEFORE`` characters ahead of them, for pronouns. A title's place is 0
to 0."""
CODINGS = pa.schema(
    [
        ("coding", pa.int64()), ("event", pa.int64()), ("sentence", pa.int64()), ("type", pa.string()),
        ("mode", pa.string()), ("contexts", pa.string()), ("aux", pa.string()), ("quad", pa.string()),
        ("score", pa.float64()), ("actor_codes", pa.string()), ("recipient_codes", pa.string()), ("date", pa.string()),
        ("date_precision", pa.string()), ("place", pa.string()), ("certainty", pa.string()), ("speaker", pa.string()),
        ("polarity", pa.string()), ("factuality", pa.float64()), ("probability", pa.float64()),
        ("trigger_start", pa.int32()), ("trigger_end", pa.int32()), ("participants", pa.string()),
        ("meeting", pa.int64()), ("day", pa.int32()),
    ]
)  # fmt: skip
"""Events of unique sentences; ``participants`` is JSON, taken apart by the next step. A row of type "" holds a
position, its fields as JSON there. ``meeting`` is the same for all meetings of the same sides, 0 for events that are
none or have no ``day`` (days since 1970), null for positions."""
PARTICIPANTS = pa.schema(
    [
        ("coding", pa.int64()), ("side", pa.string()), ("position", pa.int32()), ("text", pa.string()),
        ("name", pa.string()), ("code", pa.string()), ("sector", pa.string()), ("person", pa.string()),
    ]
)  # fmt: skip
_EPOCH = datetime.date(1970, 1, 1)
BEFORE = 300
"""Characters; pronouns mostly reach one or two sentences back."""
LEAD = 3
"""Sentences of a text that are read where it is not read whole (benchmarks.depth)."""


def split(batch: pa.RecordBatch) -> pa.RecordBatch:
    """(id, lang, published, title, text, whole) of articles -> sentences worth parsing, titles among them.

    Of what is not to be read whole (``store.depth``) the title and the first ``LEAD`` sentences are; without a column
    ``whole`` all is.
    """
    rows: list[tuple[int, Sentence, str, Any, str]] = []
    columns = (batch.column(name).to_pylist() for name in ("id", "lang", "published", "title", "text"))
    depths = batch.column("whole").to_pylist() if "whole" in batch.schema.names else [True] * batch.num_rows
    for article, lang, published, title, text, whole in zip(*columns, depths, strict=True):
        if lang not in CODED:
            continue
        title, text = (title or "").strip(), text or ""
        if title and len(title) <= LONGEST and not _begins(text, title):
            rows.append((article, Sentence(0, 0, title), lang, published, ""))
        rows += [
            (article, item, lang, published, text[max(0, item.start - BEFORE) : item.start])
            for item in islice(sentences(text), None if whole else LEAD)
            if len(item.text) <= LONGEST
        ]
    english, others = ([row for row in rows if row[2] in langs] for langs in (PARSED, UNPARSED))
    kept = worth_parsing([row[1].text for row in english])
    rows = [row for row in rows if row[2] in BY_WORDS and spanish.candidates(row[1].text)]
    rows += [row for row, keep in zip(english, kept, strict=True) if keep]
    rows += [row for row in others if unparsed.named(Unit(row[1].text, "", _day(row[3]), row[2]))]
    text_column = pa.array([row[1].text for row in rows], pa.string())
    return pa.RecordBatch.from_arrays(
        [
            pa.array(hash64(text_column)), pa.array([r[0] for r in rows], pa.int64()),
            pa.array([r[1].start for r in rows], pa.int32()), pa.array([r[1].end for r in rows], pa.int32()),
            pa.array([r[2] for r in rows], pa.string()), pa.array([r[3] for r in rows], TIME),
            text_column, pa.array([r[4] for r in rows], pa.string()),
        ],
        schema=SENTENCES,
    )  # fmt: skip


def _begins(text: str, title: str) -> bool:
    """Whether a text says its title again at its beginning, where it is read anyway."""
    return " ".join(title.split()) in " ".join(text[: 2 * len(title) + 400].split())


def code(units: Sequence[Unit]) -> list[Coded]:
    """What each sentence tells, by the coder of its language; a list of several pieces of news tells nothing.

    Who stands in one piece of a list does nothing to who stands in the next.
    """
    found: list[Coded] = [Coded((), ())] * len(units)
    for langs, coder in ((PARSED, events.code), (BY_WORDS, spanish.code), (UNPARSED, unparsed.code)):
        places = [i for i, unit in enumerate(units) if unit.lang in langs and not is_digest(unit.text)]
        for place, told in zip(places, coder([units[i] for i in places]) if places else [], strict=True):
            found[place] = _taken_apart(told)
    return found


def _taken_apart(told: Coded) -> Coded:
    """With one code an actor."""
    events = (replace(e, actors=each(e.actors), recipients=each(e.recipients)) for e in told.events)
    stands = (
        replace(p, holder=holder, target=target)
        for p in told.positions
        for holder in each([p.holder])
        for target in each([p.target])
    )
    return Coded(tuple(events), tuple(stands))


def code_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Unique sentences -> their events."""
    rows = batch.to_pylist()
    units = [Unit(r["text"], r["before"] or "", _day(r["published"]), r["lang"]) for r in rows]
    found: list[dict[str, Any]] = []
    for row, coded_ in zip(rows, code(units), strict=True):
        # Spanish sentences may tell of a protest without naming anybody: true, but nothing for a record of actors
        named = [event for event in coded_.events if event.actors or event.recipients]
        told = _day(row["published"])
        found += [_row(row["sentence"], number, event, told) for number, event in enumerate(named)]
        found += [_position_row(row["sentence"], position) for position in coded_.positions]
    return pa.RecordBatch.from_pylist(found, schema=CODINGS)


def coded(records: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Events of single texts as JSON-ready objects; a text of several sentences is coded sentence by sentence.

    ``start`` and ``end`` are the trigger's characters in the text given. What is no text, or in a language that is
    not coded, has no events.
    """
    units: list[Unit] = []
    owner: list[tuple[int, int]] = []
    for number, record in enumerate(records):
        text, lang = record.get("text"), record.get("lang") or "en"
        if not isinstance(text, str) or lang not in CODED:
            continue
        text = HALVES.sub("\ufffd", text)  # half a character is dirt that the parser does not take
        for item in sentences(text):
            if len(item.text) <= LONGEST:
                units.append(Unit(item.text, text[max(0, item.start - BEFORE) : item.start], _date_of(record), lang))
                owner.append((number, item.start))
    result: list[list[dict[str, Any]]] = [[] for _ in records]
    for (number, offset), unit, found in zip(owner, units, code(units), strict=True):
        result[number] += [_object(event, offset, stable_id(unit.text, str(n))) for n, event in enumerate(found.events)]
    return result


def _date_of(record: dict[str, Any]) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(record.get("published") or "")[:10])
    except ValueError:
        return None


def _object(event: Event, offset: int, number: int) -> dict[str, Any]:
    return {
        "id": number, "type": event.type, "mode": event.mode, "context": list(event.contexts), "aux": list(event.aux),
        "actors": [_person(a) for a in event.actors], "recipients": [_person(a) for a in event.recipients],
        "date": event.date, "date_precision": event.date_precision, "place": event.place,
        "certainty": event.certainty, "speaker": event.speaker, "polarity": event.polarity,
        "factuality": round(event.factuality, 2), "probability": event.probability,
        "start": offset + event.start, "end": offset + event.end,
    }  # fmt: skip


def _person(actor: Actor) -> dict[str, str]:
    return {"text": actor.text, "name": actor.name, "code": actor.code, "sector": actor.sector, "id": actor.id}


def participants(batch: pa.RecordBatch) -> pa.RecordBatch:
    """(coding, participants) -> one row a participant."""
    rows = [
        {"coding": coding, **who}
        for coding, text in zip(*(batch.column(n).to_pylist() for n in ("coding", "participants")), strict=True)
        for who in orjson.loads(text)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=PARTICIPANTS)


def standing(batch: pa.RecordBatch) -> pa.RecordBatch:
    """(participants, article, start, end, published) of position rows -> table ``positions``."""
    rows = [{**orjson.loads(row.pop("participants")), **row} for row in batch.to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=POSITIONS.schema)


def _position_row(sentence: int, found: Position) -> dict[str, Any]:
    told = {
        "holder": found.holder.code, "holder_name": found.holder.name, "kind": found.kind,
        "target": found.target.code, "target_name": found.target.name, "stance": found.stance,
        "since": found.since, "certainty": found.certainty, "speaker": found.speaker,
    }  # fmt: skip
    return {
        "coding": stable_id("position", str(sentence), *map(str, told.values())), "sentence": sentence, "type": "",
        "trigger_start": found.start, "trigger_end": found.end, "participants": orjson.dumps(told).decode(),
    }  # fmt: skip


def _day(published: datetime.datetime | None) -> datetime.date | None:
    return published.date() if published is not None else None


def _row(sentence: int, number: int, event: Event, told: datetime.date | None) -> dict[str, Any]:
    day = _day_of(event, told)
    people = [*_people("actor", event.actors), *_people("recipient", event.recipients)]
    return {
        "coding": stable_id("coding", str(sentence), str(number)),
        "event": stable_id(
            event.type, *_parties(event), event.date or str(sentence), _told(event)
        ),
        "sentence": sentence, "type": event.type, "mode": event.mode, "contexts": ",".join(event.contexts),
        "aux": ",".join(event.aux), "quad": quad_class(event.type), "score": score(event.type, event.mode),
        "actor_codes": _codes(event.actors), "recipient_codes": _codes(event.recipients), "date": event.date,
        "date_precision": event.date_precision, "place": event.place, "certainty": event.certainty,
        "speaker": event.speaker, "polarity": event.polarity, "factuality": float(event.factuality),
        "probability": event.probability, "trigger_start": event.start, "trigger_end": event.end,
        "participants": orjson.dumps(people).decode(),
        "meeting": _meeting(event) if day is not None else 0, "day": day,
    }  # fmt: skip


def _day_of(event: Event, told: datetime.date | None) -> int | None:
    """Days from 1970 to when it took place, or to its telling where the sentence names no time; None where unknown."""
    if "historical" in event.aux and event.date_precision != "day":
        return None  # its date is that of the telling
    if event.date_precision in ("day", "about") and event.date:
        told = datetime.date.fromisoformat(event.date)
    elif event.date:
        return None
    return (told - _EPOCH).days if told is not None else None


def _meeting(event: Event) -> int:
    """What the reports of one meeting have in common: who, whoever is said to visit whom; 0 for other events."""
    codes = {who.code for who in (*event.actors, *event.recipients)}
    if event.type != "CONSULT" or len(codes) < 2 or any(code.endswith(UNKNOWN) for code in codes):
        return 0
    return stable_id("meeting", *sorted(codes), _told(event))


def _told(event: Event) -> str:
    """What keeps a deed apart from its plan, its condition and its denial on the same day."""
    return ",".join((*event.aux, *(["denied"] if event.certainty == "denied" else [])))


def _people(side: str, actors: tuple[Actor, ...]) -> Iterator[dict[str, Any]]:
    for position, actor in enumerate(actors):
        held = asdict(actor)
        yield {
            "side": side, "position": position, "text": held["text"], "name": held["name"], "code": held["code"],
            "sector": held["sector"], "person": held["id"],
        }  # fmt: skip


def _codes(actors: tuple[Actor, ...]) -> str:
    return ",".join(sorted({actor.code for actor in actors}))


def _parties(event: Event) -> tuple[str, ...]:
    """What makes two mentions tell one event of the same participants on a day: their codes, where two states act.

    Within one state a day has many events of a type, so there it is also which person or body, or what kind of actor,
    stands on either side; a name stands for the code where no code is known.
    """
    sides = (event.actors, event.recipients)
    at_home = len({who.code for side in sides for who in side}) <= 1
    return tuple("|".join(sorted({_called(who, at_home) for who in side})) for side in sides)


def _called(who: Actor, at_home: bool) -> str:
    if who.code.endswith(UNKNOWN):
        return f"{who.code} {who.name.lower()}"
    return f"{who.code} {who.id or who.sector}" if at_home else who.code


def stable_id(*parts: str) -> int:
    """63-bit id of some strings, never negative."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
