"""What boot loaders keep beside themselves: U-Boot's environment, and the head of Allwinner's first program."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from codebinder.firmware.boot.common import check, cut, facts, known, part, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Reader, pieces
from codebinder.model.firmware import Check

ENVIRONMENT, EGON = "U-Boot environment", "Allwinner eGON"
_FIRST = (
    b"arch=", b"baudrate=", b"board=", b"bootargs=", b"bootcmd=", b"bootdelay=", b"bootfile=", b"boot_targets=",
    b"altbootcmd=", b"addip=", b"autoload=", b"bootcount=", b"board_name=", b"boot_a_script=", b"console=", b"ethaddr=",
    b"ethact=", b"fdt_addr=", b"fdt_high=", b"ipaddr=", b"kernel_addr_r=", b"loadaddr=", b"bootm_size=", b"baud=",
)  # fmt: skip
"""What an environment begins with: it is kept in order of names, or in the order that its maker wrote."""
_STEP, _LONGEST, _MOST = 1 << 10, 1 << 14, 1 << 18
_TOLD = ("arch", "board", "soc", "vendor", "ver", "bootcmd", "bootargs", "bootdelay", "baudrate", "ethaddr", "serial#")


def _environment(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Variables behind their CRC, perhaps with a flag between; how long it is only the sum tells."""
    stated = int.from_bytes(blob.read(start, 4), "little")
    flagged = not any(blob.read(start + 4, 1).strip(b"\0\1\2\xff"))
    begin = start + (5 if flagged else 4)
    words, end_of_words = _words(blob, begin, budget)
    if len(words) < 2:
        return None
    end = _extent(blob, start, begin, end_of_words, stated, budget)
    if end is None:
        return None
    said = {name: value for name, _, value in (each.partition("=") for each in words)}
    return Found(
        start=start,
        end=end,
        format=ENVIRONMENT,
        label=said.get("board_name", said.get("board", "")),
        facts=facts(("variables", len(words)), *((each, said.get(each, "")) for each in _TOLD)),
        regions=(known(start, begin, ENVIRONMENT, "header"), known(begin, end_of_words, ENVIRONMENT, "variables")),
        checks=(check("crc32", start, 4, (begin, end)),),
        members=lambda: iter((replace(part(b"variables", blob, begin, end_of_words - begin), section_of=ENVIRONMENT),)),
    )


def _words(blob: Blob, begin: int, budget: Budget) -> tuple[list[str], int]:
    """Give the variables up to the empty one that ends them, and where that is."""
    size = _STEP
    while size <= _MOST:
        data = blob.read(begin, size)
        budget.read(8 * len(data))  # to take it apart costs more than to read it
        until = data.find(b"\0\0")
        words = data[: max(until, 0) or None].split(b"\0")
        if until < 0:
            words.pop()  # may go on
        if not all(b"=" in each for each in words) or (len(words) < 2 and size > _LONGEST):
            return [], begin
        if until >= 0:
            return [each.decode("utf-8", "backslashreplace") for each in words], begin + until
        if len(data) < size:
            return [], begin
        size *= 4
    return [], begin


def _extent(blob: Blob, start: int, begin: int, least: int, stated: int, budget: Budget) -> int | None:
    """Find the end at which the sum fits: at a whole KiB from the beginning, or at the end of the bytes."""
    value, at = 0, begin
    end = start + _STEP
    while at < blob.size and end <= start + _MOST:
        end = min(end, blob.size)
        data = blob.read(at, end - at)
        budget.read(len(data))
        value = zlib.crc32(data, value)
        at = end
        if at >= least + 2 and value == stated:
            return at
        end += _STEP
    return None


# ---------------------------------------------------------------------------------------------------------- Allwinner

_EGON = b"eGON.BT"
_STAMP = 0x5F0A6C39


def _egon(blob: Blob, start: int, budget: Budget) -> Found | None:
    """A branch, a magic, a sum over all words with a stamp in the sum's place, and the length."""
    import numpy as np

    head = blob.read(start, 32)
    if len(head) < 32:
        return None
    stated, size = struct.unpack_from("<2I", head, 12)
    if not 32 <= size <= 1 << 20 or size % 4 or head[11:12] not in b"0123456789":
        return None
    end, faults = cut(blob, start + size)
    total = _STAMP - stated
    for piece in pieces(blob, start, end):
        budget.read(len(piece))
        total += int(np.frombuffer(piece[: len(piece) & ~3], dtype="<u4").sum(dtype=np.uint64))
    if not faults and total & 0xFFFFFFFF != stated:
        faults = (wrong("sum32"),)
    checks: tuple[Check, ...] = (check("sum32", start + 12, 4, (start, start + 12), (start + 16, end)),)
    return Found(
        start=start,
        end=end,
        format=EGON,
        facts=facts(("stage", head[11:12].decode()), ("length", size)),
        faults=faults,
        regions=(known(start, start + 32, EGON, "header"),),
        checks=checks,
        members=lambda: iter((replace(part(b"program", blob, start + 32, end - start - 32), section_of=EGON),)),
    )


READERS = (
    Reader(format=EGON, read=_egon, magics=((_EGON, 4),), align=4),
    # Environments begin where a flash can be erased; their words also stand in every loader's own text.
    Reader(
        format=ENVIRONMENT, read=_environment, magics=tuple((each, at) for each in _FIRST for at in (4, 5)), align=256
    ),
)
