"""The commands as a user runs them."""

from __future__ import annotations

import json
import os
import random
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import herdline
from herdline.cli.output import as_called
from herdline.commands import demo
from tests.conftest import SAMPLE
from tests.news import ferry


def run(*words: str | Path, given: str | bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    data = given.encode() if isinstance(given, str) else given
    command = [sys.executable, "-m", "herdline", *map(str, words)]
    return subprocess.run(command, input=data, capture_output=True, cwd=cwd, timeout=300, check=False)


def test_stories_as_json_have_the_documented_fields(sample_path):
    done = run("stories", "--json", "--store", sample_path)
    assert done.returncode == 0, done.stderr.decode()
    rows = json.loads(done.stdout)
    fields = {"story", "title", "first", "last", "languages", "articles", "outlets", "families", "copied_share", "echo",
              "effective_voices", "herd"}  # fmt: skip
    assert all(fields <= row.keys() for row in rows)
    assert rows[0]["outlets"] == max(r["outlets"] for r in rows)
    # the sample has no other story large enough to compare with: said, not guessed
    assert (rows[0]["herd"], rows[0]["herd_note"]) == (None, "too few stories to compare with")


def test_line_as_json_has_the_documented_fields(sample_path):
    done = run("line", "1", "--json", "--store", sample_path)
    assert done.returncode == 0, done.stderr.decode()
    row = json.loads(done.stdout)
    assert {"story", "lines", "families", "spread"} <= row.keys()
    assert {"text", "kind", "families", "outlets", "lift", "first", "uses"} <= row["lines"][0].keys()
    assert {"article", "outlet", "start", "end"} <= row["lines"][0]["uses"][0].keys()
    assert {"family", "kind", "original", "members"} <= row["families"][0].keys()
    assert {"outlet", "published", "lag_minutes", "source"} <= row["spread"][0].keys()


def test_tables_and_csv_come_out_too(sample_path):
    table = run("stories", "--store", sample_path)
    assert table.returncode == 0
    assert table.stdout.decode().splitlines()[0].split()[:3] == ["#", "outlets", "families"]
    csv = run("stories", "--csv", "--store", sample_path)
    assert csv.stdout.decode().splitlines()[0].startswith('"story","title"')


def test_a_search_leads_from_an_article_to_its_story(sample_path):
    told = json.loads(run("search", "Samarkand", "--json", "--store", sample_path).stdout)
    articles = [hit for hit in told if hit["kind"] == "article"]
    assert articles and all("samarkand" in (hit["excerpt"] + hit["title"]).lower() for hit in articles)
    stories = {str(row["story"]) for row in json.loads(run("stories", "--json", "--store", sample_path).stdout)}
    assert {hit["story"] for hit in articles} <= stories
    nothing = run("search", "zzyzx", "--store", sample_path)
    assert nothing.stdout.decode() == "nothing holds all of these words\n" and nothing.returncode == 0


def test_stories_are_listed_by_words_of_their_titles(sample_path):
    every = json.loads(run("stories", "--json", "--store", sample_path).stdout)
    found = json.loads(run("stories", "--about", "SAMARKAND summit", "--json", "--store", sample_path).stdout)
    assert 0 < len(found) < len(every)
    assert json.loads(run("stories", "--about", "samarkand zzyzx", "--json", "--store", sample_path).stdout) == []


def test_two_forms_at_once_are_refused(sample_path):
    done = run("stories", "--json", "--csv", "--store", sample_path)
    assert done.returncode == 2 and b"one form" in done.stderr and not done.stdout


def test_read_then_read_again_stores_nothing_twice(tmp_path):
    store = tmp_path / "n.duckdb"
    first = json.loads(run("read", SAMPLE / "articles.jsonl", "--store", store, "--no-build", "--json").stdout)
    assert first["new"] == 93
    again = json.loads(run("read", SAMPLE / "articles.jsonl", "--store", store, "--no-build", "--json").stdout)
    assert again["new"] == 0
    assert again["skipped"] == 1


def test_standard_input_is_a_source_and_broken_lines_are_counted(tmp_path):
    good = json.dumps({"id": "1", "title": "A harvest", "text": "The harvest in the valley was good this year.",
                       "outlet": "valley.example", "published": "2022-09-15"})  # fmt: skip
    done = run("read", "-", "--store", tmp_path / "n.duckdb", "--no-build", "--json", given=good + "\n{broken\n\n[1]\n")
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["new"] == 1
    assert json.loads(done.stdout)["rejected"] == 2
    listed = run("rejected", "--json", "--store", tmp_path / "n.duckdb")
    assert [r["place"] for r in json.loads(listed.stdout)] == ["line 2", "line 4"]


def test_group_answers_for_every_record_in_order():
    lines = (SAMPLE / "articles.jsonl").read_text(encoding="utf-8").splitlines()[:30]
    done = run("group", given="\n".join(lines))
    assert done.returncode == 0, done.stderr.decode()
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [o["id"] for o in out] == [json.loads(line)["id"] for line in lines]
    assert {o["story"] for o in out} <= {o["id"] for o in out}


def test_copies_gives_spans_that_match():
    text = "The ministers met for two hours on Monday and agreed that the northern road will be built before winter. "
    more = "Local farmers had asked for the road since the flood of last spring washed the old bridge away entirely."
    rows = [
        {"id": 1, "title": "Road", "text": text + more, "outlet": "a.example", "published": "2022-09-15T10:00:00Z"},
        {"id": 2, "title": "A road", "text": text + more, "outlet": "b.example", "published": "2022-09-15T12:00:00Z"},
        {"id": 3, "title": "Football", "text": "The home side won by two goals in the last minute of a dull match.",
         "outlet": "c.example", "published": "2022-09-15T12:00:00Z"},
    ]  # fmt: skip
    done = run("copies", given="\n".join(map(json.dumps, rows)))
    assert done.returncode == 0, done.stderr.decode()
    (pair,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (pair["a"], pair["b"]) == (2, 1)
    a0, a1, b0, b1 = pair["spans"][0]
    assert (text + more)[a0:a1] == (text + more)[b0:b1]
    assert pair["share"] > 0.9


def test_filters_on_empty_input_say_nothing_and_succeed():
    for command in ("group", "copies"):
        done = run(command)
        assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["stories", "--store", "missing.duckdb"], "no such store"),
        (["rejected", "--store", "{lines}"], "is not a Herdline store"),
        (["build", "--store", "{lines}"], "herdline read"),
        (["serve", "--no-open", "--store", "missing.duckdb"], "no such store"),
        (["positions", "ZZZ", "--store", "{sample}"], "nobody in the record"),
        (["positions", "--about", "foo", "--store", "{sample}"], "nobody in the record"),
        (["positions", "Kazakstan", "--store", "{sample}"], "did you mean Kazakhstan [KAZ]"),
        (["record", "--actor", "Kazakstan", "--store", "{sample}"], "did you mean Kazakhstan [KAZ]"),
        (["check", "CHN", "RUS", "--since", "2023", "--until", "2022-05", "--store", "{sample}"], "is later than"),
        (["line", "999999", "--store", "{sample}"], "no story"),
        (["line", "zzzz no such words", "--store", "{sample}"], "no story"),
    ],
)
def test_errors_are_one_line_on_standard_error(words, message, sample_path, tmp_path):
    places = {"{sample}": str(sample_path), "{lines}": str(SAMPLE / "articles.jsonl")}
    done = run(*[places.get(word, word) for word in words], cwd=tmp_path)
    assert done.returncode == 1
    assert message in " ".join(done.stderr.decode().split())
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "missing.duckdb").exists()


