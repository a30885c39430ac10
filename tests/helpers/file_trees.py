"""A small tree of files as a root file system has them, to be packed by the real programs and compared afterwards."""

from __future__ import annotations

import os
import random
from pathlib import Path

from helpers.read_images import digest

LONG = "a-name-that-is-longer-than-a-hundred-characters-" * 3 + "end.conf"
HOLE = 1 << 19


def tree(folder: Path) -> Path:
    """Make the tree: plain, empty and large files, one with a hole, a folder in a folder, a link, a second name."""
    root = folder / "root"
    chance = random.Random(3)
    (root / "etc" / "init.d").mkdir(parents=True)
    (root / "etc" / "passwd").write_bytes(b"root:x:0:0:root:/root:/bin/sh\n")
    (root / "etc" / "empty").write_bytes(b"")
    (root / "etc" / "init.d" / "rcS").write_bytes(b"#!/bin/sh\nmount -a\n" * 40)
    (root / "etc" / LONG).write_bytes(b"long\n")
    (root / "large.bin").write_bytes(chance.randbytes(150_001))
    with (root / "hole.bin").open("wb") as file:
        file.write(b"begin")
        file.seek(HOLE)
        file.write(b"end")
    (root / "etc" / "link").symlink_to("init.d/rcS")
    os.link(root / "etc" / "passwd", root / "etc" / "passwd-")
    (root / "etc" / "init.d" / "rcS").chmod(0o755)
    return root


def digests(root: Path) -> dict[bytes, str]:
    """Give the digest of every file of a tree by its path below it."""
    return {
        bytes(path.relative_to(root)): digest(path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
