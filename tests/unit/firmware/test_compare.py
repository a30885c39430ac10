"""Two images beside each other: what is the same is paired though it moved, and what alone differs is named."""

from __future__ import annotations

import gzip
import random
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import firmware
from codebinder.firmware import ImageText, Memory, Side, compare, packed, read_image, unpacked
from codebinder.model.firmware import Change, Comparison
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.outside_tools import made

NOISE = random.Random(4)


def kernel(banner: bytes) -> bytes:
    return gzip.compress(NOISE.randbytes(3000) + b"\0" + banner + b"\0" + NOISE.randbytes(2000), mtime=0)


KERNEL, OTHER = (
    kernel(b"BusyBox v1.36.1 (2024-01-02 03:04:05 UTC)"),
    kernel(b"BusyBox v1.37.0 (2025-01-02 03:04:05 UTC)"),
)


def side(data: bytes) -> Side:
    texts = ImageText(NeverCancel())
    read = read_image(Memory(data), name=b"x", takers=(texts,), progress=NoProgress(), cancel=NeverCancel())
    return Side(read, Memory(data), texts.strings)


def compared(one: bytes, other: bytes) -> Comparison:
    found = compare(side(one), side(other), cancel=NeverCancel())
    assert unpacked(Comparison, packed(found)) == found
    return found


def test_the_same_image_differs_in_nothing() -> None:
    found = compared(KERNEL + b"\xff" * 999, KERNEL + b"\xff" * 999)
    assert found.identical
    assert {row.change for row in found.regions} == {Change.SAME}
    assert found.files == ()
    assert (found.only_one, found.only_other) == ((), ())


def test_what_moved_is_known_by_its_bytes() -> None:
    found = compared(KERNEL + b"\xff" * 3000, b"\xff" * 8192 + KERNEL)
    rows = {(row.format, row.label): row for row in found.regions}
    moved = rows["gzip", "deflate stream"]
    assert moved.change is Change.MOVED
    assert moved.other is not None
    assert moved.one is not None
    assert moved.other[0] - moved.one[0] == 8192


def test_another_kernel_is_a_changed_region_with_other_strings() -> None:
    found = compared(KERNEL, OTHER)
    assert not found.identical
    assert any(row.change is Change.CHANGED and row.differing for row in found.regions)
    assert any("1.36.1" in text for text in found.only_one)
    assert any("1.37.0" in text for text in found.only_other)


def test_what_alone_differs_in_a_header_is_named(tmp_path: Path) -> None:
    images: list[bytes] = []
    (tmp_path / "kernel").write_bytes(KERNEL)
    for at, day in enumerate((1_700_000_000, 1_700_090_000)):
        where = tmp_path / f"image-{at}"
        command = ("mkimage", "-A", "arm", "-T", "kernel", "-C", "gzip", "-d", tmp_path / "kernel", where)
        made("env", f"SOURCE_DATE_EPOCH={day}", *command)
        images.append(where.read_bytes())
    found = compared(*images)
    changed = [row for row in found.regions if row.change is not Change.SAME]
    assert [(row.format, row.label) for row in changed] == [("uImage", "header")]
    assert "made" in changed[0].only
    assert "crc" in changed[0].only.lower()


def test_files_are_compared_by_their_paths_wherever_their_file_system_stands(tmp_path: Path) -> None:
    images: list[bytes] = []
    for at, text in enumerate((b"one", b"another")):
        root = tmp_path / f"root-{at}"
        root.mkdir()
        (root / "same").write_bytes(b"as it was")
        (root / "changed").write_bytes(text)
        (root / f"only-{at}").write_bytes(b"here")
        made("mksquashfs", root, tmp_path / f"image-{at}", "-noappend", "-quiet")
        images.append(b"\xff" * (4096 * at) + (tmp_path / f"image-{at}").read_bytes())
    found = compared(*images)
    rows = {each.path.rpartition(b"/")[2]: each.change for each in found.files}
    assert rows == {b"changed": Change.CHANGED, b"only-0": Change.REMOVED, b"only-1": Change.ADDED}
    assert found.files_same == 1


@given(st.binary(max_size=3000), st.binary(max_size=3000), st.integers(0, 3000))
@settings(max_examples=40, deadline=None)
def test_each_region_of_both_stands_in_exactly_one_row(one: bytes, other: bytes, at: int) -> None:
    one, other = one[:at] + KERNEL + one[at:], KERNEL + other
    found = compared(one, other)
    for which, size in (("one", len(one)), ("other", len(other))):
        places = sorted(place for row in found.regions if (place := getattr(row, which)) is not None)
        assert sum(end - start for start, end in places) == size
        assert all(mine[1] == behind[0] for mine, behind in pairwise(places))
    back = compare(side(other), side(one), cancel=NeverCancel())
    assert back.identical == found.identical == (one == other)


def test_marks_that_stand_in_one_alone_are_told_apart() -> None:
    found = compared(KERNEL, OTHER)
    assert {mark.version for mark in found.marks_one if mark.name == "BusyBox"} == {"1.36.1"}
    assert {mark.version for mark in found.marks_other if mark.name == "BusyBox"} == {"1.37.0"}


def test_no_module_stands_where_the_front_door_names_something_else() -> None:
    folder = Path(firmware.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} & set(firmware.__all__) == set()
