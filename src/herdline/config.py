"""Settings, frozen. Each threshold says which measurement chose it (see benchmarks/RESULTS.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadSettings:
    """How sources are read: sizes in bytes, times in seconds. Measured by ``benchmarks.reading``, ``.extraction``."""

    extraction: str = "full"
    """"full": resiliparse decides what is worth keeping, trafilatura takes the text; "fast": resiliparse alone."""
    allow_private: bool = False
    """Fetch from loopback and private networks too (off: a feed cannot make the program ask the local network)."""
    chunk_rows: int = 4096
    """Records of one chunk, stored in one transaction."""
    chunk_bytes: int = 16 << 20
    """A chunk also ends when its records hold this much."""
    full_from_words: int = 120
    """A record's text of fewer words is a lead, not a full article (93 % of 68,244 feed items have fewer)."""
    full_feed: int = 200
    """Words from which a feed's own content counts as the full article."""
    largest_text: int = 1_000_000
    """Characters; longer texts are rejected (a whole book or a broken export)."""
    max_page: int = 8 << 20
    """Longest HTML page; the longest of 232 real news pages has 2.2 MB."""
    max_nesting: int = 1500
    """Open elements; of 232 real pages the deepest parses to 51 and leaves 321 tags open."""
    max_fetch: int = 32 << 20
    """Longest answer of a server."""
    page_seconds: float = 20.0
    """A page that takes longer is given up and its worker ended (real pages: under 1 s)."""
    page_memory: int = 2 << 30
    """Address space of a worker process beyond what it has after its start."""
    workers: int = 0
    """Processes for pages; 0 means as many as there are cores."""
    timeout: float = 20.0
    """For connecting and between two parts of an answer."""
    total_timeout: float = 60.0
    """For a whole answer: a server that drips bytes is cut."""
    retries: int = 2
    """After errors that may pass (timeouts, 429, 5xx), waiting ``backoff``, then twice that."""
    backoff: float = 1.0
    """First wait before a retry."""
    delay: float = 1.0
    """Between two requests to one host, unless its robots.txt wants longer."""
    max_delay: float = 30.0
    """A longer crawl delay than this is taken as this."""
    redirects: int = 5
    """Redirects followed."""
    hosts: int = 16
    """Hosts asked at the same time."""
    agent: str = "herdline/0.1 (news reader; respects robots.txt)"
    """How the program names itself."""
    years: float = 10.0
    """Dates of pages and feed items further from the time of crawling than this are not believed."""
    tiny_change: float = 0.02
    """Share of changed tokens up to which a re-read article stays the same version."""
    large_change: float = 0.3
    """Share from which a change is flagged."""


@dataclass(frozen=True)
class CopySettings:
    """How copies are found. Lengths are in words; a character of a script without spaces counts as 0.6 of a word.

    Measured by ``benchmarks.copies``, ``benchmarks.planted`` and ``benchmarks.kinds``.
    """

    gram: int = 5
    """Words of a fingerprint."""
    gram_ideographs: int = 9
    """The same in characters (Chinese words have 1.7 on average)."""
    least: int = 10
    """Five-grams that two articles must share before they are a pair: a run of n words holds n - 4."""
    least_run: int = 8
    """A run that stands alone counts from this length."""
    gap: int = 12
    """Words that may lie between two runs of one passage: 12 % edits leave gaps of 1-3, cut clauses up to 12."""
    most_articles: int = 200
    """A fingerprint in more articles links to the earliest and to neighbours only."""
    neighbours: int = 4
    """How many neighbours in time."""
    standing: int = 14
    """Shortest standing text inside an article."""
    standing_common: int = 24
    """The same for text that other outlets print too."""
    standing_edge: int = 9
    """Shortest at its beginning or end ("Sign up for our daily newsletter")."""
    own_share: float = 0.7
    """A short standing text must be the outlet's own: this share of its occurrences is there."""
    translated_days: float = 4.0
    """Days between a text and its translation."""
    translated_near: float = 0.3
    """Static likeness of title and lead from which two articles are compared."""
    translated_tries: int = 8
    """How many articles of other languages each is compared with."""
    translated_sentences: int = 4
    """Shortest text that can be told to be a translation, in sentences."""
    translated_rough: float = 0.45
    """Static likeness of two sentences that may be translations."""
    translated_likeness: float = 0.55
    """Likeness of sentence vectors: planted translations have .68-.82 on average, independent accounts .40-.55."""
    translated_share: float = 0.5
    """Share of the shorter text's sentences aligned: planted translations .82-1, others below .22."""
    anchored_near: float = 0.08
    """The same for languages without vectors: likeness of rare anchors of two articles ..."""
    anchored_likeness: float = 0.15
    """... of two sentences ..."""
    anchored_share: float = 0.3
    """... share of sentences aligned (Kazakh from Russian .46; others below .13) ..."""
    anchored_profile: float = 0.6
    """... and correlation of the lengths of aligned sentences."""
    related: float = 0.12
    """Two articles with this share of common rare words are about the same thing."""


