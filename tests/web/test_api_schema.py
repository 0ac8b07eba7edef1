"""The JSON API against its own description: whatever is sent, it answers without falling over."""

from __future__ import annotations

import shutil

import hypothesis
import pytest

from herdline.web.app import WebSettings, make_app

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
HOST = {"host": "127.0.0.1:8765"}


@pytest.fixture(scope="module")
def described(sample_path, tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "news.duckdb"
    shutil.copyfile(sample_path, path)
    return schemathesis.openapi.from_asgi("/api/openapi.json", make_app(path, WebSettings(updates=False)), headers=HOST)


def test_no_request_makes_the_api_fall_over(described):
    asked = 0
    for operation in (found.ok() for found in described.get_all_operations()):

        @hypothesis.settings(
            max_examples=15, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
        )
        @hypothesis.given(case=operation.as_strategy())
        def falls_over(case):
            answer = case.call(headers=HOST)
            assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text[:500]}"
            assert "nosniff" in answer.headers["x-content-type-options"]

        falls_over()
        asked += 1
    assert asked >= 10
