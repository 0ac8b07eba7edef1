"""Text hygiene: markup, entities, control characters, white space.

A text is kept as it was given but for what no reader ever saw: tags, entities, control characters, byte order marks,
loose white space. Paragraphs end up parted by a blank line. Every script is treated alike; joiners and direction marks
that Persian, Arabic or Hindi need stay. Only texts that the survey flags are touched, one by one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline.reading.extent import HINT, WIDE, without_links
from herdline.text.survey import ANGLE, CONTROL, ENTITY, LOOSE, NEWLINE, PARAGRAPH, buffers, survey

_HIDDEN = re.compile(
    r"<(script|style|noscript|template|iframe)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|tr|table|blockquote|article|section|figure|figcaption|header|footer|pre|hr)"
    r"(?:\s[^<>]*)?/?>|(?:<br\s*/?>\s*){2,}",
    re.IGNORECASE,
)
_LINE = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<![A-Za-z\[][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\ufdd0-\ufdef]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = " \t\xa0"
_BLANKS = re.compile(r"[ \t]{2,}")
_PLATFORM = r"(?s)\s*(?:Article URL: \S+\s+)?Comments URL: \S+(?:\s+Points: \d+)?(?:\s+# Comments: \d+)?"
_PLATFORM_END = 600  # bytes in which such a line stands: an address, points, number of comments
_READ_ON_END = 240  # bytes
_LONG = 1000  # bytes, in any script more than the characters in which such links stand
_WHITE = re.compile(r"\s+")
_LONG_LINE = 100
"""Lines longer than this on average are paragraphs; shorter ones are wrapped or verse."""


def clean_texts(column: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Clean bodies.

    Args:
        column: strings, nulls allowed.

    Returns:
        Strings without nulls, and int32 words of each.
    """
    words, flags = survey(column)
    doubtful = (flags & (CONTROL | ANGLE | ENTITY | LOOSE)) != 0
    doubtful |= (flags & (NEWLINE | PARAGRAPH)) == NEWLINE
    return _with(column, doubtful, flags, words, clean_text)


def without_platform_lines(column: pa.Array, words: np.ndarray) -> tuple[pa.Array, np.ndarray]:
    """Take out what link aggregators print instead of a text ("Article URL: ... Comments URL: ... Points: 3").

    Such lines stand in items of hundreds of outlets, so that no outlet's own standing text explains them, and would
    make unrelated items one story.

    Args:
        column: cleaned bodies without nulls.
        words: their word counts.

    Returns:
        The bodies and their counts.
    """
    marked = _marked(column, _PLATFORM_END, "Comments URL: ")
    if marked is None:
        return column, words
    kept = pc.utf8_trim_whitespace(pc.replace_substring_regex(column.filter(marked), _PLATFORM, ""))
    return _put(column, words, marked, kept)


def without_read_on(column: pa.Array, words: np.ndarray) -> tuple[pa.Array, np.ndarray]:
    """Take off the words of the link that ends the lead of a feed ("Continue reading...", "Читать далее", "阅读全文").

    Args:
        column: cleaned bodies without nulls.
        words: their word counts.

    Returns:
        The bodies and their counts.
    """
    marked = _marked(column, _READ_ON_END, HINT)
    if marked is None:
        return column, words
    # few whole articles end so: to look which do takes less time than a new copy of all texts, or of all that might
    cut: dict[int, str] = {}
    data, bounds = buffers(column)
    view = memoryview(data.data)
    for row in np.flatnonzero(marked.to_numpy(zero_copy_only=False)).tolist():
        start, stop = int(bounds[row]), int(bounds[row + 1])
        if stop - start <= _LONG or _in_doubt(view[start : start + 3], view[stop - _LONG : stop]):
            text = str(view[start:stop], "utf-8")
            left = without_links(text)
            if len(left) < len(text):
                cut[row] = left
    if not cut:
        return column, words
    changed = np.zeros(len(column), np.bool_)
    changed[list(cut)] = True
    return _put(column, words, pa.array(changed), pa.array(list(cut.values()), column.type))


