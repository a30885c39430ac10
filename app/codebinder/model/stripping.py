"""Which lines a person leaves out of a listing by choice; the files as filed keep them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codebinder.model.redaction import AsFiled


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The lines (from 1) of one file as filed that are not printed: blank ones, and those that hold comments only.
    `unread`: comments were to be left out, and nothing tells which they are in this file."""

    blank: frozenset[int] = frozenset()
    comments: frozenset[int] = frozenset()
    unread: bool = False


LeavesOut = Callable[[AsFiled], LeftOut]
"""Says which lines of a file as filed are left out of the listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """How many lines of a listing are not printed, and in how many files comments could not be told apart."""

    blank: int = 0
    comments: int = 0
    unread: int = 0
