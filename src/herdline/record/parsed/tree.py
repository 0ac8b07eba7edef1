"""A parsed sentence as plain objects: what the rules of the record read, again and again, of every word.

The parser's own objects are made anew each time one is asked for (370 a sentence) and look up each string. Here every
word is one object that lives as long as its sentence; names and meanings are the parser's (spaCy's ``Token``).
"""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray


class Token:
    """A word: ``i`` its number, ``idx`` its first character, ``head`` what it hangs from (a root: from itself)."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "left_edge", "lefts", "lemma_", "lower_", "pos_", "right_edge",
        "rights", "tag_", "text",
    )  # fmt: skip
    doc: Doc
    head: Token
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    lefts: Sequence[Token]
    """What hangs from it on its left, in order; ``rights`` the same on its right, ``children`` all of them."""
    rights: Sequence[Token]
    children: Sequence[Token]
    left_edge: Token
    """The leftmost word of its subtree; ``right_edge`` the rightmost."""
    right_edge: Token

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on to the root."""
        here = self
        while here.head is not here:
            here = here.head
            yield here

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all below it: what hangs on the left, itself, what hangs on the right."""
        waiting = [(self, False)]  # no recursion: a list of names hangs as one long chain
        while waiting:
            word, is_left_told = waiting.pop()
            if is_left_told or not word.children:
                yield word
                continue
            waiting += [(child, False) for child in reversed(word.rights)]
            waiting.append((word, True))
            waiting += [(child, False) for child in reversed(word.lefts)]

    @property
    def like_num(self) -> bool:
        """Whether it looks like a number ("1,000", "ten")."""
        from spacy.lang.en.lex_attrs import like_num

        return bool(like_num(self.text))

    def __repr__(self) -> str:
        return self.text


class Doc(list[Token]):
    """The words of a parsed sentence; ``tensor`` float32 (words, 96), the vectors that the parser gives them."""

    __slots__ = ("tensor", "text")

    def __init__(self, words: Iterable[Token], text: str, tensor: NDArray[np.float32]) -> None:
        super().__init__(words)
        self.text = text
        self.tensor = tensor

    def within(self, start: int, end: int) -> list[Token]:
        """Words of which a character lies in [start, end); none where no word reaches there."""
        return [word for word in self if word.idx < end and start < word.idx + len(word.text)]


Row = tuple[str, str, str, str, str]
"""Text, lemma, tag, part of speech and relation of a word."""


def planted(
    text: str, words: Sequence[Row], heads: Sequence[int], idx: Sequence[int], tensor: NDArray[np.float32]
) -> Doc:
    """A parsed sentence from its words, the number of each one's head and its first character."""
    doc = Doc([Token() for _ in words], text, tensor)
    for i, (token, (word, lemma, tag, pos, dep), head, place) in enumerate(zip(doc, words, heads, idx, strict=True)):
        token.doc, token.i, token.idx, token.head = doc, i, place, doc[head]
        token.text, token.lower_, token.lemma_ = word, word.lower(), lemma
        token.tag_, token.pos_, token.dep_ = tag, pos, dep
        token.lefts = token.rights = token.children = ()  # half of all words have none: fewer objects to look after
        token.left_edge = token.right_edge = token
    hanging: dict[int, tuple[list[Token], list[Token]]] = {}
    for token, head in zip(doc, heads, strict=True):
        if token.i != head:
            hanging.setdefault(head, ([], []))[token.i > head].append(token)
            _widen(token)
    for head, (lefts, rights) in hanging.items():
        token = doc[head]
        token.lefts, token.rights = lefts, rights
        token.children = lefts + rights if lefts and rights else lefts or rights
    for token in reversed(doc):
        _widen(token)
    return doc


def _widen(token: Token) -> None:
    head = token.head
    if token.left_edge.i < head.left_edge.i:
        head.left_edge = token.left_edge
    if token.right_edge.i > head.right_edge.i:
        head.right_edge = token.right_edge


@contextmanager
def uncollected() -> Iterator[None]:
    """A context in which Python does not look for garbage in circles.

    A tree is one, and all of a batch live as long as the batch: looking through them and through all tables that are
    loaded, again and again, took a fifteenth of the time of coding. What is left is found after the batch.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def root(words: Sequence[Token]) -> Token:
    """Of neighbouring words the one nearest to the sentence's root, the first of several; a mark only among marks."""
    first, last = words[0].i, words[-1].i
    hanging = [word for word in words if word.head is word or not first <= word.head.i <= last]
    return min(hanging, key=lambda word: (_is_mark(word), sum(1 for _ in word.ancestors)))


def _is_mark(word: Token) -> bool:
    """Whether it is white space or punctuation that nothing hangs from."""
    marks = all(letter.isspace() or unicodedata.category(letter).startswith("P") for letter in word.text)
    return marks and not word.children and word.head is not word
