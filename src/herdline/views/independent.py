"""How many independent texts tell a thing: copies count once, and so do the texts of one owner.

SQL over ``families f``, ``articles a`` and ``outlets o`` (left joined: an outlet that is not known owns itself).
"""

from __future__ import annotations

from collections.abc import Collection

UNIT = "coalesce(o.unit, a.outlet, cast(a.id as varchar))"
"""Who a text is of: an owner of several outlets, the outlet, or the text alone where none is told."""


def independent_of(chosen: str = "true") -> str:
    """An aggregate: the independent texts among the rows for which a condition holds."""
    return f"least(count(distinct f.family) filter ({chosen}), count(distinct {UNIT}) filter ({chosen}))"


def independent(sources: Collection[tuple[int, str]]) -> int:
    """The same of (family, unit) pairs."""
    return min(len({family for family, _ in sources}), len({unit for _, unit in sources}))
