"""Speakers that stand beside a quotation without a clause of theirs: signatures, turns of an interview, "?" said Ann.

A line that is a quotation, a dash and a name; a name, a colon and a quotation, on one line or two; a sentence that
says and ends with a colon ahead of a quotation; a quotation that ends with a question or exclamation mark, behind which
the verb and its subject are cut off as a sentence of their own. Labels ("Update:", "– What We Know") and verbs of other
things ("plans one thing:", "Police asked for help.") give no speaker. English only; the quotations of other languages
are read by ``quoted``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from herdline.record.quoting.cuefeatures import known_cues
from herdline.record.spans import Attribution

Piece = tuple[int, int]

_WORD = r"(?:[A-Z][\w.'’-]*|of|the|and|de|la|van|von|al|bin|\([A-Z][\w.,\s-]{0,12}\))"
_NAME = rf"[A-Z][\w.'’-]*(?:,? {_WORD}){{0,7}}"
_SIGNED = re.compile(rf"\s*(?P<cue>―|—|–|--|-)\s*(?P<who>{_NAME}(?:, [^\n“\"]{{2,60}})?)\s*(?=\n|$)")
_TURN = re.compile(rf"(?:^|[\n.?!] ?|\s[-–—]\s?)(?P<who>{_NAME})(?P<cue>:)\s*$")
_SPEAKING = (
    "(?:said|says|tweeted|wrote|writes|shouted|wondered|exclaimed|replied|responded|yelled|cried|joked|quipped|"
    "screamed)"
)
_ASKING = (
    "(?:asked|asks|told|added|adds|declared|declares|demanded|explained|insisted|questioned|argued|posted|continued)"
)
"""Verbs of other things too: "asked for help", "continued shelling"."""
_VERBS = rf"(?:{_SPEAKING}|{_ASKING})"
_WHEN = (
    r"(?:[a-z]+ly|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\w*|yesterday|today|tonight|last|this|again|later|earlier|then|"
    r"aloud|after|before|during|when|while|as)\b"
)
_AMID = r"(?:in|on|at|of|about|from|via|with|to|into|by|outside|inside|through|under|over|back|him|her|them|me|us)\b"
_HEARERS = (
    r"(?:(?:him|her|them|me|us|myself|himself|herself|reporters|supporters|(?:the|a|an|his|her|their|one) [\w-]+|"
    r"[A-Z][\w.]*(?: [A-Z][\w.]*)*)(?=[,.;:\n]|\s*$| (?:on|in|at|of|during|after|when|while|as|last|this)\b))"
)
_CLOSED = r"(?=[,.;:\n]|\s*$)"
_NO_CLAUSE = r"(?! [^.,;:\n]{0,40}\bthat\b)"
"""What follows is told in the outlet's words: "replied to him that"."""
_BEHIND = re.compile(
    rf"\s+(?:(?P<cue>{_VERBS}) "
    r"(?!(?:for|to|about|of|if|whether|that|by|online|on|in|at|from|with|not|why|how|what|when|where|again|aloud|it)\b)"
    r"(?P<who>(?:(?:the|a|an|one|another|former|his|her|their|our) )?[^\s,.;:“”\"][^,.;:“”\"\n]{1,60}?)"
    rf"(?=[,.;:\n]| (?:who|in|on|at|during|after|before|as|to|of|when|while|with|from|last|this|that|into)\b)"
    rf"|(?P<who2>(?:he|she|they|I|{_NAME}|[Tt]he [a-z]+(?: [a-z]+)?)) (?:"
    rf"(?P<cue2>{_SPEAKING})(?:{_CLOSED}| {_WHEN}| {_AMID})"
    rf"|(?P<cue3>{_ASKING})(?:{_CLOSED}|(?:(?<=asked)|(?<=asks)|(?<=told)) {_HEARERS}|(?<=explained) to {_HEARERS}|"
    rf"(?<!continued)(?<!told) (?:{_WHEN}|"
    r"(?:in|at|on (?=[A-Z])|(?<!argued )with)\b))"
    rf"){_NO_CLAUSE})"
)
_START = r"(?:^|[\n.?!”\"] ?)(?:(?:As|But|And|Then|So|Yet|Later|Still),? )?"
_SUBJECT = (
    rf"(?P<who>{_NAME}(?:(?<=['’]s)(?: [a-z-]+){{1,3}}?)?|[Tt]he(?: [a-z’'-]+){{1,3}}?|[Hh]e|[Ss]he|[Tt]hey)"
    r"(?:, [^.?!:\n]{2,60},)?"
)
_AUX = r"(?:(?:then|also|later|has|had|[a-z]+ly) )*"
_TURNS = (
    r"(?:continue[sd]?|(?:went|goes|go) on|beg[au]ns?|beg[iu]ns?|puts?|reacte?d?s?|opene?d?s?|start(?:ed|s)?|"
    r"conclude[sd]?|finish(?:ed|es)?|(?:fired|hit|shot|snapped|clapped|pushed) back|(?:chimed|weighed) in|summed up|"
    r"doubled down|had this to say|has this to say|(?:took|takes|turned) to)"
)
"""Verbs that announce words only where nothing but "it this way" or the like stands ahead of the colon."""
_MANNER = (
    r"(?: (?:it|with|by|like|so|as|this|that|follows|thus|way|[a-z]+ly|in (?:an?|the|his|her) \w+|(?:on )?[A-Z]\w+))*"
    r"(?: (?:about|on|of) [^.?!:\n“”\"]{1,60})?"
)
_GIVING = (
    r"(?:had|has|have|gave|gives|sent|sends|issued|issues|released|offered|offers|made|makes|used|uses|posed|posted)"
)
_GIVEN = (
    r"(?: [^.?!:\n“”\"]{1,60})? (?:statement|message|warning|answer|response|reply|explanation|question|advice|"
    r"reminder|promise|prediction|pledge|comment|confession|joke|argument|point|claim|assessment|description|apology|"
    r"request|plea|appeal|word|words|tweet|remark)s?(?: (?:to|for|of|on|about|at|in) [^.?!:\n“”\"]{1,40})?"
)
_TO_SAY = r"(?:(?:went|goes|go) on to|continued to|proceeded to|began to)"
_WORKS = re.compile(
    r"\b(?:an?|the|one|this|his|her|their|its) (?:\w+ )?"
    r"(?:books?|novels?|songs?|films?|movies?|albums?|poems?|plays?|paintings?|series|shows?|banners?|shirts?)$"
)
"""What a title in marks is of, not words that are said."""
_THOUGHT = frozenset(
    "accept assume believe brand call consider decide doubt dub estimate expect fear feel find know label learn plan "
    "read realise realize refer see show signal suspect want".split()
)
"""Of the verbs that attribute those behind whose object a colon announces something else: "plans one thing:"."""
_SPOKEN = frozenset(
    "post exclaim yell question scream clarify elaborate summarise summarize chant whisper mutter text email muse "
    "retort plead beg quote recount sing counter quip blast slam mock criticise criticize praise defend ridicule scold "
    "rebuke condemn denounce decry thank congratulate laud offer cite recite echo opine ponder reason define outline "
    "highlight underline underscore stipulate concur instruct lecture preach brag gush marvel rant rail sneer thunder "
    "tease challenge rule".split()
)
"""Verbs of saying beyond those: of colons and questions, too rare or too wide to attribute by themselves."""
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "swear": "swore sworn",
    "beg": "begged", "sing": "sang sung", "admit": "admitted", "deny": "denied denies", "reply": "replied replies",
    "cry": "cried cries", "testify": "testified testifies", "imply": "implied implies", "worry": "worried worries",
    "quip": "quipped", "clarify": "clarified clarifies", "decry": "decried decries", "slam": "slammed",
}  # fmt: skip
_LABELS = frozenset(
    "update updates correction corrections clarification note notes watch photo photos video videos caption captions "
    "headline headlines title opinion verdict claim fact facts motto slogan question questions answer answers result "
    "results example lesson related ps summary background context conclusion introduction subject date source sources "
    "topic quote message tip chapter part section figure image picture map table warning alert analysis exclusive "
    "interview podcast episode quiz gallery timeline explainer recap highlights transcript full know happened matters "
    "today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday".split()
)
_PAPERS = frozenset("news live check poll tweet post story report reports reads review more".split())
"""Labels that papers and programmes end with too: only alone or behind "Breaking", "Fact" and the like."""
_SORTS = frozenset("breaking latest live more full top fact headline read our new".split())
_OPENERS = frozenset(
    "what why how when where who which here read see watch listen as is are was were if it this these those there "
    "related breaking subscribe everything inside meet did does".split()
)
"""Words with which a heading begins, and no name of a speaker."""
_ASKED = re.compile(r"[?!]['’]?[”\"]$|[?!]''$")
_REACH = 240
"""Letters ahead of a quotation in which its speaker is looked for."""
_TITLES = 5
"""Words of a name before a colon; longer ones are headings."""


