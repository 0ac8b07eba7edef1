"""Invented articles with everything that engines may take differently: nothing, NULL, scripts, zones, ties, copies."""

from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

_WIRE = (
    "The river council of Osterby agreed on Tuesday to close the old weir for repairs. Officials said the work would "
    "take nine months and cost four million crowns. Fishermen along the lower river protested against the plan and "
    "asked the government for compensation. All eyes will be on the vote in the upper chamber next week."
)
_LINE = "Nobody in the valley expected the weir to become a matter of state"
_RUSSIAN = (
    "Совет реки решил закрыть старую плотину на ремонт. Россия подписала соглашение с Казахстаном. Рыбаки протестовали "
    "против плана."
)
_CHINESE = "河流委员会周二同意关闭旧水坝进行维修。中国与哈萨克斯坦签署了协议。渔民抗议该计划。" * 3
_ARABIC = "وافق مجلس النهر يوم الثلاثاء على إغلاق السد القديم للإصلاح. احتج الصيادون على الخطة."
ARTICLES: tuple[dict, ...] = (
    {"id": "1", "title": "Weir of Osterby to close", "text": _WIRE, "outlet": "one.example", "lang": "en",
     "published": "2022-09-13T10:00:00+09:00"},
    {"id": "2", "title": "Weir of Osterby to close", "text": _WIRE + " (Northwire)", "outlet": "two.example",
     "lang": "en", "published": "2022-09-13T01:00:00Z"},
    {"id": "3", "title": "Fishermen angry over weir", "text": f"{_LINE}, a deputy said. Protesters blocked the bridge "
     "on Wednesday. Police arrested three men. The minister condemned the protest and promised talks.",
     "outlet": "three.example", "lang": "en", "published": "2022-09-14T23:30:00-05:00"},
    {"id": "4", "title": "A weir divides the valley", "text": f"{_LINE}. Russia signed an agreement with Kazakhstan on "
     "water on 14 September 2022. Germany accused Belarus of breaking it.", "outlet": "four.example", "lang": "en",
     "published": "2022-09-15"},
    {"id": "5", "title": "Valley, weir, state", "text": f"{_LINE}, and yet it did. France imposed sanctions on "
     "Belarus. “We will not accept this,” the mayor said.", "outlet": "five.example", "lang": "en", "published": None},
    {"id": "6", "title": None, "text": "No title here, only a text of some length about the weir of Osterby.",
     "outlet": None, "lang": None, "published": "2022-03-27T02:30:00"},
    {"id": "7", "title": "Only a title", "text": "", "outlet": "one.example", "lang": "en", "published": "2022-09"},
    {"id": "8", "title": "", "text": "", "outlet": "one.example"},
    {"id": "9", "title": "Плотину закроют", "text": _RUSSIAN, "outlet": "six.example", "lang": "ru",
     "published": "2022-09-13T12:00:00+03:00"},
    {"id": "10", "title": "旧水坝将关闭", "text": _CHINESE,
     "outlet": "seven.example", "lang": "zh", "published": "2022-09-13T20:00:00+08:00"},
    {"id": "11", "title": "إغلاق السد القديم", "text": _ARABIC, "outlet": "eight.example", "lang": "ar",
     "published": "2022-09-13T12:00:00+03:00"},
    {"id": "12", "title": "Emoji 👩‍🚀 and a\u0301ccents", "text": "Café 👩‍🚀 crews said “naïve” plans fail. " * 6,
     "outlet": "two.example", "lang": "en", "published": "2022-09-13T01:00:00Z"},
    {"id": "13", "title": "La presa se cierra", "text": "El consejo del río acordó el martes cerrar la vieja presa. "
     "España firmó un acuerdo con Portugal. Los pescadores protestaron.", "outlet": "nine.example", "lang": "es",
     "published": "2022-09-13T01:00:00Z"},
)  # fmt: skip
OUTLETS = (
    "outlet,name,country,lang,owner,unit\n"
    "two.example,The Second,DEU,en,Group,Group\n"
    "three.example,Third,FRA,en,Group,Group\n"
)
_PAGE = (
    "<html lang='en'><head><title>Page {n}</title><meta property='article:published_time' "
    "content='2022-09-1{n}T08:00:00+02:00'></head><body><article><h1>Page {n}</h1>"
    "<p>The weir stayed closed on day {n}, and the council met again in the town hall to hear the fishermen.</p>"
    "<p>Nothing was decided before the evening, said a clerk who had counted the raised hands twice.</p>"
    "</article></body></html>"
)


def write(folder: Path) -> None:
    """The articles as files of every kind that a cluster reads, a torn and a foreign one beside them."""
    lines = [orjson.dumps(a) for a in ARTICLES]
    (folder / "a.jsonl").write_bytes(b"\n".join([*lines[:5], b"{broken", *lines[5:9]]))
    rows = [{k: a.get(k) for k in ("id", "title", "text", "outlet", "lang", "published")} for a in ARTICLES[9:]]
    pq.write_table(pa.Table.from_pylist(rows), folder / "b.parquet")
    (folder / "c.csv").write_text(
        "id,title,text\n20,Row,A row of a table about the weir.\n21,short\n", encoding="utf-8"
    )
    records = []
    for n in (3, 4):
        body = _PAGE.format(n=n).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        records.append(
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://ten.example/%d\r\n"
            b"WARC-Date: 2022-09-20T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0000000%d-0000-0000-0000-000000000000>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (n, n, len(http), http)
        )
    (folder / "d.warc.gz").write_bytes(b"".join(gzip.compress(r) for r in records))
    (folder / "e.jsonl.gz").write_bytes(gzip.compress(lines[0] + b"\n" + lines[1])[:-20])
