"""Shared fixtures: the built-in sample, read and analysed once."""

from __future__ import annotations

import json
import os
from importlib import resources
from pathlib import Path

import pytest

import herdline

SAMPLE = Path(str(resources.files("herdline") / "data" / "sample"))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Folder of the development data; tests that need it are skipped where it is missing."""
    folder = Path(os.environ.get("HERDLINE_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (folder / "README.md").exists():
        pytest.skip("development data not found; set HERDLINE_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def truth() -> dict:
    """What was planted in the sample."""
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample, analysed."""
    path = tmp_path_factory.mktemp("sample") / "news.duckdb"
    with herdline.open(path) as store:
        store.read(SAMPLE / "articles.jsonl", outlets=SAMPLE / "outlets.csv")
        store.build()
    return path


@pytest.fixture
def sample(sample_path: Path):
    """The sample's store, open for reading."""
    with herdline.open(sample_path, read_only=True) as store:
        yield store


@pytest.fixture(scope="session")
def given_ids(sample_path: Path) -> dict[int, str]:
    """Store id -> id in the sample's file."""
    with herdline.open(sample_path, read_only=True) as store:
        rows = store.sql("select id, given_id from articles").to_pylist()
    return {r["id"]: r["given_id"] for r in rows}
