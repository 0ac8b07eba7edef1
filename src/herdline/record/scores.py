"""Quad class and conflict score of each PLOVER type and mode (manual draft 0.8, 2021; see docs/record.md)."""

from __future__ import annotations

VERBAL_COOPERATION, MATERIAL_COOPERATION = "verbal cooperation", "material cooperation"
VERBAL_CONFLICT, MATERIAL_CONFLICT = "verbal conflict", "material conflict"

_TYPES: dict[str, tuple[str, float]] = {
    "AGREE": (VERBAL_COOPERATION, 2.5), "CONSULT": (VERBAL_COOPERATION, 2.5), "SUPPORT": (VERBAL_COOPERATION, 5),
    "CONCEDE": (VERBAL_COOPERATION, 4.5), "COOPERATE": (MATERIAL_COOPERATION, 9.5), "AID": (MATERIAL_COOPERATION, 10),
    "RETREAT": (MATERIAL_COOPERATION, 6.5), "REQUEST": (VERBAL_CONFLICT, 0), "ACCUSE": (VERBAL_CONFLICT, -3),
    "REJECT": (VERBAL_CONFLICT, -2), "THREATEN": (VERBAL_CONFLICT, -3.5), "PROTEST": (MATERIAL_CONFLICT, -5),
    "SANCTION": (MATERIAL_CONFLICT, -6), "MOBILIZE": (MATERIAL_CONFLICT, -5.5), "COERCE": (MATERIAL_CONFLICT, -7),
    "ASSAULT": (MATERIAL_CONFLICT, -9),
}  # fmt: skip
TYPES = tuple(_TYPES)
"""The sixteen types of PLOVER."""
_MODES: dict[str, dict[str, float]] = {
    "CONSULT": {"visit": 4, "multilateral": 4, "phone": 1.5},
    "RETREAT": {"withdraw": 8, "disarm": 10, "ceasefire": 7.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1, "yield": -1, "meet": 0},
    "ACCUSE": {"disapprove": -2, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5},
    "THREATEN": {"restrict": -3, "territory": -4},
    "PROTEST": {"riot": -7, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5},
    "SANCTION": {"expel": -5.5},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "militia": -6},
    "COERCE": {"censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "misinformation": -6.5},
    "ASSAULT": {
        "abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5,
        "primitive": -8, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5, "heavy-weapons": -9.5,
        "crowd-control": -7.5, "unconventional": -10,
    },
}  # fmt: skip


def quad_class(kind: str) -> str:
    """Quad class of a type.

    Raises:
        KeyError: no such type.
    """
    return _TYPES[kind][0]


def score(kind: str, mode: str = "") -> float:
    """Conflict (-10) to cooperation (10) score of a type and mode; a mode without its own has the type's.

    Raises:
        KeyError: no such type.
    """
    return _MODES.get(kind, {}).get(mode, _TYPES[kind][1])