@dataclass(frozen=True)
class StorySettings:
    """How stories are grouped. Measured by ``benchmarks.stories``; the weights stand in stories/model.py."""

    standing: int = 8
    """A text that more articles have, but for addresses and numbers, ..."""
    standing_characters: int = 150
    """... and that is shorter than this without them, is a feed's standing text."""
    standing_looked: int = 500
    """Characters; longer texts are not looked at for it."""
    characters: int = 2500
    """Of a text that are read: what a story is about stands in front."""
    lead_characters: int = 300
    """Of a text that go into its vector, with the title."""
    title: float = 2.0
    """Weight of a word in the headline ..."""
    named: float = 2.0
    """... of a name or number ..."""
    lead_words: int = 60
    """... and what the first words count 1, the later ones ..."""
    later: float = 0.3
    """... this."""
    title_words: int = 15
    """First words of an article without a headline, taken for one."""
    steady: float = 500.0
    """Articles that the general frequency of a word counts for."""
    short: float = 12.0
    """Words at which an article is half short."""
    whole: int = 5_000
    """In a pile of up to so many articles, dates are often wrong and only those further apart than ``apart_days``
    count."""
    full: int = 2_000
    """In a pile of up to so many articles, vectors of texts of up to ``lead_words`` words are mixed with those of the
    full model (2 to 4 ms a text each time), which raised BCubed of ITN by .03. Longer texts gain nothing by it."""
    least_evidence: float = 0.1
    """Pairs whose words say less than this for or against are not stored."""
    window_days: float = 10.0
    """In a larger pile, articles further apart are not compared directly."""
    apart_days: float = 60.0
    """Longest silence of a story: groups of two languages whose days are known and that lie further apart are not
    joined, in however small a pile. In the development sets 96 % of texts follow another of their story within 60
    days, the longest silence in a story is 55; of those read beyond, all but one are misdated or tell of another
    event."""
    apart_days_within: float = 420.0
    """The same within a language, where the words themselves outweigh a date that is wrong by up to a year."""
    least_cap: int = 100
    """Words in more articles than this ..."""
    cap: float = 0.05
    """... and in more than this share find no candidates."""
    partners: int = 150
    """Candidates of an article at most."""
    partners_across: int = 25
    """The same in other languages, by names."""
    neighbours: int = 10
    """Groups of another language that are near by vectors and looked at."""
    near: float = 0.35
    """Cosine of static vectors from which they are near."""
    usual: float = 1500.0
    """Articles among which the weights across languages were learnt; their intercept moves with the logarithm."""
    slack: float = 0.1
    """By how much a full cosine may exceed the static one ..."""
    hopeful: float = 0.0
    """... in evidence that must be reached for the full vectors to be made (they cost 2 ms an article)."""
    sample: int = 4
    """Articles of a group that are compared with those of a group in another language."""
    least_likeness: float = 0.03
    """Cosine over those words from which a pair is a candidate."""


