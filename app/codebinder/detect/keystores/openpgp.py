"""OpenPGP secret keys in binary form (RFC 4880, RFC 9580): a file that begins with a secret-key packet."""

from __future__ import annotations

_SECRET_TAGS = frozenset({5, 7})
_ALGORITHMS = frozenset({1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28})
_NUMBERS = frozenset({1, 2, 3, 16, 17})
_ELLIPTIC = frozenset({18, 19, 22})
_YOUNGEST, _OLDEST = 0x9E000000, 0x27000000
"""Creation times between 1990 and 2053."""
_NEXT_TAGS = frozenset({2, 5, 6, 7, 12, 13, 17, 21})


def secret_key(data: bytes) -> str:
    """Tell whether `data` begins with a secret key: a phrase for it, or an empty text."""
    head = _header(data)
    if head is None:
        return ""
    tag, start, end = head
    if tag not in _SECRET_TAGS or end > len(data) or end - start < 40:
        return ""
    version = data[start]
    if version not in {3, 4, 5, 6}:
        return ""
    made = int.from_bytes(data[start + 1 : start + 5], "big")
    at = start + 5 + (2 if version == 3 else 0)
    algorithm = data[at]
    if algorithm not in _ALGORITHMS or not (made == 0 or _OLDEST <= made <= _YOUNGEST):
        return ""
    at += 1 + (4 if version >= 5 else 0)
    if algorithm in _NUMBERS and not _plausible_number(data, at, end):
        return ""
    if algorithm in _ELLIPTIC and not 3 <= data[at] <= 16:
        return ""
    after = _header(data[end : end + 8])
    if end < len(data) and (after is None or after[0] not in _NEXT_TAGS):
        return ""
    return "OpenPGP secret key"


def _plausible_number(data: bytes, at: int, end: int) -> bool:
    """Is there a number of 512 to 16,384 bits whose first byte has the bit that its length says?"""
    bits = int.from_bytes(data[at : at + 2], "big")
    size = (bits + 7) // 8
    return 512 <= bits <= 16_384 and at + 2 + size < end and data[at + 2].bit_length() == (bits - 1) % 8 + 1


def _header(data: bytes) -> tuple[int, int, int] | None:
    """Give tag, start and end of the packet at the beginning of `data`."""
    if len(data) < 6 or not data[0] & 0x80:
        return None
    if data[0] & 0x40:
        first = data[1]
        if first < 192:
            return data[0] & 0x3F, 2, 2 + first
        if first < 224:
            return data[0] & 0x3F, 3, 3 + ((first - 192) << 8) + data[2] + 192
        return (data[0] & 0x3F, 6, 6 + int.from_bytes(data[2:6], "big")) if first == 255 else None
    width = (1, 2, 4, 0)[data[0] & 3]
    if not width:
        return None
    return (data[0] >> 2) & 0xF, 1 + width, 1 + width + int.from_bytes(data[1 : 1 + width], "big")
