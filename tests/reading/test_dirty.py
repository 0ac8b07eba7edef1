"""Dirty tables: what is read of them does not depend on how many records are looked at together."""

import itertools
import random

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from herdline import reading
from herdline.config import ReadSettings
from herdline.reading.agency import CreditFinder

BODIES = [
    "The council of Orvane met on Monday and the mayor said that it was for the bridge. ",
    "Совет Орване собрался в понедельник, и он говорил о мосте. ", "奥尔瓦内市议会星期一开会讨论桥梁问题。",
    "اجتمع مجلس أورفانه يوم الاثنين وتحدث عن الجسر. ",
    "Der Rat von Orvane tagte und das ist nicht gut für die Brücke. ",
    "Astana қаласында көпір туралы айтылды. ", "İstanbul'da köprü ışık. ", "",
]  # fmt: skip
BITS = [
    "<b>", "</p><p>", "&amp;", "&lt;p&gt;", "\x00", "\u2028", "\ufeff", "\u00a0", "\u3000", "\t", "\n", "\n\n\n\n",
    " \n", "\r\n", "’", "'", "\U0001f600", "\U00020000", "<3", "Read more",
    "Continue reading at The Barometer", "… More »",
    "(Reuters)", "WASHINGTON (AP) — ", "© AFP", "新华社北京9月15日电 ", " " * 60,
    "阅读全文", "Читать далее →", "[…]",
]  # fmt: skip
DATES = ["2023-06-01", "Thu, 01 Jun 2023 10:00:00 GMT", "2023-06-01T10:20:30.5+03:00", "1685613600", "1970-01-01",
         "15 сентября 2022", "gone", "none", "", None, 1685613600]  # fmt: skip
LINKS = ["https://www.barometer.example/a?utm_source=x&id=12345", "https://barometer.example/", "//x.y", None, "",
         "https://news.google.com/a", "https://пример.рф/мост", "https://barometer.example/%D0%b0/x y"]  # fmt: skip
BROKEN = [b"[1]", b'"text"', b"", b"{", b"{}", b'{"title": NaN}', b'{"text":"\\ud800 alone"}', b"\xd1\xee\xe2\xe5\xf2"]


def records(count: int) -> list[dict[str, object]]:
    chance = random.Random(5)

    def messy(text: str) -> str:
        for _ in range(chance.randrange(4)):
            at = chance.choice([0, len(text), chance.randrange(len(text) + 1)])
            text = text[:at] + chance.choice(BITS) + text[at:]
        return text

    return [
        {
            "headline": messy(chance.choice(BODIES)),
            chance.choice(["text", "body", "content"]): messy(chance.choice(BODIES) * chance.choice([1, 4, 40])),
            "description": chance.choice(["", "A lead of its own.", None]),
            chance.choice(["url", "link"]): chance.choice(LINKS),
            "published": chance.choice(DATES),
            "outlet": chance.choice(
                ["The Barometer", "Reuters", {"name": "Der Morgen"}, "barometer.example", "", None]
            ),
            "lang": chance.choice(["en", "ru", "de-AT", "xx", None, 5]),
            "author": chance.choice(["By A. Writer", ["AP", "B"], "<b>Reuters</b>", None]),
            "id": chance.choice([None, number, f"n{number}"]),
        }
        for number in range(count)
    ]


def read(path, rows: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    chunks = list(reading.read([str(path)], ReadSettings(chunk_rows=rows), {}, None, reading.load_outlets()))
    assert chunks[-1].state == "done"
    tables = [pa.Table.from_batches([getattr(c, part) for c in chunks]) for part in ("articles", "rejects")]
    articles, rejects = (table.drop_columns(["read_at"]).to_pylist() for table in tables)
    return articles, sorted(rejects, key=lambda r: (int(str(r["place"]).split()[-1]), r["reason"]))


def test_json_lines_give_the_same_rows_and_rejects_alone_and_in_batches(tmp_path):
    path, lines = tmp_path / "dirty.jsonl", [orjson.dumps(r) for r in records(300)]
    for place, line in zip(itertools.count(7, 31), BROKEN, strict=False):
        lines.insert(place, line)
    path.write_bytes(b"\n".join(lines))
    together = read(path, 4096)
    assert together == read(path, 1)
    refused = {r["place"]: r["reason"] for r in together[1] if r["reason"] != "bad_date"}
    assert {place: refused.get(f"line {place}") for place in range(8, 256, 31)} == {
        8: "not_a_record", 39: "not_a_record", 70: None, 101: "bad_json", 132: "no_text", 163: None, 194: None,
        225: "bad_json",
    }  # fmt: skip
    # an empty line is no record; nothing else is dropped without a word
    assert len(together[0]) + len(refused) == 300 + len(BROKEN) - 1


def test_parquet_gives_the_same_rows_and_rejects_alone_and_in_batches(tmp_path):
    path = tmp_path / "dirty.parquet"
    plain = [{k: v if isinstance(v, str) else None for k, v in r.items()} for r in records(300)]
    names = sorted({name for record in plain for name in record})
    pq.write_table(
        pa.table({n: pa.array([r.get(n) for r in plain], pa.string()) for n in names}), path, row_group_size=64
    )
    assert read(path, 4096) == read(path, 1)


@pytest.mark.parametrize("size", [1, 3, 300])
def test_agencies_are_the_same_whatever_stands_in_the_rows_around(size):
    finder = CreditFinder(reading.load_outlets())
    texts = [f"{r['headline']}\n\n{r.get('text') or ''}" for r in records(300)]
    bylines = ["Reuters" if n % 17 == 0 else "" for n in range(300)]
    outlets = ["reuters.com" if n % 29 == 0 else None for n in range(300)]
    one = [finder._one(text, "", byline, outlet) for text, byline, outlet in zip(texts, bylines, outlets, strict=True)]
    found = [
        credit
        for start in range(0, 300, size)
        for credit in zip(
            *finder.find(*(c[start : start + size] for c in (texts, [""] * 300, bylines, outlets))), strict=True
        )
    ]
    assert found == one
    assert len({agency for agency, _ in found}) > 3
