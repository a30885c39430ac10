"""Says what went wrong inside the program by kinds of errors and places in code alone: no text, no value, no path.

Whoever gets such a report must be able to send it away without reading it: a value of an error may be source code, a
path may be a person's name, and both may hide in a note, a cause, a group or the name of a class made on the fly.
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from types import FrameType, TracebackType

_DEPTH = 8
_FRAMES = 48
_GROUP = 6
_LIMIT = 32 * 1024
_NAME = re.compile(r"[A-Za-z_<][A-Za-z0-9_.<>]{0,119}")
_NATIVE = re.compile(r'  File "(?P<file>[^"\n]*)", line (?P<line>[0-9]{1,7}) in (?P<name>\S{1,120})')
_SIGNALS = (
    "Segmentation fault",
    "Aborted",
    "Bus error",
    "Floating-point exception",
    "Floating point exception",
    "Illegal instruction",
    "access violation",
    "stack overflow",
)


def error_lines(error: BaseException) -> list[str]:
    """Give an error, its causes and the members of its groups: kinds and places only."""
    return _error(error, "error", set(), 0)[: _FRAMES * 6]


def _error(error: BaseException, word: str, seen: set[int], depth: int) -> list[str]:
    if id(error) in seen or depth > _DEPTH:
        return []
    seen.add(id(error))
    lines = [f"{word}: {kind_name(type(error))}", *(f"  {place}" for place in _places(error.__traceback__))]
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions[:_GROUP]:
            lines += [f"  {line}" for line in _error(each, "member", seen, depth + 1)]
    if error.__cause__ is not None:
        lines += _error(error.__cause__, "caused by", seen, depth + 1)
    elif error.__context__ is not None and not error.__suppress_context__:
        lines += _error(error.__context__, "while handling", seen, depth + 1)
    return lines


def kind_name(kind: type[BaseException]) -> str:
    """Name a kind of error; one that no module holds under its name may have been named after anything."""
    module, name = kind.__module__, kind.__qualname__
    held: object = sys.modules.get(module)
    for part in name.split("."):
        held = getattr(held, part, None)
    if held is not kind or not _NAME.fullmatch(name):
        return "an error of a kind without a name"
    return name if module == "builtins" else f"{module}.{name}"


def _places(trace: TracebackType | None) -> list[str]:
    rows: list[str] = []
    while trace is not None:
        rows.append(frame_place(trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    if len(rows) <= _FRAMES:
        return rows
    half = _FRAMES // 2
    return [*rows[:half], f"… {len(rows) - _FRAMES} more", *rows[-half:]]


def frame_place(frame: FrameType, line: int) -> str:
    """Name a place by its module, never by its file: a module that was imported has a name that somebody published."""
    name = frame.f_globals.get("__name__")
    module = sys.modules.get(name) if isinstance(name, str) else None
    function = frame.f_code.co_qualname
    if not isinstance(name, str) or module is None or vars(module) is not frame.f_globals or not _NAME.fullmatch(name):
        return "elsewhere"
    if not all(part == "<locals>" or _NAME.fullmatch(part) for part in function.split(".")):
        function = "?"
    inside = "/__init__.py" if hasattr(module, "__path__") else ".py"
    return f"{name.replace('.', '/')}{inside}:{line} {function}"


def native_lines(text: str) -> list[str]:
    """Give what `faulthandler` wrote, without the folders that the program lies in."""
    lines: list[str] = []
    for row in text.splitlines()[: _FRAMES * 8]:
        found = _NATIVE.fullmatch(row)
        if found:
            place = _native_place(found["file"])
            lines.append(
                "  elsewhere" if place == "elsewhere" else f"  {place}:{found['line']} {_plain(found['name'])}"
            )
        elif row.startswith(("Fatal Python error: ", "Windows fatal exception: ")):
            lines.append("native: " + next((each for each in _SIGNALS if each in row), "fatal error"))
        elif row.startswith(("Current thread ", "Thread ")):
            lines.append("thread" + (" (the one that ended it)" if row.startswith("Current") else ""))
    return lines[: _FRAMES * 4]


def _native_place(file: str) -> str:
    """Keep of a file's path which module of ours it is, else which library; nothing of where that is installed."""
    parts = file.replace("\\", "/").removesuffix(".py").split("/")
    for at, part in enumerate(parts):
        name = ".".join(parts[at:]).removesuffix(".__init__")
        if part == "codebinder" and _NAME.fullmatch(name):
            with suppress(ImportError, ValueError):
                if find_spec(name) is not None:
                    return "/".join(parts[at:]) + ".py"
        if part in {"site-packages", "dist-packages"} and parts[at + 1 :]:
            return parts[at + 1] if parts[at + 1] in packages_distributions() else "elsewhere"
    if getattr(sys, "frozen", False) and parts[0] in packages_distributions():
        return parts[0]  # a frozen program's files are named from its own folder on
    return next((part for part in parts if part in sys.stdlib_module_names), "elsewhere")


def _plain(name: str) -> str:
    return name if _NAME.fullmatch(name) else "?"


def report_text(kind: str, lines: Iterable[str], *, at: str, qt: str) -> str:
    """Give a whole report: which program on which system, when, and what."""
    from codebinder import __version__

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    head = [
        f"Codebinder {__version__}",
        f"when: {at}",
        f"python: {platform.python_version()}; qt: {qt}",
        f"system: {re.sub(r'[^A-Za-z0-9._ +-]', '?', system)[:120]}",
        f"what: {kind}",
    ]
    text = "\n".join([*head, *lines]) + "\n"
    return text.encode("utf-8")[:_LIMIT].decode("utf-8", "ignore")
