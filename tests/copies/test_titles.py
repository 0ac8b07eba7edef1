"""Items of which only the title is known. Outlets and headlines are invented."""

import json

import herdline
from herdline.copies.titles import key

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
            _item(2, "portal.example", f"{TITLE} - Harbour Post"),
            _item(3, "strait.example", TITLE, OTHER),
            _item(4, "portal.example", "Bakers say that they have flour for one week more"),
            _item(5, "late.example", TITLE, day=20),
        ],
    )
    assert found["i2"] == (found["i1"][0], "syndicated")
    assert found["i3"][0] != found["i1"][0]  # a text of its own under the same title
    assert len({found[name][0] for name in ("i1", "i3", "i4", "i5")}) == 4


def test_titles_are_compared_by_letters_in_any_script():
    assert key("Паром между островами не ходит — после шторма") == key("паром между островами не ходит после шторма!")
    assert key("两岛之间的渡轮因风暴停航三天") == key("两岛之间的渡轮因风暴停航三天！")
    assert key("Weather today") == ""
