"""Headers of routers' makers by their public descriptions: parts come out, sums are computed again."""

from __future__ import annotations

import hashlib
import struct
import zlib

from helpers.boot_builders import tplink
from helpers.boot_images import contents, faults, find, noise, sure

_KERNEL, _ROOT = noise(3000, 1), noise(5000, 2)


def _damaged(image: bytes, at: int = -20) -> bytes:
    out = bytearray(image)
    out[at] ^= 1
    return bytes(out)


def test_tplink_gives_its_parts_and_its_digest_fits() -> None:
    image = tplink(_KERNEL, _ROOT)
    found = sure("TP-Link v1", image)
    assert (found.end, found.faults, found.label) == (len(image), (), "ver. 1.0")
    assert contents(image, found) == {b"kernel": _KERNEL, b"rootfs": _ROOT}
    (check,) = found.checks
    assert (check.start, check.covers) == (76, ((0, 76), (92, len(image))))
    assert faults(sure("TP-Link v1", _damaged(image))) == ["firmware.fault.sum"]
    assert faults(sure("TP-Link v1", image[:1000])) == ["firmware.fault.cut"]
    assert find("TP-Link v1", image[:500]) is None


def _plain_pair(data: bytes) -> int:
    low = high = 0
    for each in data:
        low = (low + each) & 0xFFFFFFFF
        high = (high + low) & 0xFFFFFFFF
    folded = [(value & 0xFFFF) + (value >> 16) for value in (high, low)]
    return ((folded[0] + (folded[0] >> 16)) & 0xFFFF) << 16 | (folded[1] + (folded[1] >> 16)) & 0xFFFF


def test_netgear_s_four_sums_are_checks() -> None:
    board = b"U12H072T00_NETGEAR"
    sums = [_plain_pair(each) for each in (_KERNEL, _ROOT, _KERNEL + _ROOT)]
    fixed = struct.pack(">4sI8s4I", b"*#$^", 40 + len(board), b"\1", *sums[:2], len(_KERNEL), len(_ROOT))
    fixed += sums[2].to_bytes(4)
    own = _plain_pair(fixed + bytes(4) + board)
    image = fixed + own.to_bytes(4) + board + _KERNEL + _ROOT
    found = sure("Netgear CHK", b"ab" + image + b"cd", 2)
    assert (found.end, found.faults, found.label) == (2 + len(image), (), board.decode())
    assert contents(b"ab" + image, found) == {b"kernel": _KERNEL, b"rootfs": _ROOT}
    assert [(each.start, sum(end - start for start, end in each.covers)) for each in found.checks] == [
        (38, 36 + len(board)),
        (18, len(_KERNEL)),
        (22, len(_ROOT)),
        (34, len(_KERNEL) + len(_ROOT)),
    ]
    assert faults(sure("Netgear CHK", _damaged(image))) == ["firmware.fault.sum"] * 2
    assert find("Netgear CHK", _damaged(image, 45)) is None


def test_seama_says_its_settings_and_its_digest_fits() -> None:
    told = b"dev=/dev/mtdblock/2\0type=firmware\0"
    head = struct.pack(">I2HI", 0x5EA3A417, 0, len(told), len(_KERNEL))
    image = head + hashlib.md5(_KERNEL).digest() + told + _KERNEL
    found = sure("SEAMA", image)
    assert (found.end, found.faults) == (len(image), ())
    assert dict(found.facts) == {"dev": "/dev/mtdblock/2", "type": "firmware"}
    assert contents(image, found) == {b"image": _KERNEL}
    assert faults(sure("SEAMA", _damaged(image))) == ["firmware.fault.sum"]
    seal = struct.pack(">I2HI", 0x5EA3A417, 0, 16, 0) + b"signature=board\0"
    assert (sure("SEAMA", seal + image).end, sure("SEAMA", seal).label) == (len(seal), "board")
    assert find("SEAMA", b"\x5e\xa3\xa4\x17" + noise(400)) is None


def test_broadcom_s_tag_gives_root_and_kernel() -> None:
    numbers = [str(each).encode() for each in (8000, 0xBFC10100, 5000, 0xBFC10100 + 5000, 3000)]
    head = struct.pack(
        "<4s20s14s6s16s2s10s", b"6", b"Broadcom Corporatio", b"ver. 2.0", b"6348", b"96348GW", b"1", numbers[0]
    )
    head = (head + bytes(22) + struct.pack("<12s10s12s10s", *numbers[1:])).ljust(216, b"\0")
    head += (zlib.crc32(_ROOT + _KERNEL) ^ 0xFFFFFFFF).to_bytes(4) + bytes(16)
    head += (zlib.crc32(head) ^ 0xFFFFFFFF).to_bytes(4) + bytes(16)
    image = head + _ROOT + _KERNEL
    found = sure("Broadcom tag", image)
    assert (found.end, found.label, [each.start for each in found.checks]) == (len(image), "96348GW", [236, 216])
    assert contents(image, found) == {b"rootfs": _ROOT, b"kernel": _KERNEL}
    assert find("Broadcom tag", _damaged(image, 100)) is None


def test_realtek_s_words_add_up_to_nothing() -> None:
    total = sum(struct.unpack(f">{len(_KERNEL) // 2}H", _KERNEL))
    body = _KERNEL + (-total & 0xFFFF).to_bytes(2)
    image = struct.pack(">4s3I", b"cs6c", 0x80500000, 0x30000, len(body)) + body
    found = sure("Realtek", image + b"more")
    assert (found.end, contents(image, found)) == (len(image), {b"body": _KERNEL})
    assert find("Realtek", _damaged(image)) is None
    assert find("Realtek", struct.pack(">4s3I", b"cs6c", 0, 0, 64) + bytes(64)) is None
