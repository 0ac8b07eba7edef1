"""What can go wrong, as one tree.

    HerdlineError               every error this package raises on purpose
    ├── SourceError             a source as a whole cannot be read (missing file, refused host, unknown format)
    ├── RecordError             one record of a source is refused; it becomes a row of ``rejected``
    ├── StoreError              the store cannot be opened, is locked, or is of a newer program
    ├── NotFound                no such story, article or outlet in the store
    ├── BadQuestion             a question that has no answer: a date that is none, an actor beside itself
    ├── StepError               a step of the pipeline failed; says its table and its full SQL
    └── MissingExtra            an optional dependency is not installed; says the exact command

A message says what happened, to which file or row, and what to do. Only the command line prints or exits.
"""

from __future__ import annotations


class HerdlineError(Exception):
    """Base of all errors raised on purpose."""


class SourceError(HerdlineError):
    """A source as a whole cannot be read."""


class RecordError(HerdlineError):
    """One record is refused: ``reason`` is a short stable word, ``detail`` a plain sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class StoreError(HerdlineError):
    """The store cannot be opened or written."""


class OlderStore(StoreError):
    """The store is of an older program, which only opening it for writing mends."""


class NotFound(HerdlineError):
    """Nothing in the store answers to this name."""


class BadQuestion(HerdlineError):
    """A question that has no answer as it was asked."""


class StepError(HerdlineError):
    """A step of the pipeline failed."""


class MissingExtra(HerdlineError):
    """An optional dependency is missing."""
