"""The SQL of steps stays in the subset that every engine understands alike."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from herdline.pipeline import STEPS
from herdline.steps import GroupStep, MapStep, SetStep

FORBIDDEN = (exp.Qualify, exp.Unnest, exp.Array, exp.Lateral, exp.Pivot, exp.ArrayAgg, exp.List)
FUNCTIONS = {"count", "sum", "min", "max", "abs", "least", "greatest", "coalesce", "length", "lower", "upper", "cast",
             "case", "if", "row_number", "first_value", "lag", "floor", "substring",
             "and", "or", "not", "in", "exists", "nullif"}  # fmt: skip
QUERIES = [
    (s.name, s.sql if isinstance(s, SetStep) else s.reads)
    for s in STEPS
    if isinstance(s, SetStep | MapStep | GroupStep)
]


@pytest.mark.parametrize(("name", "sql"), QUERIES, ids=[name for name, _ in QUERIES])
def test_step_sql_is_portable(name, sql):
    tree = sqlglot.parse_one(sql, read="duckdb")
    assert not list(tree.find_all(*FORBIDDEN))
    used = {f.sql_name().lower() for f in tree.find_all(exp.Func)} | {
        f.name.lower() for f in tree.find_all(exp.Anonymous)
    }
    assert used - {"anonymous"} <= FUNCTIONS, f"{name} uses {used - FUNCTIONS}"
    assert "group by all" not in sql.lower()
