"""The plain objects of a parsed sentence say what the parser's own say."""

from __future__ import annotations

import gc

import numpy as np
import pytest

from herdline.record.parsed.parsing import parse, parser
from herdline.record.parsed.tree import planted, root, uncollected

TEXTS = (
    "Norway's foreign minister, who had met his counterpart from Chad on Monday, said that they hadn't agreed on it.",
    "“We will not go,” she told reporters.  Then she went — to Lima; it's what she'd wanted.",
    "Accused of fraud, the firm's chief gonna resign, y'all. 1,200 people (or ten per cent) were let go!",
    "Straße, café, naïve 😀 and Казахстан were named in a list:\nOne,\tTwo.",
    "What Iceland asked Malta for was help, it said.",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_words_and_what_hangs_from_them_are_those_of_the_parser(text):
    (doc,) = parse([text])
    theirs = parser()(text)
    assert doc.text == theirs.text
    for mine, other in zip(doc, theirs, strict=True):
        assert (mine.i, mine.idx, mine.text, mine.lower_) == (other.i, other.idx, other.text, other.lower_)
        assert (mine.tag_, mine.dep_, mine.head.i) == (other.tag_, other.dep_, other.head.i)
        assert (mine.left_edge.i, mine.right_edge.i) == (other.left_edge.i, other.right_edge.i)
        for name in ("lefts", "rights", "children", "ancestors", "subtree"):
            assert [t.i for t in getattr(mine, name)] == [t.i for t in getattr(other, name)], name
        assert mine.like_num == other.like_num


def test_words_within_characters_and_their_root_are_those_of_a_span():
    text = TEXTS[0]
    (doc,) = parse([text])
    theirs = parser()(text)
    for start in range(0, len(text) - 1, 3):
        for end in range(start + 1, len(text), 7):
            span = theirs.char_span(start, end, alignment_mode="expand") if text[start:end].strip() else None
            if span is not None:
                words = doc.within(start, end)
                assert ([t.i for t in words], root(words).i) == ([t.i for t in span], span.root.i)
    assert doc.within(len(text) + 5, len(text) + 9) == []


def test_a_lemma_is_that_of_the_parser_for_the_word_alone():
    (doc,) = parse(["The leaders' meetings weren't held; nothin' was better than the children's best wishes."])
    lemmas = {token.text: (token.lemma_, token.pos_) for token in doc}
    assert lemmas["leaders"] == ("leader", "NOUN") and lemmas["n't"] == ("not", "PART")
    assert lemmas["held"] == ("hold", "VERB") and lemmas["were"] == ("be", "AUX")
    assert lemmas["children"] == ("child", "NOUN") and lemmas["better"][0] == "well"


def test_garbage_is_collected_again_after_a_batch_and_after_an_error():
    with pytest.raises(ValueError, match="torn"), uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
        raise ValueError("torn")
    assert gc.isenabled()


def test_a_chain_of_thousands_of_words_has_a_subtree_in_the_order_of_the_text():
    count = 3000
    words = [("a", "a", "NN", "NOUN", "conj")] * count
    doc = planted(
        "a " * count,
        words,
        [max(0, i - 1) for i in range(count)],
        [2 * i for i in range(count)],
        np.zeros((count, 96), np.float32),
    )
    assert [word.i for word in doc[0].subtree] == list(range(count))
