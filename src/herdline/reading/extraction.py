"""Pages: main text, title, published time. One parse of the HTML serves all three.

Full mode: resiliparse decides cheaply whether there is anything to read, trafilatura (Barbaresi 2021) extracts the
text;
what the page says of itself (``metadata``) gives title and time, htmldate (Barbaresi 2020) is asked only when that
fails. Fast mode: resiliparse alone (Bevendorff et al. 2018). Measured by benchmarks/extraction.py.
"""

from __future__ import annotations

import html as entities
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from herdline.errors import RecordError
from herdline.reading import dates
from herdline.reading.encodings import is_no_text
from herdline.reading.metadata import Metadata, bare, url_date

_EMPTY = ("script", "style", "svg", "iframe", "link", "meta", "nav", "select", "button", "noscript", "template",
          "video", "audio", "canvas", "map", "object", "datalist", "input", "textarea", "footer", "source",
          "embed")  # fmt: skip
_LEAST = 40  # characters: less is no article
_LOST, _FLOOD = 0.1, 8.0
"""Where trafilatura's quick way yields less or more than this times resiliparse's text, its thorough way decides: 2 of
92 pages of the development half, one of which it had lost, one drowned in menus."""
_ALIKE = (0.7, 1.3)
_END = re.compile(r"[.!?。！？؟…:;\"”»’)\]」』]\s*$")
_TRIMMED = 60  # a shorter first or last line without closing punctuation is a caption, a label or a button
_POINTER = re.compile(
    r"^\W*(?:read (?:more|also|next)|related(?: articles?| stories)?|see also|also read|more (?:from|on)|sign up|"
    r"subscribe|click here|follow us|advertisement|get (?:the latest|access)|lesen sie auch|mehr zum thema|"
    r"lire aussi|à lire|"
    r"lee también|leer también|te puede interesar|leggi anche|leia (?:mais|também)|читайте также|см\. также|"
    r"подписывайтесь|"
    r"czytaj także|zobacz także|оқи отырыңыз|相关阅读|延伸阅读|関連記事)(?!\w)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(?:copyright|©|all rights reserved|il vous reste|already a subscriber|support our|help us|"
    r"join (?:us|our)|download|newsletter|get |si decides|tu suscripción|registr|du musst dich|kommentar)",
    re.IGNORECASE,
)
_FIRST = (
    r"(?<!\d){year}\s?[-/.年년]\s?0?{month}\s?[-/.月월]\s?0?1(?!\d)|(?<!\d){year}{both}01(?!\d\d?(?!\d))|"
    r"(?<!\d)0?1\s?[-/.]\s?0?{month}\s?[-/.]\s?(?:{year}|{short})(?!\d)|"
    r"(?<!\d)0?{month}[-/.]0?1[-/.](?:{year}|{short})(?!\d)|"
    r"(?<!\d)0?1(?:st|er|re|\.|º|°)?[\s-]+(?:de\s+|of\s+)?[^\W\d]+\.?(?:\s?,)?[\s-]+(?:de\s+)?{year}(?!\d)|"
    r"(?<!\d)0?1\s+tháng\s+0?{month}(?:\s?,)?\s+(?:năm\s+)?{year}(?!\d)|"
    r"(?<![^\W\d])[^\W\d]+\.?\s+0?1(?:st)?(?:\s?,)?\s+{year}(?!\d)|(?<!\d){year}\.\s+[a-zà-ÿű]+\s+0?1(?!\d)"
)
"""How pages write the first of a month, in figures or with a word."""
_BY_FIGURES = re.compile(r"(?:[\W\d]|[年月년월]|tháng|năm)*")
"""A day that has no word for its month, which may be another."""
_POINTER_LENGTH, _CLOSING_LENGTH, _CLOSING_LINES = 200, 420, 4
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Page:
    """What a page says: empty strings and None where it does not."""

    text: str
    title: str
    byline: str | None
    published: str | None
    date_basis: str
    lang: str | None
    url: str | None
    not_shown: str | None = None
    """A day that a search of the page made of it and that it does not show."""


def warm_up() -> None:
    """Load what extraction needs (language data, stop lists), so that the first page does not pay for it."""
    page = f"<html><body><div>{'<p>Nothing is said here about when it was.</p>' * 9}</div><p>Tue</p></body></html>"
    _trafilatura(page, fast=False)
    _trafilatura(page, fast=True)
    _searched(lxml_html.fromstring(page), None)
    from htmldate.extractors import month_words
    from trafilatura.external import jt_stoplist_init

    month_words()
    jt_stoplist_init()


