"""Verify: the verdict in one line, every fault by name, fingerprints checked before anything runs, a report to keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QTreeWidget

from codebinder import app
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.verify import VerifyPage
from codebinder.workflow import demo
from codebinder.workflow.views import DemoReport, Step

Settle = Callable[[MainWindow], None]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    """Give the sample's package, built once."""
    out = tmp_path_factory.mktemp("built") / "demo"
    return demo.run(app.environment(ask=False), out, progress=NoProgress(), cancel=NeverCancel())


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> VerifyPage:
    """Give the page, without any workbook."""
    window.show_step(Step.VERIFY)
    settle(window)
    made = window.page()
    assert isinstance(made, VerifyPage)
    return made


def verdict(page: VerifyPage) -> str:
    found = page.findChild(QLabel, "verdict")
    assert found is not None
    return found.text()


def test_a_package_that_is_dropped_is_verified_without_a_workbook(
    page: VerifyPage, window: MainWindow, settle: Settle, built: DemoReport
) -> None:
    assert not page.run.isEnabled()
    assert page.drop([built.archive])
    settle(window)
    assert verdict(page).startswith("INTACT")


def test_one_flipped_byte_is_damaged_and_names_the_file(
    page: VerifyPage, window: MainWindow, settle: Settle, built: DemoReport, tmp_path: Path
) -> None:
    data = bytearray(Path(built.archive).read_bytes())
    data[len(data) // 2] ^= 1
    bad = tmp_path / "flipped.zip"
    bad.write_bytes(data)
    page.drop([str(bad)])
    settle(window)
    assert verdict(page).startswith("DAMAGED")
    table = page.findChild(QTreeWidget, "faults")
    assert table is not None
    assert page.report is not None
    assert table.topLevelItemCount() == len(page.report.faults) > 0
    assert table.topLevelItem(0).text(1) == page.report.faults[0].path


def test_the_right_fingerprint_is_named_and_a_wrong_one_is_told(
    page: VerifyPage, window: MainWindow, settle: Settle, built: DemoReport
) -> None:
    right = dict(built.fingerprints)["lin-wei"]
    page.set_path(Path(built.archive))
    grouped = " ".join(right[at : at + 4] for at in range(0, 64, 4)).upper()
    page.signer.setText(grouped)
    page.start()
    settle(window)
    assert "SEALED BY" in verdict(page)
    assert page.report is not None
    assert page.report.exit_code == 0
    page.signer.setText("0" * 64)
    page.start()
    settle(window)
    assert page.report.exit_code == 1


def test_a_fingerprint_that_can_be_none_is_told_beside_the_field(page: VerifyPage, built: DemoReport) -> None:
    page.set_path(Path(built.archive))
    assert page.run.isEnabled()
    page.signer.setText("0123")
    assert not page.run.isEnabled()
    assert "64" in page._fault.text()


def test_a_verdict_never_stands_under_another_packages_name(
    page: VerifyPage, window: MainWindow, settle: Settle, built: DemoReport, tmp_path: Path
) -> None:
    page.drop([built.archive])
    page.set_path(tmp_path / "other.zip")
    settle(window)
    assert page.report is None
    assert page.findChild(QLabel, "verdict") is None
    assert page.run.isEnabled()


def test_the_report_is_saved_as_text(
    page: VerifyPage, window: MainWindow, settle: Settle, built: DemoReport, tmp_path: Path
) -> None:
    page.drop([built.archive])
    settle(window)
    page.save_to(tmp_path / "report.txt")
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert page.report is not None
    assert text.startswith(page.report.verdict)
    assert all(line.text in text for line in page.report.lines)
    assert all(each in text for each in page.report.not_proven)
    assert str(Path(built.archive).parent) not in text
    page.save_to(tmp_path / "nowhere" / "report.txt")
    assert "can't be written" in window.jobbar.text()


def test_what_is_no_package_gets_a_sentence(
    page: VerifyPage, window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 and then nothing")
    page.drop([str(tmp_path / "no.zip")])
    settle(window)
    assert page.run.isEnabled()
    assert page.report is not None or window.jobbar.text() != "Ready"


def test_the_result_is_in_chinese_where_the_window_is(
    open_window: Callable[..., MainWindow], settle: Settle, built: DemoReport
) -> None:
    window = open_window(lang="zh")
    window.show_step(Step.VERIFY)
    page = window.page()
    assert isinstance(page, VerifyPage)
    page.drop([built.archive])
    settle(window)
    texts = [each.text() for each in page.findChildren(QLabel)]
    assert "通过" in texts
    assert "PASS" not in texts
