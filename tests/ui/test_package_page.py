"""Package: why it can't be built, building, cancelling, and what the result shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Verdict
from codebinder.ui.handing.dialog import CopiesDialog
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.package import PackagePage
from codebinder.ui.pages.verify import VerifyPage
from codebinder.workflow import building, reviewing
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


@pytest.fixture
def page(opened: MainWindow, settle: Settle, tmp_path: Path) -> PackagePage:
    """Give the page, building into a folder of its own."""
    opened.show_step(Step.PACKAGE)
    settle(opened)
    made = opened.page()
    assert isinstance(made, PackagePage)
    (tmp_path / "out").mkdir()
    made.set_out(tmp_path / "out")
    return made


def approve(window: MainWindow) -> None:
    session, filing = window.desk.need()
    reviewing.submit(session, filing, key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    reviewing.decide(session, filing, ids=None, verdict=Verdict.APPROVE, key="chen-yu")
    reviewing.sign(session, filing, key="chen-yu", progress=NoProgress(), cancel=NeverCancel())
    window.desk.changed("review")


def test_without_approval_build_is_off_and_says_where_to_go(
    page: PackagePage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    assert not page.build.isEnabled()
    assert page.draft.isEnabled()
    there = page.findChild(QPushButton, "go-there")
    assert there is not None
    there.click()
    settle(opened)
    assert opened.step is Step.REVIEW


def test_an_approved_filing_is_built_and_shown(
    page: PackagePage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    approve(opened)
    settle(opened)
    assert page.build.isEnabled()
    page.build.click()
    settle(opened)
    made = page.result.made
    assert made is not None
    session, filing = opened.desk.need()
    (row,) = building.builds(session, filing)
    assert (row.digest, row.size, row.draft) == (made.digest, made.size, False)
    assert made.slip is not None
    assert any(name.endswith(b"/manifest.pdf") for name, _ in made.members)
    page.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.result.papers.pdf.drawn > 0)
    assert page.result.papers.choice.count() > 2
    page.tabs.setCurrentIndex(3)
    assert page.result.contents.model.total() == len(made.members)
    page.result.copies.click()
    _deliver(page, opened, settle)


def _deliver(page: PackagePage, opened: MainWindow, settle: Settle) -> None:
    dialog = opened.findChild(CopiesDialog)
    assert dialog is not None
    assert page.result.made is not None
    out, slips = page.result.made.archive.parents[1], page.result.made.archive.parents[2] / "slips"
    slips.mkdir()
    dialog.names.setPlainText("Agent\n\nCourt")
    dialog.out.setText(str(out))
    dialog.encrypted.setChecked(True)
    assert not dialog.verb.isEnabled()
    dialog.slips.setText(str(out))
    dialog.verb.click()
    settle(opened)
    assert "would lie with the copies" in dialog.fault.text()
    dialog.slips.setText(str(slips))
    dialog.verb.click()
    settle(opened)
    assert dialog.fault.text() == ""
    folders = sorted(path.name for path in (out / f"{page.result.made.archive.stem}-copies").iterdir())
    assert folders == ["copy-1-of-2", "copy-2-of-2"]
    assert len(list((slips / f"{page.result.made.archive.stem}-slips").iterdir())) == 2
    dialog.reject()


def test_verify_goes_to_the_package_that_was_built(page: PackagePage, opened: MainWindow, settle: Settle) -> None:
    page.draft.click()
    settle(opened)
    assert page.result.made is not None
    page.result.verify.click()
    settle(opened)
    there = opened.page()
    assert isinstance(there, VerifyPage)
    assert there.path == page.result.made.archive
    assert there.report is not None
    assert there.report.draft


def test_a_build_can_be_cancelled_and_leaves_nothing(
    page: PackagePage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    page.draft.click()
    opened.desk.jobs.cancel()
    settle(opened)
    assert list((tmp_path / "out").iterdir()) == []
    session, filing = opened.desk.need()
    assert building.builds(session, filing) == ()
    assert page.draft.isEnabled()
    assert page.result.made is None
    assert "cancelled" in opened.jobbar.text().lower()


def test_a_build_cancelled_on_its_way_leaves_nothing(
    page: PackagePage, opened: MainWindow, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    page.draft.click()
    qtbot.waitUntil(lambda: any((tmp_path / "out").iterdir()) or not opened.desk.jobs.busy)
    assert opened.desk.jobs.busy
    opened.desk.jobs.cancel()
    settle(opened)
    assert list((tmp_path / "out").iterdir()) == []


def test_the_same_package_twice_is_refused_in_a_sentence(page: PackagePage, opened: MainWindow, settle: Settle) -> None:
    for _ in range(2):
        page.draft.click()
        settle(opened)
    assert "holds that package already" in opened.jobbar.text()
    assert page.draft.isEnabled()


def test_the_last_package_is_shown_again(page: PackagePage, opened: MainWindow, settle: Settle) -> None:
    page.draft.click()
    settle(opened)
    opened.set_language("zh")
    settle(opened)
    again = opened.page()
    assert isinstance(again, PackagePage)
    assert again.result.made is not None
    assert again.tabs.isTabVisible(2)
