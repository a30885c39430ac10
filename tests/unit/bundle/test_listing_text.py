"""A listing in plain text: bytes as filed, line ends as the template says, names that any system takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.messages import said
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.listing_names import listing_files_text, listing_rows, names_of
from codebinder.bundle.listing_text import TextListing
from codebinder.bundle.names import check_name
from codebinder.errors import Problems
from codebinder.model.redaction import AsFiled
from codebinder.model.template_pages import Limits, Listing
from codebinder.model.template_papers import FileNames
from helpers.filing_papers import IDENTITY, as_filed

APPENDIX = Listing(
    mode="whole", form="text", line_ends="crlf", created="made_on", limits=Limits(file_bytes=1000, ascii=True)
)
ENDS = {"keep": b"a\r\nb\nc\rd\n", "lf": b"a\nb\nc\nd\n", "crlf": b"a\r\nb\r\nc\r\nd\r\n"}
FREE = Listing(mode="whole", form="text")


def written(folder: Path, listing: Listing, *files: AsFiled, names: FileNames | None = None) -> dict[str, bytes]:
    text = TextListing(listing, names or FileNames(), folder, draft=False, answers={"made_on": "2026-11-20"})
    for each in files:
        text.add(each)
    return {path.name: path.read_bytes() for path in text.finish()}


def faults(listing: Listing, *files: AsFiled) -> list[str]:
    """What a count of the pages says, and what the files themselves say: the same."""
    with ListingWriter(listing, IDENTITY, None, draft=False) as writer:
        text = TextListing(listing, FileNames(), None, draft=False)
        for each in files:
            writer.add(each)
            text.add(each)
        writer.count()
        assert writer.faults == text.faults
        return [said(each) for each in text.faults]


@pytest.mark.parametrize("ends", ENDS)
def test_nothing_but_line_ends_is_written_anew(tmp_path: Path, ends: str) -> None:
    listing = Listing(mode="whole", form="text", line_ends=ends)
    files = written(tmp_path, listing, as_filed("src/a.c", ENDS["keep"]))
    assert files == {"src-a.c.txt": ENDS[ends]}


def test_wide_encodings_keep_theirs(tmp_path: Path) -> None:
    text = "\ufeffa\nਊ\n"  # a letter whose second byte looks like a line end
    listing = Listing(mode="whole", form="text", line_ends="crlf")
    files = written(tmp_path, listing, as_filed("a.c", text.encode("utf-16-le"), "utf-16-le"))
    assert files["a.c.txt"].decode("utf-16-le") == text.replace("\n", "\r\n")


def test_binary_files_are_passed_over_and_told(tmp_path: Path) -> None:
    text = TextListing(FREE, FileNames(), tmp_path, draft=False)
    text.add(as_filed("logo.png", bytes(range(256)), "binary"))
    text.add(as_filed("a.c", b"int a;\n"))
    assert [path.name for path in text.finish()] == ["a.c.txt"]
    assert text.passed_over == ["main/logo.png"]
    assert text.printed == {"main/a.c"}


def test_what_is_no_ascii_is_named_with_file_and_line() -> None:
    found = faults(
        APPENDIX,
        as_filed("a.c", "int a;\r\n/* 注释 */ // 注\nint é;\n".encode()),
        as_filed("b.c", b"ok\n\x07\n\xff\n", "latin-1"),
    )
    assert [each.split(" ", 1)[0] for each in found] == ["main/a.c:2:", "main/a.c:3:", "main/b.c:2:", "main/b.c:3:"]
    assert "注 (U+6CE8) is not an ASCII character" in found[0]
    assert "control character U+0007" in found[2]
    assert "byte 0xFF" in found[3]


def test_a_file_may_have_just_so_many_bytes(tmp_path: Path) -> None:
    assert faults(APPENDIX, as_filed("a.c", b"x" * 998 + b"\n")) == []  # 1000 with the line end that is set
    (fault,) = faults(APPENDIX, as_filed("a.c", b"x" * 999 + b"\n"))
    assert "main/a.c: 1001 bytes, and 1000 is the limit of a file" in fault
    with pytest.raises(Problems):
        written(tmp_path, APPENDIX, as_filed("a.c", b"x" * 1001))


def test_lines_and_columns_count_over_all_files() -> None:
    listing = Listing(mode="whole", form="text", limits=Limits(lines=3, columns=72))
    assert faults(listing, as_filed("a.c", b"x" * 72 + b"\n\n"), as_filed("b.c", b"x")) == []
    found = faults(listing, as_filed("a.c", b"x" * 73 + b"\n\n"), as_filed("b.c", b"x\ny\n"))
    assert "4 lines, and 3 is the limit; the first beyond it is main/b.c:2" in found[0]
    assert "main/a.c:1: the line has 73 columns" in found[1]


def test_the_list_names_each_file_with_its_day_and_size(tmp_path: Path) -> None:
    text = TextListing(APPENDIX, FileNames(), tmp_path, draft=False, answers={"made_on": "2026-11-20"})
    text.add(as_filed("src/main.c", b"int a;\n"))
    text.add(as_filed("src/b.c", b"b\n"))
    text.finish()
    assert listing_files_text(text.listed).decode("ascii").split("\r\n") == [
        "File name       Created     Size in bytes",
        "src-b.c.txt     2026-11-20  3",
        "src-main.c.txt  2026-11-20  8",
        "2 files, 11 bytes",
        "",
    ]
    assert listing_rows(text.listed)[0] == {
        "path": "data/listing/src-b.c.txt", "component": "main", "original": "src/b.c",
        "original_hex": b"src/b.c".hex(), "size": 3, "created": "2026-11-20",
    }  # fmt: skip


def test_names_are_told_apart_on_every_system() -> None:
    paths = ["src/a-b.c", "src-a/b.c", "SRC/A-B.C", "src/a.txt", "con.c", ".hidden", "注释.c", "x" * 300 + ".c", "AUX"]
    names = names_of(paths, FileNames(ascii=True, longest=40, endings=("txt",)))
    assert names[:3] == ["src-a-b.c.txt", "src-a-b.c-2.txt", "SRC-A-B.C-3.txt"]
    assert names[3:7] == ["src-a.txt", "file_con.c.txt", "hidden.txt", "_.c.txt"]
    assert len(names[7]) == 40
    assert names[8] == "file_AUX.txt"


@given(st.lists(st.text(min_size=1, max_size=60), unique=True, max_size=30), st.integers(min_value=12, max_value=60))
def test_any_paths_get_names_that_can_be_written(paths: list[str], longest: int) -> None:
    names = names_of(paths, FileNames(longest=longest))
    assert len({name.casefold() for name in names}) == len(paths)
    for name in names:
        check_name(f"data/listing/{name}")
        assert name.endswith(".txt")
        assert name.isascii()
        assert len(name) <= longest
        assert not name.startswith((".", "-"))


def test_a_template_whose_names_cannot_end_so_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problems, match=r"\.txt"):
        written(tmp_path, FREE, as_filed("a.c", b"a\n"), names=FileNames(endings=("c",)))
