"""Recognises the vector table that a Cortex-M program begins with: an initial stack pointer, then addresses of code.

There is no magic to it: what makes it sure is that a dozen numbers agree. The stack lies in RAM, every handler is an
odd address (Thumb) close to all others, reserved entries are empty.
"""

from __future__ import annotations

import struct

from codebinder.firmware.programs.common import address, facts, known
from codebinder.firmware.reading import Blob, Budget, Found, Reader

_CORE = 16
_MOST_INTERRUPTS = 480
_MOST_CODE = 16 << 20
_RAM = (
    (0x1000_0000, 0x1004_0000), (0x1FFE_0000, 0x2000_0000), (0x2000_0000, 0x2020_0000), (0x2400_0000, 0x2410_0000),
    (0x3000_0000, 0x3010_0000),
)  # fmt: skip
"""Where cores have memory for a stack; its end is a stack pointer too, since stacks grow downwards."""
_CODE_ENDS = 0x2000_0000
_EXTERNAL = (0x6000_0000, 0xA000_0000)
_RESERVED = (7, 8, 9, 10, 13)
_SUM = 7
"""NXP's LPC parts keep the complement of the entries before it here; others leave it empty."""
_WORDS = struct.Struct("<16I")


def _handler(value: int) -> bool:
    return bool(value & 1) and (value < _CODE_ENDS or _EXTERNAL[0] <= value < _EXTERNAL[1])


def _core(words: tuple[int, ...]) -> bool:
    """Do the sixteen entries of the core agree with each other?"""
    stack = words[0]
    if stack & 7 or not any(start < stack <= end for start, end in _RAM):
        return False
    handlers = [value for number, value in enumerate(words) if number and number not in _RESERVED]
    required = (words[1], words[2], words[3], words[11], words[14], words[15])
    if not all(value == 0 or _handler(value) for value in handlers) or not all(_handler(value) for value in required):
        return False
    summed = not sum(words[: _SUM + 1]) & 0xFFFF_FFFF
    reserved = [words[number] for number in _RESERVED if number != _SUM or not summed]
    # Secure firmware for Armv8-M has its own fault handler at entry 7; some tools put one default handler everywhere.
    defaults = {value for value in handlers if value}
    if any(
        value and not (_handler(value) and (value in defaults or number == 0)) for number, value in enumerate(reserved)
    ):
        return False
    set_ones = [value for value in handlers if value]
    return max(set_ones) - min(set_ones) < _MOST_CODE and len(set_ones) >= 6


def _read(blob: Blob, at: int, budget: Budget) -> Found | None:
    head = blob.read(at, _WORDS.size)
    if len(head) < _WORDS.size:
        return None
    words = _WORDS.unpack(head)
    if not _core(words):
        return None
    handlers = [value & ~1 for value in words[1:] if _handler(value)]
    low, high = min(handlers), max(handlers)
    table = blob.read(at + _WORDS.size, 4 * _MOST_INTERRUPTS)
    interrupts = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    room = blob.size - at
    count = last = used = 0
    for number, value in enumerate(interrupts, 1):
        budget.step()
        near = _handler(value) and max(high, value) - min(low, value & ~1) < room
        # A program begins right behind its table, where no word looks like a handler for long.
        if not near and value:
            break
        if near:
            low, high = min(low, value & ~1), max(high, value)
            last, used = number, used + 1
        elif number - last > 16:
            break
    count = _CORE + last
    end = at + 4 * count
    if high - low + 4 * count >= room:  # the code stands behind the table, not in it
        return None
    span = facts(("code", f"{address(low)}-{address(high & ~1)}"))
    told = facts(
        ("initial stack pointer", address(words[0])),
        ("reset vector", address(words[1])),
        ("entry", address(words[1] & ~1)),
        ("vectors", count),
        ("interrupts used", used),
    )
    return Found(
        start=at, end=end, format="Cortex-M vector table", facts=(*told, *span),
        regions=(
            known(at, at + 4 * _CORE, "Cortex-M vector table", "core"),
            *((known(at + 4 * _CORE, end, "Cortex-M vector table", "interrupts"),) if last else ()),
        ),
    )  # fmt: skip


_TOPS = (*(bytes((each, 0x20)) for each in (0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0B, 0x0C, 0x10, 0x18)), b"\x00\x10")
"""The upper half of usual stack pointers; less those that are blanks in texts."""

VECTORS = Reader(format="Cortex-M vector table", read=_read, first=True)
VECTORS_INSIDE = Reader(
    format="Cortex-M vector table", read=_read, magics=tuple((each, 2) for each in _TOPS), align=0x100
)  # behind a boot loader, where the hardware wants the table aligned
