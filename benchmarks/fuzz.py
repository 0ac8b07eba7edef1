"""Damaged inputs by the million: nothing may escape the readers or the coder but an error told in words.

    python -m benchmarks.fuzz [--inputs N] [--state FOLDER] [--only TARGET]

An input is one document or record, a real one (development data where it is found, else the sample) damaged one to
eight times: bytes flipped, cut, doubled, spliced with another input, or a known nuisance put in (NUL, lone surrogates,
bidirectional marks, entities, deep nesting, impossible dates, huge numbers). Records of tables (lines, CSV rows) share
a file, so that a file of 200 damaged lines counts 200; feeds, pages and archives are a file each. Everything is read by
``reading.read`` from files as a user's would be, pages in their worker process; texts go through every MapStep that
reads articles; sentences through the coder and the coder of given pairs. A finding is an exception that escapes, or a
page that ends its worker or is given up; each is written to the state folder with its input. Counts are kept there,
so that the run can be stopped and goes on.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import orjson
import pyarrow as pa

from benchmarks.mutation import damaged
from benchmarks.seeds import Seeds, load
from herdline import reading
from herdline.config import ReadSettings
from herdline.pipeline import STEPS
from herdline.reading.reader import Reader
from herdline.reading.workers import PagePool
from herdline.steps import MapStep
from herdline.storeless import code_sentences, type_given

_TEXT_STEPS = [s for s in STEPS if isinstance(s, MapStep) and s.reads.strip().endswith("from articles")]
_GRAVE = ("crashed", "too_slow")


@dataclass
class Target:
    """What is fed: how many inputs a round takes, and the function that reads them."""

    name: str
    inputs: int
    share: int
    run: Callable[[list[bytes]], None]
    seeds: list[bytes]


class _Kept(PagePool):
    """Workers that outlive one reading."""

    def close(self) -> None:
        """Nothing: they end with the program."""


class Files:
    """Reads damaged files as the program would, all with one reader."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._settings = replace(ReadSettings(), workers=1, page_seconds=15.0)
        self._reader = Reader(self._settings, {}, reading.load_outlets())
        self._reader._pool = _Kept(self._settings)  # the reader ends its workers after each call; these go on

    def lines(self, inputs: list[bytes]) -> None:
        """One file of JSON Lines."""
        self._read({"x.jsonl": b"\n".join(inputs)})

    def rows(self, inputs: list[bytes]) -> None:
        """One CSV."""
        self._read({"x.csv": b"id,title,text,published,outlet\r\n" + b"\r\n".join(inputs)})

    def feeds(self, inputs: list[bytes]) -> None:
        """A feed a file."""
        self._read({f"{n}.xml": data for n, data in enumerate(inputs)})

    def pages(self, inputs: list[bytes]) -> None:
        """A page a file."""
        self._read({f"{n}.html": data for n, data in enumerate(inputs)})

    def archives(self, inputs: list[bytes]) -> None:
        """A web archive a file."""
        self._read({f"{n}.warc": data for n, data in enumerate(inputs)})

    def compressed(self, inputs: list[bytes]) -> None:
        """A compressed file each."""
        self._read({f"{n}.{'csv' if n % 3 == 2 else 'jsonl'}.gz": data for n, data in enumerate(inputs)})

    def _read(self, files: dict[str, bytes]) -> None:
        shutil.rmtree(self._place, ignore_errors=True)
        self._place.mkdir(parents=True)
        for name, data in files.items():
            (self._place / name).write_bytes(data)
        names = [str(self._place / name) for name in files]
        for chunk in self._reader.read(names):
            for row in chunk.rejects.to_pylist():
                if row["reason"] in _GRAVE:
                    raise RuntimeError(f"{row['reason']}: {row['detail']}")


def _texts(inputs: list[bytes]) -> None:
    """Every MapStep over articles of damaged texts, as any language."""
    texts = [data.decode("utf-8", "replace") for data in inputs]
    langs = ["en", "es", "ru", "zh", "ar", "und", None]
    batch = pa.record_batch(
        {
            "id": pa.array(range(len(texts)), pa.int64()),
            "lang": pa.array([langs[i % len(langs)] for i in range(len(texts))]),
            "published": pa.array([None] * len(texts), pa.timestamp("us")), "text": pa.array(texts),
            "title": pa.array([text[:200] for text in reversed(texts)]),
        }
    )  # fmt: skip
    for step in _TEXT_STEPS:
        step.function(batch)


