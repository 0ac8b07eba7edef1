"""Where Spark runs, and how a session on it is opened. Imports PySpark only when asked to."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import duckdb

from herdline.engines.base import Progress
from herdline.errors import HerdlineError, MissingExtra

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from herdline.engines.spark import SparkEngine

_SQL = {
    # names in double quotes and errors instead of silent nulls, as standard SQL has it and the embedded engine does
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    # times of the store have no zone
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}


@dataclass(frozen=True)
class Cluster:
    """A Spark master and how to use it.

    Attributes:
        master: "local[2]", "spark://host:7077", "yarn", "k8s://...".
        folder: where tables are exchanged; driver and workers must see it under the same path. None: beside the store.
        settings: further Spark settings, as ``spark.executor.memory``; they win over the defaults here.
    """

    master: str = "local[*]"
    folder: Path | None = None
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @contextmanager
    def engine(
        self, connection: duckdb.DuckDBPyConnection | None, store: Path | None, progress: Progress
    ) -> Iterator[SparkEngine]:
        """An engine on a fresh work folder, gone at the end. A session that was running before goes on.

        Raises:
            MissingExtra: PySpark or Java is not installed.
            HerdlineError: the master cannot be reached.
        """
        _need()
        from pyspark.sql import SparkSession

        from herdline.engines.spark import SparkEngine

        parent = self.folder or (store.parent if store is not None else Path(tempfile.gettempdir()))
        prefix = f".{store.name if store is not None else 'herdline'}.{os.getpid()}.work-"
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        folder.chmod(0o755)  # the workers may be another user's
        running = SparkSession.getActiveSession() is not None
        session = None
        try:
            session = self.session()
            engine = SparkEngine(session, folder, connection, progress)
            yield engine
            engine.close()
        finally:
            if session is not None and not running:
                session.stop()
            shutil.rmtree(folder, ignore_errors=True)

    def session(self) -> SparkSession:
        """The session on this master; one that is running is used.

        Raises:
            MissingExtra: PySpark or Java is not installed.
            HerdlineError: the master cannot be reached.
        """
        _need()
        from pyspark.sql import SparkSession

        # workers run the interpreter that the driver runs, unless the user says which
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
        chosen = {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR",
            "spark.executorEnv.PYTHONWARNINGS": "ignore::FutureWarning", "spark.executorEnv.OMP_NUM_THREADS": "1",
            "spark.executorEnv.NUMBA_NUM_THREADS": "1",
            **({"spark.executorEnv.PYTHONPATH": path} if (path := os.environ.get("PYTHONPATH")) else {}),
            **_local(self.master), **_SQL, **self.settings,
        }  # fmt: skip
        builder = SparkSession.builder.appName("herdline").master(self.master)
        for name, value in chosen.items():
            builder = builder.config(name, value)
        try:
            return builder.getOrCreate()
        except Exception as error:
            raise HerdlineError(f"Spark at {self.master} does not answer: {str(error).splitlines()[0]}") from error


def _local(master: str) -> dict[str, str]:
    """A session inside this machine listens to nobody else, and cuts small shuffles small."""
    if not master.startswith("local"):
        return {}
    return {
        "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.memory": "2g",
        "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
    }  # fmt: skip


def _need() -> None:
    # its data frames for pandas are not used here
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise MissingExtra("Spark is not installed; install it with: pip install 'herdline[spark]'") from None
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and (Path(home) / "bin" / "java").exists()):
        raise MissingExtra(
            "Spark needs Java 17 or newer and finds none; install it (Debian: apt install default-jre-headless) "
            "or set JAVA_HOME"
        )
