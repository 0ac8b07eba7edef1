"""One meeting told under several days is one event; a pair at war has other headings than friends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import herdline
from herdline.results.pairs import at_war

DAYS = (
    ("2023-06-18", "Blinken arrived in Beijing on Sunday and met Qin Gang, the Chinese foreign minister."),
    ("2023-06-19", "Antony Blinken met Xi Jinping in Beijing on Monday."),
    ("2023-06-20", "Antony Blinken met Xi Jinping at the Great Hall of the People."),
    ("2023-06-29", "Antony Blinken met Wang Yi in Jakarta on Thursday."),
)


def _store(folder: Path, rows: list[tuple[str, str]]) -> herdline.Store:
    lines = [
        json.dumps({"id": f"{n}", "title": f"Note {n}", "text": f"{text} The rest of the page says little more.",
                    "published": f"{day}T20:00:00", "outlet": f"paper{n}.example", "lang": "en"})
        for n, (day, text) in enumerate(rows)
    ]  # fmt: skip
    source = folder / "news.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    store = herdline.open(folder / "news.duckdb")
    store.read(source)
    return store


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> herdline.Store:
    return _store(tmp_path_factory.mktemp("visits"), list(DAYS))


def test_a_visit_told_on_three_days_is_one_meeting(visits: herdline.Store) -> None:
    met = visits.check("USA", "CHN").meetings
    assert [told.families for told in met] == [3, 1]


def test_a_meeting_after_a_silence_is_another(visits: herdline.Store) -> None:
    met = visits.check("USA", "CHN").meetings
    assert "Jakarta" in met[1].sentence


def test_meetings_are_not_declared(visits: herdline.Store) -> None:
    found = visits.check("USA", "CHN")
    assert not {t.event for t in found.meetings} & {t.event for t in found.declared}


SHELLED = [
    (f"2023-06-{day:02d}", f"Russia shelled the Ukrainian city of Kherson on {name}.")
    for day, name in ((5, "Monday"), (13, "Tuesday"), (17, "Saturday"), (21, "Wednesday"), (29, "Thursday"))
]


def test_between_two_at_war_a_visit_is_no_meeting(tmp_path: Path) -> None:
    rows = [
        ("2023-06-08", "The Russian president visited Ukraine on Thursday."),
        ("2023-06-25", "Russia and Ukraine held talks on the exchange of prisoners on Sunday."),
    ]
    (tmp_path / "peace").mkdir()
    assert len(_store(tmp_path / "peace", rows).check("RUS", "UKR").meetings) == 2
    (told,) = _store(tmp_path, rows + SHELLED).check("RUS", "UKR").meetings
    assert "held talks" in told.sentence


def test_a_pair_at_war_declares_no_friendship(tmp_path: Path) -> None:
    found = _store(tmp_path, SHELLED).check("RUS", "UKR")
    assert found.at_war
    assert found.headings["limits"] == "Against each other"
    assert "no friendship" in found.note


def test_a_week_on_it_is_another_meeting(tmp_path: Path) -> None:
    rows = [(f"2023-06-{day:02d}", f"Antony Blinken met Xi Jinping in Beijing, note {day}.") for day in range(10, 20)]
    met = _store(tmp_path, rows).check("USA", "CHN").meetings
    assert sorted(told.families for told in met) == [3, 7]


def test_what_is_planned_is_no_report_of_what_was_held(tmp_path: Path) -> None:
    rows = [
        ("2023-06-17", "Antony Blinken will meet Xi Jinping in Beijing on Monday."),
        ("2023-06-19", "Antony Blinken met Xi Jinping in Beijing on Monday."),
    ]
    met = _store(tmp_path, rows).check("USA", "CHN").meetings
    assert [told.families for told in met] == [1]


def test_a_few_assaults_among_many_events_are_no_war() -> None:
    assert at_war(5, 12)
    assert not at_war(6, 122)
    assert not at_war(3, 3)
