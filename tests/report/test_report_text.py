"""What the pages say: escaped, cut at sentences, honest about what is missing."""

from __future__ import annotations

import json

import pytest

import herdline
from herdline.report.model import around


def shown(text: str, part: str) -> str:
    start = text.index(part)
    return "".join(f"[{p.text}]" if p.mark else p.text for p in around(text, start, start + len(part)))


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("One. All eyes will be on the talks. Three.", "eyes will be", "All [eyes will be] on the talks."),
        ("Первое. Все взгляды на саммит! Третье.", "взгляды", "Все [взгляды] на саммит!"),
        ("第一句。所有目光都在峰会上。第三句。", "目光", "所有[目光]都在峰会上。"),
        ("Head\n\nNo stop at the end", "stop", "No [stop] at the end"),
    ],
)
def test_the_sentence_around_a_place_is_cut_in_any_script(text, part, expected):
    assert shown(text, part) == expected


def test_a_very_long_sentence_is_shortened_on_both_sides():
    text = "word " * 200 + "SHARED " + "word " * 200
    out = shown(text, "SHARED")
    assert len(out) < 600
    assert out.startswith("… ")
    assert out.endswith(" …")


def test_a_title_that_is_a_script_tag_shows_as_text(tmp_path):
    rows = [
        {"id": i, "title": "<script>alert(1)</script> & <b>bold</b> talks in town", "outlet": f"o{i}.example",
         "text": f"Sentence number {i} about the valley talks & <img src=x onerror=alert(1)> more words here.",
         "url": f"https://o{i}.example/a", "published": "2022-09-15T10:00:00Z"} for i in range(3)
    ]  # fmt: skip
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)))
    with herdline.open(None) as store:
        store.read(source)
        files = store.report(None, tmp_path / "out", min_outlets=1)
    for file in files:
        page = file.read_text(encoding="utf-8").lower()
        assert "<script" not in page
        assert "<img" not in page
        assert "onerror=" not in page.replace("onerror=alert(1)&gt;", "")
