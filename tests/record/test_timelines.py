"""Timelines of entities out of invented texts."""

from __future__ import annotations

import datetime
import json

import pytest

import herdline
from herdline.errors import BadQuestion, NotFound
from herdline.record.timeline import Text, timeline
from herdline.record.timeline.coreference import stem
from herdline.record.timeline.targets import BODY, PERSON, PRODUCT, target
from herdline.text.sentences import sentences
from tests.test_cli import run

DAY = datetime.date(2019, 5, 16)  # a Thursday


def text(words: str, key: str = "1", day: datetime.date | None = DAY) -> Text:
    return Text(key, words, day, tuple((s.start, s.end) for s in sentences(words)))


def told(name: str, *texts: Text | str) -> list[tuple[str, str, str]]:
    """(date, word, side) of each mention of a timeline."""
    held = [t if isinstance(t, Text) else text(t) for t in texts]
    return [(line.date, m.word, m.side) for line in timeline(name, held) for m in line.mentions]


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Norvik", "Norvik opened a yard in Tromso on Tuesday.", ("2019-05-14", "opened", "agent")),
        ("Norvik", "Norvik was fined by the council in March.", ("2019-03", "fined", "patient")),
        ("Norvik", "The council fined Norvik in 2016.", ("2016", "fined", "patient")),
        ("Norvik", "Norvik's acquisition of the yard angered the town.", ("2019-05-16", "acquisition", "agent")),
        ("Norvik", "The shipbuilder, Norvik, sold the yard yesterday.", ("2019-05-15", "sold", "agent")),
        ("Norvik", "Norvik closed the yard and dismissed two managers.", ("2019-05-16", "dismissed", "agent")),
        ("Norvik", "Norvik will launch the ferry in June 2020.", ("2020-06", "launch", "agent")),
        ("Fjordcat 300", "The Fjordcat 300 made its first voyage on Monday.", ("2019-05-13", "voyage", "agent")),
        ("Fjordcat 300", "Norvik rolled out the Fjordcat 300 in April.", ("2019-04", "rolled out", "patient")),
    ],
)  # fmt: skip
def test_an_event_is_found_with_its_date_and_side(name, words, expected):
    assert expected in told(name, words)


@pytest.mark.parametrize(
    "words",
    [
        "Norvik may close the yard.",
        "Norvik did not sell the yard.",
        "A Norvik spokesman resigned.",
        "Rain delayed the ferry.",
        "Norvik is a shipbuilder.",
    ],
)
def test_what_did_not_happen_or_is_another_s_has_no_line(words):
    assert told("Norvik", words) == []


@pytest.mark.parametrize("words", ["Norvik had sold the yard.", "Norvik owns a yard.", "Norvik will sell the yard."])
def test_what_nothing_dates_stands_last_without_a_date(words):
    assert [date for date, *_ in told("Norvik", words)] == [""]
    lines = timeline("Norvik", [text(words + " Norvik opened a school on Tuesday.")])
    assert [line.order for line in lines] == [1, 0]


def test_dates_are_in_order_whatever_their_precision():
    words = "In 2017 Norvik built a yard. Norvik sold a ship on 3 May 2017. In May 2017 Norvik moved to Bergen."
    lines = timeline("Norvik", [text(words)])
    assert [(line.order, line.date) for line in lines] == [(1, "2017-05-03"), (2, "2017-05"), (3, "2017")]


def test_pronouns_and_definite_phrases_go_back_to_the_last_subject():
    words = (
        "Norvik opened a yard on Tuesday. The company hired forty welders on Wednesday. It paid them well yesterday."
    )
    assert {word for _, word, _ in told("Norvik", words)} == {"opened", "hired", "paid"}
    other = "Norvik opened a yard on Tuesday. Tidecraft hired forty welders. It paid them yesterday."
    assert {word for _, word, _ in told("Norvik", other)} == {"opened"}


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_we_in_a_quotation_are_those_it_speaks_for(marks):
    words = "“We bought the yard on Monday,” said Norvik director Ane Lie. “We sold it,” said the mayor."
    words = words.replace("“", marks[0]).replace("”", marks[1])
    assert ("2019-05-13", "bought", "agent") in told("Norvik", words)
    assert "sold" not in {word for _, word, _ in told("Norvik", words)}


