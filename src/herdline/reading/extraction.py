"""Pages: main text, title, published time. One parse of the HTML serves all three.

Full mode: resiliparse decides cheaply whether there is anything to read, trafilatura (Barbaresi 2021) extracts the text;
what the page says of itself (JSON-LD, meta) gives title and time, htmldate is asked only when that fails. Fast mode:
resiliparse alone (Bevendorff et al. 2018). Measured by benchmarks/extraction.py.
"""

from __future__ import annotations

import html as entities
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from herdline.errors import RecordError
from herdline.reading import dates

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review|Blog", re.IGNORECASE)
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "dc.terms.issued", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publication_date", "published_time", "cxenseparse:recs:publishtime",
    "article.published", "bt:pubdate", "og:published_time", "originalpublicationdate", "last-modified-date", "dcterms.date",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$|\D)")
_END = re.compile(r"[.!?。！？؟…:;\"”»’)\]」』]\s*$")
_TRIMMED = 120  # a shorter first or last line without closing punctuation is a caption, a label or a button
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


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


def warm_up() -> None:
    """Load what extraction needs, so that the first page does not pay for it."""
    import htmldate
    import trafilatura

    trafilatura.extract("<html><body><article><p>warm</p></article></body></html>", fast=True)
    htmldate.find_date("<html><body><p>2020-01-01</p></body></html>")


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
        RecordError: no_html (binary or empty), bad_html, no_text.
    """
    source = _decode(data, content_type)
    if "<" not in source[:5000]:
        raise RecordError("no_html", "the page holds no markup")
    quick = extract_plain_text(source, main_content=True, alt_texts=False, links=False, preserve_formatting=True)
    if len(quick.strip()) < 40 and mode == "fast":
        raise RecordError("no_text", "no article text found on the page")
    if mode == "fast":
        return _fast(source, quick, url)
    tree = _parse(source)
    meta = _Metadata(tree)
    text = _main_text(tree, meta)
    if len(text) < 40:
        text = _tidy(quick, meta.title)
    if len(text) < 40:
        raise RecordError("no_text", "no article text found on the page")
    published, basis = meta.published(url) or _searched(tree, url) or (None, "none")
    return Page(text, meta.title, meta.byline, published, basis, meta.lang, meta.url or url)


def _fast(source: str, quick: str, url: str | None) -> Page:
    """Title and time by pattern instead of a tree."""
    head = source[:200_000]
    title = _first(head, r'<meta[^>]+property=["\']og:title["\'][^>]+content="([^"]*)"') or _first(
        head, r"<title[^>]*>([^<]+)</title>"
    )
    stated = _first(head, r'"datePublished"\s*:\s*"([^"]+)"') or _first(
        head, r'<meta[^>]+(?:property|name)=["\'](?:article:published_time|date|pubdate)["\'][^>]+content="([^"]*)"'
    )
    published, basis = (stated, "meta") if stated and dates.parse(stated)[0] else (_url_date(url), "url")
    lang = _first(head, r'<html[^>]+lang=["\']?([A-Za-z-]+)')
    text = _tidy(quick, title or "")
    return Page(text, title or "", None, published, basis if published else "none", lang, url)


def _first(text: str, pattern: str) -> str | None:
    found = re.search(pattern, text, re.IGNORECASE)
    return entities.unescape(found.group(1)).strip() if found else None


def _decode(data: bytes, content_type: str | None) -> str:
    try:
        return data.decode("utf-8")  # what pages state is wrong more often than UTF-8 is met by chance
    except UnicodeDecodeError:
        pass
    stated = re.search(r"charset=[\"']?([\w-]+)", content_type or "", re.IGNORECASE)
    encoding = stated.group(1) if stated else detect_encoding(data[:200_000], from_html_meta=True)
    try:
        return str(bytes_to_str(data, encoding or "utf-8"))
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _parse(source: str) -> Any:
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        tree = lxml_html.fromstring(source, parser=lxml_html.HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.LxmlError, ValueError) as error:
        raise RecordError("bad_html", str(error)[:200]) from error
    return tree


def _main_text(tree: Any, meta: _Metadata) -> str:
    import trafilatura

    try:
        text = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=False) or ""
    except Exception as error:  # noqa: BLE001 - a library's crash on one odd page is that page's reject
        raise RecordError("bad_html", f"extraction failed: {type(error).__name__}") from error
    text = _tidy(text, meta.title)
    body = meta.body
    # pages that state their whole text are believed where the markup yields much less
    return body if len(body) > 1.5 * len(text) + 200 else text


def _tidy(text: str, title: str) -> str:
    """Lines to paragraphs; the repeated headline and labels at either end out."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    bare = _bare(title)
    while lines and bare and (_bare(lines[0]) == bare or (_bare(lines[0]) and bare.startswith(_bare(lines[0])))):
        lines.pop(0)
    while len(lines) > 1 and len(lines[0]) < _TRIMMED and not _END.search(lines[0]):
        lines.pop(0)
    while len(lines) > 1 and len(lines[-1]) < _TRIMMED and not _END.search(lines[-1]):
        lines.pop()
    return "\n\n".join(lines)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


