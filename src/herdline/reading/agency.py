"""Which agency an article credits: its by-line, its dateline, a credit line, or the outlet being an agency itself.

A mere mention ("told Reuters", "сообщил РИА Новости") is no credit. A name counts only where agencies are credited:

    by-line     the author line names it
    dateline    it ends the opening formula of one of the first paragraphs: "WASHINGTON (AP) —", "Berlin (dpa/lno) -",
                "МОСКВА, 15 сентября. /ТАСС/.", "САМАРКАНД, 15 сен — РИА Новости.", "新华社撒马尔罕9月15日电"
    credit      a line that says nothing else ("Reuters", "© AFP", "来源：新华社"); a last line with a cue ("AFP
                contributed to this report", "with files from", "по материалам"); a name in brackets that ends the text;
                the form in which Reuters signs ("Reporting by ...; Editing by ...")

One automaton looks for all names in all scripts at once; only texts that hold one are looked at closer. Names are
matched in the case of the table or in capitals, never in small letters: "AP" is an agency, "ap" is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

from herdline.reading.outlets import OutletTable
from herdline.text.survey import buffers

_BREAK = "\n\x1f\n"
_SIGNED = ("Editing by", "editing by")
_REUTERS_FORM = re.compile(
    r"(?:Reporting|Writing|Compiled)(?: and \w+)? by [^\n]{3,400}[Ee]diting by|; [Ee]diting by [^\n;]{3,90}\)\s*$"
)
_OPENS = re.compile(r"[(（\[【/|]\s*(?:[\w.]{2,12}\s?[/,]\s?){0,3}$|[-–—:|.,]\s*$|^\s*$")
_CLOSES = re.compile(r"(?:\s?[/,]\s?[\w.]{2,12}){0,3}\s*[)）\]】/|.]*\s*[-–—:.|]|\s*[)）\]】/]")
_CHINESE_CLOSES = re.compile(r"[^\n。，]{0,30}?(?:电|電|消息|讯|訊)")
_PROSE = re.compile(r"(?<!\w)[a-zа-яёіїєқңғүұһөәáéíóúñçàèùâêîôûäöüß]{4,}")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|янв|фев|мар|апр|мая|июн|июл|авг|"
    r"сен|окт|ноя|дек|қаңтар|janv|févr|avril|juin|juil|août)\w*",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"contribut|all rights reserved|copyright|©|\(c\)|with (?:files|material|reports?|reporting|information|inputs?"
    r"|additional)|additional reporting|distributed by|provided by|courtesy of|may not be published|press release|"
    r"по материалам|по сообщениям|источник|mit material|quelle|avec|con información de|fuente|com informações|"
    r"con notizie|来源|來源|据新华社|综合",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:by|source|sources|copyright|credit|via|from|photo|источник|quelle|fuente|agencia|agence|来源|來源|автор"
    r"|the|©|\(c\))*"
    r"[\W\d]*(?:the\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:[\W\d]|staff|writers?|news|agency|newsroom|reports?|correspondent|agencies|and|und|et|y|и){0,4}\W*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"^\s*[)）\]/.】]{1,3}\s*$")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_FORMULA = 90  # characters in which a dateline ends
_PARAGRAPHS = 3  # of the beginning: headline and standfirst may stand before the dateline
_LAST_LINES = 4
_LINE = 260  # characters of a credit line; a longer paragraph is prose


class CreditFinder:
    """Finds credits; holds the automaton of one table of agencies."""

    def __init__(self, table: OutletTable) -> None:
        self._table = table
        self._agency: list[str] = []
        names: dict[str, str] = {}
        for agency in table.agencies:
            for credit in (*agency.credits, agency.name):
                for form in _forms(credit):
                    names.setdefault(form, agency.agency)
        for outlet in table.outlets.values():
            if outlet.kind == "agency" and outlet.basis == "user":  # agencies of a user's table, by name and alias
                for credit in table.names_of(outlet.outlet):
                    for form in _forms(credit):
                        names.setdefault(form, outlet.outlet)
        self._reuters = names.get("Reuters")
        self._agency = list(names.values())
        looked_for = [*names, *_SIGNED]
        self._automaton = AhoCorasick(
            looked_for, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )
        self._in_bytes = BytesAhoCorasick(
            [name.encode() for name in looked_for],
            matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA,
        )  # fmt: skip

    def find(
        self,
        heads: Sequence[str] | pa.Array,
        tails: Sequence[str] | pa.Array,
        bylines: Sequence[str] | pa.Array,
        outlets: Sequence[str | None],
    ) -> tuple[list[str | None], list[str]]:
        """Agency and basis (outlet, byline, dateline, credit, none) of each article.

        Args:
            heads: beginning of each text.
            tails: its end, "" where the head is all.
            bylines: author lines, "" for none.
            outlets: keys of the outlets.
        """
        parts = [c if isinstance(c, pa.Array) else pa.array(c, pa.string()) for c in (bylines, heads, tails)]
        agencies = [self._table.agency_of(outlet) for outlet in outlets]
        bases = ["outlet" if agency else "none" for agency in agencies]
        rows = self._naming(parts)
        held = (part.take(pa.array(rows)).to_pylist() for part in parts)
        for row, byline, head, tail in zip(rows.tolist(), *held, strict=True):
            agencies[row], bases[row] = self._one(head, tail, byline, outlets[row])
        return agencies, bases

    def _naming(self, parts: list[pa.Array]) -> np.ndarray:
        """Rows in which some name stands: two in three have none, and need not become Python's strings."""
        if not len(parts[0]):
            return np.zeros(0, np.int64)
        data, bounds = buffers(pc.binary_join_element_wise(*parts, "", "\x1f"))
        whole = memoryview(data.data)[int(bounds[0]) : int(bounds[-1])]
        starts = [start for _, start, _ in self._in_bytes.find_matches_as_indexes(whole)]
        return np.unique(np.searchsorted(bounds, np.array(starts, np.int64) + bounds[0], side="right") - 1)

    def _one(self, head: str, tail: str, byline: str, outlet: str | None) -> tuple[str | None, str]:
        own = self._table.agency_of(outlet)
        text = f"{byline}{_BREAK}{head}{_BREAK}{tail}" if tail else f"{byline}{_BREAK}{head}"
        found = [m for m in self._automaton.find_matches_as_indexes(text) if _whole(text, m[1], m[2])]
        if not found:
            return (own, "outlet") if own else (None, "none")
        body = len(byline) + len(_BREAK)
        for number, start, _ in found:
            if start < len(byline) and number < len(self._agency):
                return self._agency[number], "byline"
        for number, start, end in found:
            if number < len(self._agency) and start >= body and _is_dateline(text, start, end, body):
                return self._agency[number], "dateline"
        if own:  # an agency that prints another's text says so at its head; what it credits below has helped it
            return own, "outlet"
        if self._reuters and any(n >= len(self._agency) for n, _, _ in found) and _REUTERS_FORM.search(text, body):
            return self._reuters, "credit"
        for number, start, end in found:
            if number < len(self._agency) and start >= body and _is_credit(text, start, end, body):
                return self._agency[number], "credit"
        return None, "none"


