"""Pictures of every page with the sample, in both themes and both languages: python -m helpers.shots --out DIR.

Whoever changes a page looks at its pictures. A page takes part by being a step's page (codebinder.ui.pages.<step>);
more pictures of one page are added in EXTRA.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

SIZE = (1280, 720)


def settle(window: object, seconds: float = 30) -> None:
    """Let the window live until nothing runs and nothing waits."""
    from PySide6.QtCore import QCoreApplication, QEvent

    desk = window.desk  # type: ignore[attr-defined]
    end, quiet = time.monotonic() + seconds, 0
    while time.monotonic() < end and quiet < 8:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if desk.jobs.busy or desk.looks.busy or desk.gauges.busy or window.drops.busy else quiet + 1
        time.sleep(0.02)


@contextmanager
def sample(folder: Path) -> Iterator[tuple[object, Path]]:
    """Give an environment without anything of this machine, and the sample's workbook, complete up to review."""
    os.environ["CODEBINDER_CONFIG_DIR"] = str(folder / "config")
    os.environ["CODEBINDER_KEY_DIR"] = str(folder / "own-keys")
    os.environ["CODEBINDER_KEY_PASSPHRASE"] = "pictures"
    (folder / "own-keys").mkdir(mode=0o700)
    from codebinder import app
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.workflow import demo

    environment = replace(app.environment(ask=False), temp_root=folder)
    made = demo.make_sample(environment, folder / "sample", progress=NoProgress(), cancel=NeverCancel())
    yield environment, made.workbook


def _dialogs(window: object) -> list[tuple[str, Callable[[], object]]]:
    from codebinder.ui.guide.about import about
    from codebinder.ui.people.dialog import KeysDialog

    start = window.start  # type: ignore[attr-defined]
    return [
        ("template-chooser", start.new_filing),
        ("new-workbook", start.new_workbook),
        ("keys", lambda: KeysDialog(window.desk, window).open()),  # type: ignore[attr-defined]
        ("about", lambda: about(window)),  # type: ignore[arg-type]
    ]


def _adding(window: object, repo: Path) -> None:
    page = window.page()  # type: ignore[attr-defined]
    page.begin(repo, git=True)
    settle(window)
    page.adder.rules.put((), ("/tests/", "*.nothing"))
    time.sleep(0.4)


ABSURD = "Absurdly Long Name of a Vendor With Very Many Words in It, Incorporated in a Place Far Away " * 2


def _absurd(environment: object, folder: Path) -> Path:
    """Make a workbook with an empty filing, and with names that no layout likes."""
    from codebinder.workflow import filings, vendors
    from codebinder.workflow.session import Session

    path = folder / f"{'long-' * 30}name.codebinder"
    if not path.exists():
        with Session.create(environment, path, vendor=ABSURD) as session:  # type: ignore[arg-type]
            product = vendors.add_product(session, name=ABSURD, version="2026.11.22-rc1+build.123456", slug="long")
            for template in ("cn-cbrc-317", "cn-cpcc-deposit", "escrow-deposit"):
                filings.add_filing(session, product=product.slug, template=template, recipient=ABSURD)
    return path


