"""Headers of routers' makers, each by its public description and each with sums that tell it from chance."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator

from codebinder.firmware.boot.common import address, check, cut, digest, facts, jam, known, part, plain, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, pieces
from codebinder.model.firmware import Check

TPLINK, NETGEAR, SEAMA, BROADCOM, REALTEK = "TP-Link v1", "Netgear CHK", "SEAMA", "Broadcom tag", "Realtek"

# ------------------------------------------------------------------------------------------------------------- TP-Link

_TPLINK = b"\x01\x00\x00\x00TP-LINK Technologies"
_TPLINK_LAYOUT = struct.Struct(">64x2I4x16s4x16s4x9I")
_SALTS = (bytes.fromhex("dcd73aa5c39598fbddf9e7f40eae4738"), bytes.fromhex("8cef335bd5c5cefaa79c28dab2e90f42"))


def _tplink(blob: Blob, start: int, budget: Budget) -> Found | None:
    """512 bytes of header; the digest is taken with a salt in its place, another where a boot loader is inside."""
    head = blob.read(start, 512)
    if len(head) < 512:
        return None
    device, revision, stated, _, load, entry, length, *rows = _TPLINK_LAYOUT.unpack_from(head)
    parts = [
        (name, start + rows[at], rows[at + 1])
        for name, at in ((b"kernel", 0), (b"rootfs", 2), (b"boot", 4))
        if rows[at + 1]
    ]
    if not parts or length > 1 << 28 or any(at < start + 512 for _, at, _ in parts if at > start):
        return None
    salt = _SALTS[1 if rows[5] else 0]
    last = max(at + size for _, at, size in parts)
    ends = [each for each in dict.fromkeys((blob.size, start + length, last)) if start + 512 <= each <= blob.size]
    sound = next((each for each in ends if _salted(blob, start, each, salt, budget) == stated), None)
    end, faults = cut(blob, max(last, start + 512)) if sound is None else (sound, ())
    if sound is None and not faults:
        faults = (wrong("md5"),)
    return Found(
        start=start,
        end=end,
        format=TPLINK,
        label=plain(head[28:64]),
        facts=facts(
            ("version", plain(head[28:64])),
            ("hardware", f"{device:08x}"),
            ("hardware revision", revision),
            ("load address", address(load)),
            ("entry point", address(entry)),
        ),
        faults=faults,
        regions=(known(start, start + 512, TPLINK, "header"),),
        checks=(check("md5", start + 76, 16, (start, start + 76), (start + 92, end)),),
        members=lambda: _parts(blob, parts),
    )


def _salted(blob: Blob, start: int, end: int, salt: bytes, budget: Budget) -> bytes:
    state = hashlib.md5(blob.read(start, 76) + salt, usedforsecurity=False)
    for piece in pieces(blob, start + 92, end):
        budget.read(len(piece))
        state.update(piece)
    return state.digest()


def _parts(blob: Blob, rows: list[tuple[bytes, int, int]]) -> Iterator[Member]:
    for name, at, size in rows:
        if size and at < blob.size:
            yield part(name, blob, at, size)


# ------------------------------------------------------------------------------------------------------------- Netgear

_NETGEAR = b"*#$^"
_NETGEAR_LAYOUT = struct.Struct(">4sI8x6I")


def _netgear(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, 256)
    if len(head) < 41:
        return None
    _, size, kernel_sum, root_sum, kernel, root, image_sum, own = _NETGEAR_LAYOUT.unpack_from(head)
    if not 40 < size <= len(head) or _pair_of(head[:36] + bytes(4) + head[40:size]) != own:
        return None
    begin = start + size
    middle, stated = begin + kernel, begin + kernel + root
    end, faults = cut(blob, stated)
    checks = [check("sum32", start + 36, 4, (start, start + 36), (start + 40, begin))]
    for at, value, covers in (
        (16, kernel_sum, (begin, min(middle, end))),
        (20, root_sum, (min(middle, end), end)),
        (32, image_sum, (begin, end)),
    ):
        if covers[0] < covers[1]:
            checks.append(check("sum32", start + at, 4, covers))
            if end == stated and _pair(blob, *covers, budget) != value:
                faults = (*faults, wrong("sum32"))
    board = plain(head[40:size])
    return Found(
        start=start,
        end=end,
        format=NETGEAR,
        label=board,
        facts=facts(("board", board), ("region", head[8])),
        faults=faults,
        regions=(known(start, min(begin, end), NETGEAR, "header"),),
        checks=tuple(checks),
        members=lambda: _parts(blob, [(b"kernel", begin, kernel), (b"rootfs", middle, root)]),
    )


def _pair(blob: Blob, start: int, end: int, budget: Budget) -> int:
    """Give Netgear's sum: of the bytes, and of all the sums on the way, each folded to 16 bits."""
    import numpy as np

    low = high = 0
    for piece in pieces(blob, start, end):
        budget.read(len(piece))
        data = np.frombuffer(piece, dtype=np.uint8).astype(np.uint64)
        high += len(piece) * low + int((data * np.arange(len(piece), 0, -1, dtype=np.uint64)).sum())
        low += int(data.sum())
    return _folded(high) << 16 | _folded(low)


def _pair_of(data: bytes) -> int:
    low = high = 0
    for each in data:
        low += each
        high += low
    return _folded(high) << 16 | _folded(low)


