"""Has a double click on our files open them here: registered, looked at and removed for this person alone."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QProcess

from codebinder.base.files import atomic_write, free_space_fault
from codebinder.ui import icon
from codebinder.ui.frame import mimetypes, winfiles

_SECONDS = 20
_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands. `what`: ours, moved (ours, but this program lies elsewhere now), other, none, or bundle (macOS,
    where the app itself says what it opens)."""

    what: str
    told: tuple[str, ...] = ()
    """Tools of the desktop that could not be run, so that it may notice only at the next login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a Linux desktop looks for what belongs to one person."""

    data: Path
    config: Path

    @property
    def apps(self) -> Path:
        """The list of default programs."""
        return self.config / "mimeapps.list"


def own_place(environ: Mapping[str, str] | None = None) -> Place:
    """Give this person's folders, as the desktop finds them."""
    values = os.environ if environ is None else environ
    home = Path(values.get("HOME") or Path.home())
    data, config = values.get("XDG_DATA_HOME", ""), values.get("XDG_CONFIG_HOME", "")
    return Place(
        data=Path(data) if data.startswith("/") else home / ".local" / "share",
        config=Path(config) if config.startswith("/") else home / ".config",
    )


def program() -> tuple[str, ...]:
    """Give what starts the window, however this program was installed."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    name = "codebinder-desktop.exe" if os.name == "nt" else "codebinder-desktop"
    script = Path(sys.executable).with_name(name)
    if script.is_file():
        return (str(script),)
    return (sys.executable, "-m", "codebinder", "open")


def pictures(sizes: Sequence[int] = mimetypes.SIZES) -> dict[int, bytes]:
    """Draw the program's picture as PNG files; on the window's thread, since it is drawn."""
    made: dict[int, bytes] = {}
    for size in sizes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        icon.picture(size).save(buffer, "PNG")
        made[size] = bytes(buffer.data().data())
    return made


# -- for whoever shows it: any system


def state(place: Place | None = None) -> Standing:
    """Say how it stands."""
    if sys.platform == "darwin":
        return Standing(what="bundle")
    if sys.platform == "win32":
        return Standing(what=winfiles.state(winfiles.WindowsRegistry(), program()))
    return linux_state(place or own_place(), program())


def register(drawn: Mapping[int, bytes], place: Place | None = None) -> Standing:
    """Have our files open here from now on. It may take seconds: never on the window's thread."""
    if sys.platform == "darwin":
        return Standing(what="bundle")
    if sys.platform == "win32":
        winfiles.register(winfiles.WindowsRegistry(), program())
        winfiles.tell_explorer()
        return state()
    return linux_register(place or own_place(), program(), drawn)


def remove(place: Place | None = None) -> Standing:
    """Take it back, all of it and nothing else."""
    if sys.platform == "darwin":
        return Standing(what="bundle")
    if sys.platform == "win32":
        winfiles.remove(winfiles.WindowsRegistry())
        winfiles.tell_explorer()
        return state()
    return linux_remove(place or own_place(), program())


# -- Linux


def linux_state(place: Place, words: Sequence[str]) -> Standing:
    """Say how it stands with a Linux desktop."""
    held = mimetypes.defaults(_text(place.apps)).get(mimetypes.WORKBOOK, [])
    entry = mimetypes.below(place.data, f"applications/{mimetypes.DESKTOP}")
    if held and held[0] != mimetypes.DESKTOP:
        return Standing(what="other")
    if not held or not entry.is_file():
        return Standing(what="none")
    return Standing(what="ours" if _text(entry).encode() == mimetypes.desktop_entry(words) else "moved")


def linux_register(place: Place, words: Sequence[str], drawn: Mapping[int, bytes]) -> Standing:
    """Write the desktop's files, and have its tools read them."""
    text = mimetypes.with_defaults(_list_of(place), mimetypes.OURS, ours=True)
    for name, data in mimetypes.files(words, drawn).items():
        _write(mimetypes.below(place.data, name), data)
    _write(place.apps, text.encode(errors="surrogateescape"))
    return Standing(what=linux_state(place, words).what, told=_tools(place))


def linux_remove(place: Place, words: Sequence[str]) -> Standing:
    """Remove the desktop's files and our place among the default programs."""
    before = _list_of(place)
    try:
        for name in mimetypes.files(words, dict.fromkeys(mimetypes.SIZES, b"")):
            mimetypes.below(place.data, name).unlink(missing_ok=True)
    except OSError as error:
        raise free_space_fault(error, place.data) from None
    after = mimetypes.with_defaults(before, mimetypes.OURS, ours=False)
    if after != before:
        if after:
            _write(place.apps, after.encode(errors="surrogateescape"))
        else:
            place.apps.unlink(missing_ok=True)
    return Standing(what=linux_state(place, words).what, told=_tools(place))


def _tools(place: Place) -> tuple[str, ...]:
    """Have the desktop's own tools read the files; give those that are not there or fail."""
    told: list[str] = []
    for name, folder in (("update-mime-database", "mime"), ("update-desktop-database", "applications")):
        tool = shutil.which(name)
        if tool is None or not _run(tool, place.data / folder):
            told.append(name)
    return tuple(told)


def _run(tool: str, folder: Path) -> bool:
    ran = QProcess()
    ran.start(tool, [str(folder)])
    if not ran.waitForFinished(_SECONDS * 1000):
        ran.kill()
        ran.waitForFinished(1000)
        return False
    return ran.exitStatus() == QProcess.ExitStatus.NormalExit and ran.exitCode() == 0


def _text(path: Path) -> str:
    with suppress(OSError):
        return _read(path)
    return ""


def _read(path: Path) -> str:
    if path.stat().st_size >= _LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _list_of(place: Place) -> str:
    """Read the list of default programs in order to write it anew: one that can't be read is not taken for empty."""
    try:
        return _read(place.apps)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise free_space_fault(error, place.apps) from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise free_space_fault(error, path.parent) from None
    atomic_write(path.resolve(), data)
