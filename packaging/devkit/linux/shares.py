"""What lies below `share/`, in /usr and in the portable archive alike: menu entry, types, icons, metainfo, manuals."""

from __future__ import annotations

import gzip
from pathlib import Path

from codebinder.cli.main import parser
from codebinder.ui.frame import mimetypes
from devkit import icons
from devkit.linux import facts, manuals, metainfo


def share(tree: facts.Tree, version: str, program: str) -> dict[str, bytes]:
    """Give every file by its path below `share/`; `program` is what the menu entry starts."""
    day = tree.day.date().isoformat()
    made = {
        **mimetypes.files([program], {}),
        f"metainfo/{facts.COMPONENT}.metainfo.xml": metainfo.metainfo(version, day, facts.news(tree.version)),
    }
    made.update({f"icons/{name}": data for name, data in icons.themed().items()})
    made.update({f"man/man1/{name}.gz": packed(page) for name, page in manuals.pages(parser(), version, day).items()})
    return made


def packed(data: bytes) -> bytes:
    """Compress without a name and a time."""
    return gzip.compress(data, 9, mtime=0)


def put(files: dict[str, bytes], folder: Path) -> None:
    """Write files by their paths below a folder."""
    for name, data in files.items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
