"""Takes a picture of a folder's whole state, so that a test can say that nothing in it was touched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def state(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Give every path below `folder` with its mode, time of change and digest."""
    found: dict[str, tuple[int, int, str]] = {}
    for root, folders, names in os.walk(folder):
        for name in (*folders, *names, "."):
            path = Path(root, name)
            facts = path.lstat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            found[str(path)] = (facts.st_mode, facts.st_mtime_ns, digest)
    return found
