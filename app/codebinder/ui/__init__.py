"""The window, and the only room that knows Qt."""

import os

# Shiboken makes each of Qt's classes when it is first asked for, and does so without regard to threads: two that import
# at the same time, as ours do behind a window that is shown, end the program. All made at once it takes some hundredths
# of a second more, and is done before there is another thread.
os.environ["PYSIDE6_OPTION_LAZY"] = "0"

from codebinder.ui import overrides as overrides  # before any class is derived from Qt's
