"""What deciding costs: 5,000 decisions one by one beside a bare write and fsync of the same size in the same folder,
5,000 in one signed bulk, and reading the review page's rows with all of them.

    python3 packaging/dev.py bench review [--decisions N] [--folder DIR] [--profile]

One by one: from the call until it returns with the decision on the disk, which is when it may be shown as done; after
each, the same number of bytes is written to a file of its own and synced, so that both meet the same disk in the same
second. Ends with 1 where the bulk takes a second or more.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import random
import statistics
import string
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from codebinder.model.review import Verdict
from codebinder.workflow import reviewing
from helpers.filing_job import scratch
from helpers.workflows import LEGAL, SECOND, Room

MOST_BULK = 1.0
FILES = 50


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="dev.py bench review")
    parser.add_argument("--decisions", type=int, default=5000)
    parser.add_argument("--folder", type=Path, help="where the workbook lies (default: the temporary folder)")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    values, _ = parser.parse_known_args(argv)
    if values.folder:
        tempfile.tempdir = str(values.folder)
    with scratch("bench") as name:
        os.environ.setdefault("CODEBINDER_CACHE_DIR", str(Path(name) / "cache"))
        return measure(Path(name), values.decisions, profile=values.profile)


def measure(folder: Path, count: int, *, profile: bool) -> int:
    room = prepared(folder, count)
    ids = [view.subject.id for view in reviewing.subjects(room.session, room.filing)]
    print(f"{len(ids)} redactions to decide; workbook of {size_of(room) / 1e6:.1f} MB in {folder}")
    first = one_by_one(room, ids, folder, profile=profile)
    page = timed(lambda: reviewing.subjects(room.session, room.filing), profile=profile)
    cold = reopened(room)
    signing = timed(lambda: reviewing.signing(room.session, room.filing))
    bulk = timed(lambda: decide(room, ids, SECOND), profile=profile)
    after = timed(lambda: reviewing.subjects(room.session, room.filing))
    print(f"reading the page's rows, {len(ids)} decisions            {page:8.3f} s (nothing remembered: {cold:.3f} s)")
    print(f"reading what a signature means                  {signing:8.3f} s")
    print(f"bulk of {len(ids)}, one signed object                {bulk:8.3f} s (below {MOST_BULK:.0f} s)")
    print(f"reading the page's rows, two reviewers          {after:8.3f} s")
    print(f"95th percentile over a bare write and fsync     {first:8.2f} times")
    return 0 if bulk < MOST_BULK else 1


def prepared(folder: Path, count: int) -> Room:
    draw = random.Random(5)
    letters = string.ascii_letters + string.digits
    tokens = ["ghp_" + "".join(draw.choices(letters, k=36)) for _ in range(count)]
    share = -(-count // FILES)
    files = {
        f"src/part{at:02}.c".encode(): "".join(
            f'static const char *key_{at}_{row} = "{token}";\n'
            for row, token in enumerate(tokens[at * share : (at + 1) * share])
        ).encode()
        for at in range(FILES)
    }
    place = folder / "room"
    place.mkdir()
    room = Room(place)
    begun = time.monotonic()
    room.source(files)
    room.scan()
    room.redact()
    room.submit()
    print(f"prepared in {time.monotonic() - begun:.0f} s")
    return room


def decide(room: Room, ids: Sequence[str], key: str) -> None:
    reviewing.decide(room.session, room.filing, ids=ids, verdict=Verdict.APPROVE, comment="", key=key)


def one_by_one(room: Room, ids: Sequence[str], folder: Path, *, profile: bool) -> float:
    decide(room, ids[:1], LEGAL)  # the key is unlocked, the modules are loaded
    bytes_each = len(room.session.book.reviews.objects(filing=room.filing.slug)[-1].stored) + 64
    ours: list[float] = []
    bare: list[float] = []
    recorder = cProfile.Profile()
    with (folder / "bare").open("ab", buffering=0) as stream:
        for each in ids[1:]:
            begun = time.perf_counter()
            if profile:
                recorder.enable()
            decide(room, [each], LEGAL)
            recorder.disable()
            middle = time.perf_counter()
            stream.write(os.urandom(bytes_each))
            os.fsync(stream.fileno())
            ours.append(middle - begun)
            bare.append(time.perf_counter() - middle)
    rows = (("one decision", ours), (f"write and fsync of {bytes_each} bytes", bare))
    for title, times in rows:
        quarters = [statistics.median(part) * 1e3 for part in (times[: len(times) // 4], times[-len(times) // 4 :])]
        print(
            f"{title:36} median {statistics.median(times) * 1e3:7.2f} ms   95 % {at_95(times) * 1e3:7.2f} ms   "
            f"first quarter {quarters[0]:.2f}, last {quarters[1]:.2f} ms"
        )
    if profile:
        told(recorder)
    return at_95(ours) / at_95(bare)


def at_95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def timed(work: Callable[[], object], *, profile: bool = False) -> float:
    recorder = cProfile.Profile()
    begun = time.perf_counter()
    if profile:
        recorder.enable()
    work()
    recorder.disable()
    spent = time.perf_counter() - begun
    if profile:
        told(recorder)
    return spent


def reopened(room: Room) -> float:
    """Read the rows as a program does that was just started: nothing of what was checked is remembered."""
    from codebinder.review import signing

    signing._check.cache_clear()
    return timed(lambda: reviewing.subjects(room.session, room.filing))


def told(recorder: cProfile.Profile) -> None:
    pstats.Stats(recorder).sort_stats("cumulative").print_stats(28)


def size_of(room: Room) -> int:
    return (room.folder / "w.codebinder").stat().st_size


if __name__ == "__main__":
    sys.exit(main())
