"""Reads compound files (old Office documents, messages, macros, embedded objects): their streams stand in pieces, so a
text may begin in one sector and go on in another. Bounded; damage ends in UserError."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from codebinder.base.messages import SaidError
from codebinder.model.text import Message

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""From here on numbers of sectors mean something else: the end, a free sector, a sector of the table itself."""
_SMALL = 4096
_MOST = 100_000


def is_compound(data: bytes) -> bool:
    """Is `data` a compound file?"""
    return data.startswith(MAGIC)


def streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give (name, bytes) of every stream in the compound file `data`."""
    try:
        yield from _File(data).streams()
    except (struct.error, IndexError):
        raise SaidError(Message("leak.damaged")) from None


class _File:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small = struct.unpack_from("<2H", data, 30)
        if shift not in {9, 12} or small != 6:
            raise SaidError(Message("leak.damaged"))
        self._size = 1 << shift
        self._table = self._sectors_of_table()
        self._root = b""
        self._small_table = self._numbers(self._chain(struct.unpack_from("<I", data, 60)[0]))

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Walk through the directory in the order of its entries, also those that nothing refers to any more."""
        directory = self._chain(struct.unpack_from("<I", self._data, 48)[0])
        for at in range(0, min(len(directory), 128 * _MOST) - 127, 128):
            entry = directory[at : at + 128]
            name = entry[: max(0, min(64, struct.unpack_from("<H", entry, 64)[0]) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<IQ", entry, 116)
            size &= 0xFFFFFFFF
            if entry[66] == 5:
                self._root = self._chain(start)
            elif entry[66] == 2 and size:
                small = size < _SMALL
                yield name, (self._small_chain(start) if small else self._chain(start))[:size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _numbers(self, raw: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    def _sectors_of_table(self) -> list[int]:
        listed = self._numbers(self._data[76:512])
        further = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while further < _END and further not in seen:
            seen.add(further)
            more = self._numbers(self._sector(further))
            listed += more[:-1]
            further = more[-1]
        known = dict.fromkeys(number for number in listed if number < _END)
        return self._numbers(b"".join(self._sector(number) for number in known))

    def _chain(self, number: int) -> bytes:
        pieces: list[bytes] = []
        seen: set[int] = set()
        while number < _END and number not in seen and number < len(self._table):
            seen.add(number)
            pieces.append(self._sector(number))
            number = self._table[number]
        return b"".join(pieces)

    def _small_chain(self, number: int) -> bytes:
        pieces: list[bytes] = []
        seen: set[int] = set()
        while number < _END and number not in seen and number < len(self._small_table):
            seen.add(number)
            pieces.append(self._root[number * 64 : number * 64 + 64])
            number = self._small_table[number]
        return b"".join(pieces)
