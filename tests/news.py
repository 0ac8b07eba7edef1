"""Invented news for tests."""

from __future__ import annotations

import orjson


def ferry(outlets: int, word: str) -> bytes:
    """A story as JSON Lines: so many outlets on the closing of a ferry line, told in one text."""
    text = f"The harbour council of {word} voted on Tuesday to close the old ferry line for two years. " * 12
    return b"\n".join(
        orjson.dumps(
            {"id": f"{word}-{n}", "title": f"Ferry line of {word} closes", "text": f"{text} Outlet {n} says so.",
             "outlet": f"{word}-{n}.example", "published": f"2022-09-1{n % 9}", "lang": "en"}
        )
        for n in range(outlets)
    )  # fmt: skip