def test_several_stories_of_one_word_are_listed_one_a_line(sample_path):
    rows = json.loads(run("stories", "--json", "--store", sample_path).stdout)
    told = run("line", "a", "--store", sample_path).stderr.decode().splitlines()
    assert told[0].startswith("herdline: several stories")
    assert told[-1].startswith("and more: herdline stories --about")
    titles = {str(row["story"]): row["title"] for row in rows}
    assert len(told) == 7 and all(titles[line.split()[0]] in line for line in told[1:-1])


def test_the_sample_tells_what_it_misses_in_one_line_and_lists_it_in_a_file(sample, tmp_path):
    found, missed = demo.planted(sample)
    told = demo.record_text(sample.record(), found, missed, tmp_path / demo.MISSED)
    assert told.count("\n") == 2 and f"of {len(found) + len(missed)} planted ones {len(found)} found" in told
    assert str(tmp_path / demo.MISSED) in told
    listed = (tmp_path / demo.MISSED).read_text(encoding="utf-8").splitlines()
    assert len(listed) == len(missed) + 2


def test_reading_nothing_is_an_error_and_reading_something_none(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "one.jsonl").write_text('{"title": "The ferry of Orvane", "text": "It sails again."}\n')
    for sources, code in (
        (["nofile.jsonl"], 1), (["empty"], 1), (["nofile.jsonl", "empty"], 1), (["nofile.jsonl", "one.jsonl"], 0),
        (["one.jsonl"], 0),
    ):  # fmt: skip
        done = run("read", *sources, "--no-build", "--store", "n.duckdb", cwd=tmp_path)
        assert done.returncode == code, (sources, done.stderr.decode())
        assert done.stdout.startswith(b"read ")


