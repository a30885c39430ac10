"""Android's verified boot by its public description: what is signed, and which numbers tell of a partition's bytes."""

from __future__ import annotations

import hashlib
import struct

from helpers.boot_images import contents, faults, find, members, noise, sure

_IMAGE, _SALT = noise(5000, 1), noise(32, 2)


def _descriptor(tag: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 8)
    return struct.pack(">2Q", tag, len(body)) + body


def _hash(image: bytes) -> bytes:
    value = hashlib.sha256(_SALT + image).digest()
    fixed = struct.pack(">Q32s4I60x", len(image), b"sha256", 4, len(_SALT), 32, 0)
    return _descriptor(2, fixed + b"boot" + _SALT + value)


def _tree(size: int, at: int, length: int) -> bytes:
    fixed = struct.pack(">IQQQ2IIQQ32s4I60x", 1, size, at, length, 4096, 4096, 0, 0, 0, b"sha1", 6, 4, 20, 0)
    return _descriptor(1, fixed + b"system" + b"salt" + b"\x07" * 20)


def _block(*descriptors: bytes) -> bytes:
    rows = b"".join(descriptors)
    key = struct.pack(">2I", 2048, 1) + noise(512, 3)
    helped = (rows + key).ljust((len(rows) + len(key) + 63) & ~63, b"\0")
    fixed = struct.pack(">4s2I2QI", b"AVB0", 1, 0, 320, len(helped), 1)
    places = struct.pack(">11Q", 0, 32, 32, 256, len(rows), len(key), 0, 0, 0, len(rows), 7)
    head = (fixed + places + struct.pack(">2I48s", 0, 0, b"avbtool 1.2.0")).ljust(256, b"\0")
    return head + (hashlib.sha256(head + helped).digest() + noise(256, 4)).ljust(320, b"\0") + helped


def _partition(image: bytes, block: bytes, tree: bytes = b"") -> bytes:
    body = image.ljust(8192, b"\0") + tree
    foot = struct.pack(">4s2I3Q", b"AVBf", 1, 0, len(image), len(body), len(block)).ljust(64, b"\0")
    return (body + block).ljust(32768 - 64, b"\0") + foot


def test_a_block_says_what_it_signs_and_its_sums_are_checks() -> None:
    block = _block(_hash(_IMAGE), _tree(1, 0, 0), _descriptor(4, struct.pack(">3I64x", 1, 6, 0) + b"vendor"))
    found = sure("Android vbmeta", b"1234" + block + b"rest", 4)
    said = dict(found.facts)
    assert (found.end, found.faults) == (4 + len(block), ())
    assert said["partitions"] == "boot (sha256); system (sha1 tree); vendor (signed apart)"
    assert (said["algorithm"], said["rollback index"], said["key bits"]) == ("SHA256, RSA2048", "7", "2048")
    assert [each.name for each in found.checks] == ["sha256", "signature"]
    assert found.checks[0].covers == ((4, 260), (4 + 256 + 320, 4 + len(block)))
    damaged = block[:-600] + b"?" + block[-599:]
    assert faults(sure("Android vbmeta", damaged)) == ["firmware.fault.sum"]
    assert find("Android vbmeta", b"AVB0" + noise(400)) is None


def test_a_partition_s_digest_covers_its_image() -> None:
    data = _partition(_IMAGE, _block(_hash(_IMAGE)))
    found = sure("Android verified partition", data)
    assert (found.end, found.faults, found.label) == (len(data), (), "boot")
    assert contents(data, found) == {b"image": _IMAGE}
    check = found.checks[-1]
    covered = b"".join(data[start:end] for start, end in check.covers)
    assert hashlib.sha256(covered).digest() == data[check.start : check.end]
    changed = sure("Android verified partition", b"?" + data[1:])
    assert [each.params["name"] for each in changed.faults] == ["sha256 (boot)"]
    assert find("Android verified partition", data[:-64] + bytes(64)) is None


def test_a_tree_of_digests_is_a_check_too() -> None:
    data = _partition(_IMAGE, _block(_tree(len(_IMAGE), 8192, 4096)), noise(4096, 9))
    found = sure("Android verified partition", data)
    assert [(each.name, each.start, each.covers[-1]) for each in found.checks[2:]] == [
        ("sha1 tree", found.checks[2].start, (0, len(_IMAGE))),
        ("tree of digests", 8192, (0, len(_IMAGE))),
    ]
    assert data[found.checks[2].start : found.checks[2].end] == b"\x07" * 20
    assert len(members(found)) == 1
