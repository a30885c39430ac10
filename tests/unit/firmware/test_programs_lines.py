"""Memory that texts and blocks spell comes out as it went in, wherever its pieces stand; wrong sums are told."""

from __future__ import annotations

import random
import struct
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.firmware.programs.lines import HEX
from codebinder.firmware.programs.spelled import MOST_RUNS, Laid, LineSums
from codebinder.firmware.programs.spelled import Memory as Spelled
from codebinder.firmware.reading import Memory
from helpers.boot_images import ample, contents, faults, members
from helpers.outside_tools import made
from helpers.program_images import find, mutated, sure

DATA = random.Random(8).randbytes(5000)
FORMS = {"Intel HEX": ("-intel", "ihex"), "S-record": ("-motorola", "srec")}


def spelled(folder: Path, form: str, *places: int) -> bytes:
    """Let srec_cat spell DATA at several addresses."""
    (folder / "in").write_bytes(DATA)
    command: list[str | Path] = ["srec_cat"]
    for place in places:
        command += [folder / "in", "-binary", "-offset", str(place)]
    made(*command, "-o", folder / "out", FORMS[form][0])
    return (folder / "out").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_what_srec_cat_spells_comes_out_as_it_went_in(tmp_path: Path, form: str) -> None:
    data = spelled(tmp_path, form, 0x08000000, 0x08010000)
    found = sure(form, data)
    assert (found.start, found.end, found.faults) == (0, len(data), ())
    assert contents(data, found) == {b"memory@0x08000000": DATA, b"memory@0x08010000": DATA}
    said = dict(found.facts)
    assert (said["bytes"], said["gaps"]) == ("10000", "1")
    assert said["addresses"] == "0x08000000-0x08001387, 0x08010000-0x08011387"


@pytest.mark.parametrize("form", FORMS)
def test_what_objcopy_spells_comes_out_with_its_entry(tmp_path: Path, form: str) -> None:
    (tmp_path / "in").write_bytes(DATA)
    command = ("objcopy", "-I", "binary", "-O", FORMS[form][1], "--change-addresses", "0x20008000")
    made(*command, "--set-start", "0x124", tmp_path / "in", tmp_path / "out")
    data = (tmp_path / "out").read_bytes()
    found = sure(form, data)
    assert contents(data, found) == {b"memory@0x20008000": DATA}
    assert dict(found.facts)["entry"] == "0x20008124"


@pytest.mark.parametrize("form", FORMS)
def test_every_line_has_its_check_and_a_wrong_one_is_told(tmp_path: Path, form: str) -> None:
    data = spelled(tmp_path, form, 0)
    found = sure(form, data)
    lines = data.split()
    assert len(found.checks) == len(lines)
    for check, line in zip(found.checks, lines, strict=True):
        assert data[check.start : check.end] == line[-2:]
        assert data[slice(*check.covers[0])] == line[1:-2]
    at = data.index(lines[7]) + 20
    wrong = data[:at] + (b"0" if data[at : at + 1] != b"0" else b"1") + data[at + 1 :]
    assert faults(sure(form, wrong)) == ["firmware.fault.spelled"]


def test_many_lines_share_checks_that_leave_none_out() -> None:
    sums = LineSums()
    for number in range(10_000):
        sums.add(number * 44, number * 44 + 42)
    checks = sums.checks()
    assert 1000 < len(checks) < 2100
    assert (checks[0].start, checks[-1].end) == (0, 9999 * 44 + 42)
    assert all(one.end == other.start for one, other in pairwise(checks))


def test_a_text_without_its_end_is_read_and_the_lack_is_told(tmp_path: Path) -> None:
    data = spelled(tmp_path, "Intel HEX", 0).replace(b":00000001FF\n", b"")
    found = sure("Intel HEX", data)
    assert faults(found) == ["firmware.fault.ended"]
    assert list(contents(data, found).values()) == [DATA]
    broken = sure("Intel HEX", data[: data.index(b"\n", 2000)] + b"\nnot a record\n" + data)
    assert faults(broken) == ["firmware.fault.line", "firmware.fault.ended"]
    assert data[: broken.end].count(b"\n") == data[:2000].count(b"\n") + 1


def test_a_count_that_does_not_fit_is_told(tmp_path: Path) -> None:
    data = spelled(tmp_path, "S-record", 0)
    count = next(line for line in data.split() if line.startswith(b"S5"))
    held = bytes.fromhex(count[2:-2].decode())
    wrong = held[:-1] + bytes((held[-1] ^ 1,))
    line = b"S5" + (wrong + bytes((~sum(wrong) & 0xFF,))).hex().upper().encode()
    assert faults(sure("S-record", data)) == []
    assert faults(sure("S-record", data.replace(count, line))) == ["firmware.fault.sum"]


def hex_line(address: int, data: bytes, kind: int = 0) -> bytes:
    record = bytes((len(data), address >> 8 & 255, address & 255, kind)) + data
    return b":" + (record + bytes((-sum(record) & 255,))).hex().encode() + b"\r\n"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 200), st.binary(min_size=1, max_size=40)), min_size=2, max_size=30))
def test_pieces_that_lie_over_each_other_count_as_they_were_written(pieces: list[tuple[int, bytes]]) -> None:
    text = b"".join(hex_line(place, data) for place, data in pieces) + b":00000001FF\r\n"
    memory: dict[int, int] = {}
    for place, data in pieces:
        memory.update(enumerate(data, place))
    found = sure("Intel HEX", text)
    told: dict[int, int] = {}
    for name, data in contents(text, found).items():
        told.update(enumerate(data, int(name.split(b"@")[1], 16)))
    assert told == memory
    twice = sum(len(data) for _, data in pieces) - len(memory)
    assert faults(found) == (["firmware.fault.twice"] if twice else [])


