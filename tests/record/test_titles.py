"""Events that only a headline tells, from reading to every place that shows them. Outlets and news are invented."""

import json

import pyarrow as pa
import pytest

import herdline
from herdline.record.actors import find
from herdline.record.coding import split
from herdline.record.parsed.headlines import in_lower_case

TITLE = "Kazakhstan Imposes Sanctions on Russia Over Pipeline Blast"
TEXT = "Nobody in the harbour had heard of it by noon, and the bakers went on baking as they had done all week long."


def _item(number, title, text, hour):
    return {
        "id": number, "outlet": f"{number}.example", "title": title, "text": text, "lang": "en",
        "published": f"2023-06-03T{hour}:00:00Z",
    }  # fmt: skip


def _batch(title, text):
    rows = {"id": [1], "lang": ["en"], "title": [title], "text": [text]}
    columns = {name: pa.array(held, pa.int64() if name == "id" else pa.string()) for name, held in rows.items()}
    return pa.RecordBatch.from_pydict({**columns, "published": pa.array([None], pa.timestamp("us"))})


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("titles")
    rows = [_item("t1", TITLE, "", 10), _item("t2", "The Week", TEXT, 11)]
    (folder / "items.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with herdline.open(folder / "news.duckdb") as opened:
        opened.read(folder / "items.jsonl")
        opened.build()
        yield opened


def test_a_headline_is_coded_and_shown_as_it_is_written(store):
    (event,) = store.record()
    assert (event.type, event.start, event.end, event.sentence) == ("SANCTION", 0, 0, TITLE)
    assert [a.text for a in (*event.actors, *event.recipients)] == ["Kazakhstan", "Russia"]


def test_the_pair_says_what_the_headline_tells(store):
    found = store.check("KAZ", "RUS")
    assert [limit.told.sentence for limit in found.limits] == [TITLE]
    assert found.deeds == ()
    assert "1 recorded event" in found.note


def test_the_article_page_lists_it_without_a_place_in_the_text(store):
    (event,) = store.record()
    spans = [span for span in store.article(event.article).spans if span.kind == "event"]
    assert [(span.start, span.end) for span in spans] == [(0, 0)]


def test_a_title_that_the_text_says_again_is_read_once():
    assert [row["end"] > 0 for row in split(_batch(TITLE, f"{TITLE}\n{TEXT}")).to_pylist()] == [True]


def test_nothing_known_is_no_sentence():
    assert split(_batch(None, None)).num_rows == 0


@pytest.mark.parametrize(
    ("title", "lowered"),
    [
        (TITLE, "Kazakhstan imposes sanctions on Russia over pipeline blast"),
        ("Kazakhstan imposed sanctions on Russia", "Kazakhstan imposed sanctions on Russia"),
        ("Визит В Москву Отложен На Неделю", "Визит В Москву Отложен На Неделю"),
        ("YouTube Removes Videos Of The Visit", "YouTube removes videos of the visit"),
        ("", ""),
    ],
)
def test_headlines_in_capitals_keep_names_and_places(title, lowered):
    assert in_lower_case(title, find(title)) == lowered
