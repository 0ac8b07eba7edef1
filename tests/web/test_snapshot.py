"""Finished states of a store: readers keep theirs, the newest is seen by the next."""

from __future__ import annotations

import shutil
import threading

from herdline.web.snapshot import Snapshots


def test_a_state_that_is_read_stays_open_until_its_last_reader_ends(sample_path, tmp_path):
    path, newer = tmp_path / "news.duckdb", tmp_path / "newer.duckdb"
    shutil.copyfile(sample_path, path)
    shutil.copyfile(sample_path, newer)
    snapshots = Snapshots(path)
    slow = (
        "select count(*) as n from articles a, articles b, articles c, articles d where a.id % 9 + b.id % 8 > c.id % 7"
    )
    begun, counted = threading.Event(), []

    def read() -> None:
        with snapshots.reading() as store:
            begun.set()
            counted.append(store.sql(slow).to_pylist()[0]["n"])
            counted.append(store.sql("select count(*) as n from articles").to_pylist()[0]["n"])

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait()
    snapshots.replace(newer)  # while the query runs
    assert snapshots.generation == 1
    with snapshots.reading() as store:
        articles = store.sql("select count(*) as n from articles").to_pylist()[0]["n"]
    snapshots.close()
    reader.join()
    assert counted[1] == articles > 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news.duckdb"]
