"""Loads what the window will want soon, once it is shown, on a thread of its own: no first click pays for an import."""

from __future__ import annotations

import gc
import importlib
import logging
import pkgutil
import threading
from collections.abc import Iterable

_FIRST = ("pages", "redacting", "reviewing", "widgets")
"""Packages of the window in the order in which a person meets them; the others follow."""

_log = logging.getLogger(__name__)


def modules() -> list[str]:
    """Name every module of the window, those of the steps first."""
    from codebinder import ui

    found = [each.name for each in pkgutil.walk_packages(ui.__path__, "codebinder.ui.") if not each.ispkg]
    order = {f"codebinder.ui.{name}": at for at, name in enumerate(_FIRST)}
    return sorted(found, key=lambda name: (order.get(name.rpartition(".")[0], len(order)), name))


def warm(names: Iterable[str]) -> None:
    """Import these modules; one that can't be imported is told again where it is really wanted."""
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            _log.warning("%s while loading %s", type(error).__name__, name)


def everything() -> None:
    """Load the window's modules, and what reads a workbook."""
    from codebinder.workflow import warmth

    warmth.warm()
    warm(modules())
    gc.freeze()  # what was loaded stays for good: to walk through it for garbage would take a tenth of a second a time


def start() -> threading.Thread:
    """Load everything in the background; give the thread."""
    made = threading.Thread(target=everything, name="codebinder-warming", daemon=True)
    made.start()
    return made