def test_segments_shift_addresses_as_the_format_says() -> None:
    text = hex_line(0, b"\x12\x34", 2) + hex_line(0x10, b"abcdefgh") + hex_line(0, b"\x00\x01\x00\x02", 3)
    found = sure("Intel HEX", text + b":00000001FF\n")
    assert contents(text, found) == {b"memory@0x00012350": b"abcdefgh"}
    assert dict(found.facts)["entry"] == "0x00000012"


def test_addresses_that_jump_for_ever_cost_no_memory() -> None:
    memory = Spelled()
    for number in range(MOST_RUNS * 3):
        memory.add(number * 7 % 65_521 * 16, 8, number)
    laid = Laid(memory, lambda _: iter(()))
    assert [each.id for each in laid.faults()] == ["firmware.fault.runs"]
    assert list(laid.members()) == []


class Endless:
    """A text of many lines that is made as it is read."""

    def __init__(self, lines: int) -> None:
        self._unit = hex_line(0, bytes(range(16)))
        self._lines = lines
        self.size = len(self._unit) * lines + len(b":00000001FF\r\n")

    def _line(self, number: int) -> bytes:
        return hex_line(number % 4096 * 16, bytes(range(16))) if number < self._lines else b":00000001FF\r\n"

    def read(self, at: int, size: int) -> bytes:
        if at < 0 or size <= 0 or at >= self.size:
            return b""
        first, inside = divmod(at, len(self._unit))
        rows: list[bytes] = []
        have = -inside
        while have < size and first <= self._lines:
            rows.append(self._line(first))
            have += len(rows[-1])
            first += 1
        return b"".join(rows)[inside : inside + size]


def test_memory_stays_flat_however_long_a_text_is() -> None:
    text = Endless(8_000)
    tracemalloc.start()
    found = HEX.read(text, 0, ample())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found is not None
    assert found.end == text.size
    assert peak < 4 << 20
    (member,) = found.members() if found.members is not None else ()
    assert member.size == 65_536


@pytest.mark.parametrize("text", [b":", b":00000001FF\n", b"S", b"S9030000FC\n", b":0\n" * 50, b"S1" + b"0" * 5000,
                                  b": not a record", b"Some text\n:00000001FF\n"])  # fmt: skip
def test_what_only_looks_like_it_is_nothing(text: bytes) -> None:
    assert find("Intel HEX", text) is None
    assert find("S-record", text) is None


def uf2(data: bytes, base: int, family: int) -> list[bytes]:
    """Write UF2 as its specification describes it."""
    parts = [data[at : at + 256] for at in range(0, len(data), 256)]
    heads = (
        struct.pack(
            "<8I", 0x0A324655, 0x9E5D5157, 0x2000, base + 256 * number, len(part), number, len(parts), family
        ) + part.ljust(476, b"\0") + struct.pack("<I", 0x0AB16F30)
        for number, part in enumerate(parts)
    )  # fmt: skip
    return list(heads)


def test_blocks_of_two_families_come_out_apart_however_they_are_mixed() -> None:
    one, other = DATA, DATA[1000:2000]
    first, second = uf2(one, 0x10000000, 0xE48BFF56), uf2(other, 0x10000000, 0xE48BFF59)
    image = b"".join(first[:3] + second[:2] + first[3:] + second[2:])
    found = sure("UF2", b"junk" + image + b"junk", 4)
    assert (found.start, found.end, found.faults) == (4, 4 + len(image), ())
    assert contents(b"junk" + image, found) == {
        b"RP2040@0x10000000": one, b"RP2350-Arm-secure@0x10000000": other,
    }  # fmt: skip


def test_a_block_that_is_missing_leaves_a_gap_and_is_told() -> None:
    blocks = uf2(DATA, 0x2000, 0x1E1F432D)
    image = b"".join(blocks[:5] + blocks[6:])
    found = sure("UF2", image)
    assert faults(found) == ["firmware.fault.blocks"]
    assert (dict(found.facts)["family"], dict(found.facts)["gaps"]) == ("STM32L1", "1")
    assert list(contents(image, found).values()) == [DATA[:1280], DATA[1536:]]
    assert sure("UF2", image[:-100]).end == len(image) - 100


@settings(max_examples=40, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(min_size=1, max_size=9)), max_size=12))
def test_no_change_breaks_the_readers(changes: list[tuple[int, bytes]]) -> None:
    for form, data in (("UF2", b"".join(uf2(DATA, 0, 1))), ("Intel HEX", b"".join(_lines())), ("S-record", b"S0")):
        broken = mutated(data, changes, len(data))
        found = find(form, broken)
        if found is not None:
            assert all(len(b"".join(each.open())) <= 1 << 20 for each in members(found) if each.open is not None)


def _lines() -> Iterator[bytes]:
    for at in range(0, 2000, 16):
        yield hex_line(at, DATA[at : at + 16])
    yield b":00000001FF\r\n"


def test_reading_a_text_again_gives_the_same() -> None:
    text = b"".join(_lines())
    found = HEX.read(Memory(text), 0, ample())
    assert found is not None
    assert contents(text, found) == contents(text, found)
