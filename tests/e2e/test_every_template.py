"""Each template that ships, in each of its modes: its sample is filled in, submitted, signed, built and verified."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from codebinder import templates
from codebinder.model.checklist import RequirementState as S
from codebinder.workflow import filings
from helpers.desk import main
from helpers.template_filing import approved, begun, supplied
from helpers.template_walk import template_of

ALL = [
    (identifier, mode.id if mode else "")
    for identifier in templates.shipped_ids()
    for mode in (None, *template_of(identifier).modes)
]


@pytest.mark.parametrize(("identifier", "mode"), ALL, ids=["-".join(filter(None, each)) for each in ALL])
def test_its_sample_builds_and_verifies(tmp_path: Path, identifier: str, mode: str) -> None:
    room = begun(tmp_path, identifier, mode)
    supplied(room)
    rows = filings.checklist(room.session, room.filing)
    unmet = [f"{row.requirement}: {row.why}" for row in rows if row.state is S.UNMET and row.step != "review"]
    assert [text for text in unmet if not text.startswith("listing_pages")] == []
    archive = approved(room)
    assert main(["verify", str(archive), "--level", "full"]) == 0
    check_pages(archive, tmp_path / "unpacked")


def check_pages(archive: Path, folder: Path) -> None:
    """Every PDF is sound to a stranger's tool, every font is in it, every page gives text."""
    subprocess.run(["unzip", "-q", str(archive), "-d", str(folder)], check=True)
    pages = sorted(folder.rglob("*.pdf"))
    assert pages
    for path in (each for each in pages if "documents" not in each.parts):
        assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode == 0, path
        fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
        rows = [row.split() for row in fonts.split("\n")[2:] if row.strip()]
        assert all((row[-5], row[-3]) == ("yes", "yes") for row in rows), (path, fonts)  # embedded, with ToUnicode
        text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
        assert all(page.strip() for page in text.split("\f")[:-1]), path
    assert json.loads(next(folder.rglob("form.json")).read_bytes())["template"]["id"]
