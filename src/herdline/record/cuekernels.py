"""What a token looks like to the chains of ``cuemodel``: as a possible cue, and as source or content of a given cue.

Words, tags and the parse around a token; for source and content its way to the cue in the parse, the edges of the
phrases that begin and end at it, commas and quotation marks on the way (after Pareti 2015 and Newell et al. 2017).
A feature is the number of its template mixed with codes of words and labels, cut to a bucket (the hashing trick,
Weinberger et al. 2009): no string is made.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from herdline.record.chains import BUCKETS

COLUMNS = 20
"""Of a table of ``cuefeatures``, one row a token."""
LOWER, SUFFIX, BITS, LEMMA, TAG, POS, POS_BITS = 0, 1, 3, 4, 5, 6, 7
DEP, HELD, DEP_BITS, HEAD, KNOWN, QUOTED, TITLE = 8, 9, 10, 11, 12, 13, 14
LEFT, RIGHT, FIRST_CHILD, NEXT_CHILD, SUBJECT = 15, 16, 17, 18, 19
_FAR = 3
"""Steps of a path in the parse that are told."""
_STEPS = 8
"""Steps of a way up whose labels count one by one."""
_MASK = BUCKETS - 1
_NONE = 7
"""Code of a word beyond the sentence's ends, of a subject that is not there."""


@njit(cache=True, inline="always")
def _mix(x, a):
    x = (x ^ a) * -7046029254386353131
    return x ^ (x >> 29)


@njit(cache=True)
def _f1(template, a):
    return _mix(_mix(template, a), 1) & _MASK


@njit(cache=True)
def _f2(template, a, b):
    return _mix(_mix(_mix(template, a), b), 2) & _MASK


@njit(cache=True)
def _f3(template, a, b, c):
    return _mix(_mix(_mix(_mix(template, a), b), c), 3) & _MASK


@njit(cache=True)
def hang(t):
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
def _subject(t, i):
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
def _at(t, i, column):
    return t[i, column] if 0 <= i < len(t) else _NONE


