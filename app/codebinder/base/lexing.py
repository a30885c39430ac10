"""What every worker that lexes needs: a lexer that Pygments itself brings, the kinds of text, and a limit to memory.

It imports little, so that a worker process starts quickly; Pygments comes in when the first lexer is wanted.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress
from typing import Protocol, cast

KINDS = ("", "comment", "keyword", "type", "string", "number", "name", "macro", "tag")
"""Kinds of text; a run's kind is the place in this list."""

_MEMORY = 1 << 30


class Lexer(Protocol):
    """The part of a Pygments lexer that is used."""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, object, str]]:
        """Give (index, token type, text) for all of a text."""
        ...


class Pipe(Protocol):
    """One end of a pipe to another process."""

    def send(self, obj: object) -> None:
        """Send a value."""
        ...

    def send_bytes(self, buf: bytes) -> None:
        """Send bytes."""
        ...

    def recv(self) -> object:
        """Wait for a value."""
        ...

    def recv_bytes(self, maxlength: int | None = None) -> bytes:
        """Wait for bytes; OSError where they are more."""
        ...

    def poll(self, timeout: float = ...) -> bool:
        """Is something there to be read?"""
        ...

    def close(self) -> None:
        """Close this end."""
        ...


def limit_memory() -> None:
    """Hold this process to so much memory, where the system knows such a limit: Windows does not, and on Apple silicon
    every process has more addresses than that from its first moment, so that macOS refuses."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def lexer_of(language: str) -> Lexer | None:
    """Give the lexer of a language by Pygments' name for it."""
    from pygments.lexers import find_lexer_class
    from pygments.lexers._mapping import LEXERS

    # Only what Pygments itself brings: `find_lexer_class` would look for plug-ins of strangers for other names.
    if not language or all(name != language for _, name, _, _, _ in LEXERS.values()):
        return None
    found = find_lexer_class(language)
    return cast("Lexer", found()) if found is not None else None


_TABLE: dict[object, int] = {}


def kind_of(token: object) -> int:
    """Give the kind of a Pygments token."""
    held = _TABLE.get(token)
    if held is None:
        held = _TABLE[token] = KINDS.index(_kind(token))
    return held


def _kind(token: object) -> str:
    from pygments import token as t

    families = (
        ("macro", t.Comment.Preproc), ("string", t.Comment.PreprocFile), ("comment", t.Comment),
        ("type", t.Keyword.Type), ("keyword", t.Keyword), ("keyword", t.Operator.Word),
        ("string", t.Literal.String), ("number", t.Literal.Number), ("number", t.Literal),
        ("name", t.Name.Function), ("type", t.Name.Class), ("type", t.Name.Builtin), ("macro", t.Name.Decorator),
        ("tag", t.Name.Tag), ("name", t.Name.Attribute), ("tag", t.Generic.Heading), ("tag", t.Generic.Subheading),
    )  # fmt: skip
    for kind, family in cast("tuple[tuple[str, Container[object]], ...]", families):
        if token in family:
            return kind
    return ""
