"""Archives that are no packages of ours and end in .zip all the same, beside one that is: a desktop must tell them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from codebinder.ui.frame import mimetypes

ZIP = "application/zip"
OTHERS: dict[str, tuple[tuple[str, str], ...]] = {
    "plain": (("a/b.txt", "x" * 100),),
    "letter": (("VERIFY-en.txt", "x" * 100),),  # no folder
    "backup": (("backup/data/source/main.c", "int x;"),),
    "bag": (("bag/bagit.txt", "BagIt-Version: 1.0\n"), ("bag/data/x", "x")),
    "document": (("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "x"), ("word/document.xml", "x")),
    "text": (("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x")),
    "library": (("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"),),
    "empty": (),
}
_JARS = {"application/java-archive", "application/x-java-archive"}


def write(folder: Path, package: Path) -> dict[str, str]:
    """Write them all, and copies of `package`; give what each should be by its name."""
    wanted: dict[str, str] = {}
    for name, members in OTHERS.items():
        wanted[f"{name}.zip"] = ZIP
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
            for member, text in members:
                archive.writestr(member, text)
    wrapped(folder / "wrapped.zip", package)
    encrypted(folder / "delivered.zip", package)
    wanted.update({"wrapped.zip": ZIP, "delivered.zip": ZIP})
    for name in ("package.zip", "package 2.ZIP"):
        shutil.copyfile(package, folder / name)
        wanted[name] = mimetypes.PACKAGE
    return wanted


def wrapped(path: Path, package: Path) -> None:
    """Put a package into an archive as it is, as `zip` does with what is packed already."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(package, package.name)


def encrypted(path: Path, package: Path) -> None:
    """Write a delivery copy: AES-256, as `codebinder deliver` writes one."""
    import zlib
    from datetime import UTC, datetime

    from stream_zip import NO_COMPRESSION_64, stream_zip

    data = package.read_bytes()
    method = NO_COMPRESSION_64(len(data), zlib.crc32(data))
    member = (package.name, datetime(2026, 1, 1, tzinfo=UTC), 0o600, method, [data])
    path.write_bytes(b"".join(stream_zip([member], password="correct horse", extended_timestamps=False)))
