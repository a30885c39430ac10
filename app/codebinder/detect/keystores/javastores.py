"""Java key stores: JKS, JCEKS, and Bouncy Castle's BKS and UBER. Tells stores of keys from stores of certificates."""

from __future__ import annotations

from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_MAGIC = {b"\xfe\xed\xfe\xed": "JKS", b"\xce\xce\xce\xce": "JCEKS"}
_MOST_ENTRIES = 10_000
_PRIVATE, _TRUSTED, _SECRET = 1, 2, 3


def java_store(name: bytes, data: bytes) -> Sight | None:
    """Give the store that `data` is."""
    kind = _MAGIC.get(data[:4])
    if kind is not None and data[4:8] in {b"\0\0\0\1", b"\0\0\0\2"}:
        return _sun(kind, data)
    if data[:4] in {b"\0\0\0\1", b"\0\0\0\2"}:
        return _bouncy(name, data)
    return None


def _sun(kind: str, data: bytes) -> Sight:
    keys = _holds_keys(data)
    if keys is False:
        return Sight(
            start=0, end=len(data), rule="java-truststore", confidence=Confidence.LOW,
            reason=f"{kind} store with certificates only", firm=True,
        )  # fmt: skip
    reason = f"{kind} key store" if keys else f"{kind} key store, damaged or cut"
    return Sight(start=0, end=len(data), rule="java-keystore", confidence=Confidence.HIGH, reason=reason, firm=True)


def _holds_keys(data: bytes) -> bool | None:
    """Walk over the entries: is there one with a key? None where the structure ends too soon."""
    count, at = _number(data, 8, 4), 12
    modern = data[7] == 2
    for _ in range(min(count, _MOST_ENTRIES)):
        if at + 6 > len(data):
            return None
        tag = _number(data, at, 4)
        if tag in {_PRIVATE, _SECRET}:
            return True
        if tag != _TRUSTED:
            return None
        at += 6 + _number(data, at + 4, 2) + 8  # alias and date
        if modern:
            at += 2 + _number(data, at, 2)  # type of the certificate
        at += 4 + _number(data, at, 4)
        if at > len(data):
            return None
    return False


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _bouncy(name: bytes, data: bytes) -> Sight | None:
    """BKS and UBER: version, length of salt, salt, rounds; then plain entries (BKS) or all encrypted (UBER)."""
    salt = _number(data, 4, 4)
    rounds = _number(data, 8 + salt, 4) if 8 <= salt <= 64 else 0
    if not 1 <= rounds <= 1_000_000 or len(data) < 64:
        return None
    at = 12 + salt
    alias = _number(data, at + 1, 2)
    first = data[at + 3 : at + 3 + alias]
    plain = data[at] in {1, 2, 3, 4} and 1 <= alias <= 200 and len(first) == alias and first.isascii()
    if plain and (salt == 20 or name.endswith((b".bks", b".keystore"))):
        if _certificates_only(data, at):
            return Sight(
                start=0, end=len(data), rule="java-truststore", confidence=Confidence.LOW,
                reason="BKS store with certificates only", firm=True,
            )  # fmt: skip
        return _bouncy_sight(data, "BKS key store")
    return _bouncy_sight(data, "UBER key store, encrypted") if name.endswith((b".ubr", b".uber", b".bks")) else None


def _certificates_only(data: bytes, at: int) -> bool:
    """Walk over BKS entries (type, alias, date, chain, certificate) up to the ending zero."""
    for _ in range(_MOST_ENTRIES):
        if at >= len(data):
            return False
        tag = data[at]
        if tag == 0:
            return True
        if tag != 1:
            return False
        at += 3 + _number(data, at + 1, 2) + 8
        chain = _number(data, at, 4)
        at += 4
        if chain:
            return False
        at += 2 + _number(data, at, 2)
        at += 4 + _number(data, at, 4)
    return False


def _bouncy_sight(data: bytes, reason: str) -> Sight:
    return Sight(start=0, end=len(data), rule="java-keystore", confidence=Confidence.HIGH, reason=reason, firm=True)
