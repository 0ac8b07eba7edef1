"""Families: likeness to the original only, every article once, the agency known to all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.copies.families import family_rows

START = datetime(2022, 9, 15)


def _articles(count: int, agencies: dict[int, tuple[str, str]] | None = None) -> pa.Table:
    agencies = agencies or {}
    return pa.table(
        {
            "id": pa.array(range(1, count + 1), pa.int64()),
            "published": pa.array([START + timedelta(hours=n) for n in range(count)], pa.timestamp("us")),
            "agency": pa.array([agencies.get(n, (None,))[0] for n in range(1, count + 1)], pa.string()),
            "bare": pa.array([False] * count),
            "agency_basis": pa.array([agencies[n][1] if n in agencies else "none" for n in range(1, count + 1)]),
        }
    )


def _links(*links: tuple[int, int, str]) -> pa.Table:
    return pa.table(
        {
            "a": pa.array([x[0] for x in links], pa.int64()),
            "b": pa.array([x[1] for x in links], pa.int64()),
            "kind": pa.array([x[2] for x in links], pa.string()),
        }
    )


def _families(links: pa.Table, articles: pa.Table) -> dict[int, tuple[int, str, str | None]]:
    rows = family_rows(links, articles).to_pylist()
    return {r["article"]: (r["original"], r["kind"], r["agency"]) for r in rows}


def test_copies_stand_under_their_earliest_original():
    found = _families(_links((2, 1, "agency"), (3, 1, "rewritten"), (3, 2, "agency")), _articles(4))
    assert found == {
        1: (1, "original", None), 2: (1, "agency", None), 3: (1, "rewritten", None), 4: (4, "independent", None),
    }  # fmt: skip


def test_a_chain_of_half_copies_does_not_become_a_blob():
    chain = _links(*((n + 1, n, "rewritten") for n in range(1, 12)))
    found = _families(chain, _articles(12))
    assert max(list(o for o, _, _ in found.values()).count(o) for o, _, _ in found.values()) == 2


def test_one_credit_makes_the_whole_family_agency_copy():
    found = _families(_links((2, 1, "rewritten"), (3, 1, "rewritten")), _articles(3, {3: ("wire", "credit")}))
    assert {k: a for k, (_, k, a) in found.items()} == {"original": "wire", "agency": "wire"}


def test_the_agency_s_own_article_is_the_original_even_when_stamped_later():
    found = _families(
        _links((2, 1, "agency"), (3, 1, "agency"), (3, 2, "agency")), _articles(3, {2: ("wire", "outlet")})
    )
    assert {original for original, _, _ in found.values()} == {2}
    assert found[2][1] == "original"


def test_no_articles_and_no_links():
    assert _families(_links(), _articles(0)) == {}
    assert _families(_links(), _articles(1)) == {1: (1, "independent", None)}


@settings(max_examples=100, deadline=None)
@given(st.sets(st.tuples(st.integers(1, 15), st.integers(1, 15)).filter(lambda p: p[0] != p[1]), max_size=40))
def test_every_article_has_one_family_whose_head_heads_itself(pairs):
    found = _families(_links(*((a, b, "agency") for a, b in sorted(pairs))), _articles(15))
    assert sorted(found) == list(range(1, 16))
    for article, (original, kind, _) in found.items():
        assert found[original][0] == original
        linked = {frozenset(p) for p in pairs}
        assert original == article or frozenset((article, original)) in linked
        assert (kind in ("original", "independent")) == (original == article)
