"""A process to be killed: reads or analyses a store and says on standard output what it has done.

python -m benchmarks.fault_child read|build STORE SOURCE...
    environment: FAULT_FILE and FAULT_MEMORY, bytes that a file and the address space (beyond the start) may have
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import herdline
from herdline.config import ReadSettings


def main() -> None:
    """Do it; errors of the program become one line, as on the command line."""
    what, store, *sources = sys.argv[1:]
    from herdline import api  # noqa: F401  # what is imported now does not count as work
    from herdline.reading import reader  # noqa: F401

    if size := os.environ.get("FAULT_FILE"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    if memory := os.environ.get("FAULT_MEMORY"):
        have = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (have + int(memory), have + int(memory)))
    try:
        with herdline.open(store) as opened:
            print("ready", flush=True)
            if what == "read":
                opened.read(
                    *sources, settings=ReadSettings(chunk_rows=100), progress=lambda _, n, w: print(w.new, flush=True)
                )
            else:
                opened.build(progress=lambda step, *_: print(step, flush=True), threads=1)
            print("done", flush=True)
    except herdline.HerdlineError as error:
        sys.exit(f"herdline: {error}")
    except Exception as error:
        sys.exit(f"herdline: unexpected {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