@njit(cache=True)
def _near_quote(t, i):
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
def cue_features(t):
    """Buckets of each token as a part of a cue (see ``cuefeatures``)."""
    n = len(t)
    out = np.empty(n * 48 + n * 8, np.int32)
    ends = np.zeros(n + 1, np.int64)
    any_quote = 0
    for i in range(n):
        any_quote |= t[i, QUOTED]
    k = 0
    for i in range(n):
        word, lemma, tag, dep, head = t[i, LOWER], t[i, LEMMA], t[i, TAG], t[i, DEP], t[i, HEAD]
        pos, quoted, known = t[i, POS], t[i, QUOTED], t[i, KNOWN]
        tag_before, tag_after = _at(t, i - 1, TAG), _at(t, i + 1, TAG)
        near = _near_quote(t, i)
        about = 9 * _at(t, i - 1, KNOWN) + 3 * known + _at(t, i + 1, KNOWN)
        for feature in (
            _f1(1, word), _f1(2, lemma), _f1(3, tag), _f1(4, dep), _f2(5, lemma, dep), _f2(6, lemma, tag),
            _f2(7, t[i, SUFFIX], pos), _f1(8, _at(t, i - 1, LOWER)), _f1(9, _at(t, i + 1, LOWER)),
            _f1(10, _at(t, i - 2, LOWER)), _f1(11, _at(t, i + 2, LOWER)), _f2(12, _at(t, i - 1, LEMMA), lemma),
            _f2(13, lemma, _at(t, i + 1, LEMMA)), _f2(14, tag_before, tag), _f2(15, tag, tag_after),
            _f3(16, tag_before, tag, tag_after), _f3(17, _at(t, i - 2, TAG), tag_before, tag),
            _f3(18, tag, tag_after, _at(t, i + 2, TAG)), _f2(19, t[head, LEMMA], dep),
            _f3(20, t[head, POS], dep, t[head, DEP]), _f3(21, t[head, KNOWN], dep, tag), _f1(22, quoted),
            _f2(23, lemma, quoted), _f2(24, t[i, TITLE], tag), _f1(25, about), _f2(26, near, pos),
            _f2(27, near, lemma), _f2(28, any_quote, lemma),
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
                    out[k], out[k + 1], out[k + 2] = _f2(29, kind, pos), _f2(30, lemma, kind), _f2(31, kind, t[c, LEMMA])
                    k += 3
                    if t[c, DEP_BITS] & 8:
                        out[k] = _f3(32, kind, t[c, KNOWN], lemma)
                        k += 1
                if t[c, DEP_BITS] & 1:
                    out[k], out[k + 1] = _f2(33, kind, t[c, LOWER]), _f3(34, lemma, kind, t[c, LOWER])
                    k += 2
                c = t[c, NEXT_CHILD]
            who = t[i, SUBJECT]
            kind = _NONE if who < 0 else t[who, LOWER] if t[who, POS_BITS] & 4 else t[who, POS]
            out[k], out[k + 1] = _f2(35, kinds, pos), _f2(36, lemma, kinds)
            out[k + 2], out[k + 3] = _f2(37, kind, pos), _f2(38, kind, lemma)
            out[k + 4] = _f1(39, t[who, LEMMA] if who >= 0 else _NONE)
            k += 5
        if i == 0:
            out[k] = _f1(40, 0)
            k += 1
        ends[i + 1] = k
    return out[:k].copy(), ends


@njit(cache=True)
def span_features(t, cue):
    """Buckets of each token as a part of the source or the content of a cue, numbers of whose tokens are given."""
    n = len(t)
    held = np.zeros(n, np.bool_)
    held[cue] = True
    top = main = cue[0]
    for i in cue[::-1]:
        if not held[t[i, HEAD]] or t[i, HEAD] == i:
            top = i
    main = top
    kinds = passive = 0
    for i in cue:
        if t[i, POS_BITS] & 1:
            main = i
        c = t[i, FIRST_CHILD]
        while c >= 0:
            kinds |= 0 if held[c] else t[c, HELD]
            passive |= t[c, DEP_BITS] & 16
            c = t[c, NEXT_CHILD]
    start, end = cue.min(), cue.max()
    lemma, tag, dep = t[main, LEMMA], t[main, TAG], t[top, DEP]
    near = (passive * 16 + _near_quote(t, end)) * 16 + _near_quote(t, start)
    way, branch = _ways(t, held, top)
    barriers = _barriers(t, start, end)
    out, ends, k = np.empty(n * 64, np.int32), np.zeros(n + 1, np.int64), 0
    for i in range(n):
        side = 0 if i < start else 1 if i > end else 2
        gap = start - i if side == 0 else i - end
        far = gap if gap < 4 else 4 if gap < 8 else 5 if gap < 16 else 6
        far = 3 * far + side
        commas, cues, mark = barriers[i, 0], barriers[i, 1], barriers[i, 2]
        left_way, right_way = way[i - 1] if i else _NONE, way[i + 1] if i < n - 1 else _NONE
        same_left = 1 if i and branch[i - 1] == branch[i] else 0
        same_right = 1 if i < n - 1 and branch[i + 1] == branch[i] else 0
        quote = 4 * _at(t, i - 1, QUOTED) + 2 * t[i, QUOTED] + _at(t, i + 1, QUOTED)
        r, word, own = 4 * way[i] + side, t[i, LOWER], t[i, DEP]
        before, after, comma = _at(t, i - 1, LOWER), _at(t, i + 1, LOWER), 4 * commas + side
        for feature in (
            _f1(41, r), _f2(42, r, lemma), _f2(43, r, tag), _f2(44, r, dep), _f2(45, r, kinds), _f2(46, r, near),
            _f2(47, r, word), _f2(48, r, t[i, TAG]), _f2(49, r, own), _f2(50, left_way, r), _f2(51, r, right_way),
            _f2(52, r, 2 * same_left + same_right), _f1(53, far), _f2(54, side, lemma), _f2(55, far, lemma),
            _f2(56, word, side), _f2(57, t[i, TAG], side), _f2(58, own, far), _f2(59, before, side),
            _f2(60, after, side), _f3(61, _at(t, i - 1, TAG), t[i, TAG], side),
            _f3(62, t[i, TAG], _at(t, i + 1, TAG), side), _f3(63, before, way[i], same_left),
            _f3(64, after, way[i], same_right), _f2(65, comma, cues), _f2(66, commas, r), _f2(67, cues, r),
            _f3(68, comma, tag, dep), _f2(69, quote, side), _f2(70, quote, r), _f3(71, quote, near, side),
            _f3(72, quote, mark, comma), _f2(73, t[i, KNOWN], r),
        ):  # fmt: skip
            out[k] = feature
            k += 1
        k = _path(t, i, branch[i], r, comma, out, k)
        for place in range(2):
            here, outer, count = i, 0, 0
            while t[here, LEFT + place] == i and t[here, HEAD] != here and count < _STEPS:
                outer, count = t[here, DEP], count + 1
                if here == branch[i]:
                    break
                here = t[here, HEAD]
            if count:
                out[k], out[k + 1] = _f2(78 + place, outer, r), _f2(80 + place, min(count, 4), side)
                out[k + 2] = _f2(82 + place, outer, comma)
                out[k + 3] = _f3(84 + place, outer, after if place else before, word)
                k += 4
        if i == 0 or i == n - 1:
            out[k] = _f1(86, 1 if i else 0)
            k += 1
        ends[i + 1] = k
    return out[:k].copy(), ends


@njit(cache=True)
def _path(t, i, branch, r, comma, out, k):
    """Labels on the way up from a token to the top of its branch."""
    seen = np.empty(_STEPS, np.int64)
    number, steps, here = 0, 0, i
    path = one = two = three = np.int64(0)
    while here != branch and t[here, HEAD] != here:
        label = t[here, DEP]
        one, two, three = two, three, label
        new = number < _STEPS
        for j in range(number):
            new = new and seen[j] != label
        if new:
            seen[number] = label
            number += 1
            out[k], out[k + 1] = _f2(76, label, r), _f2(77, label, comma)
            k += 2
        steps += 1
        here = t[here, HEAD]
    path = _mix(_mix(_mix(0, one), two), three)
    out[k], out[k + 1] = _f2(74, path, r), _f2(75, steps, r)
    return k + 2


@njit(cache=True)
def _ways(t, held, top):
    """How each token hangs together with the cue, as a code, and the top of its branch."""
    n = len(t)
    rank = np.full(n, -1, np.int64)  # of what stands above the cue: how far
    here, number = top, 0
    rank[here] = 0
    up = np.zeros(n + 1, np.int64)  # code of the first labels on the way there
    while t[here, HEAD] != here and number < n:
        up[number + 1] = _mix(up[number], t[here, DEP]) if number < _FAR else up[number]
        here = t[here, HEAD]
        number += 1
        rank[here] = number
    way, branch = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for i in range(n):
        here = last = i
        steps = 0
        while not held[here] and rank[here] < 0:
            last = here
            here = t[here, HEAD]
            steps += 1
            if here == last:
                break
        if not held[here] and rank[here] < 0:  # another tree of the same sentence
            way[i], branch[i] = _mix(12, t[here, DEP]), here
        elif not steps:
            way[i], branch[i] = (11 if held[here] else _mix(13, up[rank[here]])), here
        else:
            branch[i] = last
            way[i] = _mix(14, t[last, DEP]) if held[here] else _mix(_mix(15, up[rank[here]]), t[last, DEP])
    return way, branch


@njit(cache=True)
def _barriers(t, start, end):
    """Commas and the like, other known cues, and whether a quotation mark stands between each token and the cue."""
    result = np.zeros((len(t), 3), np.int64)
    for step, here in ((1, end), (-1, start)):
        commas = cues = mark = 0
        i = here + step
        while 0 <= i < len(t):
            result[i, 0], result[i, 1], result[i, 2] = min(commas, 3), min(cues, 2), mark
            commas += t[i, BITS] & 1
            cues += t[i, KNOWN]
            mark |= t[i, QUOTED]
            i += step
    return result
