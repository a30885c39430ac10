"""Functions, blocks and comments without a grammar: by braces, words, indentation, layout, as the language has it."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.model.redaction import Grain
from codebinder.redact.syntax import braces, layout, words
from codebinder.redact.syntax.found import Found
from codebinder.redact.syntax.lexis import split

_BRACED = {
    **dict.fromkeys(("c", "cpp", "clike", "shader", "csharp", "java"), braces.C),
    "groovy": braces.TYPED,
    **dict.fromkeys(("perl", "php"), braces.SCRIPT),
    **dict.fromkeys(("javascript", "typescript", "tsx", "bash"), braces.LINES),
    **dict.fromkeys(("go", "rust", "kotlin", "scala", "swift", "awk", "r", "powershell"), braces.WORDED),
    **dict.fromkeys(("hcl", "nginx", ""), braces.DATA),
    "css": braces.CSS,
    "tcl": braces.TCL,
    "json": braces.JSON,
    "asn1": braces.DATA,
}
_INDENTED = frozenset({"python", "yaml", "indent", "haskell", "ocaml", "hash", ""})


def plainly(language: str, code: bytes) -> tuple[list[Found], list[Found], list[Found]]:
    """Give functions, blocks and comments, each in no special order; linear in the size of the code."""
    bare, comments = split(language, code)
    found = list(_found(language, bare))
    return (
        [each for each in found if each.grain is Grain.FUNCTION],
        [each for each in found if each.grain is Grain.BLOCK],
        [Found(Grain.COMMENT, start, end) for start, end in comments],
    )


def _found(language: str, bare: bytes) -> Iterator[Found]:
    if (style := _BRACED.get(language)) is not None:
        yield from braces.braced(bare, style)
    if language in words.WORDS:
        yield from words.worded(language, bare)
    if language in layout.SECTIONED:
        yield from layout.sectioned(language, bare)
    if language in _INDENTED:
        yield from layout.indented(bare)
    if language == "lisp":
        yield from layout.parenthesised(bare)
    if language == "xml":
        yield from layout.tagged(bare)
