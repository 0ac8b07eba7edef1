"""What a lift can say: a phrase at the lowest rate that is believed may be rarer still."""

from __future__ import annotations

import pytest

from herdline.config import LineSettings
from herdline.results import Line


@pytest.mark.parametrize(("base", "least"), [(LineSettings.base_floor, True), (2 * LineSettings.base_floor, False)])
def test_a_lift_over_the_lowest_base_is_a_least(base, least):
    line = Line(
        line=1, text="the head of the harbour", kind="wording", lang="en", families=6, outlets=6, share=0.4, base=base,
        kin=0.0, lift=0.4 / base, q=0.01, first=None, uses=(),
    )  # fmt: skip
    assert line.is_rarer is least
