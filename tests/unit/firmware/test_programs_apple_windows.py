"""Programs for Windows and for Apple's systems: parts, versions, signatures, and what they cover."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.firmware.programs import READERS
from codebinder.firmware.programs.symbols import symbols
from codebinder.firmware.reading import Memory
from helpers.boot_images import ample, contents, faults, members
from helpers.program_images import find, golden, mutated, sure


def test_a_library_for_windows_says_what_its_resources_say() -> None:
    data = golden("agent.dll")
    found = sure("PE", b"12" + data + b"34", 2)
    assert (found.start, found.end, found.faults) == (2, 2 + len(data), ())
    said = dict(found.facts)
    assert (said["machine"], said["kind"], said["name"]) == ("x86-64", "library", "agent.dll")
    assert (said["file version"], said["version"], said["company"]) == ("1.4.2.77", "1.4.2.77", "Example Maker")
    assert (said["product"], said["original name"]) == ("Example Agent", "agent.dll")
    assert (said["debug file"], said["debug id"]) == ("agent.pdb", "96da75a982ecb7174c4c44205044422e-1")
    assert [each.label for each in found.regions] == ["header", ".text", ".rdata", ".rsrc", "signature"]
    names = [each[0] for each in symbols(Memory(data), 0, len(data), ample())]
    assert names == [b"shown"]


def test_a_signature_covers_all_but_itself_and_what_signing_writes() -> None:
    data = golden("agent.dll")
    found = sure("PE", data)
    checks = {each.name: each for each in found.checks}
    header = int.from_bytes(data[60:64], "little")
    assert checks["checksum"].start == header + 24 + 64
    assert checks["signature"].covers == (
        (0, header + 88), (header + 92, header + 168), (header + 176, 3072),
    )  # fmt: skip
    signature = contents(data, found)[b"signature"]
    inside = sure("signature", signature, 8)
    assert dict(inside.facts)["certificates"] == "CN=Example Maker Code Signing"


def test_a_checksum_that_does_not_fit_is_told() -> None:
    data = bytearray(golden("agent.dll"))
    data[1100] ^= 1
    assert faults(sure("PE", bytes(data))) == ["firmware.fault.sum"]
    assert faults(sure("PE", bytes(data[:2500]))) == ["firmware.fault.cut"]


def test_a_program_for_two_machines_holds_both() -> None:
    data = golden("agent.macho")
    found = sure("Mach-O universal", b"1" * 16 + data, 16)
    assert (found.end, dict(found.facts)["machine"]) == (16 + len(data), "x86-64, AArch64")
    inside = contents(b"1" * 16 + data, found)
    assert list(inside) == [b"x86-64", b"AArch64"]
    for machine, part in inside.items():
        one = sure("Mach-O", part)
        said = dict(one.facts)
        assert (one.end, said["kind"], said["machine"]) == (len(part), "program", machine.decode())
        rows = {row[0]: row for row in symbols(Memory(part), 0, len(part), ample())}
        assert {b"main", b"shown", b"banner"} <= set(rows)
        assert (rows[b"shown"][3], rows[b"banner"][3]) == ("function", "object")


def test_what_is_signed_for_apple_has_its_id_and_signature_as_checks() -> None:
    data = golden("agent.macho")
    part = contents(data, sure("Mach-O universal", data))[b"AArch64"]
    found = sure("Mach-O", part + b"behind")
    said = dict(found.facts)
    assert (said["uuid"], said["signed"], said["system"]) == ("4c4c444855553144a1d8848a5a6a1b02", "yes", "macOS 11.0.0")
    checks = {each.name: each for each in found.checks}
    assert part[checks["uuid"].start : checks["uuid"].end].hex() == said["uuid"]
    assert (checks["signature"].end, checks["signature"].covers) == (len(part), ((0, checks["signature"].start),))
    assert part[checks["signature"].start :].startswith(b"\xfa\xde\x0c\xc0")
    assert faults(sure("Mach-O", part[:-50])) == ["firmware.fault.cut"]


def test_what_begins_alike_is_neither() -> None:
    assert find("Mach-O universal", b"\xca\xfe\xba\xbe" + struct.pack(">HH", 0, 52) + bytes(3000)) is None  # Java
    assert find("Mach-O", b"\xcf\xfa\xed\xfe" + bytes(200)) is None
    assert find("PE", b"MZ" + bytes(500)) is None
    assert find("PE", b"MZ" + b"\xff" * 500) is None


@pytest.mark.parametrize("name", ["agent.dll", "agent.macho"])
@settings(max_examples=50, deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, 1 << 12), st.binary(min_size=1, max_size=9)), max_size=12),
    length=st.integers(1, 1 << 15),
)
def test_no_change_breaks_the_readers(name: str, changes: list[tuple[int, bytes]], length: int) -> None:
    data = mutated(golden(name), changes, length)
    for reader in READERS:
        for at in (0, 4096) if not reader.first else (0,):
            found = reader.read(Memory(data), at, ample())
            if found is not None:
                members(found)
    for at in (0, 4096):
        assert sum(1 for _ in symbols(Memory(data), at, len(data), ample())) < 1 << 17
