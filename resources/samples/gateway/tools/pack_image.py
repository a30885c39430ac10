#!/usr/bin/env python3
"""Assemble a firmware image from the daemon and its configuration; the build server signs it afterwards."""

from __future__ import annotations

import argparse
import io
import struct
import tarfile
import zlib
from pathlib import Path

MAGIC = 0x4D474657


def packed_version(text: str) -> int:
    major, minor, patch = (int(part) for part in text.split("."))
    return major << 16 | minor << 8 | patch


def body(daemon: Path, config: Path) -> bytes:
    """Put everything into one archive, in a fixed order and without times, so that two builds are the same."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for source, name in [(daemon, "sbin/mgd"), *((item, f"etc/mgd/{item.name}") for item in sorted(config.iterdir()))]:
            if source.is_file():
                entry = tarfile.TarInfo(name)
                data = source.read_bytes()
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
    return zlib.compress(out.getvalue(), 9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", required=True)
    parser.add_argument("--daemon", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    data = body(options.daemon, options.config)
    header = struct.pack(">IIII", MAGIC, packed_version(options.version), len(data), zlib.adler32(data))
    options.out.write_bytes(header + data)
    print(f"{options.out}: {len(header) + len(data)} bytes")


if __name__ == "__main__":
    main()
