"""Items of which only the title is known. Outlets and headlines are invented."""

import datetime
import json

import herdline
from herdline.copies.titles import Item, days, key, sources

TITLE = "Ferry between the two islands stops after the storm"


def _families(tmp_path, rows):
    source = tmp_path / "items.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(source)
        store.build()
        told = "select a.given_id, f.family, f.kind from families f join articles a on a.id = f.article"
        return {row["given_id"]: (row["family"], row["kind"]) for row in store.sql(told).to_pylist()}


def _item(number, outlet, title, text="", day=3):
    return {
        "id": f"i{number}", "outlet": outlet, "title": title, "text": text, "lang": "en",
        "published": f"2023-06-{day:02d}T10:{number:02d}:00Z", "url": f"https://{outlet}/{number}",
    }  # fmt: skip


BODY = (
    "The ferry that links the two islands has been tied up since the storm, its captain told the harbour master. " * 3
)
OTHER = (
    "Nobody crossed the strait on Friday, and the bakers of the smaller island say that they have flour for a week. "
    * 3
)


def test_a_bare_headline_that_another_outlet_has_word_for_word_is_no_text_of_its_own(tmp_path):
    found = _families(
        tmp_path,
        [
            _item(1, "harbour.example", TITLE, BODY),
            _item(0, "portal.example", TITLE),  # stamped ahead of the text, which is the source all the same
            _item(2, "early.example", TITLE.upper()),
            _item(3, "strait.example", TITLE, OTHER),
            _item(4, "portal.example", "Bakers say that they have flour for one week more"),
            _item(5, "late.example", TITLE, day=20),
        ],
    )
    assert found["i0"] == found["i2"] == (found["i1"][0], "syndicated")
    assert found["i1"][1] == "original"
    assert found["i3"][0] != found["i1"][0]  # a text of its own under the same title
    assert len({found[name][0] for name in ("i1", "i3", "i4", "i5")}) == 4


def test_titles_are_compared_by_letters_in_any_script():
    assert key("Паром между островами не ходит — после шторма") == key("паром между островами не ходит после шторма!")
    assert key("两岛之间的渡轮因风暴停航三天") == key("两岛之间的渡轮因风暴停航三天！")
    assert key("Weather today") == key("दिल्ली में बारिश") == ""
    assert key("Ferry between two islands stops — Harbour Post", {"harbour post"}) == key(
        "Ferry between two islands stops"
    )
    assert key("Live updates of the vote – north wins", {"harbour post"}) != key(
        "Live updates of the vote – south wins"
    )


def test_a_chain_of_days_is_no_single_text():
    day = [days(datetime.datetime(2023, 6, n)) for n in (1, 3, 5, 7)]
    items = [Item(told, number, True) for number, told in enumerate(day)]
    assert sources(items) == [(1, 0), (3, 2)]
    assert sources([*items[:2], Item(day[3], 9, False)]) == [(1, 0)]
