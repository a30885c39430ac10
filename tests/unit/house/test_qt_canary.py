"""The binding of Qt that is locked does not lose references on this Python, as 6.12 does on CPython 3.11."""

from __future__ import annotations

import subprocess
import sys

from devkit.places import environment

CANARY = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Emitter(QObject):
    told = Signal(int)

application = QApplication([])
emitter, label, heard = Emitter(), QLabel(), []
emitter.told.connect(heard.append)
for number in range(20_000):
    emitter.told.emit(number)
for number in range(200_000):
    label.setText("a")
print(len(heard))
"""


def test_qt_survives_many_calls() -> None:
    env = environment(QT_QPA_PLATFORM="offscreen")
    done = subprocess.run([sys.executable, "-c", CANARY], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "20000"), done.stderr
