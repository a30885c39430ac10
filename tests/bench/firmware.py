"""What reading a 2 GB firmware image costs: time beside `sha256sum` and `binwalk` in the same run, and peak memory.

    python3 packaging/dev.py bench firmware [--size MB] [--no-peer] [--keep FILE]

The image is laid out as flashes are, over and over: a loader, a kernel and file systems made by the usual tools,
programs of this machine, random bytes, erased ones. Everything that the product does with an image is done: regions,
digests, what is packed unpacked, strings and marks. Each reading has a process of its own, since memory is measured.
Ends with 1 where a promise is broken: 400 MB at most.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from helpers.real_images import Maker

MEMORY = 400
_PROGRAMS = ("/usr/lib/x86_64-linux-gnu", "/usr/bin")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="dev.py bench firmware")
    parser.add_argument("--size", type=int, default=2048, help="MB of the image")
    parser.add_argument("--peer", action=argparse.BooleanOptionalAction, default=True)
    values, _ = parser.parse_known_args(argv)
    with tempfile.TemporaryDirectory(prefix="codebinder-bench-") as folder:
        image = Path(folder) / "image.bin"
        written = lay_out(image, Path(folder), values.size << 20)
        print(f"image: {written / 1e6:.0f} MB")
        ours, peak = measured(read, image)
        print(f"codebinder: {ours:.1f} s, {written / ours / 1e6:.0f} MB/s, {peak} MB at most")
        if values.peer:
            for name, command in (("sha256sum", ["sha256sum", image]), ("binwalk", ["binwalk", "-q", image])):
                if shutil.which(name) is None:
                    print(f"{name}: not here")
                    continue
                spent = timed(command)
                print(f"{name}: {spent:.1f} s; codebinder takes {ours / spent:.2f} times that")
    return 0 if peak <= MEMORY else 1


def lay_out(image: Path, folder: Path, size: int) -> int:
    """Write the image, and give its size."""
    made = Maker(folder).all()
    with image.open("wb") as stream:
        left = size
        for piece in parts(made):
            stream.write(piece[:left])
            left -= len(piece[:left])
            if not left:
                break
        return stream.tell()


def parts(made: dict[str, Path]) -> Iterator[bytes]:
    """Give pieces of a flash, for ever: a part, erased bytes, programs, even bytes."""
    chance = random.Random(8)
    programs = sorted(
        path
        for folder in _PROGRAMS
        for path in Path(folder).glob("*")
        if path.is_file() and not path.is_symlink() and path.stat().st_size > 1 << 20
    )
    small = [path.read_bytes() for _, path in sorted(made.items())]
    at = 0
    while True:
        for data in small:
            yield data + b"\xff" * (-len(data) % 65536)
        for _ in range(6):
            yield programs[at % len(programs)].read_bytes()[: 48 << 20]
            at += 1
        yield chance.randbytes(24 << 20)
        yield b"\xff" * (32 << 20)


def read(image: Path) -> None:
    from codebinder.firmware import FileBlob, read_image
    from codebinder.model.firmware import account, stretches
    from codebinder.model.ports import NeverCancel, NoProgress

    with FileBlob(image) as blob:
        found = read_image(blob, name=image.name.encode(), progress=NoProgress(), cancel=NeverCancel())
    sums = {kind.value: f"{100 * size / found.size:.1f} %" for kind, size in account(stretches(found)).items()}
    told = ", ".join(each.id for each in found.stopped) or "nothing left out"
    print(f"{len(found.nodes)} nodes, {len(found.marks)} marks, {sums}; {told}", flush=True)


def measured(work: Callable[[Path], None], image: Path) -> tuple[float, int]:
    """Run in a process of its own; give seconds and peak memory in MB."""
    context = get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(work, image, theirs))
    process.start()
    theirs.close()
    spent, peak = mine.recv()
    process.join()
    return spent, peak


def _measured(work: Callable[[Path], None], image: Path, told: object) -> None:
    begun = time.perf_counter()
    work(image)
    spent = time.perf_counter() - begun
    told.send((spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def timed(command: Sequence[object]) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [str(each) for each in command], stdout=subprocess.DEVNULL, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
