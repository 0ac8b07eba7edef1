"""Groups of outlets that carry a fact: who has a vote in the test, and what is tested. Outlets are invented."""

from __future__ import annotations

from herdline.views.outcomes import Text, by_unit, groups, votes


def _texts(country: str, families: list[int], lang: str = "en") -> list[Text]:
    return [
        Text(1000 * ord(country[0]) + n, lang, True, f"{country} {n}", f"{country} {n}", country, "", family, None)
        for n, family in enumerate(families)
    ]


def _tested(texts: list[Text], carrying: str) -> dict[str, tuple[int, int, float | None]]:
    units = by_unit(texts)
    told = {unit: "carried" if unit.startswith(carrying) else "not seen" for unit in units}
    return {g.group: (g.carried, g.read, g.q) for g in groups(units, told, votes(units))}


def test_outlets_that_print_one_agency_text_have_one_vote():
    own = _tested([*_texts("ORV", list(range(8))), *_texts("VAL", list(range(20, 32)))], "ORV")
    copied = _tested([*_texts("ORV", [1] * 8), *_texts("VAL", list(range(20, 32)))], "ORV")
    assert own["ORV"][:2] == copied["ORV"][:2] == (8, 8)  # counts name all outlets
    assert own["ORV"][2] < 0.0001
    assert round(copied["ORV"][2], 3) == 0.077  # one of one against none of twelve


def test_outlets_joined_over_a_third_have_one_vote():
    texts = [*_texts("ORV", [1, 2, 3]), *_texts("VAL", [4, 5])]
    bridge = [Text(1, "en", True, "ORV 0", "ORV 0", "ORV", "", 2, None)]
    voices = votes(by_unit([*texts, *bridge]))
    assert voices["ORV 0"] == voices["ORV 1"] != voices["ORV 2"]


def test_a_group_that_all_votes_are_in_is_not_tested():
    found = _tested([*_texts("ORV", [1, 1, 1]), *_texts("VAL", [1, 1])], "ORV")
    assert found["ORV"] == (3, 3, None) and found["VAL"] == (0, 2, None)


def test_languages_have_counts_and_no_test():
    texts = [*_texts("ORV", list(range(8)), "ru"), *_texts("VAL", list(range(20, 32)), "en")]
    found = _tested(texts, "ORV")
    assert found["ru"] == (8, 8, None) and found["ORV"][2] < 0.0001
