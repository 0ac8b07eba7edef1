"""Any table as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import io
from enum import StrEnum

import pyarrow as pa
from starlette.responses import Response

from herdline.export import write_rows


class Format(StrEnum):
    """How a table can be had."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


_TYPES = {
    Format.csv: "text/csv; charset=utf-8",
    Format.jsonl: "application/x-ndjson",
    Format.parquet: "application/vnd.apache.parquet",
}


def table_answer(table: pa.Table, form: Format, name: str) -> Response:
    """A table as a file to keep."""
    headers = {"content-disposition": f'attachment; filename="{name}.{form.value}"'}
    target = io.BytesIO()
    write_rows(table, target, form.value)
    return Response(target.getvalue(), media_type=_TYPES[form], headers=headers)