def _in_doubt(first: memoryview, last: memoryview) -> bool:
    """Whether a long text may lose something to ``without_links``, by its first and last bytes."""
    end = str(last, "utf-8", "ignore")
    return WIDE in end or str(first, "utf-8", "ignore")[:1].isspace() or without_links(end) != end


def _marked(column: pa.Array, size: int, hint: str) -> pa.Array | None:
    """Which bodies have ``hint`` in their last ``size`` bytes, None where none has.

    It stands at their end: looking through whole articles took an eighth of the time of reading.
    """
    marked = pc.match_substring_regex(pc.binary_slice(column.view(pa.binary()), -size), hint)
    return marked if pc.any(marked).as_py() else None


def _put(column: pa.Array, words: np.ndarray, mask: pa.Array, new: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Bodies and their counts with new ones where ``mask`` says so."""
    words = words.copy()
    words[mask.to_numpy(zero_copy_only=False)] = survey(new)[0]
    return pc.replace_with_mask(column, mask, new), words


def clean_lines(column: pa.Array) -> pa.Array:
    """Clean headlines and author lines: as ``clean_texts``, on one line."""
    words, flags = survey(column)
    return _with(column, flags != 0, flags, words, clean_line)[0]


def clean_text(text: str, flags: int = 255) -> str:
    """One body; ``flags`` of the survey say what to look for."""
    if flags & ANGLE and _TAG.search(text):
        text = _strip(text, "\n\n")
    if flags & ENTITY and _ENTITY.search(text):
        text = html.unescape(text)
        if "<" in text and _BLOCK.search(text):  # escaped twice, as some feeds do
            text = html.unescape(_strip(text, "\n\n"))
        flags |= CONTROL
    if flags & CONTROL:
        text = _CONTROL.sub("", _BREAKS.sub("\n", text))
    if "\n" not in text:
        return text.strip()
    text = "\n".join([line.strip(_SPACES) for line in text.split("\n")]).strip()
    if "\n\n" in text:
        while "\n\n\n" in text:  # a tenth of the time of a pattern
            text = text.replace("\n\n\n", "\n\n")
        return text
    return text.replace("\n", "\n\n") if len(text) > _LONG_LINE * (text.count("\n") + 1) else text


def clean_line(text: str, flags: int = 255) -> str:
    """One headline."""
    if flags & ANGLE and _TAG.search(text):
        text = _strip(text, " ")
    if flags & ENTITY and _ENTITY.search(text):
        text = html.unescape(text)
        if "<" in text and _TAG.search(text):
            text = html.unescape(_strip(text, " "))
        flags |= CONTROL
    if flags & CONTROL:
        text = _CONTROL.sub("", _BREAKS.sub(" ", text))
    return " ".join(text.split())


def _strip(text: str, gap: str) -> str:
    """Tags out, what browsers do not show with them; line breaks of the source mean nothing in HTML."""
    text = _HIDDEN.sub(" ", text)
    if _BLOCK.search(text):
        text = _BLOCK.sub("\0", _WHITE.sub(" ", text))
    text = _LINE.sub("\n" if gap != " " else " ", text)
    return _BLANKS.sub(" ", _TAG.sub("", text)).replace("\0", gap)


def _with(
    column: pa.Array, doubtful: np.ndarray, flags: np.ndarray, words: np.ndarray, clean: Callable[[str, int], str]
) -> tuple[pa.Array, np.ndarray]:
    """The column with its doubtful values cleaned, and the words of the result."""
    if column.null_count:
        column = column.fill_null("")
    rows = np.flatnonzero(doubtful)
    if len(rows):
        picked = pa.array(rows)
        values = zip(column.take(picked).to_pylist(), flags[rows].tolist(), strict=True)
        fixed = pa.array([clean(value, flag) for value, flag in values], column.type)
        words[rows] = survey(fixed)[0]
        column = pc.replace_with_mask(column, pa.array(doubtful), fixed)
    return column, words
