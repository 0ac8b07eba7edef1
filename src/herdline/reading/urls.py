"""Canonical URLs and registered domains, offline and fast.

Canonical means: one address for one article. Scheme and host in lower case, default port, fragment and tracking
parameters out, AMP and mobile hosts folded to the main one. Parameters that may name the article stay, sorted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

import tldextract

_TRACKING = re.compile(
    r"^(utm_.*|at_.*|mc_[ce]id|fbclid|gclid|dclid|yclid|msclkid|igshid|ocid|cmpid|cmp|icid|ito|xtor|ns_.*|"
    r"ref|ref_src|ref_url|feature|partner|traffic_source|smid|smtyp|sh|spref|_ga|wt_.*|rss|emc|partnerid|xid)$",
    re.IGNORECASE,
)
_FOLDED_HOST = re.compile(r"^(www\d?|m|mobile|amp|wap)\.(?=.+\.)")
_AMP_PATH = re.compile(r"(/amp/?|\.amp)$")
# the snapshot in the package; the program never asks the network for a newer one
_extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def canonical(url: str | None) -> str | None:
    """Canonical form of an http(s) URL; None when it is none."""
    if not url:
        return None
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    host = _FOLDED_HOST.sub("", host.rstrip("."))
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = _AMP_PATH.sub("", parts.path) or "/"
    if len(path) > 1:
        path = path.rstrip("/") or "/"
    query = _kept(parts) if parts.query else ""
    return f"https://{host}{path}" + (f"?{query}" if query else "")


def host_of(url: str | None) -> str | None:
    """Host of a canonical URL, without port."""
    if not url or not url.startswith("https://"):
        return None
    end = url.find("/", 8)
    host = url[8 : end if end > 0 else len(url)]
    return host.split(":", 1)[0] or None


@lru_cache(maxsize=100_000)
def domain(host: str) -> str:
    """Registered domain of a host ("news.bbc.co.uk" -> "bbc.co.uk"); the host itself when it has none."""
    found = _extract(host)
    return found.top_domain_under_public_suffix.lower() or host.lower()


def _kept(parts: SplitResult) -> str:
    pairs = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    return urlencode(sorted(pairs))
