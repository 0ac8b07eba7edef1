"""Settings, frozen. Each threshold says which measurement chose it (see benchmarks/RESULTS.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadSettings:
    """How sources are read."""

    large_change: float = 0.3


@dataclass(frozen=True)
class CopySettings:
    """How copies are found."""


@dataclass(frozen=True)
class StorySettings:
    """How stories are grouped."""


@dataclass(frozen=True)
class LineSettings:
    """How lines are found and the herd is measured."""
