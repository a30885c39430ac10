"""Lets the programs of one person find each other: who has which workbook open, and files handed over to that window.

Every running program has a folder of its own, with a lock that the system lets go of when the program ends, however it
ends; a note of what it has open; and, now and then, a request that another one put there. No socket, no network. The
folder is this person's alone; what stands in it is read as if a stranger had written it all the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import secrets
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from filelock import FileLock, Timeout

from codebinder.ui.frame.reports import private_folder, read_small

_LOCK, _NOTE, _ASK, _FAULT = "alive.lock", "open.json", ".ask", "native.txt"
_GATE_SECONDS, _ANSWER_SECONDS = 2.0, 3.0
_MOST = 64
_LONGEST = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What another program asks for: files to open here, and its right to have a window brought to front."""

    paths: tuple[Path, ...]
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another running program of this person's: its folder, its process, what it has open, when that last changed."""

    folder: Path
    pid: int
    held: frozenset[str]
    used: float


def identity(path: Path) -> str:
    """Name a file by what it is, whichever way leads to it; a name of which nothing can be read back."""
    with suppress(OSError):
        seen = path.stat()
        if seen.st_ino:
            return hashlib.sha256(f"{seen.st_dev}:{seen.st_ino}".encode()).hexdigest()[:32]
    return hashlib.sha256(os.fsencode(os.path.normcase(path.absolute()))).hexdigest()[:32]


def seat() -> str:
    """Name this computer and display: a window on another one can't be brought to front here."""
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or os.environ.get("SESSIONNAME") or ""
    return hashlib.sha256(f"{platform.node()}\0{display}".encode()).hexdigest()[:16]


class Door:
    """Keeps a folder of this program's among the others'. All of it may wait for a disk: never on the window's thread."""

    def __init__(self, config: Path) -> None:
        self._house = config / "windows" / seat()
        self.folder = self._house / secrets.token_hex(16)
        self._lock: FileLock | None = None
        self._held: dict[str, str] = {}

    @property
    def open(self) -> bool:
        """Can others find this program?"""
        return self._lock is not None

    @property
    def fault_file(self) -> Path:
        """Where a native fault of this program is written down."""
        return self.folder / _FAULT

    def enter(self) -> None:
        """Take a folder; where there can be none (a disk that is full, or read-only), this program stays alone."""
        with suppress(OSError, Timeout):
            private_folder(self._house.parent)
            private_folder(self._house)
            with self._gate():
                self.folder.mkdir(mode=0o700)
                lock = FileLock(self.folder / _LOCK, timeout=_GATE_SECONDS, thread_local=False)
                lock.acquire()  # somebody who looks whether we live may have it for a moment
                self._lock = lock
            self._note()

    def leave(self) -> None:
        """Give the folder up: from now on nobody finds this program, and nobody takes it for one that crashed."""
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(OSError):
                (self.folder / _NOTE).unlink(missing_ok=True)
                lock.release()
            shutil.rmtree(self.folder, ignore_errors=True)

    def fallen(self) -> list[str]:
        """Clear away what programs left that did not end by themselves; give what their fault handlers wrote."""
        found: list[str] = []
        if self._lock is None:
            return found
        with suppress(OSError, Timeout), self._gate():
            for folder in self._folders():
                if folder != self.folder and self._dead(folder):
                    if (folder / _NOTE).exists():  # it goes first where a program ends by itself
                        found.append(_fault(folder))
                    shutil.rmtree(folder, ignore_errors=True)
        return found

    # -- who has what

    def claim(self, kind: str, path: Path | None, *, hand_over: bool = True) -> Other | None:
        """Say that this program has `path` open as its `kind` (None: nothing any more), unless another one has it:
        then that one is given."""
        if path is None:
            self._held.pop(kind, None)
            self._note()
            return None
        mark = identity(path)
        with suppress(OSError, Timeout), self._gate():
            if hand_over and mark not in self._held.values():
                for other in self.others():
                    if mark in other.held:
                        return other
            self._held[kind] = mark
            self._note()
            return None
        self._held[kind] = mark
        return None

    def holder(self, paths: Iterable[Path]) -> Other | None:
        """Give the program that has one of these files open."""
        wanted = {identity(path) for path in paths}
        return next((each for each in self.others() if wanted & each.held), None)

    def others(self) -> list[Other]:
        """Give the other running programs, the one that was used last first."""
        found: list[Other] = []
        with suppress(OSError):
            for folder in self._folders():
                if folder != self.folder and not self._dead(folder):
                    note = _read_note(folder)
                    if note is not None:
                        found.append(note)
        return sorted(found, key=lambda each: -each.used)

    def used(self) -> None:
        """Remember that the person works in this window now."""
        if self._lock is not None:
            with suppress(OSError):
                os.utime(self.folder / _NOTE)

    def _note(self) -> None:
        if self._lock is None:
            return
        with suppress(OSError):
            part = self.folder / "open.part"
            part.write_text(json.dumps({"pid": os.getpid(), "open": sorted(self._held.values())}), encoding="ascii")
            part.replace(self.folder / _NOTE)

    def _gate(self) -> FileLock:
        """One program at a time looks who has what; a program that hangs in here holds nobody up for long."""
        return FileLock(self._house / "gate.lock", timeout=_GATE_SECONDS, thread_local=False)

    def _folders(self) -> list[Path]:
        rows = sorted(os.scandir(self._house), key=lambda each: each.name)[: _MOST * 4]
        return [Path(each.path) for each in rows if each.is_dir(follow_symlinks=False) and _token(each.name)]

    def _dead(self, folder: Path) -> bool:
        """Has the program whose folder this is ended? Its lock says so: the system lets go of it, whatever happened."""
        if not (folder / _LOCK).exists():
            return True
        lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except (OSError, Timeout):
            return False
        lock.release()
        return True

    # -- handing over

    def ask(self, other: Other, paths: Iterable[Path], token: str = "") -> bool:
        """Ask another program to show its window and open `paths` there; False where it does not answer in time."""
        name = secrets.token_hex(16)
        target = other.folder / f"{name}{_ASK}"
        rows = [str(path.absolute()) for path in paths][:_MOST]
        with suppress(OSError, UnicodeError):
            part = other.folder / f".{name}.part"
            part.write_text(json.dumps({"paths": rows, "token": token[:256]}), encoding="ascii")
            part.replace(target)
            end = time.monotonic() + _ANSWER_SECONDS
            while time.monotonic() < end:
                if not target.exists():
                    return True
                time.sleep(0.02)
            target.unlink()
        return False

    def requests(self) -> list[Request]:
        """Take the requests that have come; what is no request is thrown away."""
        if self._lock is None:
            return []
        found: list[Request] = []
        with suppress(OSError):
            for entry in list(os.scandir(self.folder))[: _MOST * 4]:
                if entry.name.endswith(_ASK):
                    request = _read_request(Path(entry.path))
                    with suppress(OSError):
                        Path(entry.path).unlink()
                    if request is not None:
                        found.append(request)
        return found


