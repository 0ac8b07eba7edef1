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


def analysed(tmp_path, rows):
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)))
    store = herdline.open(None)
    store.read(source)
    return store


def test_an_outlets_second_print_is_its_own_rerun_and_two_outlets_print_is_syndicated(tmp_path):
    column = " ".join(
        f"Sentence {n} of a column on the harbour and its patient crane drivers by the sea." for n in range(9)
    )
    other = " ".join(
        f"Line {n} of a piece about a mountain road, its bends and the bus that climbs it." for n in range(9)
    )
    rows = [
        {"id": str(n), "outlet": outlet, "title": title, "byline": "Jane Invented", "text": text,
         "url": f"https://{outlet}/{n}", "published": f"2022-09-15T1{n}:00:00Z"}
        for n, (outlet, title, text) in enumerate([
            ("one.example", "Harbour crane drivers wait", column),
            ("one.example", "Harbour crane drivers still wait", column),
            ("two.example", "The mountain bus climbs", other), ("three.example", "The mountain bus climbs", other),
        ])
    ]  # fmt: skip
    with analysed(tmp_path, rows) as store:
        kinds = {
            frozenset(m.outlet for m in f.members): f.kind
            for s in store.stories(min_outlets=1)
            for f in store.line(s.story).families
        }
    assert kinds[frozenset({"one.example"})] == "rerun"
    assert kinds[frozenset({"two.example", "three.example"})] in ("syndicated", "agency")


def test_a_page_without_a_line_counts_no_outlets_that_carry_it(tmp_path):
    rows = [
        {"id": str(n), "outlet": f"o{n}.example", "title": f"Bridge in Harbour closed {n}", "text": text,
         "url": f"https://o{n}.example/", "published": f"2022-09-15T1{n}:00:00Z"}
        for n, text in enumerate(["The bridge in Harbour is closed.", "Harbour lost its bridge.", "No bridge now."])
    ]  # fmt: skip
    with analysed(tmp_path, rows) as store:
        pages = [f.read_text(encoding="utf-8") for f in store.report(None, tmp_path / "out", min_outlets=1)]
    told = [page for page in pages if 'id="outlets"' in page]
    assert told
    for page in told:
        assert "Who tells it" in page
        assert "0 of " not in page.split('id="outlets"')[1].split('id="left-out"')[0]
