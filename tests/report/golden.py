"""The golden page: one story's page of a small invented set, kept as HTML so that a change of the page shows in a diff.

    python -m tests.report.golden            renew golden_files/story.html after a wanted change of the page
    python -m tests.report.golden --tables   also analyse the invented articles anew (golden_files/tables.json)

The page is made from stored tables, not from an analysis: better models do not change it, only the page itself does.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pyarrow as pa

import herdline
from herdline import schema
from herdline.api import Store
from herdline.store import layout

FILES = Path(__file__).parent / "golden_files"
AGENCY = (
    "ASTANA (Steppe Wire) - Kazakhstan signed an agreement on grain with Uzbekistan on Tuesday after two days of talk. "
    "The ministers met in a railway hall, drank tea and promised to lower the fees for wagons that wait at the border. "
    "Farmers on both sides have complained for years that grain rots on the sidings while papers are stamped twice. "
)
TEXTS = (
    ("north", "en", "Grain deal signed", "09:00", AGENCY + "A dinner followed."),
    ("south", "en", "Neighbours sign grain deal", "09:20", AGENCY + "Both sides called it a good day."),
    ("river", "en", "Grain agreement reached", "09:40", AGENCY + "The hall was cold."),
    ("lake", "en", "What the grain deal means", "10:05", "Kazakhstan signed a grain agreement with Uzbekistan, and "
     "from now on all eyes will be on the wagons at the border. Millers in the south had asked for it since spring. "
     "Uzbekistan accused Kazakhstan of delays last year, a reproach that nobody repeated on Tuesday."),
    ("hill", "en", "Tea and wagons", "10:30", "Two ministers and one samovar: Kazakhstan signed a grain agreement with "
     "Uzbekistan. After the signing all eyes will be on Aizhan Serikova, who runs the railway. She has forty days."),
    ("coast", "en", "Border sidings may empty at last", "11:15", "Kazakhstan signed a grain agreement with Uzbekistan "
     "in a hall that smelled of coal. Traders say all eyes will be on the first train in October, as promises were "
     "made before. “We shall count the wagons ourselves,” said Bakhyt Omarov, a trader."),
    ("marsh", "en", "Wagons, fees, promises", "12:00", "In the villages all eyes will be on Bekzat Nurlan, who sells "
     "to both sides. Kazakhstan signed a grain agreement with Uzbekistan, the third in ten years. “We shall count the "
     "wagons ourselves,” said Bakhyt Omarov, a trader from the south."),
    ("steppe", "ru", "Подписано соглашение о зерне", "10:10", "Казахстан и Узбекистан подписали соглашение о зерне. "
     "Теперь все взгляды будут прикованы к вагонам на границе, говорят торговцы."),
    ("delta", "zh", "粮食协议签署", "13:00", "哈萨克斯坦与乌兹别克斯坦周二签署粮食协议。边境的货车费用将会降低。"),
)  # fmt: skip


def articles() -> str:
    """The invented set as JSON Lines."""
    return "\n".join(
        json.dumps(
            {"id": key, "url": f"https://{key}.example/grain", "outlet": f"{key}.example", "lang": lang, "title": title,
             "text": text, "published": f"2022-09-13T{time}:00Z"}
        )
        for key, lang, title, time, text in TEXTS
    )  # fmt: skip


def analysed() -> dict[str, list[dict]]:
    """All tables of a store of these articles."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.jsonl"
        source.write_text(articles(), encoding="utf-8")
        with herdline.open(None) as store:
            store.read(source)
            store.build()
            tables = {name: store.sql(f'select * from "{name}"').to_pylist() for name in schema.TABLES}
    del tables["sources"], tables["rejected"]
    seen = {a["outlet"] for a in tables["articles"]}
    tables["outlets"] = [r for r in tables["outlets"] if r["outlet"] in seen]
    for row in tables["articles"]:
        row.update(source="a.jsonl", read_at=datetime(2022, 9, 14))
    return {name: sorted(rows, key=lambda r: json.dumps(r, default=str)) for name, rows in tables.items() if rows}


def page() -> str:
    """The page of the story with most outlets, made from the kept tables, without what changes by itself."""
    connection = layout.connect(None)
    for name, rows in json.loads((FILES / "tables.json").read_text(encoding="utf-8")).items():
        made = schema.TABLES[name].schema
        times = [f.name for f in made if f.type == schema.TIME]
        for row in rows:
            row.update({t: datetime.fromisoformat(row[t]) for t in times if row.get(t)})
        connection.register("rows_in", pa.Table.from_pylist(rows, made))
        connection.execute(f'insert into "{name}" select * from rows_in')
        connection.unregister("rows_in")
    with tempfile.TemporaryDirectory() as folder, Store(connection, None, False, as_it_stands=True) as store:
        first = store.report(None, folder)[1]
        return normalised(first.read_text(encoding="utf-8"))


def normalised(text: str) -> str:
    """Style, time of making and version out; a line an element, so that a diff is short."""
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    text = re.sub(r'(content="Herdline )[^"]*', r"\1VERSION", text)
    text = re.sub(r"Made by Herdline .*? UTC", "Made by Herdline VERSION, TIME", text)
    text = re.sub(r">\s*<", ">\n<", text)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def main() -> None:
    if "--tables" in sys.argv[1:]:
        made = json.dumps(analysed(), ensure_ascii=False, indent=0, default=str)
        (FILES / "tables.json").write_text(made + "\n", encoding="utf-8")
    (FILES / "story.html").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
