"""Languages of short texts: errors of the detector do not part or tie together what one language says."""

import pyarrow as pa

import herdline
from herdline.config import StorySettings
from herdline.stories.features import read

HEADS = [
    "Ferry runs aground near the harbour", "Harbour closed after the ferry runs aground", "Rates rise again at bank",
    "The bank lifts rates again", "Rescuers search the harbour for the ferry", "Ferry and harbour: what the bank says",
]  # fmt: skip


def langs_of(heads: list[str], langs: list[str | None]) -> list[str]:
    schema = [("id", pa.int64()), ("lang", pa.string()), ("title", pa.string()), ("text", pa.string()),
              ("published", pa.timestamp("us"))]  # fmt: skip
    rows = [{"id": n, "lang": lang, "title": head} for n, (head, lang) in enumerate(zip(heads, langs, strict=True))]
    return list(read(pa.Table.from_pylist(rows, pa.schema(schema)), StorySettings()).langs)


def test_a_headline_in_no_known_language_is_in_that_of_the_others():
    assert langs_of(HEADS, ["en", "en", None, "en", "und", "en"]) == ["en"] * 6


def test_a_language_that_only_one_headline_of_many_has_is_doubted():
    heads = HEADS * 10
    assert langs_of(heads, ["en"] * 59 + ["it"]) == ["en"] * 60


def test_a_text_of_words_that_no_other_has_keeps_its_language():
    heads = [*HEADS * 10, "Il traghetto si arena vicino al porto"]
    assert langs_of(heads, ["en"] * 60 + ["it"])[-1] == "it"


def test_scripts_are_kept_apart():
    heads = [*HEADS, "Паром сел на мель", "渡轮搁浅"]
    assert langs_of(heads, ["en"] * 6 + [None, None])[6:] == ["und", "und"]


def test_the_filter_groups_headlines_alike_whether_their_language_is_stated_or_not():
    bare = herdline.group_stories([{"id": str(n), "title": head} for n, head in enumerate(HEADS)])
    stated = herdline.group_stories([{"id": str(n), "title": head, "lang": "en"} for n, head in enumerate(HEADS)])
    assert bare["story"].to_pylist() == stated["story"].to_pylist()
