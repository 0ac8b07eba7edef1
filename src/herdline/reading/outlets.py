"""Outlets and agencies: the program's tables, a user's own, and which outlet a URL or name belongs to."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import pyarrow as pa

from herdline import schema
from herdline.errors import SourceError
from herdline.reading import urls

COLUMNS = ("outlet", "name", "aliases", "domains", "country", "lang", "kind", "ownership", "owner", "feeds")
_MANY = "|"


@dataclass(frozen=True)
class Outlet:
    """One outlet of a table."""

    outlet: str
    name: str
    country: str | None
    lang: str | None
    kind: str | None
    ownership: str | None
    owner: str | None
    basis: str


@dataclass(frozen=True)
class Agency:
    """One news agency: its domains and the strings that credit it."""

    agency: str
    name: str
    domains: tuple[str, ...]
    credits: tuple[str, ...]
    kind: str


@dataclass
class OutletTable:
    """Outlets by key, by domain and by name; ``names`` holds those that records gave outlets unknown to it."""

    outlets: dict[str, Outlet] = field(default_factory=dict)
    by_domain: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    agencies: tuple[Agency, ...] = ()
    agency_domains: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, list[str]] = field(default_factory=dict)
    _resolved: dict[tuple[str | None, str | None], tuple[str | None, str]] = field(default_factory=dict)

    def resolve(self, host: str | None, name: str | None, source: str | None) -> tuple[str | None, str]:
        """Outlet key of a record and where it comes from.

        A host that the table knows decides; then a name that it knows; then a name that is itself a host ("bbc.co.uk");
        then the registered domain of the URL; then the name as given; then the outlet of the feed. A collector's URL
        (news.google.com) tells nothing about who wrote it.

        Args:
            host: of the record's canonical URL, or None.
            name: outlet as the record gives it, or None.
            source: outlet of the whole source, or None.
        """
        key = self._resolved.get((host, name))
        if key is None:
            key = self._resolved[host, name] = self._resolve(host, name)
        return key if key[0] is not None or source is None else (source, "feed")

    def _resolve(self, host: str | None, name: str | None) -> tuple[str | None, str]:
        name = " ".join((name or "").split())
        own = None if host is None or urls.is_collector(host) else host
        known = self._known_host(own) if own else None
        if known:
            return known, "url"
        if name and (known := self.by_name.get(name.casefold())):
            return known, "alias"
        if "." in name and " " not in name:
            stated = urls.host_of(urls.canonical(name if "://" in name else f"https://{name}"))
            if stated and urls.has_suffix(stated):
                return self._known_host(stated) or urls.outlet_host(stated), "record"
        if own:
            key = urls.outlet_host(own)
            if name:
                self.names.setdefault(key, name)
            return key, "url"
        return (name, "record") if name else (None, "unknown")

    def of_host(self, host: str) -> str:
        """Outlet key of a host: the table's row for it or a parent, else its registered domain."""
        return self._known_host(host) or urls.outlet_host(host)

    def lang_of(self, outlet: str | None) -> str | None:
        """Main language of an outlet, where the table knows it."""
        row = self.outlets.get(outlet or "")
        return row.lang if row else None

    def names_of(self, outlet: str) -> list[str]:
        """Name and aliases of an outlet as its table writes them."""
        return self.spellings.get(outlet, [])

    def agency_of(self, outlet: str | None) -> str | None:
        """Agency whose own outlet this is."""
        return self.agency_domains.get(outlet or "")

    def _known_host(self, host: str) -> str | None:
        parts = host.split(".")
        for start in range(len(parts) - 1):
            key = self.by_domain.get(".".join(parts[start:]))
            if key:
                return key
        return None


def load_outlets(user: str | os.PathLike[str] | None = None) -> OutletTable:
    """The program's outlets and agencies, with a user's table on top.

    Args:
        user: CSV with the columns of ``COLUMNS`` (only ``outlet`` must be filled; several values joined by "|").

    Raises:
        SourceError: the user's file is missing or has no column ``outlet``.
    """
    table = OutletTable()
    for row in _rows(resources.files("herdline").joinpath("data/outlets.csv")):
        _add(table, row, "table")
    _add_agencies(table)
    if user is not None:
        path = Path(user)
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                if "outlet" not in (reader.fieldnames or ()):
                    raise SourceError(
                        f"{path}: a table of outlets needs a column 'outlet' (columns: {', '.join(COLUMNS)})"
                    )
                rows = list(reader)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise SourceError(f"{path}: cannot be read as a table of outlets ({error})") from error
        for row in rows:
            if (row.get("outlet") or "").strip():
                _add(table, row, "user")
    return table


def outlet_rows(table: OutletTable, keys: Sequence[str], langs: Sequence[str | None]) -> pa.Table:
    """Rows of table ``outlets`` for the outlets that have articles.

    The counting unit is the owner where the table knows several of its outlets of one kind, country and language
    (two sites of one broadcaster share a newsroom; a paper and a sports site of one owner do not), else the outlet. A
    state owns outlets that compete and differ, so state ownership joins nothing.
    """
    units = _units(table)
    rows = []
    for key, lang in zip(keys, langs, strict=True):
        o = table.outlets.get(key)
        if o is None:
            o = Outlet(key, table.names.get(key, key), None, lang, None, None, None, "seen")
        rows.append(
            {
                "outlet": key, "name": o.name, "country": o.country, "lang": o.lang or lang, "kind": o.kind,
                "ownership": o.ownership, "owner": o.owner, "unit": units.get(key, key), "basis": o.basis,
            }
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema.OUTLETS.schema)


def _units(table: OutletTable) -> dict[str, str]:
    groups: dict[tuple[str, str | None, str | None, str | None], list[str]] = {}
    for o in table.outlets.values():
        if o.owner and o.ownership != "state":
            groups.setdefault((o.owner.casefold(), o.country, o.lang, o.kind), []).append(o.outlet)
    return {key: f"owner:{group[0]}" for group, keys in groups.items() if len(keys) > 1 for key in keys}


def _rows(file: Traversable) -> Iterable[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))


def _add(table: OutletTable, row: dict[str, str], basis: str) -> None:
    def cell(name: str) -> str | None:
        return (row.get(name) or "").strip() or None

    key = (cell("outlet") or "").lower()
    lang = (cell("lang") or "").split(_MANY)[0] or None
    outlet = Outlet(
        key, cell("name") or key, cell("country"), lang, cell("kind"), cell("ownership"), cell("owner"), basis
    )
    table.outlets[key] = outlet
    table.spellings[key] = [n.strip() for n in (outlet.name, *(cell("aliases") or "").split(_MANY)) if n.strip()]
    for name in (key, *table.spellings[key]):
        if name.strip():
            table.by_name.setdefault(name.strip().casefold(), key)
    for host in (key, *(cell("domains") or "").split(_MANY)):
        if host.strip():
            table.by_domain[host.strip().lower().removeprefix("www.")] = key
    if outlet.kind == "agency":
        table.agency_domains.setdefault(key, key)


def _add_agencies(table: OutletTable) -> None:
    agencies = []
    for row in _rows(resources.files("herdline").joinpath("data/agencies.csv")):
        domains = tuple(d.strip().lower() for d in row["domains"].split(_MANY) if d.strip())
        credits_ = tuple(c.strip() for c in row["credits"].split(_MANY) if c.strip())
        agencies.append(Agency(row["agency"], row["name"], domains, credits_, row.get("kind") or "agency"))
        for host in domains:
            key = table.of_host(host)
            if row.get("kind") != "syndicate":
                table.agency_domains[key] = row["agency"]
    table.agencies = tuple(agencies)
