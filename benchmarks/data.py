"""Where the development data is. It belongs to its publishers and is not part of the project."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def folder() -> Path:
    """Folder of the development data; the program ends with a reason where it is missing."""
    found = Path(os.environ.get("HERDLINE_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (found / "README.md").exists():
        sys.exit(f"development data not found at {found}; set HERDLINE_DATA to its folder")
    return found
