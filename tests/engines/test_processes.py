"""Functions in processes of their own give what they give here, and say why they fail."""

from __future__ import annotations

import pyarrow as pa
import pytest

from herdline.engines.local import LocalEngine
from herdline.engines.processes import Workers
from herdline.errors import StepError
from herdline.steps import MapStep
from herdline.store.layout import connect
from tests.engines import functions

SCHEMA = pa.schema([("n", pa.int64())])


def numbers(count):
    return pa.RecordBatch.from_pydict({"n": list(range(count))}, schema=SCHEMA)


def test_a_batch_comes_back_from_a_worker():
    with Workers(functions.doubled, 2) as workers:
        assert workers(numbers(3)).column("n").to_pylist() == [0, 2, 4]
        assert workers(numbers(0)).num_rows == 0


def test_what_fails_in_a_worker_is_told_here():
    with Workers(functions.refusing, 1) as workers:
        with pytest.raises(StepError, match="ValueError: not today"):
            workers(numbers(1))
        with pytest.raises(StepError, match="not today"):  # the worker lives on
            workers(numbers(1))


def test_a_dead_worker_is_an_error_not_a_hang():
    with Workers(functions.dying, 1) as workers, pytest.raises(StepError, match="died"):
        workers(numbers(1))


def test_a_step_in_processes_equals_the_same_step_here():
    connection = connect(None)
    connection.execute("create table given as select range as n from range(5000)")
    rows = []
    for processes in (False, True):
        engine = LocalEngine(connection)
        step = MapStep("twice", "select n from given", "out", functions.doubled, batch_rows=700, processes=processes)
        engine.run(step, SCHEMA)
        rows.append(sorted(engine.table("select n from out").column("n").to_pylist()))
        engine.close()
    assert rows[0] == rows[1] == [2 * n for n in range(5000)]
