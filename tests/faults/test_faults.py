"""Short forms of ``python -m benchmarks.faults``: each fault's function raises where a promise is broken."""

from __future__ import annotations

import csv
import gzip

import pytest

import herdline
from benchmarks import faults
from herdline.config import ReadSettings


def test_reading_killed_goes_on_where_it_stopped(tmp_path):
    assert "none lost or double" in faults.kills_of_reading(tmp_path, 3)


@pytest.mark.slow
def test_an_analysis_killed_leaves_old_tables_or_new_ones(tmp_path):
    assert "equal tables" in faults.kills_of_builds(tmp_path, 2)


@pytest.mark.parametrize("fault", [faults.full_disk, faults.jumping_clocks, faults.two_processes])
def test_the_store_outlives(fault, tmp_path):
    assert fault(tmp_path)


def test_a_damaged_store_is_told_in_a_line(tmp_path):
    assert "none opened with a traceback" in faults.corrupt_store(tmp_path, 2)


def test_a_torn_archive_gives_what_stands_ahead_of_the_tear(tmp_path):
    assert faults.torn_archives(tmp_path, 2)


def test_servers_that_mean_harm_are_refused_with_their_reason(tmp_path):
    assert "the good feed read" in faults.hostile_servers(tmp_path)


@pytest.mark.slow
def test_files_that_unpack_to_gigabytes_are_refused(tmp_path):
    assert faults.zip_bombs(tmp_path, 128)


def read_files(tmp_path, **files: bytes):
    for name, data in files.items():
        (tmp_path / name.replace("__", ".")).write_bytes(data)
    with herdline.open(None) as store:
        done = store.read(tmp_path, settings=ReadSettings(workers=1))
        return done, {r["reason"] for r in store.rejected().to_pylist()}


def test_a_damaged_middle_of_a_compressed_table_is_a_reject(tmp_path):
    rows = b"id,title,text\n" + b"".join(b"%d,Title %d,Some text number %d\n" % (n, n, n * n) for n in range(20_000))
    data = bytearray(gzip.compress(rows))
    data[len(data) // 2 : len(data) // 2 + 40] = b"\xff" * 40
    done, reasons = read_files(tmp_path, t__csv__gz=bytes(data))
    assert done.failed == 1
    assert done.new > 0
    assert reasons == {"damaged"} or reasons == {"unreadable"} or "damaged" in reasons


def test_a_field_without_end_costs_its_row_only(tmp_path):
    long = b"x" * (csv.field_size_limit() + 10)
    data = b"id,title,text\n1,One,A text.\n2,Two," + long + b"\n3,Three,Another text.\n"
    done, reasons = read_files(tmp_path, t__csv=data)
    assert done.new >= 2
    assert reasons <= {"bad_row", "too_large"}
    assert done.rejected >= 1


def test_utf16_is_read_a_piece_at_a_time(tmp_path):
    lines = "".join(
        f'{{"id": "{n}", "title": "Лодка {n}", "text": "Совет считал лодки 🚤 {n}."}}\n' for n in range(3000)
    )
    done, reasons = read_files(tmp_path, t__jsonl=lines.encode("utf-16"))
    assert (done.new, reasons) == (3000, set())
