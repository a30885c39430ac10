"""What kind of file a value stands in, as far as it tells how values are written there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from codebinder.detect.fileview import FileView


class Style(Enum):
    """How values without quotes are to be read."""

    CODE = "code"
    """Names of other things: only what stands in a string or a comment is a value."""
    LINES = "lines"
    """Up to the end of the line."""
    SHELL = "shell"
    """One word, and no space beside the equals sign."""
    LOOSE = "loose"
    """One word."""


_CODE = frozenset(
    b".c .h .cc .cpp .cxx .hh .hpp .hxx .ino .java .kt .kts .scala .cs .go .rs .py .pyw .pyx .pyi .rb .php .php3 .php4"
    b" .php5 .phtml .inc .pl .pm .t .js .ts .jsx .tsx .mjs .cjs .swift .m .mm .lua .dart .vue .svelte .groovy .gradle"
    b" .r .jl .ex .exs .erl .hrl .hs .ml .mli .clj .cljs .vb .bas .pas .d .s .asm .proto .css .scss .less .sass .coffee"
    b" .zig .nim .f90 .v .sv .vhd .sol .cu .aidl .l .y .ipp .tcc .gd .hx .as .fs .fsx .elm .cr .xs .sql .as3 .asp .aspx"
    b" .jsp .cshtml .pug .razor .qml .map .tf .hcl .nix .bzl .cmake .json .json5 .ipynb .xml .xsd .wsdl .plist .dts"
    b" .dtsi .svg .patch .diff .awk .tcl .exp .ps1 .psm1 .psd1".split()
)
_LINES = frozenset(
    b".yml .yaml .properties .ini .env .cfg .conf .cnf .toml .config .settings .prefs .service .desktop .reg .inf"
    b" .editorconfig .credentials .secrets .pwd .local .production .development .staging".split()
)
_SHELL = frozenset(b".sh .bash .zsh .ksh .fish .csh .bat .cmd .mk .mak .dockerfile .command .bats".split())
_LANGUAGE = re.compile(
    rb"(?i)(?:^|[/_.\-])(?:i18n|l10n|locales?|lang|langs|languages?|translations?|intl|messages|strings?"
    rb"|nls|resource_?bundles?)(?:[/_.\-]|$)"
    rb"|[/_.\-](?:[a-z]{2}[_\-][A-Z]{2})\.\w{2,10}$|\.(?:po|pot|resx|xlf|xliff|ftl|arb|strings|lproj|ts_[a-z]{2})$"
)


_VECTORS = re.compile(
    rb"(?i)test[_-]?vec|[/_.\-](?:vectors?|kats?|wycheproof|cavs|cavp|acvp|nist)[/_.\-]|[/_.\-]rfc[_-]?\d{3,4}|test_suite_"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The traits of a file that judging asks for."""

    style: Style
    language: bool
    """A file of translations or labels."""
    test: bool
    example: bool
    lock: bool
    minified: bool
    document: bool
    generated: bool
    markup: bool
    yaml: bool
    vectors: bool
    """A file of test vectors of an algorithm."""
    live: bool
    """The configuration of something that runs, as far as its name tells."""


_TRIED = re.compile(rb"(?i)test|sample|demo|tutorial|fixture|\.github/|\.travis|\.gitlab-ci|\.circleci|vector|schema")
"""Words in the path of what only tests, shows or builds."""
_CLOAKS = frozenset(b".example .sample .dist .template .tmpl .tpl .j2 .in .default .bak .orig .old".split())
"""Suffixes of copies and forms of files that have a suffix of their own."""
_MARKUP = frozenset(
    b".xml .html .htm .config .jsp .plist .xhtml .vue .resx .pom .xsl .csproj .settings .svg .php .md .adoc .wsdl .wxs"
    b" .aspx .mdx .rst .txt".split()
) | {b""}


def _style(suffix: bytes, file: FileView) -> Style:
    name = file.name
    if suffix in _CODE:
        return Style.CODE
    if (
        suffix in _LINES
        or name.startswith(b".env")
        or b".env." in name
        or name in {b".npmrc", b".netrc", b"credentials"}
    ):
        return Style.LINES
    shell = suffix in _SHELL or name.startswith((b"dockerfile", b"makefile", b"jenkinsfile"))
    return Style.SHELL if shell or file.flat.startswith(b"#!") else Style.LOOSE


def place_of(file: FileView) -> Place:
    """Judge a file by its name."""
    suffix, name = file.suffix, file.name
    if suffix in _CLOAKS:
        inner = name[: -len(suffix)]
        dot = inner.rfind(b".")
        suffix = inner[dot:] if dot >= 0 else b""
    around = file.surroundings
    style = _style(suffix, file)
    language = _LANGUAGE.search(file.path) is not None
    apart = around.example or around.document or language or suffix in _MARKUP
    return Place(
        style=style,
        language=language,
        test=around.test,
        example=around.example,
        lock=around.lock,
        minified=around.minified,
        document=around.document,
        generated=around.generated,
        markup=suffix in _MARKUP,
        vectors=_VECTORS.search(file.path) is not None,
        live=style is Style.LINES and not apart and _TRIED.search(file.path) is None,
        yaml=suffix in {b".yml", b".yaml"},
    )
