"""Runs at the start of the frozen program: keeps the archive of its modules open for as long as it runs.

PyInstaller opens the archive anew for every module that is loaded later, and reads at the place where that module lay
when the program began. An update under a running program puts another archive there: what is read then is no module,
or one of another version. From one handle a running program goes on with the modules that it was started with, where a
system lets files in use be replaced (Linux, macOS); on Windows an installer sees that the file is in use, and asks.
"""

import os
import threading

import pyimod01_archive as archives

HANDLES = {}
ONE = threading.Lock()


class Held:
    """What `open` gives of the archive: a place of its own in the one open file. A child inherits nothing of it."""

    def __init__(self, path, _mode):  # noqa: ANN001, ANN204  (typing is not loaded this early)
        with ONE:
            if path not in HANDLES:
                HANDLES[path] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.handle, self.at = HANDLES[path], 0

    def __enter__(self):  # noqa: ANN204
        return self

    def __exit__(self, *_error):  # noqa: ANN002, ANN204
        return None

    def seek(self, at):  # noqa: ANN001, ANN201
        self.at = at

    def read(self, size):  # noqa: ANN001, ANN201
        if hasattr(os, "pread"):
            return os.pread(self.handle, size, self.at)
        with ONE:
            os.lseek(self.handle, self.at, os.SEEK_SET)
            return os.read(self.handle, size)


archives.open = Held
