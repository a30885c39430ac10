"""All readers, in the order in which they are asked where several could begin at the same byte."""

from __future__ import annotations

from functools import cache

from codebinder.firmware.reading import Reader


@cache
def all_readers() -> tuple[Reader, ...]:
    """Give every reader; the modules behind them are loaded when the first image is read."""
    from codebinder.firmware import boot, disk, flash, programs, streams

    return (*boot.READERS, *flash.READERS, *disk.READERS, *programs.READERS, *streams.READERS)
