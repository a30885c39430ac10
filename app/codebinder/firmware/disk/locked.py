"""What says of itself that it is encrypted: LUKS volumes, and what OpenSSL's command encrypts with a passphrase."""

from __future__ import annotations

from codebinder.firmware import entropy
from codebinder.firmware.boot.common import check, cut, facts, known
from codebinder.firmware.reading import Blob, Budget, Found, Reader
from codebinder.firmware.streams.common import text
from codebinder.model.firmware import Check, Region, RegionKind

LUKS, SALTED = "luks", "openssl encrypted"
_MAGIC = b"LUKS\xba\xbe"
_SALT, _HEAD = b"Salted__", 16


def _word(data: bytes, at: int, size: int) -> str:
    return text(data[at : at + size].partition(b"\0")[0])


def _sealed(start: int, end: int, form: str) -> tuple[Region, ...]:
    if start >= end:
        return ()
    return (Region(start=start, end=end, kind=RegionKind.ENCRYPTED, format=form, label="encrypted"),)


def _luks(blob: Blob, start: int, budget: Budget) -> Found | None:
    """A header in front of what is encrypted. How long that is only the partition tells that it fills."""
    budget.step()
    head = blob.read(start, 512)
    version = int.from_bytes(head[6:8], "big")
    if len(head) < 512 or version not in {1, 2}:
        return None
    uuid = _word(head, 168, 40)
    if len(uuid) != 36 or uuid.count("-") != 4:
        return None
    checks: tuple[Check, ...] = ()
    if version == 1:
        size = int.from_bytes(head[104:108], "big") * 512
        told = facts(
            ("cipher", f"{_word(head, 8, 32)}-{_word(head, 40, 32)}"), ("hash", _word(head, 72, 32)),
            ("key bits", int.from_bytes(head[108:112], "big") * 8),
        )  # fmt: skip
    else:
        size = int.from_bytes(head[8:16], "big")
        told = facts(("label", _word(head, 24, 48)), ("hash", _word(head, 72, 32)))
        if 4096 <= size <= 1 << 22:
            checks = (check(told[-1][1] or "hash", start + 448, 64, (start, start + 448), (start + 512, start + size)),)
            size *= 2  # the header stands there twice
    if not 1024 <= size <= 1 << 28:
        return None
    body, faults = cut(blob, start + size)
    end = body if start else blob.size
    return Found(
        start=start, end=end, format=LUKS, label=uuid, facts=(*facts(("version", version), ("UUID", uuid)), *told),
        faults=faults, regions=(known(start, body, LUKS, "header"), *_sealed(body, end, LUKS)), checks=checks,
    )  # fmt: skip


def _salted(blob: Blob, start: int, budget: Budget) -> Found | None:
    """A word, a salt, and evenness to the end."""
    if blob.read(start, 8) != _SALT:
        return None
    body = blob.read(start + _HEAD, entropy.BLOCK)
    budget.read(len(body))
    if len(body) < _HEAD or (len(body) >= 1024 and not entropy.is_dense(entropy.count(body))):
        return None
    return Found(
        start=start, end=blob.size, format=SALTED, facts=facts(("salt", blob.read(start + 8, 8).hex())),
        regions=(known(start, start + _HEAD, SALTED, "header"), *_sealed(start + _HEAD, blob.size, SALTED)),
    )  # fmt: skip


READERS = (
    Reader(format=LUKS, read=_luks, magics=((_MAGIC, 0),), align=512),
    Reader(format=SALTED, read=_salted, first=True),
)
