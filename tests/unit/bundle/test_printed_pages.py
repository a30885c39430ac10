"""What is on paper is what sources and rules come to, recomputed from plain git and pdftotext; and the check bites."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from codebinder import templates
from codebinder.bundle.listing import ListingWriter
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import LeftOut
from helpers.filing_papers import IDENTITY, as_filed
from helpers.git_repo import RepoBuilder
from helpers.pdf_text import has_pdftotext
from helpers.printed import Paper, Row, Rules, Sheet, ascii_files, compare, lines_of, stream
from helpers.printed_regimes import EXCERPTS, LITIGATION, asked, excerpt, printed, request, selection

pytestmark = pytest.mark.skipif(not has_pdftotext(), reason="pdftotext is not installed")

Files = list[tuple[str, bytes]]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Sources of all sizes: blank lines, tabs, long lines, other line ends, no line end, nothing at all."""
    chance = random.Random(7)
    tree: dict[bytes, bytes] = {b"empty.h": b"", b"dos.c": b"int dos;\r\n\r\n" * 70, b"end.c": b"no end"}
    for number in range(90):
        lines = []
        for at in range(int(chance.lognormvariate(4, 1))):
            kind = chance.random()
            text = "" if kind < 0.2 else f"{chance.choice(['', chr(9), chr(9) * 2])}call_{number}({at}, (x) \\ y);"
            lines.append(text + " /* " + f"{number}-{at} long " * 12 + "*/" if kind > 0.93 else text)
        tree[f"{chance.choice(['lib', 'src', 'src/a long folder'])}/part {number:02}.c".encode()] = "\n".join(
            [*lines, ""]
        ).encode()
    tree["不是.c".encode()] = b"not this\n"
    tree[b"picture.bin"] = b"\0\1"
    repo = RepoBuilder(tmp_path_factory.mktemp("printed") / "repo.git", bare=True)
    commit = repo.commit(tree)
    kept, others = ascii_files(repo.path, commit)
    assert others == [b"picture.bin", "不是.c".encode()]
    return list(stream(repo.path, kept))


def _blank(file: AsFiled) -> LeftOut:
    return LeftOut(blank=frozenset(at for at, line in enumerate(lines_of(file.data), 1) if not line.strip()))


def _draw(
    folder: Path, name: str, files: Files, *, answers: Mapping[str, str] = MappingProxyType({}), highlight: bool = False
) -> list[Path]:
    layout = templates.find(name).listing
    source = tuple(each for each in layout.segments if each.stream == "source")
    layout = replace(layout, segments=source, page=replace(layout.page, highlight=highlight))
    strip = _blank if EXCERPTS.get(name, (LITIGATION,))[0].drop_blank else None
    with ListingWriter(layout, IDENTITY, folder, draft=True, answers=answers, leaves_out=strip) as writer:
        for path, data in files:
            writer.add(as_filed(path, data))
        return [volume.path for volume in writer.finish()]


def _excerpted(folder: Path, name: str, files: Files, *, highlight: bool = False) -> tuple[Rules, list[Paper]]:
    pdfs = _draw(folder, name, files, highlight=highlight)
    rules = EXCERPTS[name][0]
    return rules, printed(pdfs, rules)


@pytest.mark.parametrize("name", sorted(EXCERPTS))
@pytest.mark.parametrize("highlight", [False, True])
def test_an_excerpt_prints_the_first_and_the_last_pages_of_all_files(
    tmp_path: Path, files: Files, name: str, highlight: bool
) -> None:
    made, wanted = excerpt(name, "main", files)
    rules, found = _excerpted(tmp_path, name, files, highlight=highlight)
    assert made.pages > len(wanted) == sum(EXCERPTS[name][1:3])
    assert compare(rules, wanted, found) == []


