"""The list of a frozen program's files with their digests, by which it can say later whether it is still whole.

`codebinder --version --verbose --check` reads it (`codebinder.workflow.wholeness`). It lies inside the tree and does
not name itself. Whoever adds files to the tree, or signs some, writes it anew afterwards; it depends on the tree alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path

PLACE = Path("_internal") / "codebinder" / "files.json"
FORMAT = 1


def write(tree: Path, *, unsealed: Collection[str] = (), place: Path = PLACE) -> Path:
    """Write the list of every file and link below `tree` (the folder that holds the programs); give its path.

    `place` is where in it: macOS' bundles have another one, and `tree` is their folder Contents.

    `unsealed`: names whose bytes may still change after this, because a platform's signature goes into them and seals
    this very list; of these it is only checked that they are there.
    """
    files: dict[str, str] = {}
    links: dict[str, str] = {}
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if path.is_symlink():
            links[name] = path.readlink().as_posix()
        elif path.is_file() and name != place.as_posix():
            files[name] = "" if name in unsealed else _digest(path)
    made = {"format": FORMAT, "files": files, "links": links}
    out = tree / place
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(json.dumps(made, sort_keys=True, indent=0, ensure_ascii=True).encode("ascii") + b"\n")
    return out


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
