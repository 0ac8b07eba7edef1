"""Where the development data is. It belongs to its publishers and is not part of the project."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def found() -> Path | None:
    """Folder of the development data, or None where it is missing."""
    place = Path(os.environ.get("HERDLINE_DATA", Path(__file__).parents[2] / "shared" / "data"))
    return place if (place / "README.md").exists() else None


def folder() -> Path:
    """Folder of the development data; the program ends with a reason where it is missing."""
    place = found()
    if place is None:
        sys.exit("development data not found; set HERDLINE_DATA to its folder (default: ../shared/data)")
    return place