def _forms(credit: str) -> set[str]:
    """Spellings of a name that count: as in the table, and in capitals."""
    bare = credit.strip(" ()[]/—–-")
    return {bare, bare.upper()} if len(bare) > 1 else set()


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a match is a word of its own; scripts without spaces have no such thing."""
    if _SPACELESS.match(text, start):
        return True
    return not (start and (text[start - 1].isalnum() or text[start - 1] in "@#_")) and not (
        end < len(text) and (text[end].isalnum() or text[end] in "_@")
    )


def _is_dateline(text: str, start: int, end: int, body: int) -> bool:
    begin = max(text.rfind("\n", 0, start) + 1, body)
    if start - begin > _FORMULA or text.count("\n\n", body, begin) >= _PARAGRAPHS:
        return False
    before, after = text[begin:start], text[end : end + 60].split("\n", 1)[0]
    if _SPACELESS.match(text, start):
        return len(before.strip("（(【[ 据")) == 0 and _CHINESE_CLOSES.match(after) is not None
    closing = _CLOSES.match(after)
    if closing is None or not after[closing.end() :].strip() or not _OPENS.search(before):
        return False
    if not before.strip() and after.lstrip()[:1] in ",.:|":  # "AP: Trump chair ..." is a headline about a report
        return False
    # a formula names a place and a day; a sentence has words in small letters
    return len(_PROSE.findall(_MONTH.sub("", before))) <= 1


def _is_credit(text: str, start: int, end: int, body: int) -> bool:
    begin = max(text.rfind("\n", 0, start) + 1, body)
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    before, after = text[begin:start], text[end:stop]
    last = text.count("\n", end, len(text.rstrip())) <= _LAST_LINES
    first = text.count("\n\n", body, begin) < _PARAGRAPHS
    if not (first or last):
        return False
    if _LABEL.match(before) and _AFTER.match(after):
        return True
    if not last:
        return bool(re.match(r"^\s*By\s[^.]{0,60}$", before)) and len(after) < 40
    closing = not text[stop:].strip()
    if closing and before.rstrip()[-1:] in "(（[【/—–-" and _ENDS.match(after or "."):
        return True
    return stop - begin <= _LINE and _CUE.search(text, begin, stop) is not None
