"""Options that several commands share, and the values that some of them take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from herdline.engines.cluster import Cluster


class Order(StrEnum):
    """How stories are listed."""

    outlets = "outlets"
    herd = "herd"
    echo = "echo"


class Camp(StrEnum):
    """What makes a camp of outlets."""

    country = "country"
    ownership = "ownership"


class ExportForm(StrEnum):
    """What the store can be written out as."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"
    gdelt = "gdelt"


class DepthName(StrEnum):
    """How far texts are read for events and facts."""

    whole = "whole"
    leads = "leads"


class EngineName(StrEnum):
    """What runs the work."""

    local = "local"
    spark = "spark"


StoreOption = Annotated[Path, typer.Option("--store", "-s", envvar="HERDLINE_STORE", help="The store's file.")]


def _one_form(context: typer.Context, value: bool) -> bool:
    if value and context.params.get("as_json"):
        raise typer.BadParameter("ask for one form: --json or --csv")
    return value


JsonOption = Annotated[bool, typer.Option("--json", help="JSON instead of a table.", is_eager=True)]
CsvOption = Annotated[bool, typer.Option("--csv", help="CSV instead of a table.", callback=_one_form)]
HtmlOption = Annotated[Path | None, typer.Option("--html", help="Write a self-contained page instead.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]
EngineOption = Annotated[EngineName, typer.Option("--engine", help="local, or spark (docs/spark.md).")]
MasterOption = Annotated[str, typer.Option("--master", help="Spark: local[2], spark://host:7077, yarn, k8s://...")]
WorkOption = Annotated[
    Path | None, typer.Option("--work", help="Spark: folder that driver and workers share; else beside the store.")
]
ConfOption = Annotated[list[str] | None, typer.Option("--conf", help="Spark: a further setting, NAME=VALUE.")]
DEFAULT_STORE = Path("news.duckdb")


def cluster_of(engine: EngineName, master: str, work: Path | None, conf: list[str] | None) -> Cluster | None:
    """Where Spark runs, None for the embedded engine."""
    if engine is EngineName.local:
        return None
    from herdline.engines.cluster import Cluster

    pairs = [setting.partition("=") for setting in conf or ()]
    if wrong := [name for name, mark, _ in pairs if not mark or not name]:
        raise typer.BadParameter(f"--conf {wrong[0]}: write NAME=VALUE")
    return Cluster(master, work, {name: value for name, _, value in pairs})