def test_short_forms_come_from_the_texts():
    body = target("Baltic Salvage Service", ["The Baltic Salvage Service (BSS) came. BSS left."])
    assert (body.kind, ("BSS",) in body.forms) == (BODY, True)
    person = target("Ane Lie", ["Norvik director Ane Lie spoke. Lie left."])
    assert (person.kind, ("Lie",) in person.forms) == (PERSON, True)
    product = target("Fjordcat 300 Express", ["The Fjordcat 300 Express sailed."])
    assert (product.kind, ("300", "Express") in product.forms) == (PRODUCT, True)
    assert ("Norwegian",) not in target("Norwegian Salvage", ["Norwegian Salvage came."]).forms


def test_a_surname_is_not_another_s():
    words = "Director Ane Lie opened the yard on Tuesday. Olav Lie sold the ship on Monday. Lie spoke yesterday."
    assert {word for _, word, _ in told("Ane Lie", words)} >= {"opened"}
    assert "sold" not in {word for _, word, _ in told("Ane Lie", words)}


def test_another_text_gives_the_date_and_both_are_one_event():
    one = text("Norvik bought Tidecraft last week.", "1", datetime.date(2019, 5, 16))
    other = text("Norvik has bought Tidecraft.", "2", datetime.date(2019, 5, 8))
    apart = text("Norvik bought forty ships.", "3", datetime.date(2012, 5, 8))
    lines = timeline("Norvik", [one, text("Norvik bought Tidecraft on May 7, 2019.", "4"), other, apart])
    dated = {m.key: line.date for line in lines for m in line.mentions}
    assert dated["2"] == dated["4"] == "2019-05-07"
    assert dated["3"] == "2012-05-08"
    assert next(line for line in lines if line.date == "2019-05-07").mentions[0].key == "4"


def test_a_noun_goes_back_to_its_verb():
    words = "Norvik announced a new name on Tuesday. The announcement surprised the town."
    assert [m.word for line in timeline("Norvik", [text(words)]) for m in line.mentions if line.date == "2019-05-14"] \
        == ["announced", "announcement"]  # fmt: skip
    assert stem("announce") == stem("announcement")
    assert stem("deliver") == stem("delivery")
    assert stem("fly") == stem("flight")


def test_two_sayings_of_a_text_are_two_lines_and_two_reports_of_a_deed_are_one():
    words = "Norvik said that the yard was full. Norvik said that the pier was empty. Norvik fired Ane Lie."
    lines = timeline("Norvik", [text(words, "1"), text("Norvik fired Ane Lie.", "2")])
    assert sorted(" ".join(m.word for m in line.mentions) for line in lines) == ["fired fired", "said", "said"]


def test_offsets_point_at_the_words():
    words = "Norvik opened a yard.\n\nIt was Tuesday. Norvik shut down a pier."
    for line in timeline("Norvik", [text(words)]):
        for m in line.mentions:
            assert words[m.start : m.end] == m.word
            assert m.span[0] <= m.start < m.end <= m.span[1]


