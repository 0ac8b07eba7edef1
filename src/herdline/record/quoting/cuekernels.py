"""What a token looks like to the chains of ``cuemodel`` as a possible cue: words, tags and the parse around it.

After Pareti (2015) and Newell et al. (2017); what it looks like as source or content stands in ``spankernels``.
A feature is the number of its template mixed with codes of words and labels, cut to a bucket (the hashing trick,
Weinberger et al. 2009): no string is made.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from herdline.record.models.chains import BUCKETS

COLUMNS = 22
"""Of a table of ``cuefeatures``, one row a token."""
LOWER, SUFFIX, BITS, LEMMA, TAG, POS, POS_BITS = 0, 1, 3, 4, 5, 6, 7
DEP, HELD, DEP_BITS, HEAD, KNOWN, QUOTED, TITLE = 8, 9, 10, 11, 12, 13, 14
LEFT, RIGHT, FIRST_CHILD, NEXT_CHILD, SUBJECT = 15, 16, 17, 18, 19
KIND, FINE_KIND = 20, 21
_MASK = BUCKETS - 1
NONE = 7
"""Code of a word beyond the sentence's ends, of a subject that is not there."""


@njit(cache=True, inline="always")
def mix(x, a):  # type: ignore[no-untyped-def]
    """A code with another stirred in."""
    x = (x ^ a) * -7046029254386353131
    return x ^ (x >> 29)


@njit(cache=True)
def f1(template, a):  # type: ignore[no-untyped-def]
    """Bucket of a feature of one code."""
    return mix(mix(template, a), 1) & _MASK


@njit(cache=True)
def f2(template, a, b):  # type: ignore[no-untyped-def]
    """Bucket of a feature of two codes."""
    return mix(mix(mix(template, a), b), 2) & _MASK


@njit(cache=True)
def f3(template, a, b, c):  # type: ignore[no-untyped-def]
    """Bucket of a feature of three codes."""
    return mix(mix(mix(mix(template, a), b), c), 3) & _MASK


@njit(cache=True)
def hang(t):  # type: ignore[no-untyped-def]
    """Fill edges, children and subjects of a table whose heads are set."""
    n = len(t)
    for i in range(n):
        t[i, LEFT] = t[i, RIGHT] = i
        t[i, FIRST_CHILD] = t[i, NEXT_CHILD] = -1
    for i in range(n - 1, -1, -1):
        head = t[i, HEAD]
        if head != i:
            t[i, NEXT_CHILD] = t[head, FIRST_CHILD]
            t[head, FIRST_CHILD] = i
    for i in range(n):
        here, steps = i, 0
        while t[here, HEAD] != here and steps < n:
            here = t[here, HEAD]
            t[here, LEFT] = min(t[here, LEFT], i)
            t[here, RIGHT] = max(t[here, RIGHT], i)
            steps += 1
    for i in range(n):
        t[i, SUBJECT] = _subject(t, i)


@njit(cache=True)
def _subject(t, i):  # type: ignore[no-untyped-def]
    """The subject of a verb or of the verb it hangs from; -1 without one."""
    for _ in range(3):
        c = t[i, FIRST_CHILD]
        while c >= 0:
            if t[c, DEP_BITS] & 2:
                return c
            c = t[c, NEXT_CHILD]
        if not t[i, DEP_BITS] & 4:
            return -1
        i = t[i, HEAD]
    return -1


@njit(cache=True)
def value(t, i, column):  # type: ignore[no-untyped-def]
    """What a column holds for a token, ``NONE`` beyond the sentence's ends."""
    return t[i, column] if 0 <= i < len(t) else NONE


@njit(cache=True)
def near_quote(t, i):  # type: ignore[no-untyped-def]
    """Whether a quotation ends shortly before a token or begins shortly behind it."""
    if t[i, QUOTED]:
        return 9
    before = after = 0
    for j in range(max(0, i - 5), i):
        before |= t[j, QUOTED]
    for j in range(i + 1, min(len(t), i + 6)):
        after |= t[j, QUOTED]
    return 2 * before + after


