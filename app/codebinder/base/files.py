"""Files and folders that appear whole or not at all, private temporary folders, and sentences for a full disk."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.text import Message, shown

_PART = re.compile(r"\..+\.part-([0-9]+)")
_ACCESS_DENIED = 5
"""Windows' answer about a process of somebody else, or of an administrator: it runs."""
_SHARING = sys.platform == "win32"
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
_PRIVATE = re.compile(r"codebinder-([0-9]+)-[A-Za-z0-9_]+")


def atomic_write(path: Path, data: bytes) -> None:
    """Put `data` at `path`, replacing what was there, in one step; on failure nothing is left and UserError raised."""
    part = path.parent / f".{path.name}.part-{os.getpid()}"
    try:
        try:
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                bring_to_disk(stream.fileno())
            patiently(lambda: part.replace(path))
        finally:
            part.unlink(missing_ok=True)  # there only where something went wrong, or was interrupted
        sync_folder(path.parent)
    except OSError as error:
        raise free_space_fault(error, path) from None


class AtomicFolder:
    """A folder that appears at `target` by one rename when the block ends well, and leaves nothing when it does not.

    Within the block `path` is a hidden sibling to write into. An existing target is refused. Parts that killed
    programs left beside the target are removed first.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.parent / f".{target.name}.part-{os.getpid()}"

    def __enter__(self) -> Self:
        self._refuse_existing()
        try:
            clean_stale_parts(self.target.parent)
            if self.path.exists():
                shutil.rmtree(self.path)
            self.path.mkdir(mode=0o700)
        except OSError as error:
            raise free_space_fault(error, self.target) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            shutil.rmtree(self.path, ignore_errors=True)

    def settle(self) -> None:
        """Bring everything written so far to the disk, so that only the rename is left to do."""
        try:
            _sync_tree(self.path)
        except OSError as error:
            raise free_space_fault(error, self.target) from None

    def _refuse_existing(self) -> None:
        if os.path.lexists(self.target):
            raise SaidError(
                Message("refuse.files.already", {"name": shown(self.target.name)}),
                where=shown(str(self.target)),
                next_step=Message("next.choose-another-folder-move-old"),
            )

    def _finish(self) -> None:
        try:
            _sync_tree(self.path)
            self.path.chmod(0o777 & ~_umask())
            self._refuse_existing()
            patiently(lambda: self.path.rename(self.target))
            sync_folder(self.target.parent)
        except OSError as error:
            raise free_space_fault(error, self.target) from None


class PrivateFolder:
    """A temporary folder that only this account may read, emptied when the block ends; see `clean_private_folders`."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self.path = Path()

    def __enter__(self) -> Path:
        root = self._root or Path(tempfile.gettempdir())
        try:
            self.path = Path(tempfile.mkdtemp(prefix=f"codebinder-{os.getpid()}-", dir=root))
        except OSError as error:
            raise free_space_fault(error, root) from None
        return self.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def clean_private_folders(root: Path | None = None) -> int:
    """Remove private folders of this account whose program is gone; give how many. Called when a program starts."""
    return _clean(root or Path(tempfile.gettempdir()), _PRIVATE)


def clean_stale_parts(folder: Path) -> int:
    """Remove `.<name>.part-<pid>` in `folder` whose program is gone; give how many."""
    return _clean(folder, _PART)


def free_space_fault(error: OSError, where: Path | str) -> UserError:
    """Turn a failure to write (or read) at `where` into a sentence with what to do next."""
    place = shown(str(where))
    sentences = {
        errno.ENOSPC: ("full", "space"),
        errno.EDQUOT: ("quota", "space"),
        errno.EFBIG: ("large", "disk"),
        errno.EROFS: ("read-only", "folder"),
        errno.EACCES: ("denied", "permissions"),
        errno.EPERM: ("denied", "permissions"),
        errno.ENOENT: ("no-folder", "create"),
        errno.ENOTDIR: ("not-folder", "another"),
        errno.ENAMETOOLONG: ("long", "shorter"),
        errno.EEXIST: ("there", "name"),
        errno.ENOTEMPTY: ("there", "name"),
    }
    name = errno.errorcode.get(error.errno or 0, "unknown")
    found = sentences.get(error.errno or 0)
    if found is None:
        return SaidError(Message("disk.failed", {"name": name}), where=place)
    return SaidError(Message(f"disk.{found[0]}"), where=place, next_step=Message(f"disk.then-{found[1]}"))


def bring_to_disk(handle: int) -> None:
    """Have an open file's or folder's bytes survive a loss of power from here on.

    What `fsync` brings to the drive on macOS, the drive may keep in its own memory and write in another order; its
    F_FULLFSYNC empties that. Network shares and foreign file systems do not know it.
    """
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def patiently(
    step: Callable[[], object], *, sharing: bool = _SHARING, pause: Callable[[float], object] = time.sleep
) -> None:
    """Rename, again after a moment where Windows refuses: virus scanners and indexers hold new files open for a while.

    `sharing`: does this system refuse to rename what somebody else has open?
    """
    for seconds in _PAUSES if sharing else ():
        try:
            step()
        except PermissionError:
            pause(seconds)
        else:
            return
    step()


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        bring_to_disk(handle)
    finally:
        os.close(handle)


def _sync_tree(root: Path) -> None:
    """Bring everything below `root` to the disk: all of it to the drive, and last what has the drive write it."""
    for place, _, names in os.walk(root):
        for name in names:
            _to_drive(os.path.join(place, name), os.O_RDWR)
        if sys.platform != "win32":
            _to_drive(place, os.O_RDONLY)
    sync_folder(root)


def _to_drive(path: str, way: int) -> None:
    handle = os.open(path, way)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _clean(folder: Path, pattern: re.Pattern[str]) -> int:
    removed = 0
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return 0
    for entry in entries:
        match = pattern.fullmatch(entry.name)
        if match is None or _alive(int(match[1])) or not _ours(entry):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            Path(entry.path).unlink(missing_ok=True)
        removed += 1
    return removed


def _ours(entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":
        return True
    return entry.stat(follow_symlinks=False).st_uid == os.getuid()


def _alive(pid: int) -> bool:
    """Does a process with this number run? In doubt, yes: a part is then left where it is."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(0x1000, 0, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if handle:
            kernel.CloseHandle(handle)
        return bool(handle) or ctypes.get_last_error() == _ACCESS_DENIED
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
