"""What a look at one file tells: encoding and lines from its bytes, language from its name or a first `#!` line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from codebinder.base import encoding
from codebinder.model.source import FileFacts

# By whole name or extension, lower case, in Pygments' words. Pygments' own table comes second: it is slow to load, and
# where several languages share an extension it picks by looking at the content.
_BY_NAME = {
    "makefile": "Makefile", "gnumakefile": "Makefile", "kbuild": "Makefile", "kconfig": "Kconfig",
    "dockerfile": "Docker", "cmakelists.txt": "CMake", "meson.build": "Meson", "sconstruct": "Python",
    "jenkinsfile": "Groovy", "gemfile": "Ruby", "rakefile": "Ruby", "vagrantfile": "Ruby", "build.gradle": "Gradle",
    "go.mod": "Go Module", "cargo.lock": "TOML", "poetry.lock": "TOML", "package-lock.json": "JSON",
    "readme": "Text only", "license": "Text only", "copying": "Text only", "configure.ac": "M4",
}  # fmt: skip
_BY_EXTENSION = {
    "c": "C", "h": "C", "cc": "C++", "cpp": "C++", "cxx": "C++", "hpp": "C++", "hh": "C++", "hxx": "C++", "inl": "C++",
    "s": "GAS", "asm": "NASM", "inc": "C", "ld": "Linker script", "lds": "Linker script", "dts": "Devicetree",
    "dtsi": "Devicetree", "py": "Python", "pyi": "Python", "pyw": "Python", "sh": "Bash", "bash": "Bash", "ksh": "Bash",
    "bat": "Batchfile", "cmd": "Batchfile", "ps1": "PowerShell", "pl": "Perl", "pm": "Perl", "t": "Perl", "rb": "Ruby",
    "php": "PHP", "lua": "Lua", "tcl": "Tcl", "awk": "Awk", "java": "Java", "kt": "Kotlin", "kts": "Kotlin",
    "scala": "Scala", "groovy": "Groovy", "gradle": "Gradle", "go": "Go", "rs": "Rust", "swift": "Swift",
    "m": "Objective-C", "mm": "Objective-C++", "cs": "C#", "vb": "VB.net", "fs": "F#", "js": "JavaScript",
    "mjs": "JavaScript", "cjs": "JavaScript", "jsx": "JSX", "ts": "TypeScript", "tsx": "TSX", "vue": "Vue",
    "html": "HTML", "htm": "HTML", "xhtml": "HTML", "css": "CSS", "scss": "SCSS", "less": "LessCss", "xml": "XML",
    "xsd": "XML", "xsl": "XSLT", "xslt": "XSLT", "svg": "XML", "json": "JSON", "json5": "JSON5", "yaml": "YAML",
    "yml": "YAML", "toml": "TOML", "ini": "INI", "cfg": "INI", "conf": "INI", "inf": "INI", "service": "Systemd",
    "properties": "Properties", "sql": "SQL", "md": "Markdown", "markdown": "Markdown", "rst": "reStructuredText",
    "adoc": "AsciiDoc", "tex": "TeX", "txt": "Text only", "text": "Text only", "csv": "Text only", "log": "Text only",
    "diff": "Diff", "patch": "Diff", "mk": "Makefile", "mak": "Makefile", "am": "Makefile", "cmake": "CMake",
    "m4": "M4", "v": "verilog", "sv": "systemverilog", "vhd": "vhdl", "vhdl": "vhdl", "proto": "Protocol Buffer",
    "thrift": "Thrift", "graphql": "GraphQL", "tf": "Terraform", "nix": "Nix", "r": "S", "jl": "Julia", "hs": "Haskell",
    "ml": "OCaml", "erl": "Erlang", "ex": "Elixir", "exs": "Elixir", "clj": "Clojure", "lisp": "Common Lisp",
    "el": "EmacsLisp", "dart": "Dart", "zig": "Zig", "pas": "Delphi", "f90": "Fortran", "f": "FortranFixed",
    "y": "Yacc", "l": "Lex", "i": "SWIG", "cu": "CUDA", "cl": "OpenCL", "asn1": "ASN.1", "asn": "ASN.1",
}  # fmt: skip
_INTERPRETERS = {
    "sh": "Bash", "bash": "Bash", "dash": "Bash", "ash": "Bash", "ksh": "Bash", "zsh": "Bash", "python": "Python",
    "perl": "Perl", "ruby": "Ruby", "node": "JavaScript", "lua": "Lua", "php": "PHP", "awk": "Awk", "gawk": "Awk",
    "tclsh": "Tcl", "expect": "Tcl", "make": "Makefile",
}  # fmt: skip
_SHEBANG = re.compile(rb"#![ \t]*(\S+)(?:[ \t]+(?:-\S+[ \t]+)*(\S+))?")


def file_facts(path: bytes, data: bytes) -> FileFacts:
    """Give a file's encoding, length of byte order mark, language (a Pygments name, "" where unknown) and lines."""
    codec, mark = encoding.detect(data)
    if codec == "binary":
        return FileFacts(encoding=codec)
    return FileFacts(
        encoding=codec, bom=mark, language=_language(path, data), lines=encoding.line_count(data, codec)
    )  # fmt: skip


def _language(path: bytes, data: bytes) -> str:
    name = path.rpartition(b"/")[2].decode("utf-8", "replace")
    lower = name.lower()
    if (found := _BY_NAME.get(lower)) is not None:
        return found
    stem, dot, extension = lower.rpartition(".")
    if dot and stem and (found := _BY_EXTENSION.get(extension)) is not None:
        return found
    if lower.startswith(("makefile.", "kconfig.", "dockerfile.")):
        return _BY_NAME[lower.partition(".")[0]]
    if data.startswith(b"#!") and (found := _interpreter(data[:200])):
        return found
    names, extensions = _pygments_tables()
    return names.get(name) or (extensions.get(name.rpartition(".")[2], "") if dot and stem else "")


def named_language(path: bytes) -> str:
    """Give the language that a file's name tells; "" where it tells none."""
    name = path.rpartition(b"/")[2].decode("utf-8", "replace").lower()
    stem, _, extension = name.rpartition(".")
    return _BY_NAME.get(name) or (_BY_EXTENSION.get(extension, "") if stem else "")


def languages(paths: Iterable[bytes]) -> tuple[tuple[str, int], ...]:
    """Count the files of each language that their names tell, the most first."""
    found: Counter[str] = Counter()
    for path in paths:
        if language := named_language(path):
            found[language] += 1
    return tuple(sorted(found.items(), key=lambda row: (-row[1], row[0])))


def _interpreter(start: bytes) -> str:
    match = _SHEBANG.match(start)
    if match is None:
        return ""
    program = match[1].rpartition(b"/")[2]
    if program == b"env" and match[2]:
        program = match[2].rpartition(b"/")[2]
    return _INTERPRETERS.get(program.decode("ascii", "replace").rstrip("0123456789."), "")


@lru_cache(maxsize=1)
def _pygments_tables() -> tuple[dict[str, str], dict[str, str]]:
    """Read Pygments' table of file names; no lexer is loaded, and none ever looks at the content here."""
    from pygments.lexers import get_all_lexers

    names: dict[str, str] = {}
    extensions: dict[str, str] = {}
    for language, _, patterns, _ in get_all_lexers(plugins=False):
        for pattern in patterns:
            if not set(pattern) & set("*?["):
                names.setdefault(pattern, language)
            elif re.fullmatch(r"\*\.[^*?\[.]+", pattern):
                extensions.setdefault(pattern[2:], language)
    return names, extensions