@njit(cache=True)
def cue_features(t):  # type: ignore[no-untyped-def]
    """Buckets of each token as a part of a cue (see ``cuefeatures``)."""
    n = len(t)
    out = np.empty(n * 84, np.int32)
    ends = np.zeros(n + 1, np.int64)
    any_quote, last_known, k = 0, -1, 0
    for i in range(n):
        any_quote |= t[i, QUOTED]
    for i in range(n):
        word, lemma, tag, dep, head = t[i, LOWER], t[i, LEMMA], t[i, TAG], t[i, DEP], t[i, HEAD]
        pos, quoted, known = t[i, POS], t[i, QUOTED], t[i, KNOWN]
        tag_before, tag_after = value(t, i - 1, TAG), value(t, i + 1, TAG)
        near = near_quote(t, i)
        about = 9 * value(t, i - 1, KNOWN) + 3 * known + value(t, i + 1, KNOWN)
        for feature in (
            f1(1, word), f1(2, lemma), f1(3, tag), f1(4, dep), f2(5, lemma, dep), f2(6, lemma, tag),
            f2(7, t[i, SUFFIX], pos), f1(8, value(t, i - 1, LOWER)), f1(9, value(t, i + 1, LOWER)),
            f1(10, value(t, i - 2, LOWER)), f1(11, value(t, i + 2, LOWER)), f2(12, value(t, i - 1, LEMMA), lemma),
            f2(13, lemma, value(t, i + 1, LEMMA)), f2(14, tag_before, tag), f2(15, tag, tag_after),
            f3(16, tag_before, tag, tag_after), f3(17, value(t, i - 2, TAG), tag_before, tag),
            f3(18, tag, tag_after, value(t, i + 2, TAG)), f2(19, t[head, LEMMA], dep),
            f3(20, t[head, POS], dep, t[head, DEP]), f3(21, t[head, KNOWN], dep, tag), f1(22, quoted),
            f2(23, lemma, quoted), f2(24, t[i, TITLE], tag), f1(25, about), f2(26, near, pos),
            f2(27, near, lemma), f2(28, any_quote, lemma),
        ):  # fmt: skip
            out[k] = feature
            k += 1
        if t[i, POS_BITS] & 2:
            kinds = 0
            c = t[i, FIRST_CHILD]
            while c >= 0:
                kinds |= t[c, HELD]
                kind = t[c, DEP]
                if t[c, HELD]:
                    out[k], out[k + 1] = f2(29, kind, pos), f2(30, lemma, kind)
                    out[k + 2] = f2(31, kind, t[c, LEMMA])
                    k += 3
                    if t[c, DEP_BITS] & 8:
                        out[k] = f3(32, kind, t[c, KNOWN], lemma)
                        k += 1
                if t[c, DEP_BITS] & 1:
                    out[k], out[k + 1] = f2(33, kind, t[c, LOWER]), f3(34, lemma, kind, t[c, LOWER])
                    k += 2
                c = t[c, NEXT_CHILD]
            who = t[i, SUBJECT]
            kind = NONE if who < 0 else t[who, LOWER] if t[who, POS_BITS] & 4 else t[who, POS]
            out[k], out[k + 1] = f2(35, kinds, pos), f2(36, lemma, kinds)
            out[k + 2], out[k + 3] = f2(37, kind, pos), f2(38, kind, lemma)
            out[k + 4] = f1(39, t[who, LEMMA] if who >= 0 else NONE)
            k += 5
        if i == 0:
            out[k] = f1(40, 0)
            k += 1
        k = _cue_around(t, i, last_known, out, k)
        if known:
            last_known = i
        ends[i + 1] = k
    return out[:k].copy(), ends


@njit(cache=True)
def _cue_around(t, i, last_known, out, k):  # type: ignore[no-untyped-def]
    """What stands together with a token: its neighbours, its heads, the last known cue before it."""
    lemma, tag, dep, head = t[i, LEMMA], t[i, TAG], t[i, DEP], t[i, HEAD]
    before, after, grand = value(t, i - 1, LEMMA), value(t, i + 1, LEMMA), t[t[i, HEAD], HEAD]
    gap = min(i - last_known, 6) if last_known >= 0 else 7
    opens = 2 * t[i, QUOTED] + value(t, i + 1, QUOTED)
    for feature in (
        f3(101, before, lemma, after), f3(102, lemma, dep, t[head, LEMMA]), 
        f3(103, dep, t[head, LEMMA], t[grand, LEMMA]),
        f3(104, lemma, t[head, LEMMA], t[grand, DEP]), f2(105, gap, tag), f2(106, gap, dep), f2(107, gap, lemma),
        f3(108, t[last_known, LEMMA] if gap < 6 else NONE, gap, lemma),
        f3(109, t[last_known, LEMMA] if gap < 6 else NONE, gap, tag), f2(110, opens, tag), f2(111, opens, lemma),
        f3(112, value(t, i - 2, LEMMA), before, lemma), f3(113, lemma, after, value(t, i + 2, LEMMA)),
        f3(114, t[head, KNOWN], t[head, HELD], lemma), f3(115, before, lemma, value(t, i + 1, TAG)),
        f3(116, value(t, i - 1, TAG), lemma, after),
        f1(117, t[i, FINE_KIND]), f2(118, t[i, KIND], tag), f2(119, t[i, KIND], dep), f2(120, t[i, FINE_KIND], dep),
        f2(87, value(t, i - 1, KIND), t[i, KIND]), f2(88, t[i, KIND], value(t, i + 1, KIND)),
        f2(89, t[head, FINE_KIND], dep), f2(90, t[i, KIND], t[head, KIND]), f1(91, value(t, i - 1, FINE_KIND)),
        f1(92, value(t, i + 1, FINE_KIND)), f3(93, value(t, i - 1, KIND), t[i, KIND], value(t, i + 1, KIND)),
    ):  # fmt: skip
        out[k] = feature
        k += 1
    return k
