"""Archives whose bytes depend on names, contents and executable bits alone: sorted, one time, no owner."""

from __future__ import annotations

import lzma
import stat
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

EXECUTABLE, PLAIN, FOLDER = 0o755, 0o644, 0o755


def tar_xz(folder: Path, out: Path, *, top: str, epoch: int, preset: int = 6) -> None:
    """Write `folder` as `out`, with `top` as the name of the one folder in it. Links stay links; owner and group 0."""
    with lzma.open(out, "wb", preset=preset) as packed, tarfile.open(
        fileobj=packed, mode="w", format=tarfile.PAX_FORMAT
    ) as archive:  # fmt: skip
        for path, name in entries(folder, top):
            archive_one(archive, path, name, epoch)


def archive_one(archive: tarfile.TarFile, path: Path, name: str, epoch: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.mtime = epoch
    if path.is_symlink():
        entry.type, entry.linkname, entry.mode = tarfile.SYMTYPE, str(path.readlink()), 0o777
        archive.addfile(entry)
    elif path.is_dir():
        entry.type, entry.mode = tarfile.DIRTYPE, FOLDER
        archive.addfile(entry)
    else:
        entry.size, entry.mode = path.stat().st_size, mode_of(path)
        with path.open("rb") as content:
            archive.addfile(entry, content)


def zip_deflated(folder: Path, out: Path, *, top: str, epoch: int) -> None:
    """Write `folder` as a ZIP. What is packed already (wheels) is stored; links are written as what they point at."""
    day = max(time.gmtime(epoch)[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(out, "w") as archive:
        for path, name in entries(folder, top):
            if path.is_dir():
                continue
            entry = zipfile.ZipInfo(name, day)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | mode_of(path)) << 16
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in {".whl", ".xz", ".png"} else zipfile.ZIP_DEFLATED
            with path.open("rb") as content, archive.open(entry, "w", force_zip64=True) as packed:
                while block := content.read(1 << 20):
                    packed.write(block)


def entries(folder: Path, top: str) -> Iterator[tuple[Path, str]]:
    """Give every path with its name in the archive, in one order on every system; a linked folder is not entered."""
    yield folder, top
    for path in sorted(folder.iterdir(), key=lambda one: one.name.encode()):
        name = f"{top}/{path.name}"
        if path.is_dir() and not path.is_symlink():
            yield from entries(path, name)
        else:
            yield path, name


def mode_of(path: Path) -> int:
    return EXECUTABLE if path.stat().st_mode & stat.S_IXUSR else PLAIN