class _Metadata:
    """What a page says of itself."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._metas: dict[str, str] = {}
        for node in tree.iter("meta"):
            name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
            content = (node.get("content") or "").strip()
            if name and content:
                self._metas.setdefault(name, content)
        self._items = list(_json_ld(tree))
        lang = tree.get("lang") if isinstance(tree.tag, str) else None
        self.lang = lang or self._metas.get("og:locale") or self._metas.get("language")
        self.title = self._title()
        self.byline = self._author()
        self.url = self._canonical()
        self.body = max((entities.unescape(str(i.get("articleBody") or "")) for i in self._items), key=len, default="")

    def published(self, url: str | None) -> tuple[str, str] | None:
        for item in self._items:
            value = item.get("datePublished") or item.get("dateCreated") or item.get("uploadDate")
            if isinstance(value, str) and dates.parse(value)[0]:
                return value, "jsonld"
        for name in _DATE_METAS:
            value = self._metas.get(name)
            if value and dates.parse(value)[0]:
                return value, "meta"
        for node in self._tree.iter("time"):
            value = node.get("datetime") or node.get("content") or ""
            if dates.parse(value)[0]:
                return value, "meta"
        stated = _url_date(url or self.url)
        return (stated, "url") if stated else None

    def _title(self) -> str:
        heads = [" ".join(h.text_content().split()) for h in self._tree.iter("h1")]
        own = self._metas.get("og:title") or next((str(i["headline"]) for i in self._items if i.get("headline")), "")
        own = entities.unescape(own).strip()
        for head in heads:
            # the printed headline without the site's name behind it
            if head and own and (_bare(own).startswith(_bare(head)) or _bare(head) == _bare(own)):
                return head
        found = own or (heads[0] if heads else "") or (self._tree.findtext(".//title") or "")
        return " ".join(found.split())

    def _author(self) -> str | None:
        for item in self._items:
            authors = item.get("author")
            names = [a.get("name") if isinstance(a, dict) else a for a in (authors if isinstance(authors, list) else [authors])]
            joined = ", ".join(str(n) for n in names if n and isinstance(n, str))
            if joined:
                return joined[:300]
        return (self._metas.get("author") or self._metas.get("byl") or "")[:300] or None

    def _canonical(self) -> str | None:
        for node in self._tree.iter("link"):
            if (node.get("rel") or "").lower() == "canonical" and (node.get("href") or "").startswith("http"):
                return str(node.get("href"))
        return self._metas.get("og:url")


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Objects of an article type in the page's JSON-LD, nested ones too."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower() or not node.text:
            continue
        try:
            value = json.loads(re.sub(r"[\x00-\x1f]+", " ", node.text), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(value, 0)


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for part in value:
            yield from _articles(part, depth + 1)
    elif isinstance(value, dict):
        if _ARTICLE_TYPES.search(str(value.get("@type", ""))):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if key in value:
                yield from _articles(value[key], depth + 1)


def _url_date(url: str | None) -> str | None:
    found = _URL_DATE.search(url or "")
    return "-".join(found.groups()) if found else None


def _searched(tree: Any, url: str | None) -> tuple[str, str] | None:
    """htmldate (Barbaresi 2020), the slow and thorough way."""
    from htmldate import find_date

    try:
        found = find_date(tree, url=url, original_date=True, extensive_search=True, max_date=datetime.now())
    except Exception:  # noqa: BLE001 - no date is a normal answer
        return None
    return (found, "text") if found else None
