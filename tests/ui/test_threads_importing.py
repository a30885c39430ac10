"""Threads that load the window's modules behind a window that is shown do no harm to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"

AT_ONCE = """
import sys, threading
import codebinder.ui
from PySide6 import QtCore, QtGui, QtWidgets

names = [name for kind in (QtCore, QtGui, QtWidgets) for name in dir(kind)]
names += [name for name in open(sys.argv[1]).read().split()]
turns = threading.Barrier(4)
sys.setswitchinterval(1e-6)

def ask(begin):
    turns.wait()
    for kind in (QtCore, QtGui, QtWidgets):
        for name in names[begin::4]:
            getattr(kind, name, None)

threads = [threading.Thread(target=ask, args=(begin,)) for begin in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
from PySide6.QtWidgets import QTreeView
print("whole", "QTreeView" in dir(QtWidgets))
"""


def test_classes_of_qt_are_all_made_before_a_second_thread_can_ask_for_one(tmp_path: Path) -> None:
    """Shiboken makes them one by one otherwise, and the program ends where two threads want one at once."""
    listed = [sys.executable, "-c", "import codebinder.ui; from PySide6 import QtWidgets as q; print(*dir(q))"]
    env = {name: value for name, value in os.environ.items() if name != "PYSIDE6_OPTION_LAZY"} | {
        "PYTHONPATH": str(APP)
    }
    names = subprocess.run(listed, env=env, capture_output=True, text=True, check=True, timeout=120).stdout
    assert "QTreeView" in names.split(), "classes are still made one by one"
    (tmp_path / "names").write_text(names, encoding="ascii")
    for _ in range(3):
        ran = subprocess.run(
            [sys.executable, "-c", AT_ONCE, str(tmp_path / "names")], env=env, capture_output=True, text=True,
            check=False, timeout=120,
        )  # fmt: skip
        assert (ran.returncode, ran.stdout.split()) == (0, ["whole", "True"]), ran.stderr


def test_no_import_looks_into_the_source_of_what_is_imported(tmp_path: Path) -> None:
    """PySide does, in modules that another thread is just importing; one that answers to nothing yet then fails."""
    (tmp_path / "shy.py").write_text(
        "def __getattr__(name):\n    raise ImportError(name)\n", encoding="ascii"
    )  # as pydantic's own modules do
    code = "import codebinder.ui, PySide6.QtWidgets; import shy; print(shy.__name__)"
    path = os.pathsep.join((str(APP), str(tmp_path)))
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout.split()) == (0, ["shy"]), ran.stderr
