"""The window, and the only room that knows Qt."""

from codebinder.ui import overrides as overrides  # before any class is derived from Qt's