def extract(
    data: bytes, url: str | None, mode: str = "full", content_type: str | None = None, nesting: int = 1500
) -> Page:
    """Read one page.

    Args:
        data: HTML bytes in any encoding.
        url: where it came from; its path can tell a date.
        mode: "full" or "fast".
        content_type: HTTP header, for its charset.
        nesting: open elements from which a page is refused.

    Raises:
        RecordError: no_html (binary or empty), too_deep (hostile nesting), no_text.
    """
    source = _decode(data, content_type)
    if is_no_text(source):
        raise RecordError("no_html", "this is no text, but the bytes of a picture, an archive, a program or the like")
    if "<" not in source[:5000]:
        raise RecordError("no_html", "the page holds no markup")
    if _depth(source, nesting) >= nesting:
        raise RecordError("too_deep", f"elements nested {nesting} deep")
    quick = extract_plain_text(source, main_content=True, alt_texts=False, links=False, preserve_formatting=True)
    if mode == "fast":
        page = _fast(source, quick, url)
    else:
        page = _full(source, quick, url)
    if len(page.text) < _LEAST:
        raise RecordError("no_text", "no article text found on the page")
    return page


def _full(source: str, quick: str, url: str | None) -> Page:
    tree = _parse(source)
    meta = Metadata(tree)
    stated, not_shown = meta.published(url), None
    if stated is None:
        stated, not_shown = _searched(tree, url)
    published, basis = stated or (meta.misdated(), "none")
    # what holds no text is copied again and again otherwise
    etree.strip_elements(tree, *_EMPTY, with_tail=False)
    text = _main_text(source, tree, meta, quick)
    return Page(text, meta.title, meta.byline, published, basis, meta.lang, meta.url or url, not_shown)


def _fast(source: str, quick: str, url: str | None) -> Page:
    """Title and time by pattern instead of a tree."""
    head = source[:200_000]
    title = _first(head, r'<meta[^>]+property=["\']og:title["\'][^>]+content="([^"]*)"') or _first(
        head, r"<title[^>]*>([^<]+)</title>"
    )
    stated = _first(head, r'"datePublished"\s*:\s*"([^"]+)"') or _first(
        head, r'<meta[^>]+(?:property|name)=["\'](?:article:published_time|date|pubdate)["\'][^>]+content="([^"]*)"'
    )
    published, basis = (stated, "meta") if stated and dates.parse(stated)[0] else (url_date(url) or stated, "url")
    lang = _first(head, r'<html[^>]+lang=["\']?([A-Za-z-]+)')
    text = _tidy(quick, title or "")
    return Page(text, title or "", None, published, basis if published else "none", lang, url)


def _first(text: str, pattern: str) -> str | None:
    found = re.search(pattern, text, re.IGNORECASE)
    return entities.unescape(found.group(1)).strip() if found else None


def _decode(data: bytes, content_type: str | None) -> str:
    """Text of a page. What decodes as UTF-8 is UTF-8, whatever is stated; else the header, then a detector counts."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    stated = re.search(r"charset=[\"']?([\w-]+)", content_type or "", re.IGNORECASE)
    encoding = stated.group(1) if stated else detect_encoding(data[:200_000], from_html_meta=True)
    try:
        return str(bytes_to_str(data, encoding or "utf-8"))
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|table|tbody|tr|td|ul|ol|li|b|i|em|strong|font|a|p|blockquote|center|dl|dd)\b"
)


def _depth(source: str, most: int) -> int:
    """How deep the commonest elements nest, counted up to ``most`` without a parser."""
    if source.count("<") < 8 * most:  # parsers bear that much; deeper pages are the workers' business
        return 0
    depth = deepest = 0
    # tags that pages leave open count as closed by the next closing tag: real pages end far below any limit
    for found in _TAG.finditer(source):
        if found.group(1):
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > deepest:
                deepest = depth
                if deepest >= most:
                    break
    return deepest


def _parse(source: str) -> Any:
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        return lxml_html.fromstring(source, parser=lxml_html.HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise RecordError("bad_html", str(error)[:200]) from error


def _main_text(source: str, tree: Any, meta: Metadata, quick: str) -> str:
    """Trafilatura's text, unless two others speak against it."""
    text = _tidy(_trafilatura(tree, fast=True), meta.title)
    other = _tidy(quick, meta.title)
    ratio = len(text) / max(1, len(other))
    if len(other) > 600 and not _LOST <= ratio <= _FLOOD:
        # the tree was changed by the first try
        text = _tidy(_trafilatura(source, fast=False), meta.title)
        ratio = len(text) / max(1, len(other))
    if len(text) < _LEAST or ratio < _LOST or (_ALIKE[0] < ratio < _ALIKE[1] and _strange(text, other)):
        text = other
    body = meta.body
    if len(body) > 3 * len(text) + 200:  # the page states its whole text, and the markup yields much less
        return _tidy(body, meta.title)
    if len(text) > len(body) > max(400, 0.5 * len(text)) and _stuffed(text, body):
        return _tidy(body, meta.title)
    return text


