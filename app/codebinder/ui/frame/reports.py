"""Keeps reports of errors in a folder of this person's, few and small; what ended the program is told at its next start."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from codebinder.ui.frame.crash import error_lines, native_lines, report_text

_MOST = 10
_SIZE = 64 * 1024
_NEW, _SEEN = ".new.txt", ".txt"


def private_folder(path: Path) -> Path:
    """Make a folder that nobody else may look into; OSError where somebody else's stands there, or a link."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = path.lstat()
    if not stat.S_ISDIR(held.st_mode):
        raise NotADirectoryError
    if os.name == "posix":
        if held.st_uid != os.getuid():
            raise PermissionError
        if stat.S_IMODE(held.st_mode) != 0o700:
            path.chmod(0o700)
    return path


def read_small(path: Path, limit: int = _SIZE) -> bytes:
    """Read a small plain file, never a link, a pipe or a device; OSError for anything else."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        held = os.fstat(stream.fileno())
        if not stat.S_ISREG(held.st_mode) or held.st_size > limit:
            raise OSError("no small file")
        return stream.read(limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as it lies in the folder. `fatal`: the program ended by it, and nobody has looked at it yet."""

    path: Path
    text: str
    fatal: bool


class Reports:
    """The folder of reports. Writing never fails: a report that can't be kept is lost, the work isn't."""

    def __init__(self, config: Path, qt: str = "") -> None:
        self.folder = config / "reports"
        self._qt = qt
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    def add(self, kind: str, error: BaseException | None = None, *, lines: tuple[str, ...] = ()) -> None:
        """Keep a report of an error, once for each error and run."""
        body = (*lines, *(error_lines(error) if error is not None else ()))
        self._write(kind, body, fatal=False)

    def ended(self, native: str) -> None:
        """Keep a report of a run that did not end by itself; `native` is what its fault handler wrote."""
        rows = native_lines(native)
        kind = "the program was ended by a fault" if rows else "the program ended without closing its window"
        self._write(kind, tuple(rows), fatal=True)

    def _write(self, kind: str, body: tuple[str, ...], *, fatal: bool) -> None:
        digest = hashlib.sha256("\n".join((kind, *body)).encode()).hexdigest()
        with self._lock:
            if not fatal and (digest in self._seen or len(self._seen) >= _MOST):
                return
            self._seen.add(digest)
        at = time.gmtime()
        text = report_text(kind, body, at=time.strftime("%Y-%m-%dT%H:%M:%SZ", at), qt=self._qt)
        name = f"{time.strftime('%Y%m%dT%H%M%SZ', at)}-{secrets.token_hex(4)}"
        with suppress(OSError):
            folder = private_folder(self.folder)
            part = folder / f".{name}.part"
            part.write_text(text, encoding="utf-8")
            part.replace(folder / f"{name}{_NEW if fatal else _SEEN}")
            for old in self._paths()[_MOST:]:
                old.unlink(missing_ok=True)

    def _paths(self) -> list[Path]:
        """Give the reports' files, the newest first."""
        with suppress(OSError):
            return sorted((path for path in self.folder.iterdir() if path.name.endswith(_SEEN)), reverse=True)
        return []

    def all(self) -> tuple[Report, ...]:
        """Give every report, the newest first."""
        rows: list[Report] = []
        for path in self._paths()[:_MOST]:
            with suppress(OSError):
                text = read_small(path).decode("utf-8", "replace")
                rows.append(Report(path=path, text=text, fatal=path.name.endswith(_NEW)))
        return tuple(rows)

    def looked_at(self) -> None:
        """Tell nobody again about what ended the program."""
        for path in self._paths():
            if path.name.endswith(_NEW):
                with suppress(OSError):
                    path.replace(path.with_name(path.name.removesuffix(_NEW) + _SEEN))

    def delete(self) -> None:
        """Delete every report."""
        for path in self._paths():
            with suppress(OSError):
                path.unlink(missing_ok=True)
