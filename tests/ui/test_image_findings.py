"""What stands inside a firmware image, in the window: its findings in the queue, its texts and bytes in the viewer."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.model.filing import FindingFilter
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.workflow import attachments, scanning
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
SETTINGS = b"\n".join(b"# setting %d" % number for number in range(30)) + b'\nadmin_password = "Zq8-hunter2Two!"\n'


@pytest.fixture
def page(opened: MainWindow, settle: Settle, tmp_path: Path) -> RedactionPage:
    session, filing = opened.desk.need()
    noise = random.Random(5)
    raw = noise.randbytes(3000) + b"\0wifi_password=Kx9-pump4station\0" + noise.randbytes(3000)
    path = tmp_path / "gateway.bin"
    path.write_bytes(raw + gzip.compress(SETTINGS, mtime=0) + b"\xff" * 4096)
    quiet = {"progress": NoProgress(), "cancel": NeverCancel()}
    attachments.add_firmware(session, filing, image=path, slug="flash", **quiet)
    scanning.scan(session, filing, **quiet)
    opened.desk.changed("scan")
    opened.show_step(Step.REDACTION)
    settle(opened)
    made = opened.page()
    assert isinstance(made, RedactionPage)
    return made


def test_a_finding_inside_an_image_is_opened_where_it_stands(
    page: RedactionPage, opened: MainWindow, settle: Settle
) -> None:
    session, filing = opened.desk.need()
    rows = {each.path.rpartition(b"!/")[2]: each for each in session.book.findings.all(
        filing.slug, FindingFilter(component="flash"))}  # fmt: skip
    packed = next(each for name, each in rows.items() if name != b"gateway.bin")
    page.open_at("flash", packed.path, packed.line)
    settle(opened)
    assert page.place == ("flash", packed.path)
    file = page.file
    assert file is not None
    assert b"Zq8-hunter2Two!" in file.view.data
    assert {mark.name for mark in file.marks.all} >= {packed.id}
    bare = rows[b"gateway.bin"]
    page.open_at("flash", bare.path, bare.line)
    settle(opened)
    assert page.place == ("flash", bare.path)
    shown = page.file
    assert shown is not None
    assert shown.view.encoding == "binary"
