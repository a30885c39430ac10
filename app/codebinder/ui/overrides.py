"""Errors in what we override of Qt's classes are errors, and not the end of the program.

Shiboken hands an error of an overridden method on to whoever called Qt. With an error that C code raised (an index out
of range, a widget whose C++ half has gone) Python 3.11 has not made the exception object yet, Shiboken looks into it
all the same, and the program ends without a word. To pass a handler once makes that object. So every override in a
class of ours is called through a function that does so.

And an error keeps the variables of the functions that it passed. A painter among them would go on painting on a widget
that is painted anew, or deleted, meanwhile; so what an error in painting holds is let go at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from traceback import clear_frames
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

_PAINTING = {"paintEvent", "paint", "drawBranches", "drawRow"}


def install() -> None:
    """Have this done for every class that is derived from now on."""
    if "__init_subclass__" not in vars(QObject):
        setattr(QObject, "__init_subclass__", classmethod(_derived))  # noqa: B010  (no checker knows that it may be set)


def _derived(made: type[QObject], **options: Any) -> None:  # noqa: ANN401  (whatever a class is given)
    super(QObject, made).__init_subclass__(**options)
    above = [each for each in made.__mro__[1:] if each.__module__.startswith("PySide6")]
    for name, held in list(vars(made).items()):
        if isinstance(held, FunctionType) and name != "__init__" and any(name in vars(each) for each in above):
            setattr(made, name, _whole(held))


def _whole(override: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(override)
    def called(*given: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever Qt gives)
        try:
            return override(*given, **named)
        finally:  # to come by here is what makes the exception object
            error = sys.exc_info()[1] if override.__name__ in _PAINTING else None
            if error is not None:
                clear_frames(error.__traceback__)

    return called


install()
