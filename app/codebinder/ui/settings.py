"""What the window remembers of a person between runs: language, theme, recent workbooks, which key she signs with."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import cast

_RECENT = 8
_LIMIT = 1024 * 1024


class Settings:
    """One small JSON file in the configuration folder. It never holds content, names of files in sources or keys."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "window.json"
        self._values: dict[str, object] = {}
        with suppress(OSError, ValueError):
            if self._path.stat().st_size <= _LIMIT:
                held: object = json.loads(self._path.read_text(encoding="utf-8"))
                if isinstance(held, dict):
                    self._values = cast("dict[str, object]", held)

    def text(self, name: str, default: str = "") -> str:
        """Give a remembered text."""
        value = self._values.get(name, default)
        return value if isinstance(value, str) else default

    def put(self, name: str, value: str) -> None:
        """Remember a text; empty forgets it."""
        if value:
            self._values[name] = value
        else:
            self._values.pop(name, None)
        self._save()

    def recent(self) -> tuple[Path, ...]:
        """Give the workbooks opened last, newest first."""
        value = self._values.get("recent", [])
        rows = cast("list[object]", value) if isinstance(value, list) else []
        return tuple(Path(row) for row in rows if isinstance(row, str))[:_RECENT]

    def add_recent(self, path: Path) -> None:
        """Put a workbook in front of the recent ones."""
        rest = [str(each) for each in self.recent() if each != path]
        self._values["recent"] = [str(path), *rest][:_RECENT]
        self._save()

    def forget(self, path: Path) -> None:
        """Take a workbook out of the recent ones."""
        self._values["recent"] = [str(each) for each in self.recent() if each != path]
        self._save()

    def _save(self) -> None:
        """Write; a disk that cannot be written to costs the memory only, never the work."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self._path)
