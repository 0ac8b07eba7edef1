"""What counts as a change of an article."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.reading.changes import changed_share


def share(before, after):
    batches = [pa.RecordBatch.from_pylist([{"title": t, "text": x}]) for t, x in (before, after)]
    return changed_share(*batches)[0].as_py()


def test_spaces_quotes_and_moved_paragraphs_are_no_change():
    before = ("Talks in Samarkand", 'He said "yes".\n\nThen he left.')
    assert share(before, ("Talks  in Samarkand", "Then he left.\n\nHe said “yes” .")) == 0


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("twelve dead in clashes", "thirty dead in clashes", 1 / 4), ("十二人死亡", "十三人死亡", 1 / 5),
     ("погибли 12 человек", "погибли 12 человек вчера", 1 / 4), ("", "new", 1.0), ("", "", 0.0)],
)  # fmt: skip
def test_every_word_or_number_that_changes_counts(before, after, expected):
    assert share(("", before), ("", after)) == pytest.approx(expected)


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_the_share_is_symmetric_and_bounded(a, b):
    a, b = (t.encode("utf-8", "replace").decode() for t in (a, b))
    value = share(("", a), ("", b))
    assert 0 <= value <= 1
    assert value == share(("", b), ("", a))
    assert share(("", a), ("", a)) == 0
