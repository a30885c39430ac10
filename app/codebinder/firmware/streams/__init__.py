"""Reads what is packed: compressors and archives."""

from __future__ import annotations

from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = ()