def test_texts_without_the_name_a_day_or_sentences_are_no_trouble():
    assert timeline("Norvik", []) == []
    assert timeline("Norvik", [text("")]) == []
    assert timeline("", [text("Norvik opened a yard.")]) == []
    assert told("Norvik", text("Norvik opened a yard in 2016. Norvik sold it.", day=None)) == [
        ("", "opened", "agent"), ("", "sold", "agent"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def store_path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeline")
    rows = [
        {"text": "Norvik opened a yard in Tromso on Tuesday. The town welcomed it.", "published": "2019-05-16"},
        {"text": "Norvik sold its yard in Bodo in March. Norvik owns a pier.", "published": "2019-05-17"},
        {
            "text": "Norway fined Norvik. Norway expelled two diplomats of Chad on Friday.",
            "published": "2019-05-18",
        },
        {"text": "Норвик и верфь закрылись, а Tidecraft остался.", "published": "2019-05-18", "lang": "ru"},
    ]
    lines = [
        json.dumps({"id": n, "title": f"Yard news {n}", "outlet": f"quay-{n}.example", "lang": "en", **row})
        for n, row in enumerate(rows)
    ]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    path = folder / "n.duckdb"
    with herdline.open(path) as store:
        store.read(folder / "a.jsonl")
        store.build()
    return path


def test_a_store_answers_with_articles_and_offsets(store_path):
    with herdline.open(store_path, read_only=True) as store:
        found = store.timeline("Norvik")
        assert [(e.order, e.date, e.word) for e in found][:2] == [(1, "2019-03", "sold"), (2, "2019-05-14", "opened")]
        assert found[-1].order == 0
        for event in found:
            for m in event.told:
                assert store.article(m.article).text[m.start : m.end] == m.word
                assert m.word in m.sentence
        assert [e.word for e in store.timeline("Norvik", since="2019-04", until="2019-05-14")] == ["opened"]
        assert found.arrow().num_rows == len(found)
        assert [e.word for e in store.timeline("norvik")] == [e.word for e in found]
        for part in ("or", "Nor"):  # of a longer word
            with pytest.raises(NotFound):
                store.timeline(part)


def test_the_record_s_events_stand_on_the_timeline_of_a_state(store_path):
    with herdline.open(store_path, read_only=True) as store:
        by_name = store.timeline("Norway")
        expelled = next(e for e in by_name if "expelled" in e.sentence)
        assert expelled.types
        assert {e.sentence for e in store.timeline("NOR")} == {e.sentence for e in by_name}


def test_names_that_nobody_knows_are_told_so(store_path):
    with herdline.open(store_path, read_only=True) as store:
        with pytest.raises(NotFound, match="no English article names 'Norwick'"):
            store.timeline("Norwick")
        with pytest.raises(NotFound, match="did you mean Norway"):
            store.timeline("Norwai")
        with pytest.raises(NotFound, match="1 in other languages"):
            store.timeline("Tidecraft")
        for no_name in (" ", "(", "'"):
            with pytest.raises(BadQuestion):
                store.timeline(no_name)
        with pytest.raises(BadQuestion):
            store.timeline("Norvik", since="May")


def test_the_command_shows_tables_json_and_csv(store_path):
    shown = run("timeline", "Norvik", "--store", store_path)
    assert shown.returncode == 0, shown.stderr.decode()
    assert "2019-03-XX  sold" in shown.stdout.decode()
    rows = json.loads(run("timeline", "Norvik", "--json", "--store", store_path).stdout)
    assert {"order", "date", "precision", "basis", "word", "side", "source", "aux", "types", "reports", "mentions",
            "article", "outlet", "published", "start", "end", "sentence", "told"} == rows[0].keys()  # fmt: skip
    assert {"article", "outlet", "published", "start", "end", "word", "sentence"} == rows[0]["told"][0].keys()
    csv = run("timeline", "Norvik", "--csv", "-n", "1", "--store", store_path).stdout.decode().splitlines()
    assert csv[0].startswith('"order","date"')
    assert len(csv) == 2
    failed = run("timeline", "Norwick", "--store", store_path)
    assert (failed.returncode, failed.stdout) == (1, b"")
    assert "Norwick" in failed.stderr.decode()


def test_a_name_with_a_hyphen_is_cut_as_the_parser_cuts_it():
    told = timeline("Rolls-Norvik", [text("Rolls-Norvik opened a yard in Tromso on Tuesday.")])
    assert [mention.word for line in told for mention in line.mentions] == ["opened"]


def test_a_people_is_not_the_union_that_is_called_after_it():
    told = timeline("African Union", [text("The African Union met on Monday. Africans protested on Tuesday.")])
    assert [mention.word for line in told for mention in line.mentions] == ["met"]
