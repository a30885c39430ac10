"""The words of THIRD-PARTY-NOTICES.txt."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from devkit.building import Build
from devkit.licences_rules import judge
from devkit.talk import Stop

if TYPE_CHECKING:
    from devkit.notices import Part

WIDTH = 100
RULE = "=" * WIDTH
SOURCES = {
    "Qt": "https://download.qt.io/official_releases/qt/6.11/6.11.3/",
    "pyside6-essentials": "https://download.qt.io/official_releases/QtForPython/pyside6/",
    "shiboken6": "https://download.qt.io/official_releases/QtForPython/pyside6/",
    "libquadmath": "https://gcc.gnu.org/ (libquadmath, in the sources of GCC)",
    "GNU libiconv": "https://ftp.gnu.org/gnu/libiconv/",
    "pathspec": "https://github.com/cpburnz/python-pathspec",
    "pikepdf": "https://github.com/pikepdf/pikepdf",
}
"""Where the sources of LGPL and MPL parts are published by those who make them."""

ASKED_FOR = {
    "FTL": "Portions of this software are copyright © The FreeType Project. All rights reserved.",
    "IJG": "This software is based in part on the work of the Independent JPEG Group.",
}
"""Sentences that licences want in the papers of whatever holds their parts."""

STANDARD = {
    "Apache-2.0": ("../fonts/LICENSE-Apache-2.0.txt",),
    "Apache-2.0 WITH LLVM-exception": ("../fonts/LICENSE-Apache-2.0.txt", "standard/LLVM-exception.txt"),
}
"""Texts of licences where their name is not `standard/<identifier>.txt`."""

HEAD = """\
Codebinder {version} ({commit})
Notices for the parts of this program that others made

Codebinder itself is under the Apache License, version 2.0. The parts below are under the licences that are named with
them. Where a part offers several, the one that was taken is named. The full texts lie in the folder `texts` beside this
file; codebinder.cdx.json lists the same parts for machines.

本程序包含他人制作的部件。下列每个部件均注明其许可证；许可证全文位于同目录的 texts 文件夹中。
"""
LGPL = """\
Parts under the GNU Lesser General Public License (LGPL)

{names}

They are used unmodified, as shared libraries: files of their own in the folder `_internal` ({examples}),
and no part of the two programs beside it.{linked}

You may replace them with versions that you changed:

  1. Build the library from its sources, changed as you like, for the same system, with the same major and minor version
     (a Qt for this program is a shared build; PySide6 and Shiboken are built against it and against Python {python}).
  2. Put your files in the place of those in `_internal`, under the same names. Nothing checks them before they are
     loaded. (`codebinder --version --verbose --check` will then say which files are not the ones of the release, as it
     should; the program runs all the same. On macOS sign the program anew, ad hoc: `codesign --force --deep -s -`.)
  3. Start the program.

You may take the program apart to find errors in such changes: nothing in its licence forbids that.

Their sources, as their makers publish them, unmodified by us:

{sources}

Should one of them be gone from there: for at least three years from this release the Codebinder authors give the
sources of these libraries, as they were used, to anybody who has this program and asks for them, at no more than the
cost of giving them.

