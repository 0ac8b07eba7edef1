"""Reading while the page runs: all or nothing, readers undisturbed, cancelling, refusing."""

from __future__ import annotations

import shutil
import time

import pytest
from starlette.testclient import TestClient

import herdline
from herdline.errors import StoreError
from herdline.web.app import WebSettings, make_app
from tests.news import ferry

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def client(sample_path, tmp_path):
    path = tmp_path / "news.duckdb"
    shutil.copyfile(sample_path, path)
    with TestClient(make_app(path, WebSettings(poll_minutes=0)), base_url=HERE, follow_redirects=False) as client:
        yield client


def wait(client: TestClient, seconds: float = 120) -> dict:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        last = client.get("/api/updates").json()[0]
        if last["ended"]:
            return last
        time.sleep(0.1)
    raise AssertionError("the update did not end")


def test_an_uploaded_file_shows_progress_and_then_its_stories_while_pages_stay_up(client, tmp_path):
    before = client.get("/api/stories?min_outlets=1").headers["x-total"]
    answer = client.post("/upload", files={"files": ("../../port.jsonl", ferry(4, "Alkmeer"))})
    assert answer.status_code == 303
    states = set()
    while True:
        current = client.get("/api/updates").json()[0]
        states.add(current["state"])
        if current["ended"]:
            break
        # what is read meanwhile is the older state, whole
        total, progress = (
            client.get("/api/stories?min_outlets=1").headers["x-total"],
            client.get("/progress?seen=0").text,
        )
        if client.get("/api/updates").json()[0]["ended"]:
            continue  # it ended while it was asked
        assert total == before
        assert "Cancel" in progress
        time.sleep(0.05)
    assert current["state"] == "done" and current["new"] == 4
    assert {"reading", "analysing"} & states
    renewed = client.get("/progress?seen=0")
    assert renewed.headers["hx-trigger"] == "renewed" and "4 new" in renewed.text
    found = client.get("/api/stories?words=Alkmeer&min_outlets=1").json()
    assert found and found[0]["story"]["articles"] == 4
    assert [p.name for p in (tmp_path / "news.uploads").iterdir()] == ["port.jsonl"]
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_a_cancelled_update_leaves_nothing(client, tmp_path):
    source = tmp_path / "many.jsonl"
    source.write_bytes(ferry(300, "Tasmund"))
    client.post("/api/updates", json={"sources": [str(source)]})
    while client.get("/api/updates").json()[0]["state"] == "waiting":
        time.sleep(0.02)
    assert client.delete("/api/updates/1").status_code == 200
    assert wait(client)["state"] == "cancelled"
    assert client.delete("/api/updates/1").status_code == 404
    assert client.get("/api/search?q=Tasmund").json() == []
    end = time.monotonic() + 20
    while [p for p in tmp_path.iterdir() if p.name.startswith(".")] and time.monotonic() < end:
        time.sleep(0.1)
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    # and the next one runs
    source.write_bytes(ferry(2, "Osterlyn"))
    client.post("/sources", data={"sources": str(source)})
    assert wait(client)["new"] == 2


def test_what_cannot_be_read_is_refused_at_once_or_listed(client, tmp_path):
    assert client.post("/sources", data={"sources": "  "}).status_code == 400
    assert client.post("/sources", data={"sources": "/no/such/file"}).status_code == 400
    assert client.post("/upload", files={"files": ("", b"")}).status_code in (400, 422)
    client.post("/upload", files={"files": ("broken.jsonl", b'{"title": \nnot json\n')})
    assert wait(client)["rejected"] == 2
    assert "bad_json" in client.get("/sources").text
    client.post("/api/updates", json={"sources": ["http://127.0.0.1:9/feed.xml"]})
    assert wait(client)["rejected"] == 1
    assert "private_address" in {r["reason"] for r in client.get("/api/rejected").json()}


def test_others_can_read_the_store_while_the_page_runs_but_not_write(client, tmp_path):
    with herdline.open(tmp_path / "news.duckdb", read_only=True) as store:
        assert len(store.stories()) > 5
    answer = client.get("/")
    assert answer.status_code == 200


def test_a_file_that_is_no_store_is_said_to_be_none(tmp_path):
    bad = tmp_path / "bad.duckdb"
    bad.write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="not a DuckDB file"):
        make_app(bad)


def test_the_page_starts_on_nothing_and_says_how_to_begin(tmp_path):
    with TestClient(make_app(tmp_path / "new.duckdb", WebSettings(updates=False)), base_url=HERE) as client:
        assert "The store is empty" in client.get("/").text
        for path in ("/record", "/outlets", "/sources", "/about", "/search?q=x", "/actor/CHN", "/pair/CHN/RUS"):
            assert client.get(path).status_code == 200, path


def test_a_source_is_forgotten_after_its_counts_were_shown(tmp_path):
    source = tmp_path / "port.jsonl"
    source.write_bytes(ferry(4, "Alkmeer"))
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(source)
        store.build(threads=1)
    app = make_app(tmp_path / "news.duckdb", WebSettings(poll_minutes=0))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        assert "Forget" in client.get("/sources").text
        asked = client.get("/sources/forget", params={"source": str(source)})
        assert "4 articles" in asked.text and "Forget it" in asked.text
        assert client.delete("/api/sources", params={"source": str(source), "dry_run": True}).json()["articles"] == 4
        assert client.get("/api/search?q=Alkmeer").json()
        assert client.post("/sources/forget", data={"source": str(source)}).status_code == 303
        ended = wait(client)
        assert (ended["state"], ended["forgotten"]) == ("done", 4)
        assert client.get("/api/search?q=Alkmeer").json() == [] and client.get("/api/sources").json() == []
        assert "4 articles forgotten" in client.get("/progress?seen=0").text
        assert client.post("/sources/forget", data={"source": str(source)}).status_code == 404
    assert source.exists()


def test_a_story_analysed_by_leads_is_read_whole_on_asking(sample_path, tmp_path):
    path, source = tmp_path / "news.duckdb", tmp_path / "port.jsonl"
    source.write_bytes(ferry(4, "Alkmeer"))
    with herdline.open(path) as store:
        store.read(source)
        store.build(depth="leads", threads=2)
        story = store.stories()[0].story
    with TestClient(make_app(path, WebSettings(poll_minutes=0)), base_url=HERE, follow_redirects=False) as client:
        for page in (f"/story/{story}", f"/story/{story}/left-out"):
            assert f'action="/story/{story}/whole"' in client.get(page).text
            assert "herdline deepen" not in client.get(page).text
        answer = client.post(f"/story/{story}/whole")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/story/{story}#left-out")
        assert wait(client)["deepened"] == 4
        assert "4 texts read whole" in client.get("/progress?seen=0").text
        assert "/whole" not in client.get(f"/story/{story}").text
        assert client.get(f"/api/stories/{story}/missing").json()["by_leads"] == 0
        assert client.post(f"/api/stories/{story}/whole").json()["deepen"] == [story]
        assert wait(client)["deepened"] == 0  # all is read already
        assert client.post("/story/99999/whole").status_code == 404
