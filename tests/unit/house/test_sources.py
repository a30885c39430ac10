"""What our code may not do, where a contract on imports cannot say it: read from the syntax trees."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devkit import caps
from devkit.places import PACKAGE, environment

NETWORK = (
    "urllib.request",
    "urllib.robotparser",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngine",
    "PySide6.QtWebSockets",
    "PySide6.QtHttpServer",
    "multiprocessing.connection",
    "multiprocessing.managers",
    "logging.handlers",
    "logging.config",
)
HEAVY = ("git", "reportlab", "keyring", "numpy", "PySide6", "openpyxl", "pypdfium2", "pikepdf")
STAGES = ("templates", "intake", "firmware", "detect", "redact", "review", "bundle", "leakcheck", "verify")
BROAD_HANDLERS = 3


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(one is None or getattr(one, "id", "") in {"Exception", "BaseException"} for one in caught)


def swallows(handler: ast.ExceptHandler) -> bool:
    """Say whether anything is caught: a handler that does nothing but raise again catches nothing."""
    return not (len(handler.body) == 1 and isinstance(handler.body[0], ast.Raise) and handler.body[0].exc is None)


def broad_handlers(text: str) -> list[int]:
    handlers = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ExceptHandler)]
    return [each.lineno for each in handlers if is_broad(each) and swallows(each)]


def modules(folder: Path = PACKAGE) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))
    }


def reaches(text: str, forbidden: tuple[str, ...]) -> list[str]:
    names = list(imported(ast.parse(text)))
    return [name for name in names for one in forbidden if name == one or name.startswith((f"{one}.", f"{one}Core"))]


def takes_from_the_environment(text: str) -> list[int]:
    """Give the lines that take something out of the environment, or look into frames of a thread that runs."""
    rows: list[int] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Delete):
            rows += [node.lineno for each in node.targets if ast.unparse(each).startswith("os.environ")]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in TAKES:
            rows.append(node.lineno)
    return rows


TAKES = {"os.environ.pop", "os.environ.popitem", "os.environ.clear", "os.unsetenv", "sys._current_frames"}


def test_nothing_goes_from_the_environment_while_threads_run_and_no_frame_is_held() -> None:
    """Who copies the environment meanwhile fails; and what a frame holds would be let go on another thread. The command
    line takes its passphrases out before it does anything."""
    texts = {name: text for name, text in modules().items() if not name.startswith("cli/")}
    assert {name: found for name, text in texts.items() if (found := takes_from_the_environment(text))} == {}
    assert takes_from_the_environment("import os\ndel os.environ['A']\nos.environ.pop('A')\n") == [2, 3]


def test_no_module_names_a_network_submodule() -> None:
    assert {name: found for name, text in modules().items() if (found := reaches(text, NETWORK))} == {}


@pytest.mark.parametrize(
    "statement",
    [
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "from PySide6 import QtWebEngineCore",
        "def f():\n    from multiprocessing import managers",
    ],
)
def test_a_network_submodule_is_seen(statement: str) -> None:
    assert reaches(statement, NETWORK)


@pytest.mark.parametrize("innocent", ["from urllib.parse import quote", "from PySide6 import QtCore", "import logging"])
def test_a_harmless_neighbour_is_not_seen(innocent: str) -> None:
    assert not reaches(innocent, NETWORK)


def test_model_needs_the_standard_library_only() -> None:
    own = {"codebinder", "__future__"}
    found = {
        f"{name}: {module}"
        for name, text in modules(PACKAGE / "model").items()
        for module in imported(ast.parse(text))
        if module.split(".")[0] not in sys.stdlib_module_names | own
    }
    assert found == set()


def test_the_package_s_own_verifier_needs_the_standard_library_only() -> None:
    text = (PACKAGE / "verify" / "standalone.py").read_text(encoding="utf-8")
    strangers = {name for name in imported(ast.parse(text)) if name.split(".")[0] not in sys.stdlib_module_names}
    assert strangers == set()
    ast.parse(text, feature_version=(3, 8))


def test_at_most_three_handlers_catch_everything_and_none_in_a_stage() -> None:
    found = [f"{name}:{line}" for name, text in modules().items() for line in broad_handlers(text)]
    assert len(found) <= BROAD_HANDLERS, found
    assert [place for place in found if place.startswith(STAGES)] == []


@pytest.mark.parametrize("clause", ["except Exception:", "except:", "except (OSError, BaseException) as error:"])
def test_a_broad_handler_is_seen(clause: str) -> None:
    assert broad_handlers(f"try:\n    pass\n{clause}\n    pass\n") == [3]


def test_every_module_says_what_it_is() -> None:
    assert [name for name, text in modules().items() if not ast.get_docstring(ast.parse(text))] == []


def test_every_module_and_function_is_under_its_cap() -> None:
    assert list(caps.faults_in(PACKAGE)) == []


def test_a_module_and_a_function_over_their_caps_are_named(tmp_path: Path) -> None:
    (tmp_path / "long_module.py").write_text("x = 1\n" * 400, encoding="utf-8")
    (tmp_path / "long_function.py").write_text("def f():\n" + "    x = 1\n" * 49, encoding="utf-8")
    (tmp_path / "fits.py").write_text("def f():\n" + "    x = 1\n" * 48 + "y = 1\n" * 350, encoding="utf-8")
    (tmp_path / "verify").mkdir()
    (tmp_path / "verify" / "standalone.py").write_text("x = 1\n" * 900, encoding="utf-8")
    assert [fault.partition(":")[0] for fault in caps.faults_in(tmp_path)] == ["long_function.py", "long_module.py"]


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_program_starts_without_its_heavy_libraries() -> None:
    assert loaded_by("import codebinder.app") & set(HEAVY) == set()


def test_a_heavy_library_would_be_seen() -> None:
    assert loaded_by("import reportlab") & set(HEAVY) == {"reportlab"}