def _folded(value: int) -> int:
    value &= 0xFFFFFFFF
    value = (value & 0xFFFF) + (value >> 16)
    return (value + (value >> 16)) & 0xFFFF


# --------------------------------------------------------------------------------------------------------------- SEAMA

_SEAMA = b"\x5e\xa3\xa4\x17"


def _seama(blob: Blob, start: int, budget: Budget) -> Found | None:
    """One entity: settings as texts, and, where it has an image, the image's digest before them."""
    head = blob.read(start, 12)
    if len(head) < 12:
        return None
    told_size, size = int.from_bytes(head[6:8]), int.from_bytes(head[8:12])
    at = start + 12 + (16 if size else 0)
    told = blob.read(at, told_size)
    words = [each for each in told.split(b"\0") if each]
    if len(told) < told_size or not all(b"=" in each and each.isascii() for each in words) or not (words or size):
        return None
    begin = at + told_size
    end, faults = cut(blob, begin + size)
    checks: tuple[Check, ...] = ()
    if size:
        checks = (check("md5", start + 12, 16, (begin, end)),)
        if not faults and digest("md5", blob, ((begin, end),), budget) != blob.read(start + 12, 16):
            if not words:
                return None
            faults = (wrong("md5"),)
    said = [each.decode("ascii").partition("=") for each in words[:32]]
    return Found(
        start=start,
        end=end,
        format=SEAMA,
        label={key: value for key, _, value in said}.get("signature", ""),
        facts=tuple((key, value) for key, _, value in said),
        faults=faults,
        regions=(known(start, min(begin, end), SEAMA, "header"),),
        checks=checks,
        members=lambda: _parts(blob, [(b"image", begin, size)]),
    )


# ------------------------------------------------------------------------------------------------------------ Broadcom

_BROADCOM = b"Broadcom Corporatio"


def _broadcom(blob: Blob, start: int, budget: Budget) -> Found | None:
    """The tag of 256 bytes of boards with CFE: numbers in decimal letters, sums that are not inverted at last."""
    head = blob.read(start, 256)
    if len(head) < 256 or jam(blob, ((start, start + 236),), budget) != int.from_bytes(head[236:240]):
        return None
    numbers = [plain(head[at:until]) for at, until in ((62, 72), (94, 106), (106, 116), (116, 128), (128, 138))]
    total, root_at, root, kernel_at, kernel = (int(each) if each.isdecimal() else 0 for each in numbers)
    begin = start + 256
    end, faults = cut(blob, begin + total)
    first = min(root_at, kernel_at)
    rows = [(b"rootfs", begin + root_at - first, root), (b"kernel", begin + kernel_at - first, kernel)]
    if not root or not kernel or max(at + size for _, at, size in rows) > begin + total:
        rows = [(b"body", begin, end - begin)]
    checks = [check("crc32", start + 236, 4, (start, start + 236))]
    if any(head[216:220]) and begin < end:
        checks.append(check("crc32", start + 216, 4, (begin, end)))
    return Found(
        start=start,
        end=end,
        format=BROADCOM,
        label=plain(head[44:60]),
        facts=facts(("board", plain(head[44:60])), ("chip", plain(head[38:44])), ("version", plain(head[:4]))),
        faults=faults,
        regions=(known(start, min(begin, end), BROADCOM, "header"),),
        checks=tuple(checks),
        members=lambda: _parts(blob, sorted(rows, key=lambda each: each[1])),
    )


# ------------------------------------------------------------------------------------------------------------- Realtek

_REALTEK = {b"cs6c": "kernel", b"csys": "kernel", b"cr6c": "kernel and root", b"csro": "kernel and root"}


def _realtek(blob: Blob, start: int, budget: Budget) -> Found | None:
    """16 bytes of header; the 16-bit words of what follows add up to nothing."""
    import numpy as np

    head = blob.read(start, 16)
    if len(head) < 16:
        return None
    load, burn, size = struct.unpack_from(">3I", head, 4)
    begin, end = start + 16, start + 16 + size
    if not 4 <= size <= 1 << 26 or size % 2 or end > blob.size:
        return None
    total, some = 0, False
    for piece in pieces(blob, begin, end):
        budget.read(len(piece))
        total += int(np.frombuffer(piece, dtype=">u2").sum(dtype=np.uint64))
        some = some or any(piece[:4096])
    if total & 0xFFFF or not some:
        return None
    return Found(
        start=start,
        end=end,
        format=REALTEK,
        label=_REALTEK[head[:4]],
        facts=facts(("type", _REALTEK[head[:4]]), ("load address", address(load)), ("flash address", address(burn))),
        regions=(known(start, begin, REALTEK, "header"),),
        checks=(check("sum16", end - 2, 2, (begin, end)),),
        members=lambda: _parts(blob, [(b"body", begin, size - 2)]),
    )


READERS = (
    Reader(format=TPLINK, read=_tplink, magics=((_TPLINK, 0),)),
    Reader(format=NETGEAR, read=_netgear, magics=((_NETGEAR, 0),)),
    Reader(format=SEAMA, read=_seama, magics=((_SEAMA, 0),)),
    Reader(format=BROADCOM, read=_broadcom, magics=((_BROADCOM, 4),)),
    Reader(format=REALTEK, read=_realtek, magics=tuple((each, 0) for each in _REALTEK), align=4),
)
