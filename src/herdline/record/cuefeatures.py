"""What a token looks like to the chains of ``cuemodel``: as a possible cue, and as source or content of a given cue.

Words, tags and the parse around a token; for source and content its way to the cue in the parse, the edges of the
phrases that begin and end at it, commas and quotation marks on the way (after Pareti 2015 and Newell et al. 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from herdline.record.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENS, _CLOSES = frozenset('“«„"'), frozenset('”»"“')
_FUNCTION = frozenset("aux auxpass neg prep prt mark advmod agent det poss".split())
_HELD = frozenset("ccomp xcomp dobj nsubj nsubjpass prep agent attr acomp poss parataxis oprd dative".split())
_FAR = 3
"""Steps of a path in the parse that are told."""


@cache
def known_cues() -> frozenset[str]:
    """Lemmas of verbs that attribute."""
    return frozenset(entries("cues.txt"))


@dataclass(frozen=True, slots=True)
class View:
    """A parsed sentence as plain lists, one entry a token; ``quoted`` says whether it stands inside a quotation."""

    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    quoted: list[bool]
    known: list[bool]
    title: bool


def view(doc: Doc, quotations: Sequence[tuple[int, int]]) -> View:
    """Lists of a parsed sentence; ``quotations`` are [start, end) in its characters, marks included."""
    tokens = list(doc)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head.i != token.i:
            children[token.head.i].append(token.i)
    long_words = [t.text for t in tokens if t.is_alpha and len(t) > 3]
    lemma = [t.lemma_.lower() for t in tokens]
    return View(
        [t.lower_ for t in tokens], lemma, [t.tag_ for t in tokens], [t.pos_ for t in tokens],
        [t.dep_ for t in tokens], [t.head.i for t in tokens], [t.left_edge.i for t in tokens],
        [t.right_edge.i for t in tokens], children,
        [any(a <= t.idx < b for a, b in quotations) for t in tokens],
        [t.pos_ == "VERB" and word in known_cues() for t, word in zip(tokens, lemma, strict=True)],
        len(long_words) > 2 and sum(w[0].isupper() for w in long_words) > 0.8 * len(long_words),
    )  # fmt: skip


def _at(values: Sequence[str], i: int) -> str:
    return values[i] if 0 <= i < len(values) else "-"


def _subject(v: View, i: int) -> int:
    """The subject of a verb or of the verb it hangs from; -1 without one."""
    for _ in range(3):
        for c in v.children[i]:
            if v.dep[c] in ("nsubj", "nsubjpass"):
                return c
        if v.dep[i] not in ("conj", "xcomp", "advcl", "pcomp"):
            return -1
        i = v.head[i]
    return -1


def cue_names(v: View) -> list[list[str]]:
    """Names of features of each token as a part of a cue."""
    return [_cue_names(v, i) for i in range(len(v.lower))]


def _cue_names(v: View, i: int) -> list[str]:
    word, lemma, tag, dep, head = v.lower[i], v.lemma[i], v.tag[i], v.dep[i], v.head[i]
    before, after = _at(v.lower, i - 1), _at(v.lower, i + 1)
    tag_before, tag_after = _at(v.tag, i - 1), _at(v.tag, i + 1)
    names = [
        f"w={word}", f"l={lemma}", f"t={tag}", f"d={dep}", f"ld={lemma}|{dep}", f"lt={lemma}|{tag}",
        f"s={word[-3:]}|{v.pos[i]}", f"-1={before}", f"+1={after}", f"-2={_at(v.lower, i - 2)}",
        f"+2={_at(v.lower, i + 2)}", f"-1l={_at(v.lemma, i - 1)}|{lemma}", f"l+1={lemma}|{_at(v.lemma, i + 1)}",
        f"t-1={tag_before}|{tag}", f"t+1={tag}|{tag_after}", f"t3={tag_before}|{tag}|{tag_after}",
        f"t-2={_at(v.tag, i - 2)}|{tag_before}|{tag}", f"t+2={tag}|{tag_after}|{_at(v.tag, i + 2)}",
        f"h={v.lemma[head]}|{dep}", f"hp={v.pos[head]}|{dep}|{v.dep[head]}", f"hk={v.known[head]}|{dep}|{tag}",
        f"q={v.quoted[i]}", f"lq={lemma}|{v.quoted[i]}", f"title={v.title}|{tag}",
        f"k={v.known[i]}|{v.known[i - 1] if i else '-'}|{v.known[i + 1] if i + 1 < len(v.known) else '-'}",
    ]  # fmt: skip
    near = _near_quote(v, i)
    names += [f"n={near}|{v.pos[i]}", f"nl={near}|{lemma}", f"any={any(v.quoted)}|{lemma}"]
    if v.pos[i] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        kinds = sorted({v.dep[c] for c in v.children[i] if v.dep[c] in _HELD})
        names += [f"kinds={' '.join(kinds)}|{v.pos[i]}", f"lkinds={lemma}|{' '.join(kinds)}"]
        for c in v.children[i]:
            if v.dep[c] in _HELD:
                names += [f"c={v.dep[c]}|{v.pos[i]}", f"lc={lemma}|{v.dep[c]}", f"cl={v.dep[c]}|{v.lemma[c]}"]
                if v.dep[c] in ("xcomp", "ccomp", "conj"):
                    names.append(f"ck={v.dep[c]}|{v.known[c]}|{lemma}")
            if v.dep[c] in _FUNCTION:
                names += [f"f={v.dep[c]}|{v.lower[c]}", f"lf={lemma}|{v.dep[c]}|{v.lower[c]}"]
        who = _subject(v, i)
        kind = "-" if who < 0 else v.lower[who] if v.pos[who] == "PRON" else v.pos[who]
        names += [f"who={kind}|{v.pos[i]}", f"whol={kind}|{lemma}", f"subject={v.lemma[who] if who >= 0 else '-'}"]
    if i == 0:
        names.append("first")
    return names


def _near_quote(v: View, i: int) -> str:
    """Whether a quotation ends shortly before a token or begins shortly behind it."""
    if v.quoted[i]:
        return "in"
    before = any(v.quoted[max(0, i - 5) : i])
    after = any(v.quoted[i + 1 : i + 6])
    return f"{before:d}{after:d}"


def span_names(v: View, cue: Sequence[int]) -> list[list[str]]:
    """Names of features of each token as a part of the source or the content of a cue (numbers of its tokens)."""
    held = set(cue)
    top = next((i for i in cue if v.head[i] not in held or v.head[i] == i), cue[0])
    verbs = [i for i in cue if v.pos[i] == "VERB"]
    main = verbs[-1] if verbs else top
    ups = [top]
    while v.head[ups[-1]] != ups[-1]:
        ups.append(v.head[ups[-1]])
    rank = {node: n for n, node in enumerate(ups)}
    kinds = " ".join(sorted({v.dep[c] for i in cue for c in v.children[i] if v.dep[c] in _HELD and c not in held}))
    passive = any(v.dep[c] in ("auxpass", "agent") for i in cue for c in v.children[i])
    start, end = min(cue), max(cue)
    told = f"{v.lemma[main]}", v.tag[main], v.dep[top], f"{passive:d}{_near_quote(v, end)}{_near_quote(v, start)}"
    ways = [_way(v, i, held, ups, rank) for i in range(len(v.lower))]
    barriers = _barriers(v, start, end)
    return [_span_names(v, i, (start, end), told, kinds, ways, barriers[i]) for i in range(len(v.lower))]


Way = tuple[str, int, tuple[str, ...]]
"""How a token hangs together with the cue; the top of its branch; relations on the way up to that top."""


def _way(v: View, i: int, held: set[int], ups: Sequence[int], rank: dict[int, int]) -> Way:
    via: list[str] = []
    here = i
    while here not in held and here not in rank:
        via.append(v.dep[here])
        last, here = here, v.head[here]
        if here == last:  # another tree of the same sentence
            return f"apart {v.dep[here]}", here, tuple(via[:-1])
    if not via:
        if here in held:
            return "cue", here, ()
        return f"above {' '.join(v.dep[u] for u in ups[: rank[here]][:_FAR])}", here, ()
    if here in held:
        return via[-1], last, tuple(via[:-1])
    return f"{' '.join(v.dep[u] for u in ups[: rank[here]][:_FAR])}/{via[-1]}", last, tuple(via[:-1])


def _barriers(v: View, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Commas and the like, other known cues, and whether a quotation mark stands between each token and the cue."""
    result = [(0, 0, False)] * len(v.lower)
    for step, here in ((1, end), (-1, start)):
        commas = cues = 0
        mark = False
        i = here + step
        while 0 <= i < len(v.lower):
            result[i] = (min(commas, 3), min(cues, 2), mark)
            commas += v.lower[i] in (",", "–", "—", "-", "--", ";", ":", "(", ")")
            cues += v.known[i]
            mark = mark or v.quoted[i]
            i += step
    return result