def _sentences(inputs: list[bytes]) -> None:
    """The coder of events."""
    dates = ["2022-09-14", "", None, "0000-99-99", "9999-12-31T23:59:60Z", 5]
    records = [
        {"id": i, "text": data.decode("utf-8", "replace"), "published": dates[i % len(dates)],
         "lang": "es" if i % 5 == 0 else "en"}
        for i, data in enumerate(inputs)
    ]  # fmt: skip
    if len(code_sentences(records)) != len(records):
        raise RuntimeError("the coder lost a sentence")


def _given(inputs: list[bytes]) -> None:
    """The coder of given pairs; the two are words of the text, or offsets that may be nonsense."""
    records = []
    for i, data in enumerate(inputs):
        text = data.decode("utf-8", "replace")
        words = text.split() or [""]
        pair = (words[0], words[-1]) if i % 2 else ([0, i % 9], [i - 3, len(text) + i % 3])
        records.append({"id": i, "text": text, "actor": pair[0], "recipient": pair[1]})
    type_given(records)


def targets(seeds: Seeds, place: Path) -> list[Target]:
    """All targets; ``share`` says how often each takes its turn."""
    files = Files(place / "files")
    return [
        Target("JSON Lines", 200, 4, files.lines, seeds.lines),
        Target("CSV rows", 200, 2, files.rows, seeds.rows),
        Target("feeds", 20, 3, files.feeds, seeds.feeds),
        Target("pages", 8, 1, files.pages, seeds.pages),
        Target("web archives", 6, 1, files.archives, seeds.archives),
        Target("compressed files", 20, 2, files.compressed, seeds.compressed),
        Target("texts", 100, 1, _texts, seeds.texts),
        Target("sentences", 40, 1, _sentences, seeds.sentences),
        Target("given pairs", 40, 1, _given, seeds.sentences),
    ]


def one_round(target: Target, number: int) -> list[tuple[bytes, str]]:
    """Feed one round of damaged inputs; findings are narrowed down to single inputs."""
    chance = random.Random(f"{target.name} {number}")
    inputs = [damaged(chance, target.seeds) for _ in range(target.inputs)]
    return list(_findings(target, inputs))


def _findings(target: Target, inputs: list[bytes]) -> Iterable[tuple[bytes, str]]:
    try:
        target.run(inputs)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        trace = traceback.format_exc()
        if len(inputs) == 1:
            yield inputs[0], trace
            return
        half = len(inputs) // 2
        found = [*_findings(target, inputs[:half]), *_findings(target, inputs[half:])]
        yield from found or [(b"\n".join(inputs), trace)]  # only together


def main() -> None:
    """Run until the wanted number of inputs has been fed in all runs together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="inputs wanted in all, earlier runs counted")
    parser.add_argument("--state", type=Path, default=Path("fuzz-state"), help="counts and findings")
    parser.add_argument("--only", help="one target")
    options = parser.parse_args()
    options.state.mkdir(parents=True, exist_ok=True)
    file = options.state / "counts.json"
    counts: dict[str, list[int]] = orjson.loads(file.read_bytes()) if file.exists() else {}
    all_targets = targets(load(), options.state)
    turn = [t for t in all_targets for _ in range(t.share) if options.only in (None, t.name)]
    if not turn:
        sys.exit(f"no target {options.only!r}; there are {', '.join(t.name for t in all_targets)}")
    said = time.monotonic()
    while sum(c[1] for c in counts.values()) < options.inputs:
        for target in turn:
            rounds, inputs, found = counts.get(target.name, [0, 0, 0])
            findings = one_round(target, rounds)
            for data, trace in findings:
                stem = options.state / f"{target.name.replace(' ', '_')}-{rounds}-{found}"
                stem.with_suffix(".input").write_bytes(data)
                stem.with_suffix(".txt").write_text(trace, encoding="utf-8")
                found += 1
                print(f"{target.name}: {trace.splitlines()[-1][:200]} ({stem}.txt)", file=sys.stderr, flush=True)
            counts[target.name] = [rounds + 1, inputs + target.inputs, found]
        file.write_bytes(orjson.dumps(counts))
        if time.monotonic() - said > 60:
            said = time.monotonic()
            print(f"{sum(c[1] for c in counts.values()):,} inputs", file=sys.stderr, flush=True)
    print("| target | inputs | findings |\n|---|---|---|")
    for name, (_, inputs, found) in counts.items():
        print(f"| {name} | {inputs:,} | {found} |")
    print(f"| all | {sum(c[1] for c in counts.values()):,} | {sum(c[2] for c in counts.values())} |")


if __name__ == "__main__":
    main()
