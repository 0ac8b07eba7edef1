"""Which actor a user means by a code or a name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from herdline.errors import NotFound
from herdline.record.actors.tables import COUNTRY, entries

_NEAR, _NEAR_CODE = 0.72, 0.6
"""Likeness (Ratcliff and Obershelp's) from which a name and a code are near: one letter of six, one of three."""
_AS_CODE = 4
"""Letters up to which a word may be a code."""
ALIKE = 0.7
"""Jaro's likeness below which no two names are near: the store leaves them out before names are compared one by one."""


@cache
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Name of each code, and code by folded name; countries' own names win."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for text, entry in entries()[0].items():
        if not entry.code or entry.code == "XXX":
            continue
        if entry.kind == COUNTRY or entry.code not in names:
            names[entry.code] = entry.name
        codes.setdefault(text.casefold(), entry.code)
        codes.setdefault(entry.name.casefold(), entry.code)
    return names, codes


def actor_code(text: str) -> tuple[str, str]:
    """Code and name of the actor that a code ("KAZ") or name ("Kazakhstan", "Казахстан") means.

    Raises:
        NotFound: nobody is called so; near names are suggested.
    """
    names, codes = _known()
    wanted = text.strip()
    if wanted.upper() in names:
        return wanted.upper(), names[wanted.upper()]
    code = codes.get(wanted.casefold())
    if code:
        return code, names.get(code, wanted)
    raise NotFound(f"no actor is called {text!r}; {hint(text)}")


def hint(text: str, further: Iterable[str] = ()) -> str:
    """What to say to whoever asks for a name that nobody has; ``further`` as in ``near_names``."""
    near = near_names(text, further)
    return f"did you mean {near}?" if near else "codes are ISO 3166's (KAZ, POL)"


def near_names(text: str, further: Iterable[str] = (), most: int = 3) -> str:
    """Names a little like ``text``, of known actors and ``further`` ones: "Kazakhstan [KAZ], Kyrgyzstan [KGZ]".

    What is as short as a code may be a slip in one: "KZA".
    """
    names, codes = _known()
    wanted = " ".join(text.casefold().split())
    shown = {name.casefold(): name for name in further if name}
    shown |= {word.casefold(): name for name in shown.values() for word in name.split() if len(word) > 3}
    shown |= {name: f"{names.get(code, code)} [{code}]" for name, code in codes.items()}
    near = [shown[name] for name in get_close_matches(wanted, shown, n=8, cutoff=_NEAR)]
    if 0 < len(wanted) <= _AS_CODE:
        meant = wanted.upper()
        close = get_close_matches(meant, names, n=len(names), cutoff=_NEAR_CODE)
        close.sort(
            key=lambda code: (sorted(code) != sorted(meant), [a != b for a, b in zip(code, meant, strict=False)])
        )
        near += [f"{names[code]} [{code}]" for code in close[:2]]
    return ", ".join(list(dict.fromkeys(near))[:most])


def is_code(text: str) -> bool:
    """Whether it is the code of a known actor, in capitals or not."""
    return text.strip().upper() in _known()[0]


def code_of(text: str) -> str:
    """The code that is meant by a code or by a state's or body's own name; "" for all else, persons among it."""
    names, codes = _known()
    wanted = text.strip()
    if is_code(wanted):
        return wanted.upper()
    code = codes.get(wanted.casefold(), "")
    return code if names.get(code, "").casefold() == wanted.casefold() else ""


def actor_name(code: str) -> str:
    """Name of a code, the code itself where none is known."""
    return _known()[0].get(code, code)


def actors_like(text: str, limit: int) -> list[str]:
    """Codes of actors with a name, in any language, that begins with or holds ``text``; beginnings first."""
    names, codes = _known()
    wanted = text.casefold()
    if len(wanted) < 2:
        return []
    found = [text.upper()] if text.upper() in names else []
    found += [code for name, code in codes.items() if name.startswith(wanted)]
    if len(wanted) > 3:
        found += [code for name, code in codes.items() if wanted in name]
    return list(dict.fromkeys(found))[:limit]
