"""Kernels by their headers, made by their public description: a kernel's build takes longer than all tests together."""

from __future__ import annotations

import struct
import zlib

import pytest

from codebinder.firmware import Memory, read_image
from codebinder.model.firmware import stretches
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.boot_images import contents, faults, find, noise, sure


def _zimage(order: str, body: bytes, start: int = 0) -> bytes:
    size = 64 + len(body)
    head = struct.pack(order + "I", 0xE1A00000) * 8 + struct.pack(order + "I", 0xEA000003)
    return (head + struct.pack(order + "4I", 0x016F2818, start, start + size, 0x04030201)).ljust(64, b"\0") + body


@pytest.mark.parametrize("order", ["<", ">"], ids=["little", "big"])
def test_an_arm_kernel_ends_where_its_header_says(order: str) -> None:
    body = noise(3000)
    image = _zimage(order, body, 0x8000)
    found = sure("ARM zImage", b"\0" * 8 + image + b"tree", 8)
    assert (found.end, contents(b"\0" * 8 + image, found)) == (8 + len(image), {b"body": body})
    cut = sure("ARM zImage", image[:1000])
    assert (cut.end, faults(cut)) == (1000, ["firmware.fault.cut"])


def test_an_arm_magic_alone_is_no_kernel() -> None:
    assert find("ARM zImage", noise(36) + b"\x18\x28\x6f\x01" + noise(500)) is None


def _flat(machine: str, size: int, body: bytes) -> bytes:
    head = struct.pack("<2I3Q", 0x91005A4D, 0x14000000, 0x80000, size, 0b1010 if machine == "AArch64" else 0)
    if machine == "RISC-V":
        return head + struct.pack("<2IQ8s4sI", 2, 0, 0, b"RISCV\0\0\0", b"RSC\x05", 0) + body
    return head + struct.pack("<3Q4sI", 0, 0, 0, b"ARM\x64", 0) + body


@pytest.mark.parametrize("machine", ["AArch64", "RISC-V"])
def test_a_flat_kernel_may_need_more_memory_than_its_file_has(machine: str) -> None:
    body = noise(3000)
    image = _flat(machine, 9000, body)
    found = sure("Linux Image", image)
    said = dict(found.facts)
    assert (found.end, found.faults) == (len(image), ())
    assert (said["machine"], said["bytes in memory"]) == (machine, "9000")
    assert contents(image, found) == {b"body": body}
    within = sure("Linux Image", b"\xff" * 64 + image + noise(9000), 64)
    assert within.end == 128  # where it ends in a larger image nothing tells


def test_a_flat_kernel_with_an_efi_header_ends_with_its_sections() -> None:
    image = bytearray(_flat("AArch64", 9000, bytes(64) + noise(3000)))
    image[60:64] = (64).to_bytes(4, "little")
    image[64:128] = (b"PE\0\0" + struct.pack("<2H3I2H", 0xAA64, 1, 0, 0, 0, 0, 0)).ljust(64, b"\0")
    image[88:128] = struct.pack("<8s4I", b".text", 0, 0, 2000, 128).ljust(40, b"\0")
    whole = b"\0" * 4 + bytes(image)
    assert sure("Linux Image", whole, 4).end == 4 + 2128
    image[16:24] = bytes(8)
    assert find("Linux Image", bytes(image)) is None


def _bzimage(*, summed: bool = True) -> tuple[bytes, bytes]:
    payload = noise(2000)
    head = bytearray(3 * 512)
    head[0x1F1] = 2
    head[0x1FE:0x206] = b"\x55\xaa\xeb\x66HdrS"
    head[0x206:0x208] = (0x20F).to_bytes(2, "little")
    head[0x20E:0x210] = (0x300 - 0x200).to_bytes(2, "little")
    head[0x300:0x310] = b"6.1.0 (me) #1\0\0\0"
    head[0x248:0x250] = struct.pack("<2I", 100, len(payload))
    body = (bytes(100) + payload).ljust(4096 - 4, b"\x90")
    head[0x1F4:0x1F8] = (4096 // 16).to_bytes(4, "little")
    value = zlib.crc32(head + body) ^ 0xFFFFFFFF if summed else 0
    return bytes(head) + body + value.to_bytes(4, "little"), payload


def test_an_x86_kernel_gives_its_payload_and_its_version() -> None:
    image, payload = _bzimage()
    found = sure("x86 bzImage", b"abc" + image + b"defg", 3)
    assert (found.end, found.label, dict(found.facts)["boot protocol"]) == (3 + len(image), "6.1.0 (me) #1", "2.15")
    inside = contents(b"abc" + image, found)
    assert inside[b"payload"] == payload
    assert b"".join(inside.values()) == image[1536:]
    (check,) = found.checks
    assert (check.end, check.covers) == (found.end, ((3, found.end - 4),))


def test_a_signed_kernel_ends_with_its_signature_and_has_its_sums_as_checks() -> None:
    image = bytearray(_bzimage(summed=False)[0])
    image[0:2], image[60:64] = b"MZ", (64).to_bytes(4, "little")
    optional = bytearray(struct.pack("<H", 0x20B).ljust(152, b"\0"))
    optional[64:68] = b"\1\2\3\4"
    optional[144:152] = struct.pack("<2I", len(image), 200)
    image[64:240] = (b"PE\0\0" + struct.pack("<2H3I2H", 0x8664, 0, 0, 0, 0, len(optional), 0) + optional).ljust(
        176, b"\0"
    )
    signature = noise(200, 5)
    whole = bytes(image) + signature + b"rest"
    found = sure("x86 bzImage", whole)
    assert (found.end, contents(whole, found)[b"signature"]) == (len(image) + 200, signature)
    assert [(each.name, each.start, each.covers) for each in found.checks] == [
        ("PE checksum", 152, ((0, len(image)),)),
        ("signature", len(image), ((0, len(image)),)),
    ]


def test_an_x86_kernel_without_its_sum_has_no_check() -> None:
    image, _ = _bzimage(summed=False)
    found = sure("x86 bzImage", image)
    assert (found.checks, found.faults) == ((), ())
    assert faults(sure("x86 bzImage", image[:3000])) == ["firmware.fault.cut"]
    assert find("x86 bzImage", noise(0x202) + b"HdrS" + noise(4000)) is None


def test_what_is_not_told_apart_in_a_kernel_is_the_kernel() -> None:
    body = bytes(range(256)) * 8 + bytes(3000) + noise(900)
    whole = _flat("AArch64", 64 + len(body), body)
    found = read_image(Memory(whole), name=b"Image", progress=NoProgress(), cancel=NeverCancel())
    leaves = [(each.start, each.end, each.region.kind.value) for each in stretches(found)]
    assert leaves == [(0, 64, "known"), (64, len(whole), "known")]
