"""How factual events are."""

from __future__ import annotations

import numpy as np
import pytest

from herdline.record.models.factuality import factuality


def values(*marked):
    """Of events put between asterisks."""
    plain = [text.replace("*", "") for text in marked]
    starts = [text.index("*") for text in marked]
    ends = [text.rindex("*") - 1 for text in marked]
    return factuality(plain, list(zip(starts, ends, strict=True)))


def test_it_falls_from_asserted_through_possible_to_negated():
    found = values(
        "Troops *crossed* the river on Monday.",
        "Troops could *cross* the river on Monday.",
        "Troops have not *crossed* the river on Monday.",
    )
    assert list(found) == sorted(found, reverse=True)
    assert found[0] > 2 and found[2] < 0


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("The minister *left* the capital.", "The minister hopes to *leave* the capital."),
        ("The talks *began* in Oslo.", "If the talks *began* in Oslo, prices would fall."),
        ("The army *attacked* the town.", "The army denied that it *attacked* the town."),
        ("The army *attacked* the town.", "The army was expected to *attack* the town."),
    ],
)
def test_hopes_conditions_denials_and_expectations_are_less_factual(surer, less_sure):
    sure, open_one = values(surer, less_sure)
    assert sure > open_one + 0.5


def test_any_text_gets_a_value_in_range():
    texts = ["x", "?!", "нет", "没有发生", "word " * 3000]
    found = factuality(texts, [(0, 1)] * len(texts))
    assert found.shape == (5,)
    assert np.all(np.abs(found) <= 3)
    assert factuality([], []).shape == (0,)