def _token(name: str) -> bool:
    return len(name) == 32 and all(letter in "0123456789abcdef" for letter in name)


def _fields(path: Path) -> dict[str, object] | None:
    try:
        value: object = json.loads(read_small(path))
    except (OSError, ValueError, RecursionError):
        return None
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def _texts(value: object, longest: int) -> list[str]:
    rows = cast("list[object]", value) if isinstance(value, list) else []
    return [row for row in rows[:_MOST] if isinstance(row, str) and 0 < len(row) <= longest and "\0" not in row]


def _fault(folder: Path) -> str:
    with suppress(OSError):
        return read_small(folder / _FAULT).decode("utf-8", "replace")
    return ""


def _read_note(folder: Path) -> Other | None:
    fields = _fields(folder / _NOTE)
    if fields is None:
        return None
    pid = fields.get("pid")
    used = 0.0
    with suppress(OSError):
        used = (folder / _NOTE).stat().st_mtime
    return Other(
        folder=folder,
        pid=pid if isinstance(pid, int) and 0 < pid < 2**31 else 0,
        held=frozenset(_texts(fields.get("open"), 64)),
        used=used,
    )


def _read_request(path: Path) -> Request | None:
    fields = _fields(path)
    if fields is None:
        return None
    token = fields.get("token")
    paths = tuple(Path(row) for row in _texts(fields.get("paths"), _LONGEST) if Path(row).is_absolute())
    plain = token if isinstance(token, str) and len(token) <= 256 and token.isprintable() else ""
    return Request(paths=paths, token=plain)


def let_front(pid: int, call: Callable[[int], object] | None = None) -> None:
    """Hand the right to come to front over to another program (Windows gives it to the one that was just clicked)."""
    if call is None and os.name == "nt":
        import ctypes

        call = ctypes.windll.user32.AllowSetForegroundWindow  # type: ignore[attr-defined]  (Windows only)
    if call is not None and pid:
        call(pid)
