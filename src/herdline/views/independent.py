"""How many independent texts tell a thing: copies count once, and so do the texts of one owner, and what they join.

Texts that share a family or an owner hang together, over as many steps as it takes (``check.weighing.unconnected``):
an owner's three texts of which one is an agency's that two others print are one source with theirs.

SQL over ``families f``, ``articles a`` and ``outlets o`` (left joined: an outlet that is not known owns itself).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from herdline.check.weighing import unconnected

UNIT = "coalesce(o.unit, a.outlet, cast(a.id as varchar))"
"""Who a text is of: an owner of several outlets, the outlet, or the text alone where none is told."""
SOURCES = f"list(distinct {{'family': f.family, 'unit': {UNIT}}})"
"""An aggregate: the families and owners of rows, for ``independent_of``."""


def independent_of(sources: Iterable[dict[str, Any]] | None) -> int:
    """The independent texts of a list of ``SOURCES``; none of an aggregate over no rows."""
    return independent((source["family"], source["unit"]) for source in sources or ())


def independent(sources: Iterable[tuple[int, str]]) -> int:
    """The same of (family, unit) pairs."""
    return unconnected(sources)