@dataclass(frozen=True)
class LineSettings:
    """How lines are found and the herd is measured. Measured by ``benchmarks.lines`` and ``benchmarks.coverage``."""

    least_families: int = 3
    """Fewest independent families (an owner once) that make a line; its count is always shown."""
    longest_phrase: int = 12
    """Longest phrase in words; longer common runs are copies or quotations."""
    quoted_share: float = 0.6
    """Share of uses inside quotation marks from which a line is a speaker's, not the outlets'."""
    false_discovery: float = 0.05
    """Rate among the lines shown (Benjamini, Hochberg 1995)."""
    least_lift: float = 3.0
    """A phrase not three times as frequent as elsewhere is habit."""
    habit_weight: float = 10.0
    """Texts' worth of the overall rate that an outlet's own rate is drawn towards."""
    kin_weight: float = 50.0
    """Texts' worth of the overall rate that a line's rate in texts on such matter is drawn towards. The likelihood of
    what 624 lines' kin carry is highest near 50 and 100 in a week and a month of feeds, near 20 in full texts, near 40
    in all."""
    most_content: float = 0.5
    """A line of which this share of the words says what the matter is, not how it is framed, ..."""
    most_needed: float = 0.2
    """... and of which this share of the headlines of texts that do not carry it need a word, is what the matter asks
    for: 45 of 144 forced lines, none of 14 chosen ones in the half that both were chosen on (benchmarks.lines_read)."""
    least_telling: float = 0.35
    """Phrases whose every word is the topic's or the grammar's ("it was the first") are no lines."""
    base_floor: float = 0.0005
    """Lowest base rate believed: the rate of a phrase seen in 19 of 37,554 real articles."""
    most_lines: int = 40
    """Lines kept for a story and language, most telling first."""
    tells: float = 0.65
    """Likeness (``spread.likeness``) from which a text surely tells its story, so that it may be called first. Of the
    25 widest stories of a month of feeds the earliest text was another matter's in nine: from .65 on none of these is
    left, and five of the sixteen others; from .6 on one and seven."""
    date_only: float = 720.0
    """Clock error in minutes from which a text has a date and no time of day: it is not called first among several."""
    min_outlets: int = 20
    """No index and no interval below (a bootstrap covers .55-.86 there)."""
    min_herd_texts: int = 12
    """Independent texts in one language below which there is no herd index: its interval covers too little there."""


@dataclass(frozen=True)
class CheckSettings:
    """How facts are matched across texts.

    ``carried`` and ``absent`` cut the chance that two sentences tell one fact, as ``check.matching`` has learnt it from
    pairs that readers judged. Where the vectors do not know a language it is compared by hand-set weights instead.
    """

    carried: float = 0.4
    """Chance from which a text carries a fact ..."""
    absent: float = 0.05
    """... and below which it does not; between the two nothing is said ..."""
    absent_across: float = 0.1
    """... and between languages, where next to no pair is surer than this ..."""
    absent_unheard: float = 0.03
    """... nor below this where the fact is told in no text of that language: of the sample's texts in another language
    that tell a fact by both readers every second one was called silent by ``absent_across``."""
    glance: float = 0.1
    """Chance from which a pair that is not both English is looked at again, with better and slower vectors."""
    actors: float = 0.15
    """Where the vectors do not know a language: weight of the actors two sentences name; a sentence without one is
    taken to be about those ahead of it ..."""
    matters_unknown: float = 1.0
    """... and of what they speak of, beside 1 for names, numbers and words spelt alike."""
    carried_unknown: float = 0.77
    """What of these counts as ``carried`` ..."""
    absent_unknown: float = 0.50
    """... and as ``absent``; absence is never claimed there, it only counts as a sign."""
    least_words: int = 5
    """Words of the shortest sentence that counts as a fact ..."""
    most_words: int = 70
    """... and of the longest."""
    most_sentences: int = 4000
    """Sentences of a story that are compared; the earliest texts of each family come first."""
    most_facts: int = 2000
    """Facts kept for a story, those of most families first."""