def _strange(text: str, other: str) -> bool:
    """Whether two texts of about the same length say different things: paragraphs lost, others caught instead."""
    own = _triples(text)
    if len(own) < max(100, len(text) / 9):  # too little, or a script without spaces: its words cannot be told here
        return False
    return len(own & _triples(other)) < 0.75 * len(own)


def _stuffed(text: str, body: str) -> bool:
    """Whether the text holds the stated body and much else."""
    own, stated = _triples(text), _triples(body)
    common = len(own & stated)
    return common > 0.95 * len(stated) and common < 0.85 * len(own)


def _triples(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _trafilatura(page: Any, *, fast: bool) -> str:
    import trafilatura

    try:
        return trafilatura.extract(page, fast=fast, include_comments=False, include_tables=False) or ""
    except Exception as error:  # a library's crash on one odd page is that page's reject
        raise RecordError("bad_html", f"extraction failed: {type(error).__name__}") from error


def _tidy(text: str, title: str) -> str:
    """Lines to paragraphs; the repeated headline, labels at either end and pointers to other pages out."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    headline = bare(title)
    while lines and headline and headline.startswith(bare(lines[0]) or "\0"):
        lines.pop(0)
    while len(lines) > 1 and len(lines[0]) < _TRIMMED and not _END.search(lines[0]):
        lines.pop(0)
    lines = [line for line in lines if len(line) >= _POINTER_LENGTH or not _POINTER.match(line)]
    for _ in range(_CLOSING_LINES):
        if len(lines) > 2 and (
            (len(lines[-1]) < _TRIMMED and not _END.search(lines[-1]))
            or (len(lines[-1]) < _CLOSING_LENGTH and _CLOSING.match(lines[-1]))
        ):
            lines.pop()
    while len(lines) > 1 and len(lines[-1]) < _TRIMMED and not _END.search(lines[-1]):
        lines.pop()
    return "\n\n".join(lines)


def _searched(tree: Any, url: str | None) -> tuple[tuple[str, str] | None, str | None]:
    """htmldate, the slow and thorough way: the day and where it stands, or the day that the page does not show."""
    from htmldate import find_date

    try:
        found = find_date(tree, url=url, original_date=True, extensive_search=True, max_date=datetime.now())
    except Exception:  # no date is a normal answer
        return None, None
    if not found:
        return None, None
    return ((found, "text"), None) if found[8:] != "01" or _shows_the_first(tree, found) else (None, found)


def _shows_the_first(tree: Any, date: str) -> bool:
    """Whether a page shows the first of a month that was found on it, in its markup or in what is read of it.

    htmldate makes it up where it can read a month or a year only: of "32 Jan 2023", "30 Feb", "In 2021", "© 2023".
    """
    year, month = date[:4], int(date[5:7])
    pattern = re.compile(_FIRST.format(year=year, short=year[2:], month=month, both=f"{month:02d}"))
    shown = pattern.findall(etree.tostring(tree, encoding="unicode", method="xml"))
    if any(_BY_FIGURES.fullmatch(day) or _month(day) in (month, None) for day in shown):
        return True
    # across elements any word may stand beside a number
    read = pattern.findall(" ".join(" ".join(tree.itertext()).split()))
    return any(_BY_FIGURES.fullmatch(day) or _month(day) == month for day in read)


def _month(day: str) -> int | None:
    """The month that a day names, None in a language of which it is not known."""
    found = dates.parse(day)[0]
    return found.month if found else None
