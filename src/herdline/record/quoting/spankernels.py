"""What a token looks like to the chains of ``cuemodel`` as source or content of a given cue.

Its way to the cue in the parse, the clause that holds it, the edges of the phrases that begin and end at it, commas and
quotation marks on the way (after Pareti 2015 and Newell et al. 2017).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from herdline.record.quoting.cuekernels import (
    BITS,
    DEP,
    DEP_BITS,
    FINE_KIND,
    FIRST_CHILD,
    HEAD,
    HELD,
    KIND,
    KNOWN,
    LEFT,
    LEMMA,
    LOWER,
    NEXT_CHILD,
    NONE,
    POS_BITS,
    QUOTED,
    RIGHT,
    SUBJECT,
    TAG,
    f1,
    f2,
    f3,
    mix,
    near_quote,
    value,
)  # fmt: skip

_FAR = 3
"""Steps of a path in the parse that are told."""
_STEPS = 8
"""Steps of a way up whose labels count one by one."""


@njit(cache=True)
def span_features(t, cue):  # type: ignore[no-untyped-def]
    """Buckets of each token as a part of the source or the content of a cue, numbers of whose tokens are given."""
    n = len(t)
    held = np.zeros(n, np.bool_)
    held[cue] = True
    top = cue[0]
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
    near = (passive * 16 + near_quote(t, end)) * 16 + near_quote(t, start)
    way, branch = _ways(t, held, top)
    barriers = _barriers(t, start, end)
    who = t[main, SUBJECT]
    if who < 0 and t[top, DEP_BITS] & 32:
        who = t[top, HEAD]
    out, ends, k = np.empty(n * 90, np.int32), np.zeros(n + 1, np.int64), 0
    for i in range(n):
        side = 0 if i < start else 1 if i > end else 2
        gap = start - i if side == 0 else i - end
        far = gap if gap < 4 else 4 if gap < 8 else 5 if gap < 16 else 6
        far = 3 * far + side
        commas, cues, mark = barriers[i, 0], barriers[i, 1], barriers[i, 2]
        left_way, right_way = way[i - 1] if i else NONE, way[i + 1] if i < n - 1 else NONE
        same_left = 1 if i and branch[i - 1] == branch[i] else 0
        same_right = 1 if i < n - 1 and branch[i + 1] == branch[i] else 0
        quote = 4 * value(t, i - 1, QUOTED) + 2 * t[i, QUOTED] + value(t, i + 1, QUOTED)
        r, word, own = 4 * way[i] + side, t[i, LOWER], t[i, DEP]
        before, after, comma = value(t, i - 1, LOWER), value(t, i + 1, LOWER), 4 * commas + side
        for feature in (
            f1(41, r), f2(42, r, lemma), f2(43, r, tag), f2(44, r, dep), f2(45, r, kinds), f2(46, r, near),
            f2(47, r, word), f2(48, r, t[i, TAG]), f2(49, r, own), f2(50, left_way, r), f2(51, r, right_way),
            f2(52, r, 2 * same_left + same_right), f1(53, far), f2(54, side, lemma), f2(55, far, lemma),
            f2(56, word, side), f2(57, t[i, TAG], side), f2(58, own, far), f2(59, before, side),
            f2(60, after, side), f3(61, value(t, i - 1, TAG), t[i, TAG], side),
            f3(62, t[i, TAG], value(t, i + 1, TAG), side), f3(63, before, way[i], same_left),
            f3(64, after, way[i], same_right), f2(65, comma, cues), f2(66, commas, r), f2(67, cues, r),
            f3(68, comma, tag, dep), f2(69, quote, side), f2(70, quote, r), f3(71, quote, near, side),
            f3(72, quote, mark, comma), f2(73, t[i, KNOWN], r),
        ):  # fmt: skip
            out[k] = feature
            k += 1
        k = _path(t, i, branch[i], r, comma, out, k)
        k = _clause(t, i, branch[i], r, way[i], who, lemma, tag, side, out, k)
        for place in range(2):
            here, outer, count = i, 0, 0
            while t[here, LEFT + place] == i and t[here, HEAD] != here and count < _STEPS:
                outer, count = t[here, DEP], count + 1
                if here == branch[i]:
                    break
                here = t[here, HEAD]
            if count:
                out[k], out[k + 1] = f2(78 + place, outer, r), f2(80 + place, min(count, 4), side)
                out[k + 2] = f2(82 + place, outer, comma)
                out[k + 3] = f3(84 + place, outer, after if place else before, word)
                k += 4
        if i == 0 or i == n - 1:
            out[k] = f1(86, 1 if i else 0)
            k += 1
        ends[i + 1] = k
    return out[:k].copy(), ends


@njit(cache=True)
def _clause(t, i, branch, r, way, who, lemma, tag, side, out, k):  # type: ignore[no-untyped-def]
    """The subject of the cue, the branch a token stands in, and the smallest clause that holds it."""
    place = 0
    if who >= 0 and t[who, LEFT] <= i <= t[who, RIGHT]:
        place = 1 + (i == t[who, LEFT]) + 2 * (i == t[who, RIGHT]) + 4 * (i == who)
    here, clause = i, -1
    for _ in range(_STEPS):
        if t[here, DEP_BITS] & 64:
            clause = here
            break
        if here == branch or t[here, HEAD] == here:
            break
        here = t[here, HEAD]
    kind = opener = comma = NONE
    if clause >= 0:
        first = t[clause, LEFT]
        kind, opener = t[clause, DEP], t[first, LOWER]
        comma = value(t, first - 1, BITS) & 1 if first else 2
        if i == first:
            comma += 4
    for feature in (
        f2(121, place, tag), f2(122, place, lemma), f2(123, place, r), f3(124, place, way, t[i, DEP]),
        f3(125, way, t[branch, LEMMA], side), f3(126, lemma, t[branch, LEMMA], t[branch, DEP]),
        f3(127, way, t[t[branch, LEFT], LOWER], side), f3(128, lemma, t[branch, DEP], t[t[branch, LEFT], LOWER]),
        f3(129, kind, opener, r), f3(130, kind, comma, r), f3(131, kind, opener, comma * 4 + side),
        f3(132, value(t, i - 1, LOWER), t[i, LOWER], side), f3(133, lemma, way, t[i, LOWER]),
        f3(134, lemma, way, t[i, DEP]), f2(135, t[i, KIND], r), f2(136, t[i, FINE_KIND], side),
        f3(137, value(t, i - 1, KIND), t[i, KIND], side), f3(138, t[i, KIND], value(t, i + 1, KIND), side),
        f2(139, t[branch, KIND], r),
    ):  # fmt: skip
        out[k] = feature
        k += 1
    return k


@njit(cache=True)
def _path(t, i, branch, r, comma, out, k):  # type: ignore[no-untyped-def]
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
            out[k], out[k + 1] = f2(76, label, r), f2(77, label, comma)
            k += 2
        steps += 1
        here = t[here, HEAD]
    path = mix(mix(mix(0, one), two), three)
    out[k], out[k + 1] = f2(74, path, r), f2(75, steps, r)
    return k + 2


@njit(cache=True)
def _ways(t, held, top):  # type: ignore[no-untyped-def]
    """How each token hangs together with the cue, as a code, and the top of its branch."""
    n = len(t)
    rank = np.full(n, -1, np.int64)  # of what stands above the cue: how far
    here, number = top, 0
    rank[here] = 0
    up = np.zeros(n + 1, np.int64)  # code of the first labels on the way there
    while t[here, HEAD] != here and number < n:
        up[number + 1] = mix(up[number], t[here, DEP]) if number < _FAR else up[number]
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
            way[i], branch[i] = mix(12, t[here, DEP]), here
        elif not steps:
            way[i], branch[i] = (11 if held[here] else mix(13, up[rank[here]])), here
        else:
            branch[i] = last
            way[i] = mix(14, t[last, DEP]) if held[here] else mix(mix(15, up[rank[here]]), t[last, DEP])
    return way, branch


@njit(cache=True)
def _barriers(t, start, end):  # type: ignore[no-untyped-def]
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