def test_what_reading_left_out_stands_in_its_closing_lines(tmp_path):
    (tmp_path / "in" / ".git").mkdir(parents=True)
    (tmp_path / "in" / "scan.pdf").write_text("%PDF")
    (tmp_path / "in" / "two.jsonl").write_text(
        '{"title": "The ferry", "published": "2023-02-30"}\n{"title": "The quay", "published": "32 Jan 2023"}\n'
    )
    told = run("read", "in", "--no-build", "--store", "n.duckdb", cwd=tmp_path).stdout.decode()
    assert "read 2 new, 0 rejected from 1 source" in told
    assert "2 dates could not be read or believed: kept undated\n" in told
    assert "2 of other kinds or hidden left alone: .git/, scan.pdf\n" in told
    assert "32 Jan 2023" in run("rejected", "--store", "n.duckdb", cwd=tmp_path).stdout.decode()


def test_report_writes_pages_that_need_nothing_else(sample_path, tmp_path):
    done = run("report", "--all", tmp_path / "out", "--store", sample_path)
    assert done.returncode == 0, done.stderr.decode()
    pages = sorted((tmp_path / "out").glob("*.html"))
    assert (tmp_path / "out" / "index.html") in pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text.lower()
        assert "src=" not in text
        assert 'link rel="stylesheet"' not in text


def test_version_and_help():
    assert run("--version").stdout.startswith(b"herdline ")
    assert b"demo" in run("--help").stdout


def test_the_commands_that_are_printed_work_however_the_program_was_called(tmp_path, monkeypatch):
    script = tmp_path / "a folder" / "herdline"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m herdline "$@"\n')
    script.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(script), "demo"])
    assert as_called() == f"'{script}'"
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    assert as_called() == "herdline"
    monkeypatch.setattr(sys, "argv", [str(Path(herdline.__file__).with_name("__main__.py")), "demo"])
    done = subprocess.run([*shlex.split(as_called()), "--version"], capture_output=True, check=False)
    assert done.stdout.startswith(b"herdline ")


def test_bytes_that_are_no_text_are_rejected_whatever_they_are_called(tmp_path):
    noise = random.Random(4).randbytes(120_000)
    for name in ("page.html", "lines.jsonl", "table.csv", "feed.xml", "list.txt"):
        (tmp_path / name).write_bytes(noise)
        done = run("read", name, "--store", "n.duckdb", "--no-build", "--json", cwd=tmp_path)
        assert (json.loads(done.stdout)["new"], done.returncode) == (0, 1), name
    told = run("rejected", "--json", "--store", "n.duckdb", cwd=tmp_path)
    assert {r["source"] for r in json.loads(told.stdout)} >= {"page.html", "lines.jsonl", "table.csv"}
    assert "no text" in told.stdout.decode()


def test_reading_ends_with_1_where_every_record_was_rejected_and_with_0_where_one_was_stored(tmp_path):
    (tmp_path / "bad.jsonl").write_bytes(b"one\ntwo\n" + b'{"title": "\xd1\xee"\n')
    (tmp_path / "fair.jsonl").write_bytes(b"one\n" + ferry(1, "Alkmeer"))
    assert run("read", "bad.jsonl", "--no-build", cwd=tmp_path).returncode == 1
    assert run("read", "fair.jsonl", "--no-build", cwd=tmp_path).returncode == 0
    assert run("read", "fair.jsonl", "--no-build", cwd=tmp_path).returncode == 0  # unchanged
    assert "no UTF-8" in run("rejected", cwd=tmp_path).stdout.decode()


