"""Android's verified boot: a signed block that holds digests of partitions, alone or behind the image it speaks of."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from codebinder.firmware.boot.common import Facts, check, digest, facts, known, plain, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.text import Message

FORMAT, FOOTED = "Android vbmeta", "Android verified partition"
_MAGIC, _FOOT = b"AVB0", b"AVBf"
_HEADER = struct.Struct(">4s2I2QI11QI4x48s")
_FOOTER = struct.Struct(">4s2I3Q")
_FOOTER_SIZE = 64
_ALGORITHMS = {
    0: "none", 1: "SHA256, RSA2048", 2: "SHA256, RSA4096", 3: "SHA256, RSA8192", 4: "SHA512, RSA2048",
    5: "SHA512, RSA4096", 6: "SHA512, RSA8192",
}  # fmt: skip
_HASHTREE, _HASH, _CHAIN = 1, 2, 4
_MOST = 256


@dataclass(frozen=True, slots=True)
class _Hash:
    """A digest of a partition, or the root of a tree of digests: where it stands in the blob, how it is made."""

    partition: str
    algorithm: str
    size: int
    salt: tuple[int, int]
    value: tuple[int, int]
    tree: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Block:
    """A signed block as read."""

    start: int
    end: int
    checks: tuple[Check, ...]
    faults: tuple[Message, ...]
    told: Facts
    hashes: tuple[_Hash, ...]


def _block(blob: Blob, start: int, budget: Budget) -> _Block | None:
    head = blob.read(start, 256)
    if len(head) < 256 or not head.startswith(_MAGIC):
        return None
    _, major, minor, signed, helped, algorithm, *numbers = _HEADER.unpack_from(head)
    hash_at, hash_size, sign_at, sign_size, key_at, key_size, _, _, rows_at, rows_size, rollback, flags, release = (
        numbers
    )
    if major != 1 or algorithm not in _ALGORITHMS or signed % 64 or helped % 64 or max(signed, helped) > 1 << 24:
        return None
    if max(hash_at + hash_size, sign_at + sign_size) > signed or max(key_at + key_size, rows_at + rows_size) > helped:
        return None
    body = start + 256
    middle, end = body + signed, body + signed + helped
    if end > blob.size:
        return None
    covers = ((start, body), (middle, end))
    checks: list[Check] = []
    faults: tuple[Message, ...] = ()
    if algorithm and hash_size and sign_size:
        name = "sha256" if algorithm <= 3 else "sha512"
        checks += [
            check(name, body + hash_at, hash_size, *covers),
            check("signature", body + sign_at, sign_size, *covers),
        ]
        if digest(name, blob, covers, budget) != blob.read(body + hash_at, hash_size):
            faults = (wrong(name),)
    hashes, others = _rows(blob, middle + rows_at, middle + rows_at + rows_size, budget)
    key = blob.read(middle + key_at, 4)
    told = facts(
        ("version", f"{major}.{minor}"),
        ("algorithm", _ALGORITHMS[algorithm]),
        ("key bits", int.from_bytes(key) if key_size >= 8 else ""),
        ("rollback index", rollback),
        ("flags", f"0x{flags:x}" if flags else ""),
        ("made by", plain(release)),
        ("partitions", "; ".join([f"{each.partition} ({each.algorithm})" for each in hashes] + others)),
    )
    return _Block(start, end, tuple(checks), faults, told, tuple(hashes))


def _rows(blob: Blob, at: int, end: int, budget: Budget) -> tuple[list[_Hash], list[str]]:
    """Read the descriptors: digests of whole images, and what is said of other partitions."""
    hashes: list[_Hash] = []
    others: list[str] = []
    for _ in range(_MOST):
        budget.step()
        head = blob.read(at, 132)
        if at + 16 > end or len(head) < 16:
            break
        tag, size = struct.unpack_from(">2Q", head)
        if at + 16 + size > end:
            break
        if tag == _HASH and size >= 116:
            hashes.append(_hash(blob, at, head))
        elif tag == _HASHTREE and size >= 164:
            hashes.append(_root(blob, at, head))
        elif tag == _CHAIN and size >= 76:
            name_size = int.from_bytes(head[20:24])
            others.append(f"{plain(blob.read(at + 92, min(name_size, 64)))} (signed apart)")
        at += 16 + size
    return hashes, others


def _hash(blob: Blob, at: int, head: bytes) -> _Hash:
    image, name, salt, value = *struct.unpack_from(">Q", head, 16), *struct.unpack_from(">3I", head, 56)
    begin = at + 132
    salted = begin + name
    return _Hash(
        partition=plain(blob.read(begin, min(name, 64))),
        algorithm=plain(head[24:56]),
        size=image,
        salt=(salted, salted + salt),
        value=(salted + salt, salted + salt + value),
    )


def _root(blob: Blob, at: int, head: bytes) -> _Hash:
    image, tree, tree_size = struct.unpack_from(">3Q", head, 20)
    name, salt, value = struct.unpack_from(">3I", head, 104)
    begin = at + 180
    salted = begin + name
    return _Hash(
        partition=plain(blob.read(begin, min(name, 64))),
        algorithm=f"{plain(head[72:104])} tree",
        size=image,
        salt=(salted, salted + salt),
        value=(salted + salt, salted + salt + value),
        tree=(tree, tree + tree_size),
    )


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    block = _block(blob, start, budget)
    if block is None:
        return None
    return Found(
        start=start,
        end=block.end,
        format=FORMAT,
        facts=block.told,
        faults=block.faults,
        regions=(known(start, start + 256, FORMAT, "header"),),
        checks=block.checks,
    )


def _read_footed(blob: Blob, start: int, budget: Budget) -> Found | None:
    """A whole partition: an image, the block that speaks of it, and a footer at the end that tells their places."""
    foot = blob.read(blob.size - _FOOTER_SIZE, _FOOTER.size) if not start and blob.size > 512 else b""
    if not foot.startswith(_FOOT) or len(foot) < _FOOTER.size:
        return None
    _, _, _, size, at, length = _FOOTER.unpack(foot)
    if not 0 < size <= at or at + length > blob.size - _FOOTER_SIZE:
        return None
    block = _block(blob, at, budget)
    if block is None:
        return None
    checks, faults = list(block.checks), list(block.faults)
    for each in block.hashes:
        begin, end = each.value
        if each.size > at or end > block.end or begin >= end:
            continue
        covers = (each.salt, (0, each.size))
        checks.append(check(each.algorithm, begin, end - begin, *covers))
        if each.size <= each.tree[0] < each.tree[1] <= at:
            checks.append(check("tree of digests", each.tree[0], each.tree[1] - each.tree[0], (0, each.size)))
        if each.algorithm in {"sha256", "sha512"} and digest(each.algorithm, blob, covers, budget) != blob.read(
            begin, end - begin
        ):
            faults.append(wrong(f"{each.algorithm} ({each.partition})"))
    regions: list[Region] = [
        known(at, block.end, FORMAT, "signed block"),
        known(blob.size - _FOOTER_SIZE, blob.size, FOOTED, "footer"),
    ]
    image = Member(name=b"image", kind=NodeKind.PART, size=size, start=0)
    return Found(
        start=0,
        end=blob.size,
        format=FOOTED,
        label=next((each.partition for each in block.hashes), ""),
        facts=block.told,
        faults=tuple(faults),
        regions=tuple(regions),
        checks=tuple(checks),
        members=lambda: iter((image,)),
    )


READERS = (
    Reader(format=FOOTED, read=_read_footed, first=True),
    Reader(format=FORMAT, read=_read, magics=((_MAGIC, 0),), align=4),
)
