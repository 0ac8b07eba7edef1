"""Stories of small real-looking piles: twins apart, languages together, ids that stay."""

from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.story_sets import bcubed
from herdline.stories import assign, group
from herdline.stories.linkage import link
from herdline.stories.titles import titles
from herdline.stories.words import fold, key, look_up

DAY = datetime(2022, 9, 15, 8)


def article(number: int, title: str, text: str = "", lang: str = "en", day: float | None = 0.0) -> dict[str, object]:
    when = None if day is None else DAY + timedelta(days=day)
    return {"id": number, "lang": lang, "title": title, "text": text, "published": when}


def pile(articles: list[dict[str, object]]) -> pa.Table:
    schema = [("id", pa.int64()), ("lang", pa.string()), ("title", pa.string()), ("text", pa.string()),
              ("published", pa.timestamp("us"))]  # fmt: skip
    return pa.Table.from_pylist(articles, pa.schema(schema))


NEWS = pile([
    article(11, "Dam bursts above Orlova, thousands flee", "The Karkova dam burst at dawn above Orlova."),
    article(12, "Thousands flee Orlova after Karkova dam bursts", "They left Orlova when the Karkova dam burst.",
            day=0.2),
    article(13, "Central bank of Peru lifts rates to 6.5 percent", "Peru's central bank lifted its rate."),
    article(14, "Peru central bank raises key rate to 6.5 percent", "The rate in Peru rises to 6.5 percent.", day=1.1),
    article(15, "Karkova dam: rescuers search Orlova for missing", "They searched Orlova below the dam.", day=1.2),
    article(16, "Cup final goes to penalties in Lisbon", "Penalties decided the cup final in Lisbon.", day=2.1),
])  # fmt: skip


def of(found: pa.Table) -> dict[int, int]:
    return dict(zip(found["article"].to_pylist(), found["story"].to_pylist(), strict=True))


def test_articles_of_one_event_come_together_under_the_founder_s_id():
    assert of(assign(NEWS)) == {11: 11, 12: 11, 13: 13, 14: 13, 15: 11, 16: 16}


def test_order_of_rows_does_not_matter():
    shuffled = NEWS.take(np.random.default_rng(3).permutation(NEWS.num_rows))
    assert of(assign(shuffled)) == of(assign(NEWS))


def test_days_arriving_one_after_another_give_the_groups_of_one_batch():
    before = None
    for last in (2, 4, 5, 6):  # rows are in order of time within their days
        order = np.argsort(NEWS["published"].to_numpy(), kind="stable")
        days = NEWS["published"].to_numpy().astype("datetime64[D]")
        arrived = NEWS.take([i for i in order if days[i] <= np.unique(days)[min(last, len(np.unique(days))) - 1]])
        before = assign(arrived, before)
    assert of(before) == of(assign(NEWS))


def test_a_story_keeps_its_id_when_an_earlier_article_turns_up():
    before = assign(NEWS.slice(1))
    after = of(assign(NEWS, before))
    assert after[12] == of(before)[12]
    assert after[11] == after[12]


def test_copies_go_where_their_original_goes():
    families = pa.table({"article": [13, 16], "family": [13, 13], "original": [13, 13]})
    assert of(assign(NEWS, families=families))[16] == 13


def test_one_event_in_two_scripts_is_one_story_and_kazakh_is_carried_by_names():
    found = of(assign(pile([
        article(1, "Токаев встретился с Си Цзиньпином в Астане", "Президент Казахстана Токаев встретил его.", "ru"),
        article(2, "Tokayev meets Xi Jinping in Astana", "Kazakhstan's President Tokayev met Xi Jinping.", "en"),
        article(3, "Cheese prices rise in Vermont", "Farmers in Vermont ask more for their cheese.", "en"),
    ])))  # fmt: skip
    assert found[1] == found[2] != found[3]


@pytest.mark.parametrize("column", ["lang", "title", "text", "published"])
def test_a_column_without_values_breaks_nothing_and_joins_nothing(column: str):
    empty = NEWS.set_column(NEWS.column_names.index(column), column, pa.nulls(6, NEWS.schema.field(column).type))
    assert len(set(of(assign(empty)).values())) >= 3


def test_filter_gives_back_the_ids_it_was_given_in_their_order():
    given_ids = ["z9", "a b", "", "é", "5", "z8"]
    table = NEWS.set_column(0, "id", pa.array(given_ids)).drop(["text", "lang"])
    found = group(table)
    assert found["id"].to_pylist() == given_ids
    assert found["story"].to_pylist()[3] == ""