def test_rejects_are_counted_by_reason_and_source_and_listed_in_the_order_of_their_lines(tmp_path):
    (tmp_path / "bad.jsonl").write_bytes(b"no json\n" * 1100)
    run("read", "bad.jsonl", "--no-build", cwd=tmp_path)
    told = run("rejected", "--limit", "3", cwd=tmp_path).stdout.decode()
    assert "  1,100  bad_json  bad.jsonl" in told and "3 of 1,100 rejects" in told and len(told.splitlines()) < 10
    every = json.loads(run("rejected", "--json", cwd=tmp_path).stdout)
    assert [r["place"] for r in every] == [f"line {n}" for n in range(1, 1101)]
    assert run("rejected", "--reason", "no_text", cwd=tmp_path).stdout == b"nothing rejected\n"


def test_an_empty_store_is_said_to_be_empty(tmp_path):
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.build()
    for words in (["stories"], ["search", "ferry"], ["record"]):
        assert "is empty; read something first" in run(*words, cwd=tmp_path).stdout.decode(), words


def test_a_source_is_listed_with_its_articles_and_forgotten_by_command(tmp_path):
    (tmp_path / "day.jsonl").write_bytes(ferry(3, "Alkmeer") + b"\nno json\n")
    run("read", "day.jsonl", "--no-build", cwd=tmp_path)
    assert "day.jsonl" in run("sources", cwd=tmp_path).stdout.decode()
    told = run("forget", "day.jsonl", "--dry-run", cwd=tmp_path).stdout.decode()
    assert "would forget 3 articles and 1 reject of day.jsonl; 0 articles would stay" in told
    assert "forgot 3 articles and 1 reject" in run("forget", "day.jsonl", cwd=tmp_path).stdout.decode()
    assert run("sources", cwd=tmp_path).stdout == b"nothing was read into this store\n"
    wrong = run("forget", "day.jsonl", cwd=tmp_path)
    assert wrong.returncode == 1 and b"no source 'day.jsonl' was read" in wrong.stderr


def test_a_day_that_the_calendar_does_not_have_is_refused(sample_path):
    done = run("record", "--since", "2023-06-31", "--store", sample_path)
    assert done.returncode == 1 and b"there is no day 2023-06-31" in done.stderr


def test_no_summary_of_a_command_is_cut_off():
    env = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run([sys.executable, "-m", "herdline", "--help"], capture_output=True, env=env, check=True)
    commands = done.stdout.decode().split("Commands:")[1].split("First:")[0]
    assert len(commands.split("\n")) > 25
    assert "..." not in commands


def test_a_store_of_an_older_program_is_brought_up_by_whoever_asks(tmp_path):
    path = tmp_path / "news.duckdb"
    with herdline.open(path) as store:
        (tmp_path / "ferry.jsonl").write_bytes(ferry(3, "Alkmeer"))
        store.read(tmp_path / "ferry.jsonl")
        store.build()
    with duckdb.connect(str(path)) as connection:
        connection.execute("drop table depths")
        connection.execute("update meta set value = '3' where key = 'schema_version'")
    done = run("stories", "--json", "--store", path)
    assert done.returncode == 0, done.stderr.decode()
    assert len(json.loads(done.stdout)) == 1


def test_by_leads_what_rests_on_events_says_so_until_a_story_is_deepened(tmp_path):
    path = tmp_path / "news.duckdb"
    (tmp_path / "ferry.jsonl").write_bytes(ferry(3, "Alkmeer"))
    assert run("read", tmp_path / "ferry.jsonl", "--store", path).returncode == 0
    assert b"by their leads" in run("build", "--depth", "leads", "--store", path).stderr
    assert b"3 texts were" in run("record", "--store", path).stderr.replace(b"\n", b" ")
    assert b"3 texts read whole" in run("deepen", "1", "--store", path).stderr
    assert b"by leads" not in run("record", "--store", path).stderr
    assert b"read whole before" in run("deepen", "1", "--store", path).stderr
    assert run("deepen", "no such story", "--store", path).returncode == 1
