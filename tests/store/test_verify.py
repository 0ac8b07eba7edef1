"""A damaged store is told apart from a whole one, and in words."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys

import duckdb
import pytest

from herdline import pipeline
from herdline.commands.verify import text
from herdline.errors import StoreError
from herdline.store.verify import verify


@pytest.fixture
def store(sample_path, tmp_path):
    """A copy of the sample's store, to be damaged."""
    return shutil.copy(sample_path, tmp_path / "news.duckdb")


def look(path):
    return verify(path, pipeline.VERSION)


def damage(path, *statements):
    with duckdb.connect(str(path)) as connection:
        for sql in statements:
            connection.execute(sql)


def test_a_sound_store_is_whole(store):
    verdict = look(store)
    assert verdict.whole, verdict.findings
    assert verdict.built
    assert verdict.rows["articles"] == 93
    assert "whole. 93 articles" in text(verdict)


def test_overwritten_bytes_are_found(store):
    clean = store.read_bytes()
    chance = random.Random(5)
    found = 0
    for _ in range(6):
        at = chance.randrange(len(clean) // 8, len(clean) - 4096)
        store.write_bytes(clean[:at] + chance.randbytes(2048) + clean[at + 2048 :])
        verdict = look(store)
        assert verdict.whole or "NOT whole" in text(verdict)
        found += not verdict.whole
    assert found >= 3, "most of the file is data: most damage must show"


def test_a_cut_file_is_found(store):
    data = store.read_bytes()
    store.write_bytes(data[: len(data) * 2 // 3])
    assert not look(store).whole
    store.write_bytes(data[:100])
    verdict = look(store)
    assert not verdict.whole
    assert "a backup" in text(verdict)


def test_changed_texts_lost_articles_and_wild_offsets_are_counted(store):
    damage(
        store,
        "update articles set text = text || '!' where id = (select min(id) from articles)",
        "delete from articles where id = (select max(id) from articles)",
        'update event_mentions set "end" = 1000000 where event = (select min(event) from event_mentions)',
        "delete from lines where line = (select min(line) from lines)",
        "insert into articles select * from articles where id = (select min(id) from articles)",
    )
    told = text(look(store))
    assert "have a text that is not the one that was stored" in told
    assert "families: 1 row name a article that is not in articles" in told or "not in articles" in told
    assert "line_uses" in told
    assert "share their id" in told
    assert "outside their text" not in told, "the analysis is no longer of these articles: offsets cannot be judged"


def test_offsets_outside_their_text_are_found_where_the_analysis_is_current(store):
    damage(store, 'update event_mentions set "end" = 1000000 where event = (select min(event) from event_mentions)')
    told = text(look(store))
    assert "event_mentions" in told
    assert "outside their text" in told
    assert "herdline build --force" in told


def test_a_missing_table_is_named(store):
    damage(store, "drop table spread")
    assert any(f.table == "spread" and "missing" in f.told for f in look(store).findings)


def test_other_files_are_told_from_damage(tmp_path, store):
    with pytest.raises(StoreError, match="no such store"):
        look(tmp_path / "none.duckdb")
    damage(store, "update meta set value = '99' where key = 'schema_version'")
    assert "store version 99" in text(look(store))
    foreign = tmp_path / "foreign.duckdb"
    damage(foreign, "create table t as select 1 as x")
    assert "is no Herdline store" in text(look(foreign))


def test_the_command_answers_by_its_exit_code(store):
    def run():
        command = [sys.executable, "-m", "herdline", "verify", "--store", str(store), "--json"]
        return subprocess.run(command, capture_output=True, timeout=120, check=False)

    good = run()
    assert good.returncode == 0
    assert json.loads(good.stdout)["whole"] is True
    damage(store, "drop table spread")
    bad = run()
    assert bad.returncode == 1
    assert json.loads(bad.stdout)["findings"][0]["table"] == "spread"