def take(environment: object, workbook: Path, out: Path, lang: str, look: str) -> list[Path]:
    """Make every picture in one language and theme."""
    from PySide6.QtWidgets import QApplication, QDialog

    from codebinder.ui.app import window as make_window
    from codebinder.workflow.views import Step
    from helpers.shots_desk import take_desk
    from helpers.shots_detection import take_detection
    from helpers.shots_frame import take_frame
    from helpers.shots_gallery import take_gallery
    from helpers.shots_guide import take_guide
    from helpers.shots_lawyer import take_lawyer
    from helpers.shots_life import take_life
    from helpers.shots_redacting import take_redacting
    from helpers.shots_requirements import take_requirements
    from helpers.shots_review import take_review
    from helpers.shots_scale import take_scale
    from helpers.shots_strip import take_strip
    from helpers.shots_undoing import take_undoing
    from helpers.shots_viewing import take_viewing
    from helpers.shots_work import take_work

    made: list[Path] = []
    window = make_window(environment, lang=lang, look=look)  # type: ignore[arg-type]
    window.resize(*SIZE)
    window.show()

    def keep(name: str) -> None:
        settle(window)
        path = out / f"{name}-{lang}-{look}.png"
        window.grab().save(str(path))
        made.append(path)

    keep("start-empty")
    window.desk.open_workbook(workbook)
    settle(window)
    window.show_start()
    keep("start")
    for step in Step:
        window.show_step(step)
        keep(step.value)
    window.show_step(Step.REDACTION)
    settle(window)
    made += take_life(window, f"{lang}-{look}", out, settle)
    made += take_requirements(window, f"{lang}-{look}", out, settle)
    made += take_strip(window, f"{lang}-{look}", out, settle)
    window.show_step(Step.REDACTION)
    settle(window)
    take_viewing(window, keep)
    take_scale(window, keep, settle)
    page = window.show_step(Step.FILING) or window.page()
    page.area.verticalScrollBar().setValue(900)
    keep("filing-form")
    window.show_step(Step.SOURCES)
    _adding(window, workbook.parent / "gateway.git")
    keep("sources-adding")
    for name, act in _dialogs(window):
        act()
        settle(window)
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                path = out / f"dialog-{name}-{lang}-{look}.png"
                dialog.grab().save(str(path))
                made.append(path)
                dialog.reject()
        settle(window)
    window.desk.run_job("Reading the tree", _slowly)
    for _ in range(60):
        QApplication.processEvents()
        time.sleep(0.02)
    window.jobbar.show_log(True)
    QApplication.processEvents()
    path = out / f"job-{lang}-{look}.png"
    window.grab().save(str(path))
    made.append(path)
    window.jobbar.show_log(False)
    window.desk.jobs.cancel()
    settle(window)
    window.desk.open_workbook(_absurd(environment, workbook.parent))
    settle(window)
    keep("absurd-start")
    window.desk.select_filing(window.desk.register[0].filing.slug)
    for step in (Step.FILING, Step.SOURCES, Step.FIRMWARE, Step.DOCUMENTS):
        window.show_step(step)
        keep(f"absurd-{step.value}")
    take_work(window, workbook, f"{lang}-{look}", keep, settle)
    made += take_detection(window, workbook, f"{lang}-{look}", out, settle)
    made += take_redacting(window, workbook, f"{lang}-{look}", out, settle)
    made += take_undoing(window, workbook, f"{lang}-{look}", out, settle)
    made += take_desk(window, workbook, f"{lang}-{look}", out, settle)
    made += take_gallery(window, f"{lang}-{look}", out, settle)
    made += take_review(window, workbook, f"{lang}-{look}", out, settle)
    made += take_frame(window, workbook, f"{lang}-{look}", out, settle)
    made += take_guide(window, workbook, f"{lang}-{look}", out, settle)
    made += take_lawyer(window, f"{lang}-{look}", out, settle)
    window.close()
    window.deleteLater()
    settle(window, 0.2)
    return made


def _slowly(progress: object, cancel: object) -> None:
    """Report as a long job does."""
    progress.start("progress.read", 38570)  # type: ignore[attr-defined]
    while True:
        progress.advance(120, 900_000)  # type: ignore[attr-defined]
        cancel.check()  # type: ignore[attr-defined]
        time.sleep(0.02)


def main(argv: Sequence[str] | None = None) -> int:
    """Make the pictures; give 0."""
    parser = argparse.ArgumentParser(description="pictures of every page")
    parser.add_argument("--out", type=Path, default=Path("shots"))
    parser.add_argument("--lang", choices=("en", "zh"))
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--all", action="store_true", help="the whole matrix, with a sheet of each page")
    parser.add_argument("--size", choices=("1280x720", "1920x1080"), help="of the screen")
    parser.add_argument("--scale", choices=("1", "1.5", "2"), help="of the screen")
    parser.add_argument("--state", choices=("sample", "empty", "absurd"))
    parser.add_argument("--only", nargs="+", metavar="PAGE")
    parser.add_argument("--sheets", action="store_true", help="put all looks of a page on one sheet")
    parser.add_argument("--books", type=Path, help="keep the workbooks in this folder, or take those that are there")
    asked = parser.parse_args(argv)
    if asked.all or asked.size or asked.scale or asked.state or asked.only:
        from helpers.shots_matrix import matrix

        return matrix(asked)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked.out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as folder, sample(Path(folder)) as (environment, workbook):
        for lang in (asked.lang,) if asked.lang else ("en", "zh"):
            for look in (asked.theme,) if asked.theme else ("light", "dark"):
                made += take(environment, workbook, asked.out, lang, look)
    print(f"{len(made)} pictures in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "app")]
    sys.exit(main())
