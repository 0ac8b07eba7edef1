"""The kind of each pair: boilerplate, agency, syndicated, quoted, rewritten; and who took it from whom."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from herdline.copies.pairs import Pairs, read_pairs
from herdline.copies.titles import copies_of_titles
from herdline.engines.base import Engine
from herdline.schema import COPIES

BOILERPLATE, AGENCY, SYNDICATED, QUOTED, REWRITTEN = 0, 1, 2, 3, 4
KINDS = ("boilerplate", "agency", "syndicated", "quoted", "rewritten")


_LEAD = 30
"""Tokens: two reports that share fewer of their openings have leads of their own."""


def find_kinds(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: the table ``copies``. Memory grows with the number of pairs (about 200 bytes each) and of bare titles."""
    pairs, _ = read_pairs(engine)
    if len(pairs):
        yield copies_rows(pairs)
    if (titles := copies_of_titles(engine)).num_rows:
        yield titles


def copies_rows(pairs: Pairs) -> pa.RecordBatch:
    """Rows of ``copies``: kinds told, each pair turned so that a is the copy."""
    kinds = tell_kinds(pairs)
    turned, directed = direct(pairs, kinds)
    columns = [
        np.where(turned, pairs.b, pairs.a), np.where(turned, pairs.a, pairs.b), np.array(KINDS)[kinds],
        np.where(turned, pairs.share_b, pairs.share_a), np.where(turned, pairs.share_a, pairs.share_b),
        pairs.tokens, pairs.passages, directed, pairs.translated,
    ]  # fmt: skip
    arrays = [pa.array(c).cast(f.type) for c, f in zip(columns, COPIES.schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=COPIES.schema)


def tell_kinds(pairs: Pairs) -> np.ndarray:
    """Kind of each pair (int, see ``KINDS``), by rules in the order of benchmarks/kinds/RULES.md.

    Thresholds: the development pairs of both draws.
    """
    least, most = np.minimum(pairs.share_a, pairs.share_b), np.maximum(pairs.share_a, pairs.share_b)
    whole = most >= 0.6
    both = least >= 0.6
    across = ~pairs.same_unit
    column = pairs.column | pairs.same_author | pairs.notice_a | pairs.notice_b | (pairs.personal >= 0.4)
    told = pairs.names_a ^ pairs.names_b  # one says that it took it from the other
    own_agency = pairs.agency_a | pairs.agency_b
    kinds = np.full(len(pairs), REWRITTEN)
    kinds[across & ~told & ((most >= 0.55) | (pairs.units >= 3)) & (pairs.days <= 2)] = AGENCY
    kinds[whole & (pairs.same_unit | column)] = SYNDICATED
    kinds[pairs.same_unit & pairs.column & (pairs.title >= 0.5) & (pairs.share_a >= 0.4)] = SYNDICATED
    kinds[pairs.agency & (whole | across)] = AGENCY
    # syndicates are credited too
    kinds[whole & column & across & ~own_agency] = SYNDICATED
    # a report with a lead of its own that keeps most of the last one's paragraphs is no version of it
    kinds[whole & pairs.same_unit & (pairs.opening < _LEAD) & (least < 0.9) & ~own_agency & ~pairs.column] = REWRITTEN
    # a long stretch of speech with the prose between was taken over whole: one text is the other's source
    prose = (pairs.quoted < 0.8) & (pairs.longest >= 110)
    kinds[across & told & prose & (pairs.passages <= 2) & ~own_agency & ~whole] = REWRITTEN
    recycled = pairs.same_unit & (pairs.quoted < 0.85) & (pairs.edits > 0)
    speech = ~both & (pairs.quoted >= np.where(across, 0.45, 0.5))
    kinds[speech & ~prose & ~recycled] = QUOTED
    kinds[speech & prose & across & ~pairs.agency] = REWRITTEN
    # testimonies, transcripts and letters printed without quotation marks: both texts say "I"
    kinds[across & ~both & (pairs.personal >= 1.0) & ~pairs.column] = QUOTED
    kinds[_frames(pairs)] = BOILERPLATE
    kinds[pairs.translated] = np.where(pairs.agency[pairs.translated], AGENCY, REWRITTEN)
    return kinds


def _frames(pairs: Pairs) -> np.ndarray:
    """One outlet's standing text that stands in too few articles to be learnt: unedited, under unrelated headlines."""
    same = pairs.same_unit & (pairs.edits == 0) & (pairs.passages > 0)
    collected = (pairs.quoted >= 0.9) & (pairs.longest >= 100) & (pairs.passages <= 2) & (pairs.title < 0.05)
    standing: np.ndarray = same & (collected | ((pairs.days > 30) & (pairs.longest < 40) & (pairs.quoted < 0.5)))
    return standing


def direct(pairs: Pairs, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(turned, directed): whether a pair is to be turned round, and whether its direction is known.

    An agency's own article is the source of what others share with it, and so is the outlet that the other one names
    (as its source, or as the place where the piece first appeared), whatever their clocks say; else the earlier one is,
    when the stamps leave no doubt.
    Quoted and standing text has no direction.
    """
    told = (kinds == REWRITTEN) & ~pairs.same_unit
    wire = kinds == AGENCY
    turned = wire & pairs.agency_a & ~pairs.agency_b
    turned |= pairs.notice_b & ~pairs.notice_a
    turned |= told & pairs.names_a & ~pairs.names_b
    source = wire & (pairs.agency_a ^ pairs.agency_b)
    source |= pairs.notice_a ^ pairs.notice_b
    source |= told & (pairs.names_a ^ pairs.names_b)
    taken = (kinds == AGENCY) | (kinds == SYNDICATED) | (kinds == REWRITTEN)
    return turned, (source | (pairs.certain & taken))
