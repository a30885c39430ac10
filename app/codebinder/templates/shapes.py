"""The small language in which the grammar of a template is written down; reading and JSON Schema both come from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of `shortest` to `longest` characters; `pattern` must match the whole; `hint` says what it means."""

    shortest: int = 1
    longest: int = 2000
    pattern: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """A mapping from language tag to text, complete in the template's languages."""

    longest: int = 4000


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number within limits."""

    least: int = 0
    most: int = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Decimal:
    """A decimal number within limits; `above` excludes the lower limit itself. `as_text` keeps the digits written."""

    least: float = 0.0
    most: float = 1e9
    above: bool = False
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date that exists: 2018-09-30, and where `partial` also 2018-09 or 2018."""

    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """A list of `fewest` to `most` items of one shape."""

    item: Shape
    fewest: int = 1
    most: int = 2000


@dataclass(frozen=True, slots=True)
class Named:
    """A shape by its name in the grammar, so that conditions can hold conditions."""

    name: str


@dataclass(frozen=True, slots=True)
class Either:
    """A word that refers to something, or the thing itself written out."""

    word: Text
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a record; `attribute` is what the value is called in the model, where that differs."""

    name: str
    shape: Shape
    required: bool = False
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class OnlyWith:
    """`key` has a meaning only where `selector` is one of `words`."""

    key: str
    selector: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeededWith:
    """`key` must be there where `selector` is one of `words`; `instead` does as well, but not both."""

    key: str
    selector: str
    words: tuple[str, ...]
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A mapping with known keys. `exactly_one`: of each of these sets of keys one must be there. `make` builds the
    value of the model from attributes; what is not written is not passed."""

    name: str
    keys: tuple[Key, ...]
    make: Callable[..., object]
    exactly_one: tuple[tuple[str, ...], ...] = ()
    rules: tuple[OnlyWith | NeededWith, ...] = ()
    by_name: dict[str, Key] = field(init=False, repr=False, compare=False, default_factory=dict[str, Key])

    def __post_init__(self) -> None:
        self.by_name.update({key.name: key for key in self.keys})


Shape = Text | Languages | Word | Flag | Whole | Decimal | Day | ListOf | Named | Either | Record
