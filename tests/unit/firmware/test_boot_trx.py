"""TRX by its public description: no tool of Debian makes it."""

from __future__ import annotations

import struct
import zlib

import pytest

from helpers.boot_builders import trx
from helpers.boot_images import contents, faults, find, noise, sure


@pytest.mark.parametrize("version", [1, 2])
def test_partitions_come_out_as_they_went_in(version: int) -> None:
    parts = [noise(300, 1), noise(4096, 2), noise(77, 3)]
    image = b"xy" + trx(version, parts) + b"rest"
    found = sure("TRX", image, 2)
    assert (found.end, found.faults) == (len(image) - 4, ())
    assert contents(image, found) == {b"partition-%d" % each: parts[each] for each in range(3)}
    (check,) = found.checks
    (covers,) = check.covers
    value = zlib.crc32(image[covers[0] : covers[1]]) ^ 0xFFFFFFFF
    assert int.from_bytes(image[check.start : check.end], "little") == value


def test_a_wrong_sum_and_missing_bytes_are_said() -> None:
    image = trx(1, [noise(300)])
    assert faults(sure("TRX", image[:-1] + b"\0")) == ["firmware.fault.sum"]
    assert faults(sure("TRX", image[:-5])) == ["firmware.fault.cut"]


@pytest.mark.parametrize(
    "header",
    [
        struct.pack("<4sIIHH3I", b"HDR0", 4000, 0, 0, 1, 0, 0, 0),
        struct.pack("<4sIIHH3I", b"HDR0", 4000, 0, 0, 1, 28, 20, 0),
        struct.pack("<4sIIHH3I", b"HDR0", 4000, 0, 0, 9, 28, 0, 0),
        struct.pack("<4sIIHH3I", b"HDR0", 10, 0, 0, 1, 28, 0, 0),
        b"HDR0",
    ],
    ids=["no offsets", "backwards", "no such version", "shorter than its header", "only a magic"],
)
def test_what_contradicts_itself_is_not_claimed(header: bytes) -> None:
    assert find("TRX", header + (noise(5000) if len(header) > 4 else b"")) is None
