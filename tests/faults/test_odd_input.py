"""Whatever bytes come in, readers and coder answer with rows and rejects; ``benchmarks.fuzz`` tries many more."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import Files, one_round, targets
from benchmarks.mutation import NUISANCES, damaged
from benchmarks.seeds import load
from herdline.storeless import code_sentences

piece = st.one_of(
    st.binary(max_size=30), st.sampled_from(NUISANCES), st.text(max_size=30).map(lambda t: t.encode("utf-8", "replace"))
)
document = st.lists(piece, max_size=12).map(b"".join)
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return Files(tmp_path_factory.mktemp("odd") / "files")


@given(st.lists(document, max_size=6))
@quick
def test_any_lines_are_read_or_rejected(files, lines):
    files.lines(lines)
    files.lines([b'{"title": "', *lines, b'", "text": "a"}'])


@given(st.lists(document, max_size=6))
@quick
def test_any_rows_are_read_or_rejected(files, rows):
    files.rows(rows)


@given(st.lists(document, max_size=5))
@quick
def test_any_feed_is_read_or_rejected(files, parts):
    files.feeds(
        [b"<rss version='2.0'><channel><item><title>a</title>" + b"</item><item>".join(parts) + b"</item></channel>"]
    )


@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_sentence_gets_an_answer(texts):
    records = [{"id": n, "text": f"The minister {t} met the president."} for n, t in enumerate(texts)]
    assert len(code_sentences(records)) == len(records)


def test_times_at_the_end_of_the_calendar_are_no_dates():
    for published in ("9999-12-31T23:59:59Z", "0001-01-01"):
        record = {"id": 1, "text": "The minister met the president next Monday, a week ago.", "published": published}
        assert len(code_sentences([record])) == 1


def test_one_round_of_every_target_finds_nothing(tmp_path):
    for target in targets(load(), tmp_path):
        if target.name not in ("pages", "web archives", "given pairs"):  # these start processes or parse for seconds
            assert one_round(target, 1) == [], target.name


def test_damage_is_repeatable():
    seeds = [b"some bytes of an input", b"others"]
    first = [damaged(random.Random(9), seeds) for _ in range(3)]
    assert first[0] == first[1] == first[2]