def _span_names(
    v: View, i: int, cue: tuple[int, int], told: tuple[str, ...], kinds: str, ways: Sequence[Way],
    barriers: tuple[int, int, bool],
) -> list[str]:  # fmt: skip
    lemma, tag, dep, near = told
    way, branch, via = ways[i]
    side = "L" if i < cue[0] else "R" if i > cue[1] else "V"
    gap = cue[0] - i if side == "L" else i - cue[1]
    far = str(gap) if gap < 4 else "4-7" if gap < 8 else "8-15" if gap < 16 else "16+"
    commas, cues, mark = barriers
    last = len(ways) - 1
    left_way, right_way = ways[i - 1][0] if i else "-", ways[i + 1][0] if i < last else "-"
    same_left, same_right = i > 0 and ways[i - 1][1] == branch, i < last and ways[i + 1][1] == branch
    quote = f"{v.quoted[i - 1] if i else False:d}{v.quoted[i]:d}{v.quoted[i + 1] if i < last else False:d}"
    r = f"{way}|{side}"
    before, after = _at(v.lower, i - 1), _at(v.lower, i + 1)
    word = v.lower[i]
    names = [
        f"r={r}", f"rl={r}|{lemma}", f"rt={r}|{tag}", f"rd={r}|{dep}", f"rk={r}|{kinds}", f"rn={r}|{near}",
        f"rw={r}|{word}", f"rg={r}|{v.tag[i]}", f"ri={r}|{v.dep[i]}", f"b={left_way}>{r}", f"e={r}>{right_way}",
        f"e2={r}|{same_left:d}{same_right:d}", f"side={side}|{far}", f"sidel={side}|{lemma}",
        f"sf={side}|{far}|{lemma}",
        f"w={word}|{side}", f"t={v.tag[i]}|{side}", f"d={v.dep[i]}|{side}|{far}", f"-1={before}|{side}",
        f"+1={after}|{side}", f"t-1={_at(v.tag, i - 1)}|{v.tag[i]}|{side}",
        f"t+1={v.tag[i]}|{_at(v.tag, i + 1)}|{side}",
        f"wb={before}|{way}|{same_left:d}", f"wa={after}|{way}|{same_right:d}",
        f"bar={commas}|{side}|{cues}", f"barr={commas}|{r}", f"cues={cues}|{r}", f"bart={commas}|{side}|{tag}|{dep}",
        f"q={quote}|{side}", f"qr={quote}|{r}", f"qn={quote}|{near}|{side}", f"qm={quote}|{mark}|{side}|{commas}",
        f"known={v.known[i]}|{r}",
    ]  # fmt: skip
    path = ">".join(via[-_FAR:])
    names += [f"p={path}|{r}", f"pl={len(via)}|{r}"]
    names += [f"v={step}|{r}" for step in set(via)]
    names += [f"vt={step}|{side}|{commas}" for step in set(via)]
    for place, edge in (("start", v.left), ("end", v.right)):
        here, outer, count = i, "", 0
        while edge[here] == i and here != v.head[here] and count < 8:
            outer, count = v.dep[here], count + 1
            if here == branch:
                break
            here = v.head[here]
        if count:
            names += [f"{place}={outer}|{r}", f"{place}n={min(count, 4)}|{side}", f"{place}o={outer}|{side}|{commas}"]
            names.append(f"{place}w={outer}|{before if place == 'start' else after}|{word}")
    if i == 0 or i == last:
        names.append(f"edge={i == 0}")
    return names
