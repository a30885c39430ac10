"""Workbooks that earlier versions of the program wrote, as they lie in tests/golden/workbooks."""

from __future__ import annotations

import sqlite3
import tarfile
from pathlib import Path

from devkit.places import TESTS

FOLDER = TESTS / "golden" / "workbooks"
FORMATS = (1, 2, 3, 4, 5)
PASSPHRASE = "demo"
Rows = dict[str, list[tuple[object, ...]]]


def unpack(version: int, folder: Path) -> Path:
    """Unpack the workbook of a format with its keys into `folder`; give the workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(FOLDER / f"format-{version}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    (folder / "keys").chmod(0o700)
    return folder / "meridian.codebinder"


def columns(path: Path) -> dict[str, list[str]]:
    """Give the columns of every table, by SQLite alone."""
    connection = sqlite3.connect(path)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            for name in sorted(names)
            if not name.startswith("sqlite_")
        }
    finally:
        connection.close()


def rows(path: Path, wanted: dict[str, list[str]]) -> Rows:
    """Give the rows of these tables, of these columns, by SQLite alone."""
    connection = sqlite3.connect(path)
    try:
        return {
            table: sorted(connection.execute(f"SELECT {_list(names)} FROM {table}"), key=repr)
            for table, names in wanted.items()
        }
    finally:
        connection.close()


def _list(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def version_of(path: Path) -> int:
    """Give the version that the file's header states."""
    return int.from_bytes(path.read_bytes()[60:64], "big")
