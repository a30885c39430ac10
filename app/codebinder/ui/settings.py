"""What the window remembers of a person between runs: language, theme, recent files, its place, which key she signs with."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

_RECENT = 10
_LIMIT = 1024 * 1024
KINDS = ("workbook", "packet", "package")
"""The kinds of recent files. Those of workbooks stand under the plain name, as they always did."""


class Settings:
    """One small JSON file in the configuration folder. It never holds content, names of files in sources or keys.

    Several windows share it: each writes what it changed itself, over what the others wrote meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "window.json"
        self._values = self._read()

    def _read(self) -> dict[str, object]:
        with suppress(OSError, ValueError, RecursionError):
            if self._path.stat().st_size <= _LIMIT:
                held: object = json.loads(self._path.read_text(encoding="utf-8"))
                if isinstance(held, dict):
                    return cast("dict[str, object]", held)
        return {}

    # -- plain values

    def text(self, name: str, default: str = "") -> str:
        """Give a remembered text."""
        value = self._values.get(name, default)
        return value if isinstance(value, str) else default

    def put(self, name: str, value: str) -> None:
        """Remember a text; empty forgets it."""
        self._save(name, value or None)

    def flag(self, name: str, default: bool) -> bool:  # noqa: FBT001  (what is remembered of a switch)
        """Give a remembered yes or no."""
        value = self._values.get(name, default)
        return value if isinstance(value, bool) else default

    def put_flag(self, name: str, value: bool) -> None:  # noqa: FBT001  (likewise)
        """Remember a yes or no."""
        if self._values.get(name) is not value:
            self._save(name, value)

    def numbers(self, name: str) -> list[int]:
        """Give remembered whole numbers; none where there is nothing, or something else."""
        value = self._values.get(name)
        rows = cast("list[object]", value) if isinstance(value, list) else []
        return [row for row in rows if isinstance(row, int)] if all(isinstance(row, int) for row in rows) else []

    def put_numbers(self, name: str, values: Sequence[int]) -> None:
        """Remember whole numbers."""
        if self.numbers(name) != list(values):
            self._save(name, list(values))

    def table(self, name: str) -> dict[str, str]:
        """Give a remembered table of texts."""
        value = self._values.get(name)
        rows = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        return {key: row for key, row in rows.items() if isinstance(row, str)}

    def put_table(self, name: str, values: dict[str, str]) -> None:
        """Remember a table of texts."""
        if self.table(name) != values:
            self._save(name, values)

    # -- recent files

    def recent(self, kind: str = "workbook") -> tuple[Path, ...]:
        """Give the files of a kind opened last, newest first."""
        value = self._values.get(_name(kind), [])
        rows = cast("list[object]", value) if isinstance(value, list) else []
        return tuple(Path(row) for row in rows if isinstance(row, str))[:_RECENT]

    def add_recent(self, path: Path, kind: str = "workbook") -> None:
        """Put a file in front of the recent ones."""
        others = self._read()  # another window may have opened something meanwhile
        if _name(kind) in others:
            self._values[_name(kind)] = others[_name(kind)]
        rest = [str(each) for each in self.recent(kind) if each != path]
        self._save(_name(kind), [str(path), *rest][:_RECENT])

    def forget(self, path: Path, kind: str = "workbook") -> None:
        """Take a file out of the recent ones."""
        self._save(_name(kind), [str(each) for each in self.recent(kind) if each != path])

    def _save(self, name: str, value: object) -> None:
        """Write one value; a disk that cannot be written to costs the memory only, never the work."""
        for held in (self._values, others := self._read()):
            held.pop(name, None)
            if value is not None:
                held[name] = value
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(others, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self._path)


def _name(kind: str) -> str:
    return "recent" if kind == "workbook" else f"recent_{kind}"
