"""Delivery copies by the real command line, opened with strangers' tools: inside is the package that was built."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from helpers.desk import Desk
from helpers.pdf_text import text_by_pdfium

SLIP = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}-?")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Path]:
    desk = Desk(tmp_path_factory.mktemp("deliver") / "desk")
    desk.begin()
    desk.source({b"main.c": b"int main(void) { return 0; }\n", b"noise.bin": hashlib.shake_256(b"x").digest(300_000)})
    desk.scan()
    desk.approve()
    return desk, desk.package()


def passphrase_of(slip: Path) -> str:
    text = text_by_pdfium(slip)
    return "".join(SLIP.findall(text))


def test_encrypted_volumes_open_with_stock_tools_to_the_very_package(built: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, archive = built
    out, slips = tmp_path / "out", tmp_path / "slips"
    out.mkdir()
    slips.mkdir()
    made = desk("deliver", desk.file, "--package", archive, "--out", out, "--slips", slips, "--encrypt",
                "--to", "Agent A", "--to", "Court 李", "--volume", "100KiB")["deliver"]  # fmt: skip
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert made["digest"] == digest
    assert [copy["recipient"] for copy in made["copies"]] == ["Agent A", "Court 李"]
    opened: list[bytes] = []
    phrases: list[str] = []
    for copy in made["copies"]:
        folder = out / f"{archive.stem}-copies" / copy["folder"]
        assert len(copy["volumes"]) >= 3
        assert max(each["size"] for each in copy["volumes"]) == 100 * 1024
        assert (
            subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False).returncode
            == 0
        )
        joined = tmp_path / f"{copy['folder']}.zip"
        joined.write_bytes(b"".join((folder / each["name"]).read_bytes() for each in copy["volumes"]))
        phrases.append(passphrase_of(slips / f"{archive.stem}-slips" / copy["slip"]))
        assert (slips / f"{archive.stem}-slips" / copy["slip"]).stat().st_mode & 0o077 == 0 or os.name == "nt"
        opened.append(_opened(joined, phrases[-1], archive.name, tmp_path / copy["folder"]))
        cover = text_by_pdfium(folder / "cover.pdf")
        assert f"Copy {copy['number']} of 2" in cover
        assert digest in re.sub(r"\s", "", cover)
        label = text_by_pdfium(folder / "label.pdf")
        for number, each in enumerate(copy["volumes"], start=1):
            assert f"Volume {number} of {len(copy['volumes'])}" in label
            assert each["name"] in label
        for phrase in phrases:
            assert phrase not in cover
            assert all(phrase.encode() not in path.read_bytes() for path in folder.iterdir())
    assert [hashlib.sha256(data).hexdigest() for data in opened] == [digest, digest]
    assert len(set(phrases)) == 2


def _opened(path: Path, phrase: str, name: str, folder: Path) -> bytes:
    folder.mkdir()
    tool = shutil.which("bsdtar")
    assert tool, "bsdtar (libarchive-tools) opens the copies in this test"
    wrong = subprocess.run(
        [tool, "-x", "--passphrase", "x" * 39, "-f", path], cwd=folder, capture_output=True, check=False
    )
    assert wrong.returncode != 0
    subprocess.run([tool, "-x", "--passphrase", phrase, "-f", path], cwd=folder, capture_output=True, check=True)
    return (folder / name).read_bytes()


def test_a_plain_copy_is_the_package_itself_and_needs_no_slip(built: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, archive = built
    made = desk("deliver", desk.file, "--package", archive, "--out", tmp_path, "--to", "Agent", "--plain")["deliver"]
    copy = tmp_path / f"{archive.stem}-copies/copy-1-of-1"
    assert (copy / archive.name).read_bytes() == archive.read_bytes()
    assert made["slips"] == ""
    assert {path.name for path in copy.iterdir()} == {archive.name, "SHA256SUMS", "cover.pdf", "label.pdf"}


def test_what_is_no_build_of_the_filing_is_not_delivered(built: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, archive = built
    other = tmp_path / archive.name
    other.write_bytes(archive.read_bytes() + b"\0")
    refused = desk.run("deliver", desk.file, "--package", other, "--out", tmp_path, "--to", "Agent", expect=3)
    assert "no package that was built for this filing" in refused.err
    assert sorted(path.name for path in tmp_path.iterdir()) == [archive.name]


def test_slips_do_not_travel_with_the_copies(built: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, archive = built
    inside = tmp_path / "slips"
    inside.mkdir()
    args = ("deliver", desk.file, "--package", archive, "--out", tmp_path, "--to", "Agent", "--encrypt")
    assert "would lie with the copies" in desk.run(*args, "--slips", inside, expect=3).err
    assert "need a folder of their own" in desk.run(*args, expect=3).err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["slips"]


def test_a_draft_is_not_delivered(built: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, _ = built
    out = tmp_path / "draft"
    out.mkdir()
    draft = desk.package(out, "--draft")
    refused = desk.run("deliver", desk.file, "--package", draft, "--out", tmp_path, "--to", "Agent", expect=3)
    assert "drafts are not delivered" in refused.err
