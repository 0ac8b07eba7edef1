"""Trains the event model: does a frame tell an event, and of which type (``herdline/data/events.npz``).

    python -m tools.train_events

Learns from the development sentences with marked source and target (events/plv_dev.jsonl), from frames of real news
read one by one (benchmarks/record/gold/: frames.jsonl, train_frames2.jsonl, train_pairs.jsonl), from the
project's own sentences (data/sentences/) and, as
frames that mostly tell no event, from random sentences of the full-text set. Sentences of the gold sets that are
reported on are never learnt from. A gold event is put on the frame that the model itself finds likeliest among those
that hold both its participants (hard expectation maximisation, two rounds).
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import data
from benchmarks.record.gold.draw_titles import titles
from herdline.record.actors import find
from herdline.record.lexicon import entries, event_nouns
from herdline.record.models import eventmodel
from herdline.record.models.hashing import BUCKETS, Weights, save
from herdline.record.parsed import features
from herdline.record.parsed.arguments import frames
from herdline.record.parsed.headlines import in_lower_case
from herdline.record.parsed.parsing import parse
from herdline.record.parsed.tree import Doc
from herdline.text.sentences import sentences
from herdline.text.vectors import static_vectors
from tools import hashed

HOME = Path(__file__).parents[1]
GOLD = HOME / "benchmarks" / "record" / "gold"
OWN = HOME / "src" / "herdline" / "data" / "sentences"
FRAMES = ("frames.jsonl", "train_frames2.jsonl")
PAIRS = ("train_pairs.jsonl", *(f"train_pairs{number}.jsonl" for number in range(2, 12)))
TARGET = HOME / "src" / "herdline" / "data" / "events.npz"
RANDOM_SENTENCES = 6000
FEED_SENTENCES = 5000
OWN_WEIGHT = 4.0
LIKELY = 0.15
WEIGHTS = {
    "gold": 8.0,
    "read": 4.0,
    "doubt": 2.0,
    "twin": 0.0,
    "own": OWN_WEIGHT,
    "other": 2.0,
    "half": 0.2,
    "random": 0.2,
    "feed": 0.2,
    "moved": 0.3,
}
"""How much an example counts: "other" frames of gold sentences may hold unmarked events, "random" ones do at times."""
C = 0.1
FOLDS, UNSEEN = 5, (0, 1)
"""Folds of sentences, and those that the benchmarks report on and keep from all training: two, as a training of the
encoder takes half an hour."""
PROJECTED = 96
"""Main directions of the vectors that are learnt from; all 512 cost five times the time for no better answers."""
SETTINGS = "settings.jsonl"
"""Read sentences that nothing learns from: settings are chosen on them."""
TITLES = ("train_titles.jsonl", "train_titles2.jsonl", "train_titles3.jsonl")


@dataclass
class Material:
    """Frames to learn from: ``group`` numbers their sentence's text, ``gold`` the types a sentence should give."""

    names: list[list[str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    basis: list[str] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    gold: list[set[str]] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """First character of each frame's predicate in its text."""


def spans_of(event: dict[str, str]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Characters of source and target, from the marked text; None where one is not marked."""
    marked = event["marked"]
    found = []
    for tag, key in (("<s>", "source"), ("<t>", "target")):
        at = marked.find(tag)
        if at < 0:
            return None
        start = len(re.sub(r"</?[st]>", "", marked[:at]))
        found.append((start, start + len(event[key])))
    return found[0], found[1]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def label_of(
    actors: Sequence[tuple[int, int]],
    others: Sequence[tuple[int, int]],
    nominal: bool,
    spans: Sequence[tuple[tuple[tuple[int, int], tuple[int, int]], str]],
) -> tuple[str, str]:
    """(label, basis) of a frame against the gold events of its sentence."""
    label, basis = eventmodel.NONE, "other"
    for (source, target), kind in spans:
        acts = [any(_overlap(a, s) for a in actors) for s in (source, target)]
        ends = [any(_overlap(c, s) for c in others) for s in (source, target)]
        if (acts[0] and (ends[1] or acts[1])) or (nominal and all(ends)):
            return kind, "gold"
        if acts[1] and ends[0]:
            label, basis = kind, "gold"
        elif (acts[0] or ends[1]) and basis == "other":
            basis = "half"
    return label, basis


def _add(
    made: Material,
    text: str,
    doc: Doc,
    source: str,
    gold: set[str],
    labels: dict[int, str] | None,
    spans: Sequence[tuple[tuple[tuple[int, int], tuple[int, int]], str]],
    whole: bool = False,
    doubt: bool = False,
) -> None:
    """Add a sentence's frames; ``whole`` says that what ``labels`` leave out tells nothing."""
    number = len(made.texts)
    made.texts.append(text)
    made.gold.append(gold)
    made.source.append(source)
    mentions = find(text)
    found = frames(doc, event_nouns())
    telling = {f.predicate for f in found if labels and doc[f.predicate].idx in labels}
    for frame in found:
        others = [c.phrase.chars(doc) for c in frame.complements]
        actors = [p.chars(doc) for p in frame.actors]
        label, basis = eventmodel.NONE, source
        if labels is not None and (whole or doc[frame.predicate].idx in labels):
            label, basis = labels.get(doc[frame.predicate].idx, eventmodel.NONE), "doubt" if doubt else "read"
            if whole and label == eventmodel.NONE and _twins(doc, frame.predicate) & telling:
                basis = "twin"
        elif spans:
            label, basis = label_of(actors, others, frame.nominal, spans)
            if source == "own" and basis == "gold":
                basis = "own"
        made.names.append(features.names(doc, frame, mentions))
        made.words.append(features.words(doc, frame))
        made.label.append(merged(label))
        made.basis.append(basis)
        made.group.append(number)
        made.places.append(doc[frame.predicate].idx)


def _twins(doc: Doc, predicate: int) -> set[int]:
    """Predicates that may tell the same act: the verb that carries a noun ("imposed sanctions"), and its nouns.

    Readers mark one of the two; the other is no example of telling nothing.
    """
    token = doc[predicate]
    above = token.head.head if token.dep_ == "pobj" else token.head
    below = [child for child in token.children if child.dep_ in ("dobj", "nsubjpass", "attr")]
    below += [noun for child in token.children if child.dep_ == "prep" for noun in child.children]
    return {above.i, *(noun.i for noun in below)}


def read_code(code: str) -> str:
    """An actor's code as readers write it: armed groups are REB, everybody else counts for the state."""
    return "REB" if code.startswith("REB") else code.split(":")[-1]


def merged(kind: str) -> str:
    """CONCEDE and RETREAT as YIELD, as the gold has them."""
    return eventmodel.YIELD if kind in ("CONCEDE", "RETREAT") else kind


def plv(folder: Path) -> list[dict]:
    """The development sentences."""
    return [json.loads(line) for line in (folder / "events" / "plv_dev.jsonl").open()]


def random_sentences(folder: Path, seed: int = 77) -> Iterator[tuple[str, str]]:
    """(article, sentence): one random sentence of as many random English articles of the full-text set."""
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "fulltext" / "news_2012-2020.parquet", columns=["id", "lang", "text"])
    rng = random.Random(seed)
    order = [i for i, lang in enumerate(table["lang"].to_pylist()) if lang == "en"]
    rng.shuffle(order)
    for row in order[:RANDOM_SENTENCES]:
        found = [s.text for s in sentences(table["text"][row].as_py()) if 40 < len(s.text) < 400]
        if found:
            yield table["id"][row].as_py(), rng.choice(found)


def feed_sentences(folder: Path, seed: int = 78) -> Iterator[str]:
    """One random sentence of as many English items of the feeds: sport, business and technology above all."""
    rng = random.Random(seed)
    with gzip.open(folder / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if rng.random() < 0.4]
    rng.shuffle(rows)
    count = 0
    for row in rows:
        text = re.sub(r"<[^>]+>", " ", str(row.get("text") or row.get("summary") or ""))
        found = [s.text for s in sentences(text) if 40 < len(s.text) < 400 and _ENGLISH.search(s.text)]
        if found:
            yield rng.choice(found)
            count += 1
            if count == FEED_SENTENCES:
                return


_ENGLISH = re.compile(r"\b(?:the|and|of|has|with)\b")


def read_frames(folder: Path) -> dict[str, tuple[str, dict[int, str]]]:
    """Hash -> (sentence, labels by the predicate's first character), the frames of real news that were read."""
    rows = [json.loads(line) for name in FRAMES for line in (GOLD / name).open()]
    texts = texts_of(folder, {row["article"] for row in rows})
    found: dict[str, tuple[str, dict[int, str]]] = {}
    for row in rows:
        text = texts[row["article"]][row["start"] : row["end"]]
        found.setdefault(row["sha1"], (text, {}))[1][row["predicate"]] = row["label"]
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of real news read for its pairs: type and pairs ("USA>RUS", "CHN=USA") of each that tells one."""

    text: str
    before: str
    types: dict[int, str]
    pairs: dict[int, list[str]]
    raw: dict[int, str]
    doubt: bool
    judged: dict[int, tuple[list[str], str]]
    """Auxiliary modes and certainty of each event, where they were read."""


def texts_of(folder: Path, wanted: set[str]) -> dict[str, str]:
    """Text of each article wanted, of the full-text set and of the feeds."""
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "fulltext" / "news_2012-2020.parquet", columns=["id", "text"])
    found = {k: t for k, t in zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True) if k in wanted}
    with gzip.open(folder / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        found |= {row["id"]: row["text"] for row in map(json.loads, lines) if row["id"] in wanted}
    return found


def read_pairs(folder: Path, names: Sequence[str] | None = None) -> list[Told]:
    """The sentences of train_pairs*.jsonl, the titles of train_titles*.jsonl; every other predicate tells nothing.

    Args:
        folder: the data.
        names: other files of labels. Without, none of what is reported on: a title is asked for as it was printed, for
            ``Told.text`` may be in lower case.
    """
    banned = reported() if names is None else set()
    rows = [json.loads(line) for name in names or (*PAIRS, *TITLES) for line in (GOLD / name).open()]
    rows = [row for row in rows if row["sha1"] not in banned]
    texts, headlines = texts_of(folder, {row["article"] for row in rows}), titles()
    found = []
    for row in rows:
        text, start = texts[row["article"]], row.get("start", 0)
        sentence = text[start : row["end"]] if "end" in row else _as_parsed(headlines[row["article"]])
        types = {e["predicate"]: _as_a_frame(sentence[e["predicate"] :], e["label"]) for e in row["events"]}
        pairs = {e["predicate"]: e["pairs"] for e in row["events"]}
        raw = {e["predicate"]: e["label"] for e in row["events"]}
        judged = {e["predicate"]: (e["aux"], e["certainty"]) for e in row["events"] if "certainty" in e}
        before = text[max(0, start - BEFORE) : start]
        found.append(Told(sentence, before, types, pairs, raw, bool(row.get("doubt")), judged))
    return found


def _as_parsed(title: str) -> str:
    return in_lower_case(title, find(title))


def _as_a_frame(predicate: str, kind: str) -> str:
    """A meeting to come is CONSULT to the model; ``events`` makes it AGREE by its tense."""
    return "CONSULT" if kind == "AGREE" and _MEETS.match(predicate) else kind


_MEETS = re.compile(r"visit|meet|talk|trip|flying|coming|invite")
BEFORE = 300


def own_sentences() -> list[tuple[str, str, list[tuple[int, int]]]]:
    """(type, sentence, spans of actor and recipient) of the project's own sentences; "-" tells no event."""
    found = []
    for line in (OWN / "events.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, marked = line.split("|", 1)
            spans, text = {}, ""
            for part in re.split(r"([\[\]{}])", marked):
                if part in ("[", "{"):
                    spans[part] = (len(text), len(text))
                elif part in ("]", "}"):
                    opener = {"]": "[", "}": "{"}[part]
                    spans[opener] = (spans[opener][0], len(text))
                else:
                    text += part
            found.append((kind, text, [spans[key] for key in "[{" if key in spans]))
    return found


_ACTORS = (
    "The Chadian government", "Turkey", "The prime minister", "Russian forces", "China", "He", "The United States",
    "Iran's foreign minister", "The rebels", "Kazakhstan", "Tajik tanks and guns", "The court", "The EU", "Israel",
    "President Arana of Peru", "Washington", "The junta", "Thousands of workers", "Officials in Warsaw", "It",
)  # fmt: skip
_RECIPIENTS = (
    "Ukraine", "the Kurdish party", "Armenia", "the opposition", "the Ukrainian side", "Japan", "civilians", "France",
    "the Taliban", "two journalists", "Kyrgyzstan and Uzbekistan", "the company", "NATO", "the Syrian president",
    "protesters", "Saudi Arabia", "the minister", "Georgia's government", "militants", "the United Nations",
)  # fmt: skip
_TAILS = (
    ".",
    " on Tuesday.",
    ", officials said.",
    " after days of tension.",
    " in March.",
    ", a spokesman told reporters.",
)


def predicate_sentences(seed: int = 3) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Each predicate of the lexicon twice, between invented actors, as ``own_sentences`` gives them."""
    rng = random.Random(seed)
    found = []
    for line in entries("predicates.txt"):
        kind, phrases = line.split(":", 1)
        for pattern in phrases.split(";"):
            before, after = pattern.strip().split("{}")
            for _ in range(2):
                actor, recipient = rng.choice(_ACTORS), rng.choice(_RECIPIENTS)
                start = len(actor) + 1 + len(before)
                text = f"{actor} {before}{recipient}{after}{rng.choice(_TAILS)}"
                found.append((kind, text, [(0, len(actor)), (start, start + len(recipient))]))
    return found


def digest(text: str) -> str:
    """Twelve hexadecimal digits that name a sentence."""
    return hashlib.sha1(text.encode()).hexdigest()[:12]


def reported() -> set[str]:
    """Hashes of the sentences that are reported on: those of every file of labels that nothing is taught with."""
    held: set[str] = set()
    for path in sorted(GOLD.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            held |= {row["sha1"] for row in csv.DictReader(file)}
    for path in sorted(GOLD.glob("*.jsonl")):
        if path.name not in FRAMES and not path.name.startswith("train_"):
            with path.open(encoding="utf-8") as lines:
                held |= {row["sha1"] for row in map(json.loads, lines) if "sha1" in row}
    return held


def material(folder: Path) -> Material:
    """Everything there is to learn from."""
    made, banned = Material(), reported()
    rows = plv(folder)
    for row, doc in zip(rows, parse(r["text"] for r in rows), strict=True):
        spans = [(s, e["plover"]) for e in row["events"] if (s := spans_of(e)) is not None]
        _add(made, row["text"], doc, "plv", {e["plover"] for e in row["events"]}, None, spans)
    read = {key: held for key, held in read_frames(folder).items() if key not in banned}
    told = [held for held in read_pairs(folder) if digest(held.text) not in banned | set(read)]
    paired = {digest(held.text) for held in told}
    drawn = [
        text for _, text in random_sentences(folder) if digest(text) not in banned | paired and digest(text) not in read
    ]
    for text, doc in zip(drawn, parse(drawn), strict=True):
        _add(made, text, doc, "random", set(), None, [])
    fed = [text for text in feed_sentences(folder) if digest(text) not in banned]
    for text, doc in zip(fed, parse(fed), strict=True):
        _add(made, text, doc, "feed", set(), None, [])
    for (text, labels), doc in zip(read.values(), parse(t for t, _ in read.values()), strict=True):
        _add(made, text, doc, "random", set(), labels, [])
    for held, doc in zip(told, parse(h.text for h in told), strict=True):
        _add(made, held.text, doc, "pairs", set(), held.types, [], whole=True, doubt=held.doubt)
    own = [*own_sentences(), *predicate_sentences()]
    for (kind, text, ends), doc in zip(own, parse(t for _, t, _ in own), strict=True):
        spans = [((ends[0], ends[1]), merged(kind))] if len(ends) == 2 else []
        _add(made, text, doc, "own", {kind} - {eventmodel.NONE}, None, spans)
    return made


def matrix(made: Material) -> sparse.csr_matrix:
    """Hashed features and vectors, as ``eventmodel.probabilities`` sees them."""
    hashed_part = hashed.matrix(made.names)
    return sparse.hstack(
        [hashed_part, sparse.csr_matrix(eventmodel.VECTOR_WEIGHT * static_vectors(made.words))]
    ).tocsr()


def fit(made: Material, x: sparse.csr_matrix, chosen: NDArray[np.bool_], rounds: int = 2) -> Weights:
    """Learn from the chosen frames. Vectors are learnt in their ``PROJECTED`` main directions and written out whole."""
    start = np.array(made.label, dtype=object)
    base = np.array([WEIGHTS.get(b, 0.5) for b in made.basis])
    rows = np.flatnonzero(chosen)
    used = np.flatnonzero(np.asarray((x[rows, :BUCKETS] != 0).sum(axis=0)).ravel() > 1)
    vectors = x[:, BUCKETS:].toarray()
    directions = np.linalg.svd(vectors[rows[:: max(1, len(rows) // 15_000)]], full_matrices=False)[2][:PROJECTED].T
    narrow = sparse.hstack([x[:, used], sparse.csr_matrix(vectors @ directions)]).tocsr()
    base[_untold(made, narrow, chosen, base)] = 0.0
    kept = np.flatnonzero(chosen & (base > 0))
    weight, label = base.copy(), start.copy()
    candidates: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in np.flatnonzero(chosen & np.isin(made.basis, ["gold", "own"])):
        candidates[made.group[row], start[row]].append(row)
    model = LogisticRegression(C=C, max_iter=100, tol=1e-3, warm_start=True)
    for round_ in range(rounds):
        model.fit(narrow[kept], label[kept], sample_weight=weight[kept])
        if round_ == rounds - 1:
            break
        marked = sorted({row for held in candidates.values() for row in held})
        chances = dict(zip(marked, model.predict_proba(narrow[marked]), strict=True))
        column = {kind: i for i, kind in enumerate(model.classes_)}
        label, weight = start.copy(), base.copy()
        for (_, kind), held in candidates.items():
            best = max(chances[row][column[kind]] for row in held)
            for row in held:
                if chances[row][column[kind]] < 0.5 * best:
                    label[row], weight[row] = eventmodel.NONE, WEIGHTS["moved"]
    order = [list(model.classes_).index(kind) for kind in eventmodel.CLASSES]
    hashed_part = np.zeros((BUCKETS, len(order)), np.float32)
    hashed_part[used] = model.coef_[order, : len(used)].T
    dense = (directions @ model.coef_[order, len(used) :].T).astype(np.float32)
    return Weights(hashed_part, dense, model.intercept_[order].astype(np.float32))


def _untold(
    made: Material, x: sparse.csr_matrix, chosen: NDArray[np.bool_], weight: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Frames of unread sentences that likely do tell an event: no examples of telling none.

    Random sentences hold an event in one of ten, nobody marked it, and as many such frames as there are marked ones
    would teach the model to doubt the plainest events (learning from positive and unlabelled data, Elkan and Noto
    2008). Each half of them is judged by a model that has not seen it.
    """
    unread = chosen & np.isin(made.basis, ["random", "feed", "other", "half"])
    half = np.array(made.group) % 2
    told = np.zeros(len(made.names), bool)
    event = (np.array(made.label, dtype=object) != eventmodel.NONE).astype(int)
    for number in (0, 1):
        seen = chosen & ~(unread & (half == number))
        model = LogisticRegression(C=C, max_iter=60, tol=1e-2)
        model.fit(x[seen], event[seen], sample_weight=weight[seen])
        rows = np.flatnonzero(unread & (half == number))
        told[rows] = model.predict_proba(x[rows])[:, 1] > LIKELY
    return told


def fold_of(text: str) -> int:
    """Fold of a sentence, the same in every run."""
    return zlib.crc32(text.encode()) % FOLDS


def folds(made: Material) -> NDArray[np.int64]:
    """Fold of each sentence by its text, so that it stays when others join; the own ones are in every training (-1)."""
    own = {text for text, source in zip(made.texts, made.source, strict=True) if source == "own"}
    return np.array([-1 if text in own else fold_of(text) for text in made.texts])


def main() -> None:
    """Train on everything and write the weights."""
    made = material(data.folder())
    weights = fit(made, matrix(made), np.ones(len(made.names), bool))
    size = save(TARGET, weights, 0.02)
    print(f"{len(made.names)} frames of {len(made.texts)} sentences -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
