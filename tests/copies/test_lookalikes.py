"""Candidates of translations: the nearest articles of other languages, exactly or through cells."""

from __future__ import annotations

import numpy as np
import pytest

from herdline.config import CopySettings
from herdline.copies import lookalikes
from herdline.copies.lookalikes import Readings
from herdline.text.vectors import KNOWN

COUNT = 1500


@pytest.fixture
def planted(monkeypatch):
    """Articles of which every fifth has its translation right behind it; topics make neighbours of the rest."""
    rng = np.random.default_rng(4)
    topics = rng.normal(size=(30, 64))
    made = topics[rng.integers(0, 30, COUNT)] + 0.8 * rng.normal(size=(COUNT, 64))
    langs = ["en"] * COUNT
    pairs = [(i, i + 1) for i in range(0, COUNT, 5)]
    for number, (a, b) in enumerate(pairs):
        made[b] = made[a] + 0.3 * rng.normal(size=64)
        langs[b] = ("ru", "zh")[number % 2]
    made = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    monkeypatch.setattr(lookalikes.vectors, "static_vectors", lambda texts: made[[int(t.split(".")[0]) for t in texts]])
    numbers = [str(i) for i in range(COUNT)]
    return Readings(list(range(COUNT)), langs, numbers, numbers, rng.uniform(0, 3, COUNT)), pairs, made


def found(readings):
    return set(lookalikes.candidates(readings, KNOWN, CopySettings()))


def test_translations_are_among_the_mutual_nearest_of_other_languages(planted):
    readings, pairs, _ = planted
    candidates = found(readings)
    assert set(pairs) <= candidates
    assert all(readings.langs[a] != readings.langs[b] and a < b for a, b in candidates)


def test_candidates_are_the_pairs_that_stand_in_both_lists_of_eight(planted):
    readings, _, made = planted
    settings = CopySettings()
    langs = np.array(readings.langs)
    near = made @ made.T
    near[langs[:, None] == langs[None, :]] = -1
    lists = np.argsort(-near, axis=1, kind="stable")[:, : settings.translated_tries]
    listed = {(i, int(j)) for i, row in enumerate(lists) for j in row if near[i, j] >= settings.translated_near}
    assert found(readings) == {(i, j) for i, j in listed if i < j and (j, i) in listed}


def test_cells_find_what_comparing_all_finds(planted, monkeypatch):
    readings, pairs, _ = planted
    exact = found(readings)
    monkeypatch.setattr(lookalikes, "_EXACT", 10)
    cells = found(readings)
    assert len(set(pairs) & cells) >= 0.98 * len(pairs)
    assert len(exact & cells) >= 0.8 * len(exact)
