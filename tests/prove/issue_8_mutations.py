"""Thousands of damaged and dishonest images, each read whole: no crash, no hang, every byte accounted for."""

from __future__ import annotations

import multiprocessing
import random
import resource
import time
from collections.abc import Sequence
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from helpers.real_images import Maker
from prove.ledger import Ledger

SLOWEST = 5.0
"""Seconds of processor time that one image may take."""
GROWTH = 500
"""MB that a process may grow by over all its images."""
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x10000, 0x1000000)


def mutations(ledger: Ledger, folder: Path, count: int, seed: int) -> None:
    """Read `count` mutated images in two processes; a process that dies or hangs is named with its image's number."""
    images = Maker(folder).all()
    seeds = [path.read_bytes() for _, path in sorted(images.items())]
    context = multiprocessing.get_context("spawn")
    begun = time.monotonic()
    share = -(-count // 2)
    workers: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []
    for number in range(2):
        mine, theirs = context.Pipe(duplex=False)
        numbers = (number * share, min(count, (number + 1) * share))
        worker = context.Process(target=_work, args=(seeds, seed, *numbers, theirs))
        worker.start()
        theirs.close()
        workers.append((worker, mine))
    done, slowest, growth, bad = 0, (0.0, 0), 0, list[str]()
    for worker, mine in workers:
        at = -1
        while True:
            try:
                at, spent, grown, fault = mine.recv()
            except EOFError:
                break
            done += 1
            slowest, growth = max(slowest, (spent, at)), max(growth, grown)
            if fault:
                bad.append(f"image {at}: {fault}")
        worker.join()
        if worker.exitcode:
            bad.append(f"a process ended with {worker.exitcode} after image {at}")
    figures = f"{done} images from {len(seeds)} kinds, seed {seed}, {time.monotonic() - begun:.0f} s"
    ledger.note("mutated images: all read, each byte in one region", not bad and done == count, figures)
    for row in bad[:20]:
        print("   ", row)
    ledger.note(
        "no image takes over 5 s of processor time",
        slowest[0] < SLOWEST,
        f"slowest {slowest[0]:.2f} s, image {slowest[1]}",
    )
    ledger.note("no growth over 500 MB", growth < GROWTH, f"{growth} MB")


def _work(seeds: Sequence[bytes], seed: int, first: int, last: int, told: Connection) -> None:
    from codebinder.firmware import Memory, read_image
    from codebinder.model.ports import NeverCancel, NoProgress

    for data in seeds:  # what is loaded once is no growth
        read_image(Memory(data), name=b"seed", progress=NoProgress(), cancel=NeverCancel())
    base = _size()
    for number in range(first, last):
        chance = random.Random(f"{seed}/{number}")
        data = mutated(seeds, chance)
        begun = time.process_time()
        fault = ""
        try:
            found = read_image(Memory(data), name=b"x", progress=NoProgress(), cancel=NeverCancel())
            fault = _whole(found)
        except Exception as error:  # noqa: BLE001  (whatever escapes is what is looked for)
            fault = f"{type(error).__name__} {error}"[:200]
        told.send((number, time.process_time() - begun, _size() - base, fault))


def _size() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _whole(found: object) -> str:
    from codebinder.firmware import packed, unpacked
    from codebinder.model.firmware import Analysis, stretches

    assert isinstance(found, Analysis)
    leaves = list(stretches(found))
    ends = [(0, 0), *((each.start, each.end) for each in leaves), (found.size, found.size)]
    if any(one[1] != other[0] for one, other in pairwise(ends)):
        return "bytes of the image stand in no region, or in two"
    for node in found.nodes:
        rows = [(0, 0), *((each.start, each.end) for each in node.regions), (node.size, node.size)]
        if node.regions and any(one[1] != other[0] for one, other in pairwise(rows)):
            return f"bytes of the node {node.number} stand in no region, or in two"
    return "" if unpacked(Analysis, packed(found)) == found else "it is not kept as it was"


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Make a damaged image: one to eight changes, half of them where headers are."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 8)):
        _CHANGES[chance.randrange(len(_CHANGES))](data, seeds, chance)
    return bytes(data[: 2 << 20])


def _place(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(min(len(data), chance.choice((64, 512, 4096, len(data) or 1))) or 1) if data else 0


def _flip(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    for _ in range(chance.randint(1, 12)):
        if data:
            data[_place(data, chance)] = chance.randrange(256)


def _number(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    width = chance.choice((1, 2, 4, 8))
    value = (chance.choice(_NUMBERS) + chance.randint(-1, 1)) % (1 << 8 * width)
    at = _place(data, chance) // width * width
    data[at : at + width] = value.to_bytes(width, chance.choice(("little", "big")))


def _cut(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _drop(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    del data[at : at + chance.randint(1, 600)]


def _repeat(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    data[at:at] = data[at : at + chance.randint(1, 2000)] * chance.randint(1, 20)


def _other(data: bytearray, seeds: Sequence[bytes], chance: random.Random) -> None:
    other = chance.choice(seeds)
    at, begin = _place(data, chance), chance.randrange(len(other))
    piece = other[begin : begin + chance.randint(1, 30_000)]
    data[at : at + (len(piece) if chance.random() < 0.5 else 0)] = piece


def _itself(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    data[at:at] = bytes(data[:200_000])


def _fill(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    at, size = _place(data, chance), chance.randint(1, 5000)
    data[at : at + size] = bytes([chance.choice((0, 0xFF, 0x5A))]) * size


_CHANGES = (_flip, _number, _number, _cut, _drop, _repeat, _other, _itself, _fill)
