"""Feeds (RSS, Atom by feedparser; JSON Feed) and lists of feeds (OPML, plain text)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import feedparser
import orjson
import pyarrow as pa
from lxml import etree

from herdline.errors import SourceError
from herdline.reading.chunks import RawBatch, Refusal
from herdline.reading.records import FIELDS, whole


@dataclass(frozen=True)
class Feed:
    """A feed's items as raw records, and what it says of itself."""

    batch: RawBatch
    lang: str | None
    link: str | None
    made: str | None = None


def looks_like_feed(head: bytes) -> bool:
    """Whether a document begins like RSS, Atom or JSON Feed."""
    start = head[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"{"):
        return b"jsonfeed.org" in start
    return re.search(rb"<(?:rss|feed|rdf:rdf)[\s>]", start) is not None


def looks_like_opml(head: bytes) -> bool:
    """Whether a document begins like OPML."""
    return re.search(rb"<opml[\s>]", head[:2000].lower()) is not None


def parse(data: bytes) -> Feed:
    """Items of a feed.

    Raises:
        SourceError: it is no feed, or not one item could be read.
    """
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _json_feed(data)
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and found.get("bozo"):
        raise SourceError(f"not a readable feed ({found.get('bozo_exception')})")
    columns: dict[str, list[str | None]] = {name: [] for name in FIELDS}
    refusals = []
    for number, entry in enumerate(found.entries, 1):
        try:
            values = _entry(entry)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            refusals.append(Refusal(f"item {number}", "bad_item", f"{type(error).__name__}: {error}"))
            continue
        for name in FIELDS[:-1]:
            columns[name].append(whole(values.get(name)))
        columns["place"].append(f"item {number}")
    if found.get("bozo") and not isinstance(found.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        refusals.append(Refusal("feed", "bad_xml", f"damaged, read as far as possible ({found.get('bozo_exception')})"))
    records = pa.RecordBatch.from_pydict({k: pa.array(v, pa.string()) for k, v in columns.items()})
    batch = RawBatch(records, tuple(refusals), str(len(found.entries)), len(found.entries))
    made = found.feed.get("updated") or found.feed.get("published")
    return Feed(batch, found.feed.get("language"), found.feed.get("link"), made)


def listed(data: bytes) -> list[str]:
    """URLs in an OPML document or a plain list (one a line, # begins a comment).

    Raises:
        SourceError: nothing in it is a URL.
    """
    if looks_like_opml(data):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
        root = etree.fromstring(data, parser=parser)
        urls = [] if root is None else [u for o in root.iter("{*}outline") if (u := o.get("xmlUrl") or o.get("xmlurl"))]
    else:
        lines = (
            line.split("#", 1)[0] if line.lstrip().startswith("#") else line
            for line in data.decode("utf-8", "replace").splitlines()
        )
        urls = [line.split()[0] for line in lines if line.strip()]
        urls = [u for u in urls if re.match(r"https?://", u)]
    if not urls:
        raise SourceError("no feed or page address found in the list")
    return list(dict.fromkeys(urls))


def _entry(entry: Any) -> dict[str, str | None]:
    content = max((c.get("value") or "" for c in entry.get("content") or []), key=len, default="")
    summary = entry.get("summary") or ""
    return {
        "given_id": entry.get("id"),
        "url": entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith("http") else None),
        "title": entry.get("title"),
        "text": content if len(content) > len(summary) else summary,
        "published": entry.get("published") or entry.get("updated") or entry.get("created"),
        "lang": entry.get("language"),
        "byline": entry.get("author"),
    }


def _json_feed(data: bytes) -> Feed:
    try:
        value = orjson.loads(data.lstrip(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise SourceError(f"not a readable JSON Feed ({error})") from error
    items = value.get("items")
    if not isinstance(items, list):
        raise SourceError("a JSON Feed without items")
    columns: dict[str, list[str | None]] = {name: [] for name in FIELDS}
    refusals = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            refusals.append(Refusal(f"item {number}", "not_a_record", "an item that is no object"))
            continue
        authors = item.get("authors") or [item.get("author")]
        names = ", ".join(str(a["name"]) for a in authors if isinstance(a, dict) and a.get("name"))
        values = {
            "given_id": item.get("id"),
            "url": item.get("url") or item.get("external_url"),
            "title": item.get("title"),
            "text": item.get("content_text") or item.get("content_html") or item.get("summary"),
            "published": item.get("date_published") or item.get("date_modified"),
            "lang": item.get("language"),
            "byline": names or None,
        }
        for name in FIELDS[:-1]:
            columns[name].append(None if values.get(name) is None else str(whole(str(values[name]))))
        columns["place"].append(f"item {number}")
    records = pa.RecordBatch.from_pydict({k: pa.array(v, pa.string()) for k, v in columns.items()})
    return Feed(
        RawBatch(records, tuple(refusals), str(len(items)), len(items)),
        value.get("language"),
        value.get("home_page_url"),
    )