def beside(text: str, left: Sequence[Piece]) -> Iterator[Attribution]:
    """Attributions of quotations that nobody was found to have said.

    Args:
        text: all of it.
        left: [start, end) of the quotations, marks included.
    """
    for start, end in left:
        if found := next(
            filter(None, (read(text, start, end) for read in (_signed, _turn, _announced, _behind))), None
        ):
            source, cue = found
            yield Attribution((source,), (cue,), ((start, end),), "direct")


def _signed(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(" ~*•"):
        return None
    m = _SIGNED.match(text, end)
    return (m.span("who"), m.span("cue")) if m and not _is_label(m["who"]) else None


def _is_label(name: str) -> bool:
    """Whether it heads or sorts something ("Update", "What We Know") rather than says it."""
    said = re.findall(r"[\w’']+", name.lower())
    if not said or said[-1] in _LABELS or said[0] in _OPENERS:
        return True
    return said[-1] in _PAPERS and (len(said) == 1 or said[0] in _SORTS)


@cache
def _forms() -> frozenset[str]:
    """Forms of the verbs of saying behind which a colon leads to what was said."""
    made = set()
    for verb in known_cues() - _THOUGHT | _SPOKEN:
        stem = verb.removesuffix("e")
        made |= {verb, f"{verb}s", f"{stem}ed", f"{stem}es", f"{stem}ing", *_IRREGULAR.get(verb, "").split()}
    return frozenset(made)


@cache
def _announcing() -> re.Pattern[str]:
    """A sentence that says and ends with a colon; its cue is the group of those below that matched."""
    says = "|".join(sorted(_forms(), key=len, reverse=True))
    within = r"(?: [^.?!:\n“”\"]{1,100}?)?"
    return re.compile(
        rf"{_START}{_SUBJECT} (?:"
        rf"[a-z]+{within},? (?:and )?(?P<saying>(?:{says})(?<=ing))"
        rf"|(?P<to>{_TO_SAY} (?:{says}))\b{within}"
        rf"|(?P<turn>{_AUX}{_TURNS}){_MANNER}"
        rf"|(?P<give>{_AUX}{_GIVING}){_GIVEN}"
        rf"|(?P<be>is|was) (?:[a-z]+ )?(?:blunt|clear|direct|adamant|emphatic|succinct|candid|unequivocal){within}"
        rf"|(?P<cue>{_AUX}(?:{says})(?: on)?)\b(?P<rest>{within})"
        r"):\s*\Z"
    )


def _turn(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    """A quotation to the end of its line, behind a name and a colon."""
    if not _ends_line(text, end):
        return None
    shift = max(0, start - _REACH)
    m = _TURN.search(text[shift:start])
    if m is None or len(m["who"].split()) > _TITLES or _is_label(m["who"]):
        return None
    return _moved(m, "who", shift), _moved(m, "cue", shift)


def _ends_line(text: str, end: int) -> bool:
    stop = text.find("\n", end)
    return not text[end : stop if stop >= 0 else None].strip(" .][")


def _moved(m: re.Match[str], name: str, shift: int) -> Piece:
    return m.start(name) + shift, m.end(name) + shift


def _announced(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    """A quotation to the end of its line, behind a sentence that ends with a colon: its subject and verb."""
    if not _ends_line(text, end) or not text[max(0, start - 9) : start].rstrip().endswith(":"):
        return None
    shift = max(0, start - _REACH)
    m = _announcing().search(text[shift:start])
    if m is None or _is_label(m["who"]) or _WORKS.search(m["rest"] or ""):
        return None
    cue = next(name for name in ("saying", "to", "turn", "give", "be", "cue") if m[name])
    return _moved(m, "who", shift), _moved(m, cue, shift)


def _behind(text: str, start: int, end: int) -> tuple[Piece, Piece] | None:
    if not _ASKED.search(text[start:end]):
        return None
    m = _BEHIND.match(text, end)
    if m is None:
        return None
    cue = next(name for name in ("cue", "cue2", "cue3") if m[name])
    return m.span("who" if m["who"] else "who2"), m.span(cue)