def test_a_feed_s_frame_of_addresses_and_counts_joins_nothing():
    heads = ["Shrinking a shared library", "Tapping Morse code on a wall", "Food shortages in Korea", "No-kids zones",
             "Glass beads of Murano", "Rivers run dry in Spain", "Anchovies are back", "A clock of bamboo",
             "How to tune a harp", "Owls of the north"]  # fmt: skip
    frame = "Article URL: https://{0}.example/ Comments URL: https://talk.example/i?id={0} Points: {0} # Comments: {0}"
    rows = [article(n, head, frame.format(37 * n)) for n, head in enumerate(heads, 1)]
    assert len(set(of(assign(pile(rows))).values())) == len(heads)


def test_the_name_of_a_site_behind_headlines_joins_nothing():
    heads = ["Roof tiles compared", "Lemon grass in pots", "Thorny hedges", "Feeding vegetables", "Clay or timber",
             "Tamarisk care", "Butterflies", "July in the orchard", "Play houses", "Violet borders"]  # fmt: skip
    rows = [
        article(n, f"{head} - gartenhaus.example", f"{head} - gartenhaus.example") for n, head in enumerate(heads, 1)
    ]
    assert len(set(of(assign(pile(rows))).values())) == len(heads)


def test_nothing_and_one_article_are_no_trouble():
    assert assign(NEWS.slice(0, 0)).num_rows == 0
    assert of(assign(NEWS.slice(2, 1))) == {13: 13}
    assert group(pa.table({"id": ["x"]}))["story"].to_pylist() == ["x"]


@pytest.mark.parametrize("names", [("Токаев", "Тоқаев", "Tokayev"), ("Bernanke", "Бернанке", "برنانكي")])
def test_a_name_has_one_key_in_every_script(names: tuple[str, ...]):
    assert len({key(fold(name)) for name in names}) == 1


@pytest.mark.parametrize("names", [("China", "Китай", "Қытай", "中国", "الصين"), ("Kazakhstan", "Казахстане", "哈萨")])
def test_a_country_has_one_key_in_every_language(names: tuple[str, ...]):
    assert len({look_up(name).key for name in names}) == 1


def test_bcubed_against_values_worked_out_by_hand():
    # groups {a, a, b} and {b}: precision (2/3 + 2/3 + 1/3 + 1)/4, recall (1 + 1 + 1/2 + 1/2)/4
    p, r, f = bcubed(np.array(["a", "a", "b", "b"]), np.array([1, 1, 1, 2]))
    assert (p, r) == pytest.approx((2 / 3, 3 / 4))
    assert f == pytest.approx(2 * p * r / (p + r))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9), st.integers(0, 10_000))
@example(9, 5708)
def test_linkage_equals_average_linkage_on_the_full_matrix(count: int, seed: int):
    rng = np.random.default_rng(seed)
    scores = rng.normal(-0.2, 1, (count, count)).round(3)
    scores = np.triu(scores, 1) + np.triu(scores, 1).T
    a, b = np.triu_indices(count, 1)
    flat = np.ones((count, 2), np.float32)
    found = link(np.arange(count), np.zeros(count, bool), flat, (a, b, scores[a, b]), np.zeros(2, np.float32), 0.0)
    groups = [[i] for i in range(count)]
    while len(groups) > 1:
        # rounded, as there: of equal means the smaller numbers are joined, whatever the sums' last digits
        mean, i, j = max((round(scores[np.ix_(groups[i], groups[j])].mean(), 9), -i, -j)
                         for i in range(len(groups)) for j in range(i + 1, len(groups)))  # fmt: skip
        if mean <= 1e-9:
            break
        groups[-i] += groups.pop(-j)
    assert {frozenset(np.flatnonzero(found == g)) for g in np.unique(found)} == {frozenset(g) for g in groups}


def test_title_is_a_central_headline_of_the_main_language():
    table = pa.table({
        "story": [1, 1, 1, 2], "id": [1, 2, 3, 4], "lang": ["en", "en", "ru", "zh"],
        "title": ["Dam bursts above Orlova", "Live", "Прорвало плотину над Орловой", None],
        "text": ["", "", "", "大坝决口"],
    })  # fmt: skip
    assert titles(table).to_pydict() == {"story": [1, 2], "title": ["Dam bursts above Orlova", "大坝决口"]}
