"""A record batch as bytes and back (Arrow's stream format), for pipes and for columns that hold batches."""

from __future__ import annotations

import pyarrow as pa


def packed(batch: pa.RecordBatch) -> bytes:
    """The batch with its schema."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unpacked(data: bytes) -> pa.RecordBatch:
    """The batch that ``packed`` made these bytes of."""
    with pa.ipc.open_stream(data) as stream:
        return next(iter(stream))
