"""Which reports tell one deed: a report without a day of its own looks back at the one that it tells of."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pyarrow as pa
import pytest

import herdline
from herdline.record.dating.said import is_day_of_saying
from herdline.record.identity import marks
from herdline.record.sameness import same

MUTINY = [
    ("2023-06-24", "en", "Wagner's mutiny against Russia shocks the Kremlin."),
    ("2023-06-24", "en", "An armed rebellion by Wagner against the Russian army has begun."),
    ("2023-06-25", "en", "What the mutiny of Wagner against Russia tells the world."),
    ("2023-06-26", "en", "Five lessons from the rebellion of Wagner against Russia."),
    ("2023-06-26", "pl", "Bunt Grupy Wagnera przeciwko Rosji osłabił Kreml."),
    ("2023-06-26", "en", "The minister said on Monday that the rebellion of Wagner against Russia showed cracks."),
]
SHELLED = [
    ("2023-06-13", "en", "Russia shelled Kryvyi Rih in Ukraine and killed three people."),
    ("2023-06-14", "en", "Russia shelled Odesa in Ukraine and killed two people."),
    ("2023-06-15", "en", "After Russia shelled Kryvyi Rih in Ukraine, three people were buried."),
]


def _store(folder: Path, rows: list[tuple[str, str, str]]) -> herdline.Store:
    lines = [
        json.dumps({"id": f"{n}", "title": f"Note {n}", "text": text, "published": f"{day}T20:00:00",
                    "outlet": f"paper{n}.example", "lang": lang})
        for n, (day, lang, text) in enumerate(rows)
    ]  # fmt: skip
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    store = herdline.open(folder / "news.duckdb")
    store.read(folder / "news.jsonl")
    store.build()
    return store


def _assaults(folder: Path, rows: list[tuple[str, str, str]]) -> list[herdline.results.Event]:
    with _store(folder, rows) as store:
        return [e for e in store.record() if e.type == "ASSAULT"]


def test_a_mutiny_looked_back_at_for_days_in_two_languages_is_one_event_on_its_first_day(tmp_path: Path) -> None:
    found = _assaults(tmp_path, MUTINY)
    assert [(e.date, e.mentions) for e in found if {who.code for who in e.actors} == {"REB:RUS"}] == [("2023-06-24", 6)]


def test_the_shelling_of_the_next_town_is_an_event_of_its_own_and_a_look_back_at_the_first_is_none(
    tmp_path: Path,
) -> None:
    found = _assaults(tmp_path, SHELLED)
    assert {e.date: e.mentions for e in found if "shell" in e.sentence} == {"2023-06-13": 2, "2023-06-14": 1}


def test_two_days_that_are_stated_are_two_events(tmp_path: Path) -> None:
    rows = [
        ("2023-06-14", "en", "Russia shelled Kryvyi Rih in Ukraine on June 12."),
        ("2023-06-14", "en", "Russia shelled Kryvyi Rih in Ukraine on June 13."),
    ]
    assert [e.date for e in _assaults(tmp_path, rows)] == ["2023-06-12", "2023-06-13"]


def test_another_deed_of_the_kind_does_not_look_back(tmp_path: Path) -> None:
    rows = [
        ("2023-06-06", "en", "Russia blew up the Kakhovka dam in Ukraine."),
        ("2023-06-08", "en", "Russia blew up another Kakhovka dam in Ukraine."),
    ]
    assert [e.date for e in _assaults(tmp_path, rows)] == ["2023-06-06", "2023-06-08"]


def test_the_killing_of_a_person_is_looked_back_at_for_years(tmp_path: Path) -> None:
    rows = [
        ("2018-10-04", "en", "Saudi agents killed Jamal Khashoggi in Istanbul on October 2."),
        ("2018-11-20", "en", "Saudi agents murdered Jamal Khashoggi and the world looked away."),
        ("2020-01-21", "en", "Saudi agents killed Jamal Khashoggi, and a film tells it."),
    ]
    assert [(e.date, e.date_precision, e.mentions) for e in _assaults(tmp_path, rows)] == [("2018-10-02", "day", 3)]


def test_one_caption_does_not_give_an_event_of_many_texts_its_mode(tmp_path: Path) -> None:
    rows = [
        ("2023-06-24", "en", f"The mutiny of Wagner against Russia {told}.")
        for told in (
            "shook the Kremlin", "worried its neighbours", "surprised the generals", "pleased few", "ended soon",
            "came after a quarrel", "was seen beside tanks",
        )
    ]  # fmt: skip
    (told,) = [e for e in _assaults(tmp_path, rows) if e.mentions > 1]
    assert told.mode == "" and told.mentions == 7
    (alone,) = _assaults(tmp_path / "alone" if (tmp_path / "alone").mkdir() is None else tmp_path, rows[-1:])
    assert alone.mode == "heavy-weapons"


def _coding(number: int, day: str, text: str, trigger: str, lang: str = "en", precision: str = "about") -> dict:
    people = [
        {"side": side, "name": name, "text": name, "code": code, "sector": "", "person": "", "position": 0}
        for side, name, code in (("actor", "Russia", "RUS"), ("recipient", "Ukraine", "UKR"))
    ]
    at = text.index(trigger)
    return {
        "coding": number, "type": "ASSAULT", "aux": "", "certainty": "asserted", "date": day,
        "date_precision": precision,
        "participants": json.dumps(people), "trigger_start": at, "trigger_end": at + len(trigger), "text": text,
        "lang": lang, "published": datetime.datetime.fromisoformat(day),
    }  # fmt: skip


def _days(codings: list[dict]) -> list[str]:
    marked = marks(pa.RecordBatch.from_pylist(codings)).to_pylist()
    rows = [
        {**mark, "event": n, "date": held["date"], "date_precision": held["date_precision"], "family": n}
        for n, (mark, held) in enumerate(zip(marked, codings, strict=True))
    ]
    return [row["date"] for row in same(pa.Table.from_pylist(rows)).to_pylist()]


@pytest.mark.parametrize(
    ("lang", "told", "trigger", "back", "other"),
    [
        ("ru", "Россия взорвала плотину в Каховке", "взорвала", "После того как Россия взорвала плотину в Каховке",
         "Россия взорвала мост в Очакове"),
        ("pl", "Rosja wysadziła tamę w Nowej Kachowce", "wysadziła", "Gdy Rosja wysadziła tamę w Nowej Kachowce",
         "Rosja wysadziła most w Oczakowie"),
        ("zh", "俄罗斯炸毁乌克兰卡霍夫卡水坝", "炸毁", "俄罗斯炸毁卡霍夫卡水坝之后", "俄罗斯炸毁奥恰科夫大桥"),
        ("ar", "روسيا فجرت سد كاخوفكا", "فجرت", "بعد أن روسيا فجرت سد كاخوفكا", "روسيا فجرت جسر أوتشاكيف"),
    ],
)  # fmt: skip
def test_words_beside_the_trigger_tell_a_look_back_in_other_languages(
    lang: str, told: str, trigger: str, back: str, other: str
) -> None:
    codings = [
        _coding(1, "2023-06-06", told, trigger, lang), _coding(2, "2023-06-07", back, trigger, lang),
        _coding(3, "2023-06-08", other, trigger, lang),
    ]  # fmt: skip
    assert _days(codings) == ["2023-06-06", "2023-06-06", "2023-06-08"]


def test_a_deed_told_by_one_text_is_looked_back_at_for_three_days_only() -> None:
    text = "Russia shelled Kherson hospital in Ukraine"
    assert _days([_coding(1, "2023-06-06", text, "shelled"), _coding(2, "2023-06-20", text, "shelled")]) == [
        "2023-06-06", "2023-06-20",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "is_saying"),
    [
        ("en", "Blinken said on Sunday that the mutiny shows cracks.", True),
        ("en", "The mutiny of Sunday shows cracks.", False),
        ("en", "Blinken said that the mutiny of Sunday shows cracks.", False),
        ("pl", "Bunt pokazał słabość - powiedział w niedzielę minister.", True),
        ("ru", "Министр заявил в воскресенье, что мятеж показал слабость.", True),
        ("zh", "部长星期天表示，兵变显示出裂痕。", True),
        ("ar", "قال الوزير الأحد إن التمرد أظهر الضعف", True),
    ],
)
def test_the_day_of_a_saying_is_told_from_that_of_the_deed(lang: str, text: str, is_saying: bool) -> None:
    assert is_day_of_saying(text, lang, "2023-06-25", datetime.date(2023, 6, 26)) is is_saying


def test_a_day_that_one_text_states_is_no_about_whichever_text_is_shown(tmp_path: Path) -> None:
    told = "Kazakhstan expelled the envoy of Uzbekistan {}over a lorry and a bridge."
    rows = [("2023-06-13", "en", told.format("on Tuesday ")), ("2023-06-13", "en", told.format(""))]
    with _store(tmp_path, rows) as store:
        (event,) = [e for e in store.record() if e.mentions == 2]
    assert (event.date, event.date_precision) == ("2023-06-13", "day")


@pytest.mark.parametrize(
    "told",
    [
        [("2020-08-21", "Russia poisoned Alexei Navalny."), ("2024-02-16", "Russia killed Alexei Navalny.")],
        [
            ("2023-05-09", "Pakistan arrested Imran Khan."),
            ("2023-08-05", "Pakistan arrested Imran Khan again."),
        ],
    ],
)
def test_what_befalls_a_person_twice_is_two_deeds(told: list[tuple[str, str]], tmp_path: Path) -> None:
    with _store(tmp_path, [(day, "en", text) for day, text in told]) as store:
        dates = {e.date for e in store.record() if e.type in ("ASSAULT", "COERCE")}
    assert dates == {day for day, _ in told}
