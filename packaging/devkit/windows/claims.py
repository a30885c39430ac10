"""What the installer says to the registry: the program's own words about its files, App Paths, where it lies.

The words come from `codebinder.ui.frame.winfiles`, which says the same from inside the program; so the program finds
itself registered already, and taking it back there or uninstalling here removes the same values.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from types import ModuleType

from devkit.places import PACKAGE
from devkit.talk import Stop

WINDOW, CONSOLE = "codebinder-desktop.exe", "codebinder.exe"
FOLDER = "[APPLICATIONFOLDER]"
OWN = "Software\\Codebinder\\Installer"
_APP_PATHS = "Software\\Microsoft\\Windows\\CurrentVersion\\App Paths"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value below the person's (or the machine's) part of the registry; the default value's name is ""."""

    key: str
    name: str
    value: str


class Recorder:
    """A registry that only notes down what is put."""

    def __init__(self) -> None:
        self.values: list[Value] = []

    def get(self, _key: str, _name: str) -> str | None:
        return None

    def put(self, key: str, name: str, value: str) -> None:
        self.values.append(Value(key=key, name=name, value=value))

    def drop(self, key: str, name: str | None = None) -> None:
        raise AssertionError((key, name))  # registering takes nothing away


def winfiles() -> ModuleType:
    """Load the program's module by its path: its package would load Qt, which a builder's Python may lack."""
    spec = importlib.util.spec_from_file_location("codebinder_winfiles", PACKAGE / "ui" / "frame" / "winfiles.py")
    if spec is None or spec.loader is None:
        raise Stop("app/codebinder/ui/frame/winfiles.py is missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def associations(program: str = FOLDER + WINDOW) -> list[Value]:
    """Give what registers our kinds of files for `program`."""
    recorder = Recorder()
    winfiles().register(recorder, (program,))
    return recorder.values


def place() -> Value:
    """Give what tells the next installer where the program lies."""
    return Value(key=OWN, name="Folder", value=FOLDER)


def app_paths() -> list[Value]:
    """Give what lets "Run" and other programs find ours by name, without a look at PATH."""
    return [
        Value(key=f"{_APP_PATHS}\\{name}", name=value, value=text)
        for name in (CONSOLE, WINDOW)
        for value, text in (("", FOLDER + name), ("Path", FOLDER))
    ]
