"""Speakers that stand beside a quotation without a clause of theirs: signatures, turns of an interview, "?" said Ann.

A line that is a quotation, a dash and a name; a name, a colon and a quotation, on one line or two; a sentence with a
colon ahead of a quotation; a quotation that ends with a question or exclamation mark, behind which the verb and its
subject are cut off as a sentence of their own. English only; the quotations of other languages are read by ``quoted``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from herdline.record.spans import Attribution

Piece = tuple[int, int]

_WORD = r"(?:[A-Z][\w.'’-]*|of|the|and|de|la|van|von|al|bin|\([A-Z][\w.,\s-]{0,12}\))"
_NAME = rf"[A-Z][\w.'’-]*(?:,? {_WORD}){{0,7}}"
_SIGNED = re.compile(rf"\s*(?P<cue>―|—|–|--|-)\s*(?P<who>{_NAME}(?:, [^\n“\"]{{2,60}})?)\s*(?=\n|$)")
_TURN = re.compile(rf"(?:^|[\n.?!] ?|\s[-–—]\s?)(?P<who>{_NAME})(?P<cue>:)\s*$")
_VERBS = (
    r"(?:said|says|asked|asks|added|adds|declared|declares|tweeted|wrote|writes|shouted|wondered|exclaimed|replied|"
    r"responded|demanded|yelled|cried|joked|quipped|explained|continued|insisted|questioned|argued|posted|screamed)"
)
_BEHIND = re.compile(
    rf"\s+(?:(?P<cue>{_VERBS}) "
    r"(?P<who>(?:(?:the|a|an|one|another|former|his|her|their|our) )?[^\s,.;:“”\"][^,.;:“”\"\n]{1,60}?)"
    rf"(?=[,.;:\n]| (?:who|in|on|at|during|after|before|as|to|of|when|while|with|from|last|this|that|into)\b)"
    rf"|(?P<who2>(?:he|she|they|I|{_NAME}|the [a-z]+(?: [a-z]+)?)) (?P<cue2>{_VERBS})\b)"
)
_ANNOUNCING = re.compile(
    rf"(?:^|[\n.?!”\"] ?)(?P<who>{_NAME}|[Hh]e|[Ss]he|[Tt]hey)(?:, [^.?!:\n]{{2,60}},)? "
    r"(?P<cue>(?:(?:then|also|later|has|had) )?(?:[a-z]+(?:ed|es|s)|said|told|wrote|went|put|began|spoke)(?: on)?"
    r"(?: to [a-z]+)?)(?: [^.?!:\n“”\"]{1,100})?:\s*\Z"
)
_ASKED = re.compile(r"[?!]['’]?[”\"]$|[?!]''$")
_REACH = 240
"""Letters ahead of a quotation in which its speaker is looked for."""
_TITLES = 5
"""Words of a name before a colon; longer ones are headings."""


def beside(text: str, left: Sequence[Piece]) -> Iterator[Attribution]:
    """Attributions of quotations that nobody was found to have said.

    Args:
        text: all of it.
        left: [start, end) of the quotations, marks included.
    """
    for start, end in left:
        if found := next(
            filter(None, (read(text, start, end) for read in (_signed, _turn, _announced, _behind))), None
        ):
            source, cue = found
            yield Attribution((source,), (cue,), ((start, end),), "direct")


def _signed(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(" ~*•"):
        return None
    m = _SIGNED.match(text, end)
    return (m.span("who"), m.span("cue")) if m else None


def _turn(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    """A quotation to the end of its line, behind a name and a colon."""
    if not _ends_line(text, end):
        return None
    shift = max(0, start - _REACH)
    m = _TURN.search(text[shift:start])
    if m is None or len(m["who"].split()) > _TITLES:
        return None
    return _moved(m, "who", shift), _moved(m, "cue", shift)


def _ends_line(text: str, end: int) -> bool:
    stop = text.find("\n", end)
    return not text[end : stop if stop >= 0 else None].strip(" .][")


def _moved(m: re.Match[str], name: str, shift: int) -> Piece:
    return m.start(name) + shift, m.end(name) + shift


def _announced(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    """A quotation to the end of its line, behind a sentence that ends with a colon: its subject and verb."""
    if not _ends_line(text, end):
        return None
    shift = max(0, start - _REACH)
    m = _ANNOUNCING.search(text[shift:start])
    return (_moved(m, "who", shift), _moved(m, "cue", shift)) if m else None


def _behind(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    if not _ASKED.search(text[start:end]):
        return None
    m = _BEHIND.match(text, end)
    if m is None:
        return None
    return (m.span("who"), m.span("cue")) if m["who"] else (m.span("who2"), m.span("cue2"))