@pytest.mark.parametrize("name", sorted(EXCERPTS))
def test_a_short_program_is_printed_whole(tmp_path: Path, files: Files, name: str) -> None:
    _, wanted = excerpt(name, "main", files[:12])
    rules, found = _excerpted(tmp_path, name, files[:12])
    assert 1 < len(wanted) < EXCERPTS[name][3]
    assert compare(rules, wanted, found) == []


CASES = {"legend_choice": "x", "legend": "HIGHLY CONFIDENTIAL - SOURCE CODE", "bates_prefix": "EXDEV-SC-"}


@pytest.fixture(scope="module")
def production(files: Files, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[int, Sheet]], list[Paper]]:
    chosen = asked(files, 12)
    answers = {**CASES, "bates_start": "98", "print_request": request(chosen)}
    pdfs = _draw(tmp_path_factory.mktemp("production"), "us-litigation-production", files, answers=answers)
    return selection("main", files, chosen), printed(pdfs, LITIGATION)


Production = tuple[list[tuple[int, Sheet]], list[Paper]]


def test_a_production_prints_the_ranges_that_were_asked_for(production: Production) -> None:
    wanted, found = production
    assert len(wanted) > 12
    assert compare(LITIGATION, wanted, found, bates=98) == []


def _without(paper: Paper, at: int) -> Paper:
    return replace(paper, rows=[row for index, row in enumerate(paper.rows) if index != at])


def _repeated(paper: Paper, at: int) -> Paper:
    rows = paper.rows
    moved = [Row(row.at + 1, row.text, row.number) for row in rows[at:]]
    return replace(paper, rows=[*rows[: at + 1], *moved])


def _renumbered(paper: Paper, at: int) -> Paper:
    rows = [
        replace(row, number=row.number + 1) if index >= at and row.number else row
        for index, row in enumerate(paper.rows)
    ]
    return replace(paper, rows=rows)


TAMPERED = {
    "a missing line": lambda pages: [pages[0], _without(pages[1], 3), *pages[2:]],
    "a repeated line": lambda pages: [pages[0], _repeated(pages[1], 3), *pages[2:]],
    "a gap in the numbers": lambda pages: [pages[0], _renumbered(pages[1], 5), *pages[2:]],
    "a wrong page": lambda pages: [pages[0], pages[2], pages[1], *pages[3:]],
    "a missing page": lambda pages: pages[:-1],
    "a page twice": lambda pages: [*pages, pages[-1]],
    "another path": lambda pages: [replace(pages[0], head=pages[0].head[1:]), *pages[1:]],
    "no legend": lambda pages: [replace(pages[0], foot="98"), *pages[1:]],
    "a gap in the stamps": lambda pages: [
        replace(pages[0], words=[word.replace("98", "99") for word in pages[0].words]),
        *pages[1:],
    ],
    "another word": lambda pages: [
        replace(pages[0], rows=[*pages[0].rows[:-1], replace(pages[0].rows[-1], text="other")]),
        *pages[1:],
    ],
}


@pytest.mark.parametrize("fault", sorted(TAMPERED))
def test_the_check_finds_what_is_planted(production: Production, fault: str) -> None:
    wanted, found = production
    assert compare(LITIGATION, wanted, TAMPERED[fault](found), bates=98) != []


@pytest.mark.parametrize("fault", ["a line less", "a line more", "another order"])
def test_a_listing_of_other_sources_is_told(tmp_path: Path, files: Files, fault: str) -> None:
    path, data = files[5]
    first, rest = data.split(b"\n", 1)
    changed = {
        "a line less": [*files[:5], (path, rest), *files[6:]],
        "a line more": [*files[:5], (path, first + b"\n" + data), *files[6:]],
        "another order": [*files[:5], files[6], files[5], *files[7:]],
    }[fault]
    _, wanted = excerpt("us-copyright-deposit", "main", files)
    rules, found = _excerpted(tmp_path, "us-copyright-deposit", changed)
    assert compare(rules, wanted, found) != []
