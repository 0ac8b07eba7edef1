"""Which actor a user means by a code or a name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from herdline.errors import NotFound
from herdline.record.actors.tables import COUNTRY, entries


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
    near = [codes[name] for name in get_close_matches(wanted.casefold(), codes, n=5, cutoff=0.6)]
    near += get_close_matches(wanted.upper(), names, n=2, cutoff=0.6) if len(wanted) <= 4 else []
    several = ", ".join(f"{names.get(code, code)} [{code}]" for code in list(dict.fromkeys(near))[:3])
    hint = f"; did you mean {several}?" if near else ""
    raise NotFound(f"no actor is called {text!r}{hint}")


def near_names(text: str, further: Iterable[str] = (), most: int = 3) -> str:
    """Names a little like ``text``, of known actors and ``further`` ones: "Kazakhstan [KAZ], Kyrgyzstan [KGZ]"."""
    names, codes = _known()
    wanted = " ".join(text.casefold().split())
    shown = {name.casefold(): name for name in further if name}
    shown |= {word.casefold(): name for name in shown.values() for word in name.split() if len(word) > 3}
    shown |= {name: f"{names.get(code, code)} [{code}]" for name, code in codes.items()}
    near = [shown[name] for name in get_close_matches(wanted, shown, n=8, cutoff=0.72)]
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
