"""Canonical URLs and registered domains, offline and fast.

Canonical means: one address for one article. Host in lower case and without www, mobile or AMP labels; scheme https;
default port, fragment and tracking parameters out; collectors' AMP wrappers opened. Parameters that may name the
article stay, sorted. Letters of any script in a path are percent-encoded, so that both ways of writing are one.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode

import tldextract

_URL = re.compile(r"^\s*https?://(?:[^/?#@\s]*@)?([^/?#:\s]+|\[[0-9a-fA-F:.]+\])(?::(\d{0,5}))?(/[^?#]*)?"
                  r"(?:\?([^#]*))?(?:#.*)?$",
                  re.IGNORECASE | re.DOTALL)  # fmt: skip
_TRACKING = re.compile(
    r"^(utm_.*|at_.*|mc_[ce]id|fbclid|gclid|gclsrc|dclid|yclid|msclkid|ysclid|twclid|igshid|igsh|ocid|cmpid|cmp|icid|"
    r"ito|xtor|ns_.*|ref|ref_?src|ref_?url|referrer|feature|partner|partnerid|traffic_source|smid|smtyp|sh|spref|_ga|_gl|"
    r"wt[._].*|rss|ftcamp|emc|xid|amp|outputtype|action|pgtype|clicksource|module|region|hp|cid|s_cid|iref|mkt_tok|"
    r"__twitter_impression|nc|ncid|guccounter|guce_.*|sr_share|__source|src|source|from|feedtype|feedname|campaign_?id)$",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\d{3,}")
_FOLDED_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?:/amp/?|\.amp|/amp\.html)$")
_WRAPPED = re.compile(r"^/(?:amp|c)(?:/s)?/(?:s/)?([^/]+\..+)$")
_PLAIN_PATH = re.compile(r"^[!-~]*$")
_COLLECTORS = frozenset(
    {"news.google.com", "google.com", "msn.com", "news.yahoo.com", "flipboard.com", "apple.news", 
     "feedproxy.google.com", "feeds.feedburner.com", "t.co", "bit.ly", "facebook.com", "twitter.com", "x.com",
     "reddit.com", "smartnews.com",
     "newsbreak.com", "dzen.ru", "news.yandex.ru", "toutiao.com", "headtopics.com", "web.archive.org", "archive.is",
     "wikidata.org",
     "archive.ph", "rss.app", "allsides.com"}
)  # fmt: skip
"""Hosts under which other outlets' articles stand."""
_SHARED = frozenset({"go.com", "substack.com", "medium.com", "typepad.com", "livejournal.com", "free.fr", "narod.ru",
                     "beehiiv.com", "webflow.io", "squarespace.com", "yahoo.com", "aol.com",
                     "archives.gov"})  # fmt: skip
"""Domains whose parts are different outlets, beside those of the public suffix list's private section."""
# the snapshot in the package; the program never asks the network for a newer one
_extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def canonical(url: str | None) -> str | None:
    """Canonical form of an http(s) URL; None when it is none."""
    found = _URL.match(url) if url else None
    if found is None:
        return None
    raw_host, port, path, query = found.groups()
    host = _host(raw_host)
    if host is None:
        return None
    if port and port not in ("80", "443"):
        host = f"{host}:{port}"
    path = path or "/"
    if host in ("google.com", "cdn.ampproject.org") or host.endswith(".cdn.ampproject.org"):
        inner = _WRAPPED.match(path)
        if inner:
            return canonical(f"https://{inner.group(1)}")
    path = _path(path)
    if query:
        query = _query(query)
    return f"https://{host}{path}?{query}" if query else f"https://{host}{path}"


def host_of(url: str | None) -> str | None:
    """Host of a canonical URL, without port."""
    if not url or not url.startswith("https://"):
        return None
    end = url.find("/", 8)
    host = url[8 : end if end > 0 else len(url)]
    return host if host.startswith("[") else host.split(":", 1)[0] or None


def names_article(url: str, has_id: bool = False) -> bool:
    """Whether a canonical URL can be one article's address: a front page is not.

    Nor is a collector's page (a topic, a share link) where the record ``has_id`` of its own.
    """
    if url.endswith("/") and url.count("/") <= 3:
        return False
    return not (has_id and is_collector(host_of(url) or ""))


def is_collector(host: str) -> bool:
    """Whether the host shows articles of other outlets under its own address."""
    return host in _COLLECTORS


@lru_cache(maxsize=100_000)
def outlet_host(host: str) -> str:
    """What stands for an outlet that no table knows: its registered domain ("news.bbc.co.uk" -> "bbc.co.uk").

    Where one domain hosts many outlets (abcnews.go.com, name.substack.com) the host itself; an address stays as it is.
    """
    found = _extract(host)
    domain = found.top_domain_under_public_suffix.lower()
    if not domain:  # no public suffix: an address, a local name, or an invented domain such as .example
        labels = host.split(".")
        return host if labels[-1].isdigit() or ":" in host else ".".join(labels[-2:])
    if domain in _SHARED and found.subdomain:
        return f"{found.subdomain.split('.')[-1]}.{domain}".lower()
    return domain


def has_suffix(host: str) -> bool:
    """Whether the host ends like one: a public suffix or a reserved one (.example, .test)."""
    return bool(_extract(host).suffix) or host.endswith((".example", ".test", ".localhost"))


@lru_cache(maxsize=100_000)
def _host(raw: str) -> str | None:
    host = raw.rstrip(".").lower()
    if host.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host[1:-1])}]"
        except ValueError:
            return None
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if not host or ".." in host or host.startswith("."):
        return None
    return _FOLDED_HOST.sub("", host)


def _path(path: str) -> str:
    if not _PLAIN_PATH.match(path):
        path = quote(path.strip(), safe="/%:@!$&'()*+,;=~-._")
    if "%" in path:
        path = quote(unquote(path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape")
    if path.endswith(("amp", "amp/", "amp.html")):
        path = _AMP_PATH.sub("", path) or "/"
    return path.rstrip("/") or "/"


def _query(query: str) -> str:
    """Parameters that may name the article. Words such as ``source`` or ``cid`` stay where they carry a long number."""
    kept = []
    for part in query.replace("&amp;", "&").split("&"):
        key, _, value = part.partition("=")
        if value and (not _is_tracking(key) or (key.lower() in _DOUBTFUL and _NAMES.search(value))):
            kept.append(part)
    return urlencode(sorted(parse_qsl("&".join(kept)))) if kept else ""


@lru_cache(maxsize=10_000)
def _is_tracking(key: str) -> bool:
    return _TRACKING.match(key) is not None


_DOUBTFUL = frozenset({"cid", "module", "action", "source", "src", "from"})
