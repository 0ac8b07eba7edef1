"""The encoder of whole sentences: pieces, places, answers that depend on the sentence alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from herdline.record.certainty import weighed
from herdline.record.models import encoder, eventmodel
from herdline.record.models.encoder import AUX, CERTAINTY, pieces
from herdline.record.spans import Judgement

EXPELLED = "Denmark’s foreign ministry said on Tuesday that it would expel two diplomats of Belarus."


def test_pieces_are_berts_and_know_their_characters():
    cut = pieces("China’s Xi met Zelenskyy.")
    assert cut.ids == [101, 2859, 1521, 1055, 8418, 2777, 27838, 7770, 5874, 2100, 1012, 102]
    text = "China’s Xi met Zelenskyy."
    assert cut.at(text.index("met")) == cut.ids.index(2777)
    assert cut.at(text.index("Zelenskyy")) == cut.ids.index(27838)
    assert cut.at(text.index(" met")) is None


def test_a_names_last_piece_begins_inside_its_span():
    text = "Ministers of the European Union met."
    start = text.index("European")
    assert pieces(text).last((start, start + len("European Union"))) == pieces(text).at(text.index("Union"))
    assert pieces(text).last((start, start)) is None


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "中國外交部回應", "قال الوزير إن", "Встреча в Москве", "a\u0301b 👩‍👩‍👧", "\ud800x"]
)
def test_any_script_is_read(text):
    (read,) = encoder.read([text])
    assert len(read.vectors) == len(read.cut.ids) >= 2
    assert np.isfinite(read.vectors).all()


@given(st.text(max_size=80))
def test_pieces_stand_in_their_text_in_order(text):
    cut = pieces(text)
    assert len(cut.starts) == len(cut.ends) >= len(cut.ids) - 2
    assert (np.diff(cut.starts) >= 0).all()
    assert (cut.starts < cut.ends).all()
    assert len(cut.starts) == 0 or (cut.starts[0] >= 0 and cut.ends[-1] <= len(text))


def test_what_a_sentence_gives_does_not_depend_on_its_neighbours():
    (alone,) = encoder.read([EXPELLED])
    among = encoder.read(["Short.", EXPELLED, "A " + "very " * 80 + "long one."])[1]
    assert (alone.vectors == among.vectors).all()


def test_a_predicate_tells_its_type():
    (read,) = encoder.read([EXPELLED])
    place = EXPELLED.index("expel")
    (chances,) = encoder.events(read, [place])
    assert chances.sum() == pytest.approx(1, abs=1e-4)
    assert eventmodel.CLASSES[int(chances.argmax())] == "SANCTION"


def test_how_surely_is_read_together_with_the_parse():
    (read,) = encoder.read([EXPELLED])
    modes, sure = encoder.judged(read, EXPELLED.index("expel"))
    assert modes.shape == (len(AUX),) and sure.sum() == pytest.approx(1, abs=1e-4)
    assert weighed(Judgement("reported", ("future",)), modes, sure) == Judgement("reported", ("future",))
    unknown = np.full(len(AUX), np.nan, np.float32), np.full(len(CERTAINTY), np.nan, np.float32)
    assert weighed(Judgement("alleged", ("negation",)), *unknown) == Judgement("alleged", ("negation",))


def test_who_acts_at_home_is_told_from_who_acts_abroad():
    for text, predicate, actor, at_home in (
        ("Norwegian police arrested 40 protesters.", "arrested", "Norwegian", True),
        ("Norway sent troops to Mali on Friday.", "sent", "Norway", False),
    ):
        (read,) = encoder.read([text])
        (chance,) = encoder.home(read, text.index(predicate), [text.index(actor)])
        assert (chance > 0.5) == at_home


def test_who_expels_is_told_from_who_is_expelled():
    (read,) = encoder.read([EXPELLED])
    ends = [EXPELLED.index("Denmark"), EXPELLED.index("Belarus")]
    chance = encoder.pairs(read, EXPELLED.index("expel"), ends)
    assert chance[0, 1] > 2 * chance[1, 0]


def test_the_source_of_what_is_said_is_found():
    (read,) = encoder.read([EXPELLED])
    words = EXPELLED.split(" ")
    starts = [EXPELLED.index(word) for word in words]
    said = words.index("said")
    assert encoder.cues(read, starts)[:, 0].argmin() == said
    labels = encoder.spans(read, starts, [said]).argmax(axis=1)
    assert labels[words.index("ministry")] in (1, 2)
    assert labels[words.index("expel")] in (3, 4)


def test_what_stands_beyond_the_longest_is_left_open():
    text = "word " * 400 + "China met Japan."
    (read,) = encoder.read([text])
    place = text.index("met")
    assert np.isnan(encoder.events(read, [place, 0])[0]).all()
    assert not np.isnan(encoder.events(read, [place, 0])[1]).any()
    assert np.isnan(encoder.pairs(read, place, [0, 5])).all()
    assert np.isnan(encoder.judged(read, place)[0]).all()
    assert (encoder.cues(read, [place]) == 0).all()
    assert np.isnan(encoder.home(read, place, [0])).all()
    assert np.isnan(encoder.attitude(read, (place, place + 3), (0, 4))).all()
