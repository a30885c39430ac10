"""Images on the command line: read, taken out of, laid beside others, and what other programs said of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from helpers.desk import Desk
from helpers.outside_tools import made

NOISE = random.Random(6).randbytes(3000)
BANNER = b"BusyBox v1.36.1 (2024-01-02 03:04:05 UTC)\0"


def image(folder: Path, text: bytes = b"a lamp's settings\n") -> bytes:
    root = folder / f"root-{len(text)}"
    root.mkdir()
    (root / "settings").write_bytes(text)
    (root / "app").write_bytes(NOISE + BANNER)
    where = folder / f"image-{len(text)}"
    made("mksquashfs", root, where, "-noappend", "-quiet", "-all-root", "-mkfs-time", "0", "-all-time", "0")
    return b"\xff" * 4096 + where.read_bytes() + b"\xff" * 2048


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("images") / "desk")
    desk.begin()
    desk.source({b"main.c": b'const char *banner = "BusyBox";\n'})
    (desk.folder / "lamp.bin").write_bytes(image(desk.folder))
    (desk.folder / "next.bin").write_bytes(image(desk.folder, b"a lamp's newer settings\n"))
    desk.run("firmware", "add", desk.file, "--image", desk.folder / "lamp.bin", "--slug", "lamp")
    return desk


def test_an_image_is_read_and_every_byte_accounted_for(desk: Desk) -> None:
    read = desk("firmware", "read", desk.file, "--firmware", "lamp")
    assert sum(read["account"].values()) == read["size"]
    paths = {node["path"]: node for node in read["nodes"]}
    assert paths["squashfs@0x1000!/settings"]["size"] == 18
    assert ("BusyBox", "1.36.1") in {(mark["name"], mark["version"]) for mark in read["marks"]}
    again = desk("firmware", "read", desk.file, "--firmware", "lamp")
    assert again == read


def test_one_file_is_taken_out_and_never_over_another(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "settings"
    path = "squashfs@0x1000!/settings"
    desk("firmware", "extract", desk.file, "--firmware", "lamp", "--path", path, "--out", out)
    assert out.read_bytes() == b"a lamp's settings\n"
    done = desk.run("firmware", "extract", desk.file, "--firmware", "lamp", "--path", path, "--out", out, expect=None)
    assert done.code == 3
    done = desk.run(
        "firmware",
        "extract",
        desk.file,
        "--firmware",
        "lamp",
        "--path",
        "nothing",
        "--out",
        tmp_path / "x",
        expect=None,
    )
    assert done.code == 3
    assert "nothing" in done.err
    assert not (tmp_path / "x").exists()


def test_two_images_are_compared_and_the_report_written(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    beside = ("--firmware", "lamp", "--with-image", desk.folder / "next.bin", "--report", out)
    found = desk("firmware", "compare", desk.file, *beside, expect=1)["comparison"]
    assert [(each["path"], each["change"]) for each in found["files"]] == [("squashfs!/settings", "changed")]
    assert out.exists()
    same = desk("firmware", "inspect", desk.folder / "lamp.bin", "--against", desk.folder / "lamp.bin")["comparison"]
    assert same["identical"]


def test_what_was_built_again_is_noted_in_numbers(desk: Desk) -> None:
    desk("firmware", "rebuilt", desk.file, "--firmware", "lamp", "--image", desk.folder / "lamp.bin")
    size = (desk.folder / "lamp.bin").stat().st_size
    rows = {each["slug"]: dict(each["stated"]) for each in desk("firmware", "list", desk.file)["images"]}
    assert rows["lamp"]["build.rebuilt"] == f"0/{size}/0"
    desk("firmware", "rebuilt", desk.file, "--firmware", "lamp", "--image", desk.folder / "next.bin", expect=1)
    rows = {each["slug"]: dict(each["stated"]) for each in desk("firmware", "list", desk.file)["images"]}
    differing, whole, regions = (int(each) for each in rows["lamp"]["build.rebuilt"].split("/"))
    assert 0 < differing < whole == size
    assert regions


def test_another_programs_report_is_laid_beside_ours(desk: Desk, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text('DECIMAL,HEXADECIMAL,DESCRIPTION\n4096,1000,"Squashfs filesystem, little endian"\n')
    rows = desk("firmware", "report", desk.file, "--firmware", "lamp", "--from", report)["reports"]
    assert [(row["start"], row["known"], row["ours"]) for row in rows] == [(4096, True, "squashfs")]
    assert desk("firmware", "report", desk.file, "--firmware", "lamp")["reports"] == rows
    report.write_text('DECIMAL,HEXADECIMAL,DESCRIPTION\n99999999,5f5e0ff,"Squashfs filesystem"\n')
    done = desk.run("firmware", "report", desk.file, "--firmware", "lamp", "--from", report, expect=None)
    assert done.code == 3
    assert "lamp" in done.err


@pytest.mark.parametrize("data", [b"", b"\xff" * 5000, NOISE], ids=["empty", "erased", "noise"])
def test_any_file_can_be_looked_into_without_a_workbook(desk: Desk, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "any").write_bytes(data)
    read = desk("firmware", "inspect", tmp_path / "any")
    assert sum(read["account"].values()) == read["size"] == len(data)
    assert desk.run("firmware", "inspect", tmp_path / "gone", expect=None).code == 3


def test_what_is_cut_off_or_changed_is_said_beside_what_is_recognised(desk: Desk, tmp_path: Path) -> None:
    whole = image(tmp_path, b"a lamp's settings\n" * 500)
    file = tmp_path / "cut.bin"
    file.write_bytes(whole[4096:6500])
    told = desk.run("firmware", "inspect", file).out
    assert "Damaged, cut off or not read whole: the image itself: " in told
    file.write_bytes(whole)
    desk.run("firmware", "add", desk.file, "--image", file, "--slug", "fresh", "--disclose", "redacted")
    assert "has changed" not in desk.run("firmware", "read", desk.file, "--firmware", "fresh").out
    here, why = ("--firmware", "fresh"), ("--reason", "TS", "--as", "lin")
    desk.run("firmware", "hide", desk.file, *here, "--from", "0x1oo", "--to", "9", *why, expect=2)
    told = desk.run("firmware", "hide", desk.file, *here, "--region", "squashfs@0x1000!/settings", *why).out
    assert "It stands packed inside squashfs@0x1000" in told
    file.write_bytes(whole[:-1] + b"x")
    assert "has changed" in desk.run("firmware", "read", desk.file, "--firmware", "fresh").out
