"""Imports run one way: a room knows the rooms below it, and none beside or above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import herdline

HOUSE = Path(herdline.__file__).parent
FLOORS = (
    {"errors", "config", "batches", "schema", "text", "data"},
    {"engines", "steps"},
    {"results"},
    {"reading", "copies", "stories", "line", "record", "check"},
    {"pipeline", "store", "storeless"},
    {"intake", "views", "report"},
    {"questions"},
    {"api"},
    {"", "export"},
    {"web"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
"""Rooms from the ground up; "" is the package itself."""
TOGETHER = {"engines", "steps"}
"""A step is told what an engine is, and an engine what a step is."""


def imported(file: Path) -> Iterator[str]:
    """Rooms that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "herdline":
            names = [f"herdline.{name.name}" for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            if name.split(".")[0] == "herdline":
                room = (*name.split("."), "")[1]
                yield room if any(room in floor for floor in FLOORS) else ""


def room_of(file: Path) -> str:
    first = file.relative_to(HOUSE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def test_every_room_imports_only_what_lies_below_it():
    height = {room: number for number, floor in enumerate(FLOORS) for room in floor}
    wrong = [
        f"{file.relative_to(HOUSE)} imports {other or 'the package'}"
        for file in sorted(HOUSE.rglob("*.py"))
        for other in set(imported(file))
        if (room := room_of(file)) != other and not {room, other} <= TOGETHER and height[other] >= height[room]
    ]
    assert not wrong, wrong


def test_rooms_of_the_record_are_told_apart_by_what_they_may_know():
    below = {"parsed": {"models", "quoting", "unparsed"}, "models": {"quoting", "unparsed"}, "quoting": {"unparsed"}}
    wrong = [
        f"{file.name} of {room} imports {other}"
        for room, others in below.items()
        for file in sorted((HOUSE / "record" / room).glob("*.py"))
        for other in others
        if f"herdline.record.{other}" in file.read_text(encoding="utf-8")
    ]
    assert not wrong, wrong
