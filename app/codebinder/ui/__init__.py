"""The window, and the only room that knows Qt."""

import builtins
import os

# Shiboken makes each of Qt's classes when it is first asked for, and does so without regard to threads: two that import
# at the same time, as ours do behind a window that is shown, end the program. All made at once it takes a tenth
# of a second more, and is done before there is another thread.
os.environ["PYSIDE6_OPTION_LAZY"] = "0"

from codebinder.ui import overrides as overrides  # before any class is derived from Qt's

# PySide reads the source of every module that anybody imports, to find its own name there, for spellings (`__feature__`)
# that we do not use. It looks into modules that another thread is just importing, whose import then fails.
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
