"""Who may ask the page, and what its answers forbid."""

from __future__ import annotations

import shutil

import pytest
from starlette.testclient import TestClient

from herdline.web.app import WebSettings, make_app

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def client(sample_path, tmp_path_factory):
    path = tmp_path_factory.mktemp("guard") / "news.duckdb"
    shutil.copyfile(sample_path, path)
    with TestClient(make_app(path, WebSettings(poll_minutes=0)), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:9999", "", "[::1"])
def test_another_name_for_this_machine_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Samarkand" not in answer.text


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:8765"])
def test_its_own_names_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": HERE},
    ],
)
@pytest.mark.parametrize("path", ["/sources", "/upload", "/updates/1/cancel", "/api/updates"])
def test_another_site_cannot_change_anything(client, path, headers):
    answer = client.post(path, data={"sources": "https://example.org/feed"}, headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/updates").json() == []


def test_every_answer_forbids_scripts_frames_and_guessing(client):
    for path in ("/", "/nope", "/api/stories", "/style.css", "/static/htmx-2.0.11.min.js"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_no_page_holds_an_inline_script_or_a_foreign_address(client):
    for path in ("/", "/record", "/sources", "/outlets", "/about", "/search?q=xi"):
        text = client.get(path).text
        assert text.count("<script") == 1 and '<script src="/static/' in text
        assert " onclick" not in text and "javascript:" not in text


def test_a_body_beyond_what_is_allowed_is_refused(client):
    answer = client.post("/sources", data={"sources": "x" * 100_000}, headers={"origin": HERE})
    assert answer.status_code == 413


def test_bound_wider_it_asks_for_its_token(sample_path, tmp_path):
    path = tmp_path / "news.duckdb"
    shutil.copyfile(sample_path, path)
    settings = WebSettings(host="192.0.2.7", token="let-me-in", updates=False)
    with TestClient(make_app(path, settings), base_url="http://192.0.2.7:8765", follow_redirects=False) as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/", headers={"authorization": "Bearer let-me-in"}).status_code == 200
        entered = client.get("/?token=let-me-in")
        assert entered.status_code == 303 and "httponly" in entered.headers["set-cookie"].lower()
        assert client.get("/").status_code == 200


def test_files_of_the_machine_cannot_be_read_through_a_page_that_others_reach(sample_path, tmp_path):
    path = tmp_path / "news.duckdb"
    shutil.copyfile(sample_path, path)
    settings = WebSettings(host="192.0.2.7", token="t", poll_minutes=0)
    with TestClient(make_app(path, settings), base_url="http://192.0.2.7:8765") as client:
        client.headers["authorization"] = "Bearer t"
        answer = client.post("/api/updates", json={"sources": [str(sample_path)]})
        assert answer.status_code == 400
        assert "only addresses" in answer.json()["error"]["message"]
