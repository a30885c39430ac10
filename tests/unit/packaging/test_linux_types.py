"""What desktops take our files for, asked of the libraries that they ask: GIO, and Qt's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codebinder.ui.frame import mimetypes
from helpers import archives_of_others, packages

ASK_QT = """
import sys
from PySide6.QtCore import QMimeDatabase
print(*(QMimeDatabase().mimeTypeForFile(each).name() for each in sys.argv[1:]), sep="\\n")
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shared MIME database is of Linux desktops")


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    """Files of ours and of others, and what each should be."""
    made = packages.make(tmp_path_factory.mktemp("package"))
    folder = tmp_path_factory.mktemp("files")
    return {folder / name: kind for name, kind in archives_of_others.write(folder, made.archive).items()}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person's data folder that holds our types."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "mime" / "packages").mkdir(parents=True)
    (folder / "mime" / "packages" / "codebinder.xml").write_bytes(mimetypes.types_xml())
    subprocess.run(["update-mime-database", folder / "mime"], check=True, capture_output=True)
    return folder


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "XDG_DATA_HOME": str(data), "XDG_DATA_DIRS": "/usr/share", "LC_ALL": "C.UTF-8"}


def test_qt_tells_packages_from_other_archives(wanted: dict[Path, str], data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK_QT, *wanted], env=environment(data), capture_output=True, text=True, check=True
    )
    told = dict(zip((path.name for path in wanted), done.stdout.split(), strict=True))
    assert told == {path.name: kind for path, kind in wanted.items()}


@pytest.mark.skipif(shutil.which("gio") is None, reason="GIO's tool is not here")
def test_gio_tells_packages_from_other_archives(wanted: dict[Path, str], data: Path) -> None:
    told: dict[str, str] = {}
    for path in wanted:
        command = ["gio", "info", "-a", "standard::content-type", path]
        done = subprocess.run(command, env=environment(data), capture_output=True, text=True, check=True)
        told[path.name] = done.stdout.split()[-1]
    assert told == {path.name: kind for path, kind in wanted.items()}


def test_the_longest_name_of_a_folder_is_known(data: Path, tmp_path: Path) -> None:
    from codebinder.base.zips import ZipWriter

    paths: list[Path] = []
    for letters in (1, 40 + len("-part-12345"), mimetypes.LONGEST):
        path = tmp_path / f"{letters}.zip"
        with path.open("wb") as stream:
            archive = ZipWriter(stream, moment=(2026, 1, 1, 0, 0, 0))
            archive.add("x" * letters + mimetypes.FIRST, b"how to verify")
            archive.close()
        paths.append(path)
    done = subprocess.run(
        [sys.executable, "-c", ASK_QT, *paths], env=environment(data), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [mimetypes.PACKAGE] * 3
