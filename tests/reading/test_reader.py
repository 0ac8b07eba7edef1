"""Sources of every kind, clean and dirty, in whole and in parts."""

import gzip
import io
import json
import os
from dataclasses import replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

import herdline
from herdline import reading
from herdline.config import ReadSettings
from herdline.reading import records

SETTINGS = ReadSettings(chunk_rows=4, workers=1, delay=0.0, timeout=2.0, retries=0, allow_private=True, backoff=0.01)
BODY = "The president said on Thursday that talks with the government would go on for another week in the capital."


def chunks(*sources, known=None, settings=SETTINGS, stdin=None):
    return list(reading.read([str(s) for s in sources], settings, known or {}, stdin, reading.load_outlets()))


def rows(found):
    return [row for c in found for row in c.articles.to_pylist()]


def rejects(found):
    return [(r["place"], r["reason"]) for c in found for r in c.rejects.to_pylist()]


def record(number, **more):
    return {"id": f"n{number}", "url": f"https://www.kurier.example/{number}", "title": f"Talks {number}", "text": BODY,
            "published": "2022-09-15T10:00:00Z", "outlet": "kurier.example", "lang": "en", **more}  # fmt: skip


def lines(*values):
    return b"".join((v if isinstance(v, bytes) else orjson.dumps(v)) + b"\n" for v in values)


@pytest.fixture
def ten(tmp_path):
    file = tmp_path / "ten.jsonl"
    file.write_bytes(lines(*(record(n) for n in range(10))))
    return file


def test_a_record_becomes_an_article(ten):
    row = rows(chunks(ten))[3]
    assert row["source"] == f"{ten}#line 4"
    assert (row["given_id"], row["url"], row["outlet"]) == ("n3", "https://kurier.example/3", "kurier.example")
    assert (row["lang"], row["extent"], row["words"], row["version"]) == ("en", "lead", 19, 1)
    assert (row["published"], row["published_precision"], row["published_basis"]) == (
        datetime(2022, 9, 15, 10), "second", "record",
    )  # fmt: skip


def test_chunks_tell_how_far_they_came(ten):
    found = chunks(ten)
    assert [(c.place, c.state, c.records) for c in found] == [
        ("4", "partial", 4),
        ("8", "partial", 4),
        ("10", "done", 2),
    ]


def test_reading_goes_on_where_it_was_interrupted(ten):
    whole = chunks(ten)
    known = {str(ten): reading.SourceState("partial", whole[0].place, whole[0].stamp)}
    rest = chunks(ten, known=known)
    assert all(c.resumed for c in rest)
    assert [r["id"] for r in rows(rest)] == [r["id"] for r in rows(whole)][4:]


def test_an_unchanged_file_is_passed_over_and_a_changed_one_read_again(ten):
    known = {str(ten): reading.SourceState("done", "10", chunks(ten)[-1].stamp)}
    assert [c.state for c in chunks(ten, known=known)] == ["unchanged"]
    ten.write_bytes(ten.read_bytes() + lines(record(11)))
    again = chunks(ten, known=known)
    assert len(rows(again)) == 11
    assert not again[0].resumed


