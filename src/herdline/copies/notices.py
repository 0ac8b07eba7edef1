"""Notices of republication: "This column first appeared in ...", in the languages of the news.

They stand at the beginning or the end of a text. What follows the cue names the source.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

NOTICES = pa.schema([("article", pa.int64()), ("notice", pa.string())])
"""An article with a notice, and the words after the cue (folded to small letters)."""

_HEAD, _TAIL, _AFTER = 250, 500, 90
_SYNDICATE = r"\bsyndicate\b|creators\.com|tribune content agency|writers group|distributed by \S+ (?:features|cagle)"
_CUES = (
    _SYNDICATE,
    r"(?:first|originally|previously) (?:appeared|published|ran|aired) (?:in|on|by|at|with)",
    r"(?:republished|reprinted|adapted|cross-posted) (?:from|with|by|here|in)",
    r"впервые опубликован\S* (?:в|на)|перепечат\S+ (?:из|с)|с разрешения",
    r"原载于?|转载自|首发于|转自",
    r"publiée? (?:initialement|d[’']abord) (?:dans|sur|par)|avec l[’']aimable autorisation",
    r"(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht) (?:in|bei|auf|im)",
    r"erschien (?:zuerst|ursprünglich) (?:in|bei|auf|im)",
    r"(?:publicad[oa]|aparecid[oa]) (?:originalmente|por primera vez) (?:en|por)|apareció (?:originalmente|primero) en",
    r"алғаш(?: рет)? жарияланған",
    r"نُ?شر لأول مرة|نقلا عن",
)
_CUE = "(?i)" + "|".join(_CUES)
_COMPILED = re.compile(_CUE)


def find_notices(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows of ``NOTICES`` from columns id, text."""
    text = pc.fill_null(batch.column("text").cast(pa.large_string()), "")
    heads, tails = pc.utf8_slice_codeunits(text, 0, _HEAD), pc.utf8_slice_codeunits(text, -_TAIL)
    hits = pc.or_(pc.match_substring_regex(heads, _CUE), pc.match_substring_regex(tails, _CUE))
    ids, notices = [], []
    for row in pc.indices_nonzero(hits).to_pylist():
        for part in (tails[row].as_py(), heads[row].as_py()):
            match = _COMPILED.search(part)
            if match and batch.column("id")[row].is_valid:
                ids.append(batch.column("id")[row].as_py())
                notices.append(part[match.end() : match.end() + _AFTER].lower())
                break
    return pa.RecordBatch.from_arrays([pa.array(ids, pa.int64()), pa.array(notices, pa.string())], schema=NOTICES)
