"""Which files belong to this program on Windows: keys of this person's own part of the registry, nothing of others'."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Protocol

_ROOT = "Software\\Classes"
WORKBOOK, SEALED, PACKAGE = "Codebinder.Workbook", "Codebinder.Sealed", "Codebinder.Package"
_KINDS = ((WORKBOOK, "Codebinder workbook"), (SEALED, "Codebinder packet"), (PACKAGE, "Codebinder package"))
_OFFERED = ((".age", SEALED), (".zip", PACKAGE))
"""Others' kinds of files: we stand in their list of programs, and never in the first place."""


class Registry(Protocol):
    """The part of a registry that is needed, below the person's own keys. The default value's name is ""."""

    def get(self, key: str, name: str) -> str | None:
        """Give a value; None where there is none."""

    def put(self, key: str, name: str, value: str) -> None:
        """Set a value, making the key where needed."""

    def drop(self, key: str, name: str | None = None) -> None:
        """Remove a value, or (None) a key with everything below it; what isn't there is gone already."""


def command(program: Sequence[str]) -> str:
    """Give the command line that opens a file; paths of Windows hold no quotation marks."""
    return " ".join([*(f'"{word}"' for word in program), '"%1"'])


def register(registry: Registry, program: Sequence[str]) -> None:
    """Have workbooks open in this program, and offer it for packets and packages."""
    for kind, title in _KINDS:
        registry.put(f"{_ROOT}\\{kind}", "", title)
        registry.put(f"{_ROOT}\\{kind}\\DefaultIcon", "", f'"{program[0]}",0')
        registry.put(f"{_ROOT}\\{kind}\\shell\\open\\command", "", command(program))
    registry.put(f"{_ROOT}\\.codebinder", "", WORKBOOK)
    registry.put(f"{_ROOT}\\.codebinder\\OpenWithProgids", WORKBOOK, "")
    for suffix, kind in _OFFERED:
        registry.put(f"{_ROOT}\\{suffix}\\OpenWithProgids", kind, "")


def remove(registry: Registry) -> None:
    """Take all of it out again, and nothing else."""
    for kind, _ in _KINDS:
        registry.drop(f"{_ROOT}\\{kind}")
    for suffix, kind in _OFFERED:
        registry.drop(f"{_ROOT}\\{suffix}\\OpenWithProgids", kind)
    registry.drop(f"{_ROOT}\\.codebinder\\OpenWithProgids", WORKBOOK)
    if registry.get(f"{_ROOT}\\.codebinder", "") == WORKBOOK:
        registry.drop(f"{_ROOT}\\.codebinder")


def state(registry: Registry, program: Sequence[str], everybody: Registry | None = None) -> str:
    """Give ours, moved (ours, but at another place), other or none; system, where an installer told `everybody`'s part
    of the registry about this very program, and the person's own says nothing else."""
    held = registry.get(f"{_ROOT}\\.codebinder", "")
    if not held:
        return "system" if everybody is not None and state(everybody, program) == "ours" else "none"
    if held != WORKBOOK:
        return "other"
    told = registry.get(f"{_ROOT}\\{WORKBOOK}\\shell\\open\\command", "") or ""
    return "ours" if told.casefold() == command(program).casefold() else "moved"


class WindowsRegistry:
    """The real one: the person's own part, or everybody's, which is only read."""

    def __init__(self, *, everybody: bool = False) -> None:
        import winreg

        self._reg: Any = winreg
        self._root: Any = self._reg.HKEY_LOCAL_MACHINE if everybody else self._reg.HKEY_CURRENT_USER

    def get(self, key: str, name: str) -> str | None:
        """Give a value."""
        with suppress(OSError), self._reg.OpenKey(self._root, key) as held:
            value = self._reg.QueryValueEx(held, name)[0]
            return value if isinstance(value, str) else None
        return None

    def put(self, key: str, name: str, value: str) -> None:
        """Set a value."""
        with self._reg.CreateKey(self._reg.HKEY_CURRENT_USER, key) as held:
            self._reg.SetValueEx(held, name, 0, self._reg.REG_SZ, value)

    def drop(self, key: str, name: str | None = None) -> None:
        """Remove a value or a key."""
        with suppress(FileNotFoundError):
            if name is not None:
                with self._reg.OpenKey(self._reg.HKEY_CURRENT_USER, key, 0, self._reg.KEY_SET_VALUE) as held:
                    self._reg.DeleteValue(held, name)
                return
            with self._reg.OpenKey(self._reg.HKEY_CURRENT_USER, key) as held:
                inner = [self._reg.EnumKey(held, at) for at in range(self._reg.QueryInfoKey(held)[0])]
            for each in inner:
                self.drop(f"{key}\\{each}")
            self._reg.DeleteKey(self._reg.HKEY_CURRENT_USER, key)


def tell_explorer() -> None:
    """Have the file manager look again."""
    import ctypes

    windll: Any = getattr(ctypes, "windll", None)
    if windll is not None:
        windll.shell32.SHChangeNotify(0x08000000, 0, None, None)
