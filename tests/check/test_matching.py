"""Evidence that two sentences tell one fact, leaders, and the three answers."""

from __future__ import annotations

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from herdline.check import matching
from herdline.check.counts import count_apart
from herdline.check.facts import find_facts
from herdline.check.logodds import log_odds
from herdline.check.matching import ACROSS, evidence
from herdline.check.polarity import denies, is_to_come
from herdline.check.series import _two_sided, change_points, poisson_interval, scatter
from herdline.config import CheckSettings

SETTINGS = CheckSettings()
SCHEMA = pa.schema(
    [
        ("story", pa.int64()), ("article", pa.int64()), ("family", pa.int64()), ("lang", pa.string()),
        ("published", pa.timestamp("us")), ("text", pa.string()), ("start", pa.int32()), ("end", pa.int32()),
        ("code", pa.string()), ("person", pa.string()), ("whole", pa.int32()),
    ]
)  # fmt: skip


def story(*texts: tuple[str, str], boilerplate: tuple[tuple[int, int, int], ...] = ()) -> pa.Table:
    day = datetime.datetime(2022, 9, 15)
    rows = [
        {
            "story": 1,
            "article": i,
            "family": i,
            "lang": lang,
            "published": day,
            "text": text,
            "code": "",
            "person": "",
            "whole": 1,
        }
        for i, (lang, text) in enumerate(texts)
    ]
    rows += [
        {"story": 1, "article": a, "text": "", "start": s, "end": e, "code": "", "person": "", "whole": 0}
        for a, s, e in boilerplate
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


DAM = "Engineers in Orvane opened 14 sluices of the Tarn dam on Monday night after two days of rain."
DAM_AGAIN = "On Monday night 14 sluices of the Tarn dam were opened by engineers in Orvane."
CHOIR = "The cathedral choir will sing an evening of songs by a composer from the islands."


def carried(found: pa.Table, sentence_of: int) -> set[int]:
    rows = found.to_pylist()
    fact = next(r["fact"] for r in rows if r["article"] == sentence_of and r["state"] == "carried")
    return {r["article"] for r in rows if r["fact"] == fact and r["state"] == "carried"}


def test_two_wordings_of_one_fact_are_one_fact():
    found = find_facts(story(("en", DAM), ("en", DAM_AGAIN), ("en", CHOIR)))
    assert carried(found, 0) == {0, 1}
    assert sum(found["head"].to_pylist()) == 2


def test_a_translation_carries_the_fact():
    russian = "В понедельник ночью инженеры в Орване открыли 14 шлюзов плотины Тарн после двух дней дождя."
    assert carried(find_facts(story(("en", DAM), ("ru", russian), ("en", CHOIR))), 0) >= {0, 1}


def test_a_state_and_its_capital_are_one_actor_where_texts_name_them():
    texts = ["Engineers of the dam flew on Monday for two days of talks with Moscow.",
             "On Monday engineers of the dam flew for two days of talks with Russia."]  # fmt: skip
    about, none = [frozenset({"RUS"})] * 2, [frozenset[str]()] * 2
    called = [frozenset({"Moscow"}), frozenset({"Russia"})]
    assert evidence(texts, ["en"] * 2, about, about, SETTINGS, True, called)[0][0, 1] >= SETTINGS.carried
    assert evidence(texts, ["en"] * 2, none, none, SETTINGS, True)[0][0, 1] < SETTINGS.carried


@pytest.mark.parametrize("verb", ["did not open", "will open", "refused to open"])
def test_a_denial_or_a_plan_in_the_same_words_is_not_the_deed(verb):
    texts = [DAM, DAM_AGAIN, DAM.replace("opened", verb)]
    chance, _ = evidence(texts, ["en"] * 3, [frozenset()] * 3, [frozenset()] * 3, SETTINGS, True)
    assert chance[0, 1] >= SETTINGS.carried > chance[0, 2]


def test_a_question_bears_no_fact_out():
    found = find_facts(story(("en", DAM), ("en", DAM_AGAIN.replace(".", "?")), ("en", CHOIR)))
    assert carried(found, 0) == {0}


@pytest.mark.parametrize(
    ("lang", "denial", "plan", "deed"),
    [
        ("en", "They did not meet.", "They will meet on Friday.", "They met on Friday."),
        ("ru", "Они не встретились.", "Они будут встречаться.", "Они встретились."),
        ("de", "Sie trafen sich nicht.", "Sie sollen sich treffen.", "Sie trafen sich."),
        ("fr", "Ils ne se sont pas vus.", "Ils doivent se voir.", "Ils se sont vus."),
        ("zh", "双方没有会面。", "双方计划会面。", "双方会面了。"),
        ("ar", "لم يلتق الرئيسان", "سيلتقي الرئيسان", "التقى الرئيسان"),
        ("es", "No se reunieron.", "Se reunirán el viernes.", "Se reunieron en Teherán."),
        ("it", "Non si sono visti.", "Si vedranno domani.", "Si sono visti."),
        ("pt", "Não se reuniram.", "Vão se reunir amanhã.", "Reuniram-se."),
        ("tr", "Görüşmediler, toplantı yok.", "Yarın görüşecekler.", "Ramazan ayında görüştüler."),
        (
            "en",
            "No minister met them.",
            "They may meet.",
            "Theresa May met the No. 2 official due to the storm on May 9.",
        ),
        ("de", "Keiner kam.", "Sie wollen kommen.", "Am Morgen wird die Stadt beschossen."),
        ("zh", "双方没有会面。", "双方将会面。", "将军的无人机在未来城。"),
        ("ar", "ولم يلتق الرئيسان", "وسيلتقي الرئيسان", "قد وقع الرئيسان اتفاقات سياسية منذ سنوات"),
        ("pl", "Nie spotkali się.", "Mają spotkać się jutro.", "Ma rację, spotkali się."),
        ("pl", "Nie spotkali się.", "Planują spotkanie.", "Spotkali się."),
    ],
)
def test_denials_and_plans_are_told_from_deeds(lang, denial, plan, deed):
    assert [denies(s, lang) for s in (denial, plan, deed)] == [True, False, False]
    assert [is_to_come(s, lang) for s in (denial, plan, deed)] == [False, True, False]


def test_a_language_without_lists_neither_denies_nor_plans():
    assert not denies("Hawakukutana.", "sw") and not is_to_come("Watakutana.", "sw")


def test_questions_and_boilerplate_are_no_facts():
    assert (
        find_facts(story(("en", "Will the dam at Orvane hold until the morning of the feast?"), ("en", ""))).num_rows
        == 0
    )
    covered = find_facts(story(("en", CHOIR), ("en", ""), boilerplate=((0, 0, len(CHOIR)),)))
    assert covered.num_rows == 0


def test_a_poisson_interval_holds_its_count_and_narrows_with_it():
    assert poisson_interval(0)[0] == 0
    assert abs(poisson_interval(10)[0] - 4.795) < 0.01 and abs(poisson_interval(10)[1] - 18.39) < 0.01


@given(st.lists(st.integers(0, 3), max_size=12))
@settings(max_examples=200, deadline=None)
def test_two_events_make_no_change(counts):
    found = change_points(counts, [1] * len(counts))
    assert found == sorted(set(found)) and all(0 < place < len(counts) for place in found)
    assert sum(counts) > 2 or found == []  # three in one month of twelve are already unlikely


def test_a_new_rate_is_found_where_it_begins():
    assert change_points([1, 0, 1, 1, 0, 12, 14, 11], [1] * 8) == [5]


def test_more_events_of_more_articles_are_no_change():
    assert change_points([1, 0, 1, 1, 0, 12, 14, 11], [10, 10, 10, 10, 10, 150, 160, 140]) == []
    assert change_points([1, 2, 30], [0, 0, 900]) == []


def _clustered(rng: np.random.Generator, means: list[float], scatter: float) -> list[int]:
    mean = np.array(means)
    return rng.negative_binomial(mean / (scatter - 1), 1 / scatter).tolist()


def test_counts_that_come_in_clusters_make_hardly_a_change():
    rng = np.random.default_rng(3)
    for scatter_of, most in ((2, 0.12), (5, 0.17)):
        found = [change_points(_clustered(rng, [8] * 24, scatter_of), [1000] * 24) for _ in range(150)]
        assert np.mean([bool(places) for places in found]) < most


def test_a_rate_that_trebles_is_found_though_counts_come_in_clusters():
    rng = np.random.default_rng(4)
    found = [change_points(_clustered(rng, [5] * 12 + [15] * 12, 2), [1000] * 24) for _ in range(100)]
    assert np.mean([any(abs(place - 12) <= 1 for place in places) for places in found]) > 0.75


def test_scatter_is_measured_within_parts_and_widens_the_interval():
    rng = np.random.default_rng(5)
    clustered = _clustered(rng, [8] * 400, 4)
    assert 3 < scatter(clustered, [1] * 400) < 5
    assert scatter([2, 2, 2, 9, 9, 9], [1] * 6, [3]) == 1 < scatter([2, 2, 2, 9, 9, 9], [1] * 6)
    assert scatter([], []) == scatter([3], [1]) == scatter([3, 4], [0, 0]) == scatter([0, 0], [1, 1]) == 1
    low, high = poisson_interval(10, scatter=4.0)
    plain_low, plain_high = poisson_interval(10)
    assert low < plain_low < 10 < plain_high < high and poisson_interval(0, scatter=4.0)[0] == 0


def test_log_odds_puts_the_telling_word_first_and_a_common_one_at_zero():
    operation, common = log_odds(np.array([9.0, 100.0]), np.array([9.0, 200.0]), 109.0, 218.0)
    assert operation > 1.5 and abs(common) < 0.7


@given(st.integers(1, 300), st.floats(0.01, 0.99), st.data())
def test_the_exact_binomial_is_that_of_scipy(trials, share, data):
    count = data.draw(st.integers(0, trials))
    assert _two_sided(count, trials, share) == pytest.approx(binomtest(count, trials, share).pvalue, abs=1e-9)


def test_a_language_without_vectors_is_joined_by_what_it_speaks_of():
    english = "In June the country declined to recognise the breakaway republics of the south."
    kazakh = "Маусымда ел оңтүстіктегі сепаратистік республикаларды мойындаудан бас тартты."
    found = find_facts(story(("en", english), ("kk", kazakh), ("en", CHOIR)))
    assert carried(found, 0) == {0, 1}


def test_static_vectors_do_where_nothing_can_be_claimed():
    table = story(("en", DAM), ("en", DAM_AGAIN), ("en", CHOIR))
    leads = table.set_column(table.schema.get_field_index("whole"), "whole", pa.array([0] * 3, pa.int32()))
    assert carried(find_facts(leads), 0) == carried(find_facts(table), 0) == {0, 1}


def test_a_paraphrase_in_kazakh_is_found_and_another_matter_is_not():
    texts = [
        DAM,
        "Дүйсенбі түні Орвандағы инженерлер екі күндік жаңбырдан кейін Тарн бөгетінің шлюздерін ашты.",
        "Собор хоры аралдардан шыққан композитордың әндерін орындайды.",
    ]
    chance, how = evidence(texts, ["en", "kk", "kk"], [frozenset()] * 3, [frozenset()] * 3, SETTINGS, True)
    assert chance[0, 1] >= SETTINGS.carried > SETTINGS.absent_across > chance[0, 2]
    assert how[0, 1] == ACROSS


def test_english_alone_is_not_looked_at_again(monkeypatch):
    monkeypatch.setattr(matching, "sentence_vectors", lambda *_: pytest.fail("the slow vectors were asked"))
    evidence([DAM, DAM_AGAIN], ["en"] * 2, [frozenset()] * 2, [frozenset()] * 2, SETTINGS, True)


def test_a_footnotes_mark_behind_a_number_stops_nothing():
    assert count_apart(["The blast killed 25¹ people.", "The blast killed 25 people."], ["en", "en"]).shape == (2, 2)