本程序以共享库形式使用未经修改的 LGPL 库（位于 _internal 文件夹）。您可以用自行修改并编译的版本替换这些文件；库的源代码
可从上列地址获得，也可自本版本发布之日起至少三年内向 Codebinder 作者索取。
"""

LINKED = """ GNU libiconv is linked into the modules of lxml
(`_internal/lxml`, files of their own as well), which is under a BSD licence: to change libiconv, build lxml {version}
from its sources (https://github.com/lxml/lxml) with yours, and put its modules in the place of those."""
MPL = """\
Parts under the Mozilla Public License 2.0 (MPL)

{names}

They are used unmodified. Their source code, under the same licence, as their makers publish it:

{sources}

本程序使用未经修改的 MPL 2.0 部件；其源代码可从上列地址获得。
"""


def standard_texts(taken: str) -> list[str]:
    """Give the texts of an expression without alternatives, in resources/licences."""
    return [name for one in taken.split(" AND ") for name in STANDARD.get(one, (f"standard/{one}.txt",))]


def text(parts: Iterable[Part], made: Build) -> str:
    """Give the whole file."""
    every = list(parts)
    python = next(one.row.version for one in every if one.row.name == "Python")
    crates = [one for one in every if one.row.purl.startswith("pkg:cargo/")]
    blocks = [HEAD.format(version=made.version, commit=made.commit), lesser(every, python), mozilla(every)]
    blocks += [asked_for(every)]
    blocks += ["The parts\n\n" + "\n".join(entry(one, every) for one in every if in_list(one))]
    if crates:
        blocks.append(crate_list(crates))
    return f"\n{RULE}\n\n".join(block.rstrip("\n") + "\n" for block in blocks if block)


def in_list(part: Part) -> bool:
    return part.row.name != "Codebinder" and not part.row.inside


def lesser(parts: list[Part], python: str) -> str:
    """Say what the LGPL asks for: which parts, where their sources are, how to replace them."""
    names, sources = with_sources(parts, "LGPL")
    examples = "PySide6, shiboken6, libQt6*, Qt6*.dll, Qt*"
    lxml = next((one.row.version for one in parts if one.row.name == "lxml"), "")
    linked = LINKED.format(version=lxml) if lxml else ""
    said = LGPL.format(names=names, sources=sources, examples=examples, python=python, linked=linked)
    return said if names else ""


def mozilla(parts: list[Part]) -> str:
    """Say what the MPL asks for: which parts, and where their sources are."""
    names, sources = with_sources(parts, "MPL")
    return MPL.format(names=names, sources=sources) if names else ""


def with_sources(parts: list[Part], licence: str) -> tuple[str, str]:
    """List the parts under a licence that asks for sources, and where these are; Stop where nobody said."""
    chosen = [one.row for one in parts if licence in judge(one.row.licence).taken]
    if unsaid := [row.name for row in chosen if row.name not in SOURCES]:
        raise Stop(f"{', '.join(unsaid)}: the {licence} wants its source named: SOURCES in devkit/notices_words.py")
    names = "\n".join(f"  {row.name} {row.version} ({judge(row.licence).taken})" for row in chosen)
    return names, "\n".join(f"  {row.name}: {SOURCES[row.name]}" for row in chosen)


def asked_for(parts: list[Part]) -> str:
    """Give the sentences that the licences of these parts want said."""
    taken = {name for one in parts for name in judge(one.row.licence).taken.split(" AND ")}
    return "\n".join(sentence for name, sentence in ASKED_FOR.items() if name in taken)


def entry(part: Part, every: list[Part]) -> str:
    """Give the lines of one part, with what is inside it (crates apart)."""
    lines = [*describe(part)]
    inside = [one for one in every if one.row.inside == part.row.name]
    for one in inside:
        if not one.row.purl.startswith("pkg:cargo/"):
            lines += [
                "    contains " + line if number == 0 else "    " + line for number, line in enumerate(describe(one))
            ]
    crates = sum(one.row.purl.startswith("pkg:cargo/") for one in inside)
    if crates:
        lines.append(f"    contains {crates} Rust crates: see the end of this file")
    return "\n".join(lines) + "\n"


def describe(part: Part) -> Iterator[str]:
    row, verdict = part.row, judge(part.row.licence)
    yield f"{row.name} {row.version}".strip()
    taken = "" if verdict.taken == row.licence else f" (taken: {verdict.taken})"
    yield from textwrap.wrap(f"{row.licence}{taken}", WIDTH, initial_indent="    ", subsequent_indent="      ")
    if row.supplier:
        yield from textwrap.wrap(f"by {row.supplier}", WIDTH, initial_indent="    ", subsequent_indent="      ")
    if part.files:
        files = ", ".join(name.rpartition("/")[2] for name in part.files)
        yield from textwrap.wrap(f"as {files}", WIDTH, initial_indent="    ", subsequent_indent="      ")
    yield from (f"    texts/{name}" for name, _ in part.texts)


def crate_list(crates: list[Part]) -> str:
    """Give the Rust crates that are linked into modules, by distribution, with the licence that was taken."""
    rooms: dict[str, list[Part]] = defaultdict(list)
    for one in crates:
        rooms[one.row.inside].append(one)
    lines = ["Rust crates that were linked into modules, by the bills that the modules' makers published with them", ""]
    lines += ["The texts of their licences are in `texts/standard`; the holders of the copyright are named here.", ""]
    for name, every in sorted(rooms.items()):
        lines.append(f"In {name}:")
        for one in every:
            taken = judge(one.row.licence).taken
            label = f"{one.row.name} {one.row.version}: {taken}; {one.row.supplier}"
            lines += textwrap.wrap(label, WIDTH, initial_indent="    ", subsequent_indent="        ")
        lines.append("")
    return "\n".join(lines)
