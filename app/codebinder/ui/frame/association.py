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
from codebinder.ui.frame import launch, mimetypes, winfiles

_SECONDS = 20
_LARGEST = 1024 * 1024

Drawn = Mapping[tuple[str, int], bytes]
"""PNG files, by drawing and size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands. `what`: ours, moved (ours, but this program lies elsewhere now), other, none, system (this program
    was installed for everybody, and its package has told the desktop), or bundle (macOS, where the app itself says what
    it opens)."""

    what: str
    told: tuple[str, ...] = ()
    """Tools of the desktop that could not be run, so that it may notice only at the next login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a Linux desktop looks for what belongs to one person, and for what belongs to everybody."""

    data: Path
    config: Path
    shared: tuple[Path, ...] = ()
    """The system's data folders, the first one that holds a file wins."""

    @property
    def apps(self) -> Path:
        """The list of default programs."""
        return self.config / "mimeapps.list"


def own_place(environ: Mapping[str, str] | None = None) -> Place:
    """Give this person's folders and the system's, as the desktop finds them."""
    values = os.environ if environ is None else environ
    home = Path(values.get("HOME") or Path.home())
    data, config = values.get("XDG_DATA_HOME", ""), values.get("XDG_CONFIG_HOME", "")
    shared = values.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return Place(
        data=Path(data) if data.startswith("/") else home / ".local" / "share",
        config=Path(config) if config.startswith("/") else home / ".config",
        shared=tuple(Path(each) for each in shared.split(":") if each.startswith("/")),
    )


def program() -> tuple[str, ...]:
    """Give what starts the window, however this program was installed."""
    if getattr(sys, "frozen", False):
        return (launch.frozen(),)
    stable = _stable_launcher()
    if stable is not None:
        return (str(stable),)
    name = "codebinder-desktop.exe" if os.name == "nt" else "codebinder-desktop"
    script = Path(sys.executable).with_name(name)
    if script.is_file():
        return (str(script),)
    return (sys.executable, "-m", "codebinder", "open")


def _stable_launcher() -> Path | None:
    """Give the command that the installer for machines without a network noted: it outlives this version's folder."""
    try:
        launcher = Path(os.fsdecode((Path(sys.prefix) / "launcher.txt").read_bytes().rstrip(b"\n")))
    except OSError:
        return None
    return launcher if launcher.is_file() else None


def pictures(sizes: Sequence[int] = mimetypes.SIZES) -> Drawn:
    """Draw the program's pictures as PNG files; on the window's thread, since they are drawn."""
    made: dict[tuple[str, int], bytes] = {}
    for kind in mimetypes.ICONS:
        for size in sizes:
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            icon.drawn(icon.KINDS[kind](size), size).save(buffer, "PNG")  # type: ignore[call-overload]
            made[kind, size] = bytes(buffer.data().data())
    return made


# -- for whoever shows it: any system


def state(place: Place | None = None) -> Standing:
    """Say how it stands."""
    if sys.platform == "darwin":
        return Standing(what="bundle")
    if sys.platform == "win32":
        own, everybody = winfiles.WindowsRegistry(), winfiles.WindowsRegistry(everybody=True)
        return Standing(what=winfiles.state(own, program(), everybody))
    return linux_state(place or own_place(), program())


def register(drawn: Drawn, place: Place | None = None) -> Standing:
    """Have our files open here from now on. It may take seconds: never on the window's thread."""
    if sys.platform == "darwin":
        return Standing(what="bundle")
    if sys.platform == "win32":
        if state().what != "system":
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
    own = _bytes(entry)
    if own is None and _installed(place, words):
        return Standing(what="system")
    if not held or own is None:
        return Standing(what="none")
    return Standing(what="ours" if own == mimetypes.desktop_entry(words) else "moved")


def linux_register(place: Place, words: Sequence[str], drawn: Drawn) -> Standing:
    """Write the desktop's files, unless the system has them, and have its tools read them."""
    text = mimetypes.with_defaults(_list_of(place), mimetypes.OURS, ours=True)
    if _installed(place, words):
        _take_out(place, words)  # a copy of ours that is older than the installation would hide its files
    else:
        for name, data in mimetypes.files(words, drawn).items():
            _write(mimetypes.below(place.data, name), data)
    _write(place.apps, text.encode(errors="surrogateescape"))
    return Standing(what=linux_state(place, words).what, told=_tools(place))


def linux_remove(place: Place, words: Sequence[str]) -> Standing:
    """Remove the desktop's files and our place among the default programs."""
    before = _list_of(place)
    _take_out(place, words)
    after = mimetypes.with_defaults(before, mimetypes.OURS, ours=False)
    if after != before:
        if after:
            _write(place.apps, after.encode(errors="surrogateescape"))
        else:
            place.apps.unlink(missing_ok=True)
    return Standing(what=linux_state(place, words).what, told=_tools(place))


def _take_out(place: Place, words: Sequence[str]) -> None:
    try:
        for name in mimetypes.files(words, {(kind, size): b"" for kind in mimetypes.ICONS for size in mimetypes.SIZES}):
            mimetypes.below(place.data, name).unlink(missing_ok=True)
    except OSError as error:
        raise free_space_fault(error, place.data) from None


def _installed(place: Place, words: Sequence[str]) -> bool:
    """Say whether a Linux package has told the system the same already, and what it installed is this very program."""
    entries = (_bytes(mimetypes.below(each, f"applications/{mimetypes.DESKTOP}")) for each in place.shared)
    same = next((each for each in entries if each is not None), b"") == mimetypes.desktop_entry([mimetypes.INSTALLED])
    return same and len(words) == 1 and Path(words[0]).resolve() == Path(mimetypes.INSTALLED).resolve()


def _tools(place: Place) -> tuple[str, ...]:
    """Have the desktop's own tools read the files; give those that are not there or fail."""
    told: list[str] = []
    for name, folder in (("update-mime-database", "mime"), ("update-desktop-database", "applications")):
        tool = shutil.which(name)
        # A PATH with an empty part finds what lies in the folder one is in, whoever put it there.
        if tool is None or not Path(tool).is_absolute() or not _run(tool, place.data / folder):
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
    return (_bytes(path) or b"").decode("utf-8", "surrogateescape")


def _bytes(path: Path) -> bytes | None:
    """Give what a file holds; None where none can be read, as in a folder of the system's that is closed to her."""
    with suppress(OSError):
        return _read(path)
    return None


def _read(path: Path) -> bytes:
    if path.stat().st_size >= _LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return path.read_bytes()


def _list_of(place: Place) -> str:
    """Read the list of default programs in order to write it anew: one that can't be read is not taken for empty."""
    try:
        return _read(place.apps).decode("utf-8", "surrogateescape")
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
