"""Catches what nobody else catches: errors in slots, threads and finalisers, Qt's own complaints, native faults."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from codebinder.ui.frame.door import Door
from codebinder.ui.frame.reports import Reports

_log = logging.getLogger(__name__)
_LEVELS = {QtMsgType.QtCriticalMsg: "critical", QtMsgType.QtFatalMsg: "fatal"}


class Hooks:
    """Puts itself in the place of Python's and Qt's own hooks, which print texts that may hold content."""

    def __init__(self, reports: Reports) -> None:
        self.reports = reports
        self._native: IO[bytes] | None = None

    def install(self, broken: Callable[[BaseException], None]) -> None:
        """Take the hooks; `broken` is told of errors in slots."""

        def in_slot(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if not isinstance(error, KeyboardInterrupt):
                self.reports.add("an error in the window", error.with_traceback(trace))
            broken(error)

        sys.excepthook = in_slot
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        self._qt()

    def catch_faults(self, door: Door) -> None:
        """Have native faults written to a file in the door's folder; the next start makes a report of it."""
        if not door.open:
            return
        with suppress(OSError):
            self._native = door.fault_file.open("wb", buffering=0)
            faulthandler.enable(self._native, all_threads=True)

    def let_go(self) -> None:
        """Give up the file of native faults, before its folder is removed."""
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None

    def _in_thread(self, hooked: threading.ExceptHookArgs) -> None:
        if hooked.exc_value is not None and not isinstance(hooked.exc_value, SystemExit):
            self.reports.add("an error in a thread", hooked.exc_value)

    def _unraisable(self, hooked: sys.UnraisableHookArgs) -> None:
        if hooked.exc_value is not None:
            self.reports.add("an error while something was let go", hooked.exc_value)

    def _qt(self) -> None:
        def told(level: QtMsgType, context: QMessageLogContext, text: str) -> None:
            word = _LEVELS.get(level)
            if word is not None:
                self.reports.add(f"Qt: {word}", lines=(f"category: {category_name(context.category)}",))
            # A session's journal stays for months, and Qt's texts name files; a terminal is the person's own.
            if sys.stderr is not None and sys.stderr.isatty():
                sys.stderr.write(text + "\n")

        qInstallMessageHandler(told)


def category_name(category: str | None) -> str:
    """Give a category of Qt's messages as far as Qt itself names it."""
    plain = category or "default"
    return plain if plain.replace(".", "").isalnum() and plain.startswith(("qt.", "default")) else "other"
