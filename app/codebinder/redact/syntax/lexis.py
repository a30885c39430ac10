"""What is a comment and what is a string, by family of languages: enough to tell braces and words of code from both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

# Every pattern either matches without looking far ahead or runs to where the text ends: reading stays linear.
_LINE = r"(?:\\\r?\n|[^\n])*"
_C_BLOCK = r"/\*.*?(?:\*/|\Z)"
_DOUBLE = r'"(?:\\.|[^"\\\n])*+"?'
_SINGLE = r"'(?:\\.|[^'\\\n])*+'?"
_BOTH = (_DOUBLE, _SINGLE)
_LONG = r'"(?:\\.|[^"\\])*+"?'
_TRIPLE = (r'"""(?:\\.|[^\\])*?(?:"""|\Z)', r"'''(?:\\.|[^\\])*?(?:'''|\Z)")
_BACKTICK = r"`(?:\\.|[^`\\])*+`?"
_HASH = r"(?<![^\s;(){},|&\"'\]])#[^\n]*"
_XML = r"<!--.*?(?:-->|\Z)"


@dataclass(frozen=True, slots=True)
class Lexis:
    """Patterns of one family; `directives` says that lines which begin with # belong to a preprocessor."""

    comments: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    directives: bool = False


_C = (f"//{_LINE}", _C_BLOCK)
_LEXES: dict[str, Lexis] = {
    "c": Lexis(_C, _BOTH, directives=True),
    "js": Lexis((r"//[^\n]*", _C_BLOCK), (*_TRIPLE, *_BOTH, _BACKTICK)),
    "rust": Lexis((r"//[^\n]*", _C_BLOCK), (_LONG, r"'(?:\\.[^'\n]{0,8}|[^'\\\n]{1,4})'")),
    "php": Lexis((r"//[^\n]*", r"#(?!\[)[^\n]*", _C_BLOCK, _XML), _BOTH),
    "hash": Lexis((_HASH,), _BOTH),
    "shell": Lexis((_HASH,), (_LONG, r"'[^']*+'?")),
    "python": Lexis((r"#[^\n]*",), (*_TRIPLE, *_BOTH)),
    "powershell": Lexis((r"<#.*?(?:#>|\Z)", _HASH), (r'"(?:`.|[^"`])*+"?', r"'[^']*+'?")),
    "perl": Lexis((r"^=[a-z]\w*.*?(?:^=cut[^\n]*|\Z)", _HASH), _BOTH),
    "ruby": Lexis((r"^=begin\b.*?(?:^=end[^\n]*|\Z)", _HASH), _BOTH),
    "julia": Lexis((r"#=.*?(?:=#|\Z)", r"#[^\n]*"), (_TRIPLE[0], _DOUBLE)),
    "hcl": Lexis((_HASH, r"//[^\n]*", _C_BLOCK), (_DOUBLE,)),
    "plain#": Lexis((_HASH,)),
    "cmake": Lexis((r"#\[(=*)\[.*?(?:\]\1\]|\Z)".replace("(=*)", "").replace(r"\1", ""), _HASH), (_LONG,)),
    "sql": Lexis((r"--[^\n]*", _C_BLOCK), (r"'[^']*+'?", _DOUBLE)),
    "lua": Lexis((r"--\[=*\[.*?(?:\]=*\]|\Z)", r"--[^\n]*"), _BOTH),
    "ada": Lexis((r"--[^\n]*",), (_DOUBLE,)),
    "haskell": Lexis((r"\{-.*?(?:-\}|\Z)", r"--[^\n]*"), (_DOUBLE,)),
    "ocaml": Lexis((r"\(\*.*?(?:\*\)|\Z)", r"//[^\n]*"), (_LONG,)),
    "lisp": Lexis((r";[^\n]*", r"#\|.*?(?:\|#|\Z)"), (r"#?\\.", _LONG)),
    "gas": Lexis((r"//[^\n]*", _C_BLOCK, r"(?<!\S)[#@!|](?=[ \t#\r\n]|\Z)[^\n]*", r"^[ \t]*;[^\n]*"), (_DOUBLE,),
                 directives=True),
    "nasm": Lexis((r";[^\n]*", _C_BLOCK), _BOTH),
    "make": Lexis((r"(?<!\S)#[^\n]*",)),
    "verilog": Lexis(_C, (_DOUBLE,)),
    "matlab": Lexis((r"^[ \t]*%\{[ \t]*\r?\n.*?(?:^[ \t]*%\}[ \t]*\r?$|\Z)", r"%[^\n]*"),
                    (_DOUBLE, r"(?<![\w)\]}'.])'(?:''|[^'\n])*+'?")),
    "fortran": Lexis((r"![^\n]*", r"^[cC*][ \t*=-][^\n]*"), _BOTH),
    "pascal": Lexis((r"//[^\n]*", r"\{.*?(?:\}|\Z)", r"\(\*.*?(?:\*\)|\Z)"), (r"'[^'\n]*+'?",)),
    "vb": Lexis((r"'[^\n]*", r"^[ \t]*[Rr][Ee][Mm]\b[^\n]*"), (r'"[^"\n]*+"?',)),
    "percent": Lexis((r"(?<![\\$])%[^\n]*",), (_DOUBLE,)),
    "tex": Lexis((r"(?<!\\)%[^\n]*",)),
    "xml": Lexis((_XML, r"<%--.*?(?:--%>|\Z)")),
    "css": Lexis((_C_BLOCK,), _BOTH),
    "scss": Lexis((_C_BLOCK, r"(?<!:)//[^\n]*"), _BOTH),
    "ini": Lexis((r"^[ \t]*[;#][^\n]*",)),
    "toml": Lexis((r"#[^\n]*",), (_TRIPLE[0], r"'''.*?(?:'''|\Z)", _DOUBLE, r"'[^'\n]*+'?")),
    "yaml": Lexis((r"(?<!\S)#[^\n]*",), (_DOUBLE,)),
    "batch": Lexis((r"^[ \t]*@?[Rr][Ee][Mm]\b[^\n]*", r"^[ \t]*::[^\n]*")),
    "json": Lexis((r"//[^\n]*", _C_BLOCK), (_DOUBLE,)),
    "none": Lexis((), (_DOUBLE,)),
}  # fmt: skip

_FAMILIES = {
    "c": "c cpp clike shader csharp java",
    "rust": "rust",
    "js": "groovy javascript typescript tsx go kotlin scala swift",
    "sql": "sql", "php": "php", "shell": "bash", "python": "python", "powershell": "powershell", "perl": "perl",
    "ruby": "ruby elixir", "julia": "julia", "hcl": "hcl", "lua": "lua", "ada": "ada vhdl asn1", "haskell": "haskell",
    "ocaml": "ocaml", "lisp": "lisp", "gas": "asm", "nasm": "nasm", "make": "make", "verilog": "verilog",
    "matlab": "matlab", "fortran": "fortran", "pascal": "pascal", "vb": "vb", "percent": "erlang", "tex": "tex",
    "xml": "xml markup", "css": "css", "ini": "ini", "toml": "toml", "yaml": "yaml", "batch": "batch", "json": "json",
    "hash": "hash r awk nginx indent", "cmake": "cmake", "plain#": "tcl kconfig",
}  # fmt: skip
_LEXIS_OF = {language: family for family, languages in _FAMILIES.items() for language in languages.split()}
_DIRECTIVE = re.compile(rb"^[ \t]*#(?:\\\r?\n|[^\n])*", re.MULTILINE)
_BLANK = bytes(0x0A if code == 0x0A else 0x20 for code in range(256))


@cache
def _pattern(family: str) -> re.Pattern[bytes]:
    lexis = _LEXES[family]
    comments = "|".join(lexis.comments) or r"(?!)"
    strings = "|".join(lexis.strings) or r"(?!)"
    return re.compile(f"(?P<comment>{comments})|(?P<string>{strings})".encode(), re.DOTALL | re.MULTILINE)


def split(language: str, code: bytes) -> tuple[bytes, list[tuple[int, int]]]:
    """Give the code with comments, strings and preprocessor lines blank, every offset as it was; and the comments."""
    family = _LEXIS_OF.get(language, "none")
    out: list[bytes] = []
    comments: list[tuple[int, int]] = []
    done = 0
    for match in _pattern(family).finditer(code):
        start, end = match.span()
        if start == end:
            continue
        if match.lastgroup == "comment":
            comments.append((start, end))
        out.extend((code[done:start], match[0].translate(_BLANK)))
        done = end
    out.append(code[done:])
    bare = b"".join(out)
    if _LEXES[family].directives and b"#" in bare:
        bare = _DIRECTIVE.sub(lambda match: match[0].translate(_BLANK), bare)
    return bare, comments