def test_broken_lines_are_refused_and_the_others_kept(tmp_path):
    file = tmp_path / "dirty.jsonl"
    file.write_bytes(
        lines(
            record(1),
            b'{"id": "x", ',
            b"[1, 2]",
            b"",
            {"id": "e", "title": " ", "text": None},
            b"\x00\xff\xfe",
            record(7),
        )
        + json.dumps(record(8, title="half \ud800 sign"), ensure_ascii=True).encode()
        + b"\n"
        + json.dumps(record(9, text="Переговоры продолжатся на следующей неделе."), ensure_ascii=False).encode("cp1251")
    )
    found = chunks(file)
    assert [r["given_id"] for r in rows(found)] == ["n1", "n7", "n8", "n9"]
    assert rows(found)[3]["text"] == "Переговоры продолжатся на следующей неделе."
    assert sorted(rejects(found)) == [
        ("line 2", "bad_json"), ("line 3", "not_a_record"), ("line 5", "no_text"), ("line 6", "bad_json"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.json", "utf16.jsonl", "mark.jsonl", "noname"]
)
def test_json_in_any_wrapping(tmp_path, name):
    data = lines(record(1), record(2, title="新闻"))
    if name == "a.json":
        data = orjson.dumps([record(1), record(2, title="新闻")])
    elif name.endswith(".gz"):
        data = gzip.compress(data)
    elif name.endswith(".zst"):
        data = zstandard.compress(data)
    elif name.startswith("utf16"):
        data = data.decode().encode("utf-16")
    elif name.startswith("mark"):
        data = b"\xef\xbb\xbf" + data
    file = tmp_path / name
    file.write_bytes(data)
    assert [r["title"] for r in rows(chunks(file))] == ["Talks 1", "新闻"]


@pytest.mark.parametrize("name", ["bomb.jsonl", "bomb.csv"])
def test_a_file_without_line_ends_is_given_up_and_what_came_before_kept(tmp_path, monkeypatch, name):
    monkeypatch.setattr(records, "_LONGEST_LINE", 1 << 16)
    monkeypatch.setattr(records, "_LONGEST_ROW", 1 << 16)
    monkeypatch.setattr(records, "_MOST_WITHOUT_END", 1 << 18)
    good = lines(record(1), record(2))
    if name == "bomb.csv":
        good = b"id,title,text\n" + b"".join(b'n%d,Talks,"%s"\n' % (n, BODY.encode()) for n in (1, 2))
    (tmp_path / name).write_bytes(good + b"\xff{" * (4 << 20))
    found = chunks(tmp_path / name)
    assert [r["given_id"] for r in rows(found)] == ["n1", "n2"]
    assert 1 <= len(rejects(found)) <= 6  # of 128 pieces
    assert {reason for _, reason in rejects(found)} <= {"bad_json", "bad_row"}


def test_a_torn_file_keeps_what_came_before(tmp_path):
    file = tmp_path / "torn.jsonl.gz"
    data = gzip.compress(lines(*(record(n, text=BODY + str(n * 7919)) for n in range(3000))))
    file.write_bytes(data[: len(data) // 2])
    found = chunks(file, settings=replace(SETTINGS, chunk_rows=500))
    assert len(rows(found)) > 100
    assert rejects(found)[-1][1] == "torn_file"


def test_tables_in_several_encodings(tmp_path):
    (tmp_path / "a.csv").write_bytes(
        "Headline,Body,Date,Link\n"
        '"Переговоры, день второй","Президент заявил, что переговоры продолжатся.",15.09.2022,https://a.example/1\n'
        "zu,kurz\n".encode("cp1251")
    )
    (tmp_path / "b.tsv").write_text("title\ttext\turl\nOne\tTwo three\thttps://b.example/1\n", encoding="utf-8-sig")
    (tmp_path / "c.csv").write_bytes(
        "title,text\n会谈,中国国家主席习近平在撒马尔罕会见俄罗斯总统普京讨论合作问题\n".encode("gb18030")
    )
    found = chunks(tmp_path)
    assert [r["title"] for r in rows(found)] == ["Переговоры, день второй", "One", "会谈"]
    assert rows(found)[0]["published"] == datetime(2022, 9, 15)
    assert rejects(found) == [("record 2", "bad_row")]


def test_semicolons_part_the_columns_of_some_spreadsheets(tmp_path):
    (tmp_path / "a.csv").write_text("title;text;ts\nOne, two;Three, four;1663236605\n")
    (row,) = rows(chunks(tmp_path))
    assert (row["title"], row["text"], row["published"]) == (
        "One, two",
        "Three, four",
        datetime(2022, 9, 15, 10, 10, 5),
    )


def test_parquet_with_times_lists_and_many_names(tmp_path):
    table = pa.table({
        "headline": ["A", "B"], "content": [BODY, None], "author": [["Ann", "Bob"], []],
        "timestamp": [datetime(2022, 9, 15, 10, 5), None], "source": ["kurier.example", "Der Bote"], "extra": [1, 2],
    })  # fmt: skip
    pq.write_table(table, tmp_path / "t.parquet")
    first, second = rows(chunks(tmp_path / "t.parquet"))
    assert (first["byline"], first["published"], first["outlet"]) == (
        "Ann, Bob",
        datetime(2022, 9, 15, 10, 5),
        "kurier.example",
    )
    assert (second["extent"], second["outlet"], second["published_basis"]) == ("title", "Der Bote", "none")


def test_what_cannot_be_read_fails_alone(tmp_path, ten):
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 this is none")
    (tmp_path / "bad.zst").write_bytes(b"\x28\xb5\x2f\xfd garbage")
    (tmp_path / "odd.bin").write_bytes(b"\x00\x01\x02")
    names = ["bad.parquet", "bad.zst", "odd.bin", "missing.jsonl"]
    found = chunks(*(tmp_path / n for n in names), ten)
    assert [c.state for c in found if c.source != str(ten)] == ["failed"] * 4
    assert len(rows(found)) == 10
    assert len(rejects(found)) == 4


def test_ids_are_the_same_for_one_article_however_it_is_linked(tmp_path):
    file = tmp_path / "same.jsonl"
    file.write_bytes(lines(
        record(1), record(1, url="http://kurier.example/1?utm_source=feed#x"),
        record(2, url=None), record(2, url=None, text="x"),
        record(3, url="https://kurier.example/"), record(4, url="https://kurier.example/"),
    ))  # fmt: skip
    ids = [r["id"] for r in rows(chunks(file))]
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]
    assert len(set(ids)) == 4


def test_times_that_cannot_be_are_not_believed(tmp_path):
    file = tmp_path / "t.jsonl"
    file.write_bytes(
        lines(record(1, published="2999-01-01"), record(2, published="1969-12-31"), record(3, published="2012-05-01"))
    )
    assert [r["published"] for r in rows(chunks(file))] == [None, None, datetime(2012, 5, 1)]


def test_a_date_that_cannot_be_read_is_told_and_its_article_kept(tmp_path):
    file = tmp_path / "t.jsonl"
    given = ["2023-02-30", "32 Jan 2023", "2023年2月30日", "2999-01-01", "n/a", None, "15 сентября 2022"]
    file.write_bytes(lines(*(record(n, published=date) for n, date in enumerate(given))))
    found = chunks(file)
    assert [r["published"] for r in rows(found)] == [None] * 6 + [datetime(2022, 9, 15)]
    assert rejects(found) == [(f"line {n}", "bad_date") for n in (1, 2, 3, 4)]
    told = [r["detail"] for c in found for r in c.rejects.to_pylist()]
    assert told[1] == "'32 Jan 2023' is no date that can be read: kept undated"
    assert "is not between 1990-01-01 and" in told[3]


@pytest.mark.parametrize(("mode", "date"), [("full", "after the feast of the ferry"), ("fast", "2022-02-30T10:00:00Z")])
def test_a_page_whose_date_cannot_be_read_says_so(tmp_path, mode, date):
    (tmp_path / "p.html").write_text(page(PROSE, date))
    found = chunks(tmp_path / "p.html", settings=replace(SETTINGS, extraction=mode))
    assert [r["published"] for r in rows(found)] == [None]
    assert rejects(found) == [("", "bad_date")]


def test_a_day_that_a_search_made_up_and_the_page_does_not_show_is_told(tmp_path):
    (tmp_path / "p.html").write_text(page(f"{PROSE}<p>In 2021 the ministers met.</p>", ""))
    found = chunks(tmp_path / "p.html")
    assert [r["published"] for r in rows(found)] == [None]
    assert [r["detail"] for c in found for r in c.rejects.to_pylist()] == [
        "'2021-01-01' was found by a search, and the page shows no such day: kept undated"
    ]


def test_a_file_name_that_is_no_utf8_is_refused_alone_in_printable_letters(tmp_path):
    (tmp_path / "страница.html").write_text(page(PROSE))
    broken = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.html")
    try:
        Path(broken).write_text(page(PROSE))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    found = chunks(tmp_path)
    assert [Path(c.source).name for c in found] == ["bad\\xff.html", "страница.html"]
    assert [c.state for c in found] == ["failed", "done"]
    assert "rename it" in found[0].rejects.column("detail")[0].as_py()
    assert len(rows(chunks(broken, tmp_path / "страница.html"))) == 1


def test_what_is_left_alone_in_a_folder_is_named(tmp_path):
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "page.html").write_text(page(PROSE))
    for name in ("scan.pdf", "notes", ".hidden.html"):
        (tmp_path / name).write_text(page(PROSE))
    (tmp_path / "t.jsonl").write_bytes(lines(record(1)))
    found = chunks(tmp_path)
    left = [c.source.removeprefix(f"{tmp_path}/") for c in found if c.state == "other"]
    assert left == [".cache/", ".hidden.html", "notes", "scan.pdf"]
    assert len(rows(found)) == 1


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Kurier</title><link>https://www.kurier.example/</link><language>en-gb</language>
<lastBuildDate>Thu, 15 Sep 2005 12:00:00 GMT</lastBuildDate>
<item><title>One &amp; two</title><link>https://www.kurier.example/1?utm_source=rss</link><guid>g1</guid>
<pubDate>Thu, 15 Sep 2005 10:00:00 +0200</pubDate>
<description>&lt;p&gt;{BODY}&lt;/p&gt;&lt;img src="x"&gt;</description></item>
<item><title>Long</title><guid isPermaLink="false">g2</guid><pubDate>Thu, 15 Sep 1985 10:00:00 GMT</pubDate>
<description>short</description><content:encoded><![CDATA[<p>{BODY * 15}</p><p>End.</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><link href="https://bote.example/"/>
<entry><id>tag:1</id><title type="html">&lt;b&gt;Bold&lt;/b&gt;</title><link href="https://bote.example/1"/>
<updated>2022-09-15T10:00:00Z</updated><summary>{BODY}</summary></entry></feed>"""
JSON_FEED = orjson.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "C", "home_page_url": "https://c.example/",
    "items": [{"id": 1, "url": "https://c.example/1", "title": "C1", "content_html": f"<p>{BODY}</p>",
               "date_published": "2022-09-15T10:00:00Z", "authors": [{"name": "Ann"}]}, "no item"],
}).decode()  # fmt: skip


def test_feeds_of_three_kinds(tmp_path):
    for name, text in (("rss.xml", RSS), ("atom.xml", ATOM), ("feed.json", JSON_FEED)):
        (tmp_path / name).write_text(text)
    atom, rows_json, rss1, rss2 = rows(found := chunks(tmp_path))
    assert (atom["title"], atom["outlet"], atom["published_basis"]) == ("Bold", "bote.example", "feed")
    assert (rows_json["text"], rows_json["byline"], rows_json["given_id"]) == (BODY, "Ann", "1")
    assert (rss1["title"], rss1["text"], rss1["extent"]) == ("One & two", BODY, "lead")
    assert rss1["published"] == datetime(2005, 9, 15, 8)
    assert (rss2["extent"], rss2["published"], rss2["outlet_basis"]) == ("full", None, "feed")
    assert rejects(found) == [("item 2", "not_a_record"), ("item 2", "bad_date")]  # the second is of the RSS of 1985


def test_a_damaged_feed_gives_what_can_be_read(tmp_path):
    (tmp_path / "broken.xml").write_text(RSS.replace("</channel></rss>", "<item><title>Cut"))
    (tmp_path / "none.xml").write_text("<rss><nothing here")
    found = chunks(tmp_path / "broken.xml", tmp_path / "none.xml")
    assert len(rows(found)) >= 2
    assert found[-1].state == "failed"


def page(body, date="2022-09-15T10:00:00Z"):
    return f"""<!doctype html><html lang="en"><head><title>Talks go on | Kurier</title>
<meta property="og:title" content="Talks go on"><meta property="article:published_time" content="{date}">
<link rel="canonical" href="https://www.kurier.example/talks"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Talks go on</h1>{body}</article><footer>All rights reserved</footer></body></html>"""


PROSE = "".join(f"<p>{BODY} It was the {n}th day.</p>" for n in range(4, 12))


def warc_record(url, body, status="200 OK", kind="text/html", date="2022-09-16T00:00:00Z"):
    payload = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
            f"WARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(payload)}\r\n\r\n")  # fmt: skip
    return head.encode() + payload + b"\r\n\r\n"


def test_web_archives_with_bad_and_hostile_pages(tmp_path):
    deep = page("<div>" * 30_000 + BODY + "</div>" * 10)
    data = b"".join([
        warc_record("https://kurier.example/talks", page(PROSE).encode()),
        warc_record("https://kurier.example/gone", b"gone", status="404 Not Found"),
        warc_record("https://kurier.example/x.png", b"\x89PNG", kind="image/png"),
        warc_record("https://kurier.example/deep", deep.encode()),
        warc_record("https://kurier.example/empty", page("").encode()),
        warc_record("https://kurier.example/late", page(PROSE, "2023-01-01").encode().replace(b"/talks", b"/late")),
    ])  # fmt: skip
    for name, content in (("a.warc", data), ("b.warc.gz", gzip.compress(data))):
        (tmp_path / name).write_bytes(content)
        found = chunks(tmp_path / name)
        first, late = rows(found)
        assert (first["title"], first["extent"], first["lang"]) == ("Talks go on", "full", "en")
        assert first["text"].startswith(BODY)
        assert (first["published"], first["published_basis"]) == (datetime(2022, 9, 15, 10), "meta")
        assert late["published"] is None
        assert [r[1] for r in rejects(found)] == ["http_404", "content_type", "too_deep", "no_text", "bad_date"]


def test_a_page_that_takes_too_long_costs_only_itself(tmp_path, monkeypatch):
    (tmp_path / "slow.html").write_text(page(PROSE))
    (tmp_path / "talks.html").write_text(page(PROSE))
    slow = chunks(tmp_path / "slow.html", settings=replace(SETTINGS, page_seconds=0.0))
    assert rejects(slow)[0][1] == "too_slow"
    large = chunks(tmp_path / "slow.html", settings=replace(SETTINGS, max_page=100))
    assert large[-1].state == "failed"
    assert len(rows(chunks(tmp_path))) == 2


def test_standard_input_is_json_lines():
    found = chunks("-", stdin=io.BytesIO(lines(record(1), b"nonsense")))
    assert [r["source"] for r in rows(found)] == ["-#line 1"]
    assert [c.kind for c in found] == ["stdin"]


class Site(BaseHTTPRequestHandler):
    """Feeds, a list of them and a page."""

    def do_GET(self):
        host = f"http://127.0.0.1:{self.server.server_port}"
        found = {
            "/rss": (RSS, "application/rss+xml"),
            "/talks": (page(PROSE), "text/html"),
            "/opml": (f'<opml><body><outline xmlUrl="{host}/rss"/></body></opml>', "text/x-opml"),
        }.get(self.path)  # fmt: skip
        if self.headers.get("If-None-Match") == '"1"' and found:
            self.send_response(304)
            self.end_headers()
            return
        body = found[0].encode() if found else b"no"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", found[1] if found else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    served = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


def test_feeds_and_pages_behind_addresses(site, tmp_path):
    (tmp_path / "list.txt").write_text(f"# feeds\n{site}/rss\n{site}/missing\n{site}/talks\n")
    found = chunks(tmp_path / "list.txt")
    by_source = {c.source.rsplit("/", 1)[1]: c for c in found}
    assert {k: (c.kind, c.state) for k, c in by_source.items()} == {
        "rss": ("feed", "done"), "talks": ("page", "done"), "missing": ("page", "failed"),
    }  # fmt: skip
    assert sorted(r["title"] for r in rows(found)) == ["Long", "One & two", "Talks go on"]
    assert sorted(rejects(found)) == [("", "http_404"), ("item 2", "bad_date")]
    known = {c.source: reading.SourceState(c.state, c.place, c.stamp) for c in found}
    again = chunks(f"{site}/rss", f"{site}/talks", known=known)
    assert [c.state for c in again] == ["unchanged"] * 2


def test_a_list_of_feeds_behind_an_address_is_followed_once(site):
    found = chunks(f"{site}/opml")
    assert sorted((c.kind, c.articles.num_rows) for c in found) == [("feed", 2), ("list", 0)]


def test_a_file_of_another_kind_that_is_named_is_looked_into_though_its_folder_left_it_alone(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.dat").write_text('{"title": "The ferry of Orvane", "text": "It sails again."}\n', encoding="utf-8")
    with herdline.open(None) as store:
        told = store.read(str(folder), str(folder / "one.dat"))
    assert told.new == 1
