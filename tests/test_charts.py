"""Charts for notebooks, and the example notebook run from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

from herdline.errors import BadQuestion

pytest.importorskip("altair", reason="altair is not installed")
NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebooks" / "line-and-check.ipynb"


def test_the_chart_of_a_line_has_a_row_for_each_outlet_with_a_time(sample):
    line = sample.line(1)
    rows = line.chart().to_dict()["data"]["values"]
    timed = [a for a in line.spread if a.published is not None]
    assert [row["outlet"] for row in rows] == [a.outlet for a in timed]
    assert {"independent", "agency", "copy"} >= {row["kind"] for row in rows} > {"independent"}


def test_the_chart_of_a_story_counts_its_outlets(sample):
    story = sample.stories()[0]
    rows = story.chart().to_dict()["data"]["values"]
    assert sum(row["outlets"] for row in rows) == story.outlets
    assert rows[0]["outlets"] == story.families


def test_the_chart_of_a_pair_draws_every_dated_event_words_up_deeds_down(sample):
    pair = sample.check("CHN", "RUS")
    rows = pair.chart().to_dict()["layer"][0]["data"]["values"]
    dated = sum(
        m.verbal_cooperation + m.verbal_conflict + m.material_cooperation + m.material_conflict for m in pair.months
    )
    assert sum(row["events"] for row in rows) == dated > 0
    assert all((row["height"] > 0) == row["what"].startswith("words") for row in rows)


def test_nothing_to_draw_is_said_in_words(sample):
    with pytest.raises(BadQuestion, match="nothing to draw"):
        sample.check("CHN", "RUS", since="1950", until="1951").chart()


def test_the_example_notebook_runs(tmp_path):
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "the notebook is kept without outputs"
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    kinds = [set(output.get("data", {})) for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/svg+xml" in held for held in kinds) == 3
