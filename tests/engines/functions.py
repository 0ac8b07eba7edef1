"""Functions for the tests of processes; a worker imports them by name."""

from __future__ import annotations

import os

import pyarrow as pa
import pyarrow.compute as pc


def doubled(batch):
    return pa.RecordBatch.from_arrays([pc.multiply(batch.column("n"), 2)], schema=batch.schema)


def refusing(batch):
    raise ValueError("not today")


def dying(batch):
    os._exit(3)


def size_and_first(group):
    return pa.table({"first": [group["w"][0].as_py()], "k": [group["k"][0].as_py()], "n": [group.num_rows]})
