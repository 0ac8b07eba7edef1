"""What a page says of itself: title, published time, author, language, address, its whole text in JSON-LD."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from typing import Any

import orjson

from herdline.reading import dates

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review|Blog", re.IGNORECASE)
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created",
    "dc.terms.issued", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publication_date",
    "published_time", "cxenseparse:recs:publishtime",
    "article.published", "bt:pubdate", "og:published_time", "originalpublicationdate", "dcterms.date",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$|\D)")
_CONTROL = re.compile(r"[\x00-\x1f]+")


def bare(text: str) -> str:
    """Letters and digits only, case folded: what two spellings of one headline have in common."""
    return re.sub(r"\W+", "", text).casefold()


class Metadata:
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
        """Time as stated, and where: jsonld, meta, url; None where the page does not say."""
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
        stated = url_date(url or self.url)
        return (stated, "url") if stated else None

    def misdated(self) -> str | None:
        """What the page says is its date though nobody can read it ("32 Jan 2023").

        Asked last: a search of the page may have made a date of it before ("2023").
        """
        named = [item.get("datePublished") for item in self._items] + [self._metas.get(name) for name in _DATE_METAS]
        return next((v for v in named if isinstance(v, str) and v.strip() and dates.parse(v)[0] is None), None)

    def _title(self) -> str:
        heads = [" ".join(h.text_content().split()) for h in self._tree.iter("h1")]
        own = self._metas.get("og:title") or next((str(i["headline"]) for i in self._items if i.get("headline")), "")
        own = entities.unescape(own).strip()
        for head in heads:
            # the printed headline without the site's name behind it
            if head and own and (bare(own).startswith(bare(head)) or bare(head) == bare(own)):
                return head
        found = own or (heads[0] if heads else "") or (self._tree.findtext(".//title") or "")
        return " ".join(found.split())

    def _author(self) -> str | None:
        for item in self._items:
            authors = item.get("author")
            names = [
                a.get("name") if isinstance(a, dict) else a
                for a in (authors if isinstance(authors, list) else [authors])
            ]
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
            value = orjson.loads(_CONTROL.sub(" ", node.text).strip().rstrip(";"))
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


def url_date(url: str | None) -> str | None:
    """The day that an address names ("/2022/09/15/"), as ISO 8601."""
    found = _URL_DATE.search(url or "")
    return "-".join(found.groups()) if found else None
