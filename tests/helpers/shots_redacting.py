"""Pictures of redaction at large: extents, many at once, the measure, a source that moves, openings, recovery."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.git_repo import RepoBuilder
from helpers.next_release import RENAMED, REV, next_release

Settle = Callable[[Any], None]
ENGINEER, LEGAL = "lin-wei", "chen-yu"
LONG = b"src/" + b"a-folder-with-a-long-name/" * 10 + b"and-a-file-with-a-name-that-goes-on-and-on.c"


def take_redacting(window: Any, workbook: Path, name: str, out: Path, settle: Settle) -> list[Path]:
    """Go the way of a copy of the sample; give the pictures."""
    made: list[Path] = []
    own = workbook.parent.with_name(f"redacting-{name}")
    shutil.copytree(workbook.parent, own)
    window.desk.open_workbook(own / workbook.name)
    settle(window)

    def keep(what: str, widget: Any) -> None:
        time.sleep(0.4)
        settle(window)
        path = out / f"{what}-{name}.png"
        widget.grab().save(str(path))
        made.append(path)

    _hiding(window, keep, settle)
    _ceiling(window, keep, settle)
    _moving(window, own, keep, settle)
    _opening(window, workbook, own, keep, settle)
    _absurd(window, own, keep, settle)
    return made


def _dialog(kind: str) -> Any:
    from PySide6.QtWidgets import QApplication

    return next(each for each in QApplication.topLevelWidgets() if type(each).__name__ == kind and each.isVisible())


def _hiding(window: Any, keep: Callable[[str, Any], None], settle: Settle) -> None:
    from codebinder.workflow.views import Step

    window.show_step(Step.REDACTION)
    settle(window)
    page = window.page()
    page.open_at("gateway", b"src/session.c", 14)
    settle(window)
    page.view.setFocus()
    for _ in range(2):
        page.extend()
        settle(window)
    keep("redaction-extended", window)
    page.actions.hide_more.menu().popup(page.mapToGlobal(page.actions.hide_more.pos()))
    keep("menu-hide", page.actions.hide_more.menu())
    page.actions.hide_more.menu().close()
    page.hider.comments()
    keep("redaction-hide-comments", window)
    page.panes.ask.dismiss()
    page.hider.glob()
    keep("redaction-hide-glob", window)
    page.panes.ask.dismiss()
    page.hider.withhold("gateway", b"src/")
    keep("redaction-withhold", window)
    page.panes.ask.dismiss()
    page.further.measures()
    keep("dialog-measures", _dialog("MeasureDialog"))
    _dialog("MeasureDialog").reject()
    settle(window)


def _ceiling(window: Any, keep: Callable[[str, Any], None], settle: Settle) -> None:
    """A second filing, with a ceiling that its redactions go above."""
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.workflow import filings, redacting, sources
    from codebinder.workflow.views import Step

    session, first = window.desk.need()
    filing = filings.add_filing(session, product=first.product, template="cn-cpcc-deposit", recipient="CPCC")
    filings.set_fields(session, filing, {"deposit_mode": "covered"})
    repo = session.path.parent / "gateway.git"
    sources.add_repository(
        session, filing, repo=repo, rev="v2.4.1", include=("/src/",), exclude=(), slug="gateway",
        progress=NoProgress(), cancel=NeverCancel(),
    )  # fmt: skip
    window.desk.select_filing(filing.slug)
    window.show_step(Step.REDACTION)
    settle(window)
    page = window.page()
    page.further.take_over()
    keep("dialog-takeover", _dialog("TakeOverDialog"))
    _dialog("TakeOverDialog").reject()
    reason = page.actions.reason()
    for path in (b"src/session.c", b"src/main.c", b"src/firewall.c", b"src/config.c", b"src/telemetry.c"):
        lines = redacting.file_view(session, filing, "gateway", path).data.count(b"\n")
        redacting.redact_lines(session, filing, path=path, first=3, last=lines - 2, reason=reason, key=ENGINEER)
    window.desk.changed("findings")
    page.open_at("gateway", b"src/session.c", 1)
    settle(window)
    keep("redaction-above", window)
    page.actions.filed.toggle()
    keep("redaction-as-filed-hatch", window)
    page.panes.printed.click()
    keep("redaction-as-printed", window)
    page.panes.printed.click()
    page.actions.filed.toggle()
    page.further.measures()
    keep("dialog-measures-above", _dialog("MeasureDialog"))
    _dialog("MeasureDialog").reject()
    window.desk.select_filing(first.slug)
    settle(window)


def _moving(window: Any, own: Path, keep: Callable[[str, Any], None], settle: Settle) -> None:
    from codebinder.workflow import redacting, sources
    from codebinder.workflow.views import Step

    session, filing = window.desk.need()
    next_release(own / "gateway.git")
    redacting.redact_lines(session, filing, path=RENAMED[0], first=12, last=18, reason="TS-ALG", key=ENGINEER)
    window.show_step(Step.SOURCES)
    settle(window)
    page = window.page()
    page._move(sources.components(session, filing)[0])
    settle(window)
    page.adder._revision(REV)
    settle(window)
    page.adder.verb.click()
    settle(window)
    dialog = _dialog("CarryDialog")
    keep("dialog-carry", dialog)
    dialog.verb.click()
    settle(window)
    keep("sources-moved", window)
    window.show_step(Step.REDACTION)
    settle(window)
    keep("redaction-returned", window)
    window.page().further.returned()
    settle(window)
    dialog = _dialog("ReturnedDialog")
    keep("dialog-returned", dialog)
    dialog.accept_.click()
    settle(window)
    dialog.reject()
    settle(window)


def _opening(window: Any, workbook: Path, own: Path, keep: Callable[[str, Any], None], settle: Settle) -> None:
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.model.review import Verdict
    from codebinder.workflow import redacting, reviewing
    from codebinder.workflow.views import Step

    fresh = own.with_name(f"{own.name}-signed")
    shutil.copytree(workbook.parent, fresh)
    window.desk.open_workbook(fresh / workbook.name)
    settle(window)
    session, filing = window.desk.need()
    reviewing.submit(session, filing, key=ENGINEER, progress=NoProgress(), cancel=NeverCancel())
    reviewing.decide(session, filing, ids=None, verdict=Verdict.APPROVE, key=LEGAL)
    reviewing.sign(session, filing, key=LEGAL, progress=NoProgress(), cancel=NeverCancel())
    window.desk.changed("review")
    window.show_step(Step.PACKAGE)
    settle(window)
    keep("package-recovery", window)
    page = window.page()
    page.build.click()
    settle(window)
    keep("package-result-recovery", window)
    archive = page.result.made.archive
    page.openings.click()
    settle(window)
    dialog = _dialog("OpeningDialog")
    rows = redacting.redactions(session, filing)
    dialog.tick({each.id for each in rows if each.path in {b"src/qos.c", b"src/telemetry.c"}})
    dialog.to.setText(ENGINEER)
    opening = fresh / "gateway-317-opening.age"
    dialog.out.setText(str(opening))
    keep("dialog-opening", dialog)
    dialog.verb.click()
    keep("dialog-opening-words", dialog)
    dialog.verb.click()
    settle(window)
    keep("dialog-opening-done", dialog)
    dialog.tabs.setCurrentIndex(1)
    keep("dialog-opening-register", dialog)
    dialog.reject()
    settle(window)
    window.show_step(Step.VERIFY)
    window.page().drop([str(archive), str(opening)])
    settle(window)
    area = window.page().opening
    area.parentWidget().parentWidget().parentWidget().ensureWidgetVisible(area)
    keep("verify-opening", window)
    _recovery(window, keep, settle)


def _recovery(window: Any, keep: Callable[[str, Any], None], settle: Settle) -> None:
    from codebinder.ui.redacting.recovery import ExportRecovery, ImportRecovery

    export = ExportRecovery(window.desk, window)
    export.open()
    export.passphrase.setText("a long passphrase")
    export.again.setText("another one")
    keep("dialog-recovery-export", export)
    export.reject()
    bring = ImportRecovery(window.desk, window)
    bring.open()
    keep("dialog-recovery-import", bring)
    bring.reject()
    settle(window)


def _absurd(window: Any, own: Path, keep: Callable[[str, Any], None], settle: Settle) -> None:
    """5,000 redactions, in a file whose path has 300 characters."""
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.model.redaction import RedactionKind
    from codebinder.workflow import filings, making, sources
    from codebinder.workflow.views import Step

    if window.desk.session.path != own / "meridian.codebinder":
        window.desk.open_workbook(own / "meridian.codebinder")
        settle(window)
    session = window.desk.session
    first = filings.filings(session)[0]
    data = b"".join(b"static const int weight_%04d = %d;\n" % (at, at * 7919) for at in range(5000))
    repo = RepoBuilder(own / "absurd.git", bare=True)
    repo.tag("v1", repo.commit({LONG: data, b"README": b"read me\n" * 400}))
    filing = filings.add_filing(session, product=first.product, template=first.template_id, recipient="Absurd")
    sources.add_repository(
        session, filing, repo=own / "absurd.git", rev="v1", include=(), exclude=(), slug="absurd",
        progress=NoProgress(), cancel=NeverCancel(),
    )  # fmt: skip
    proposer, at, rows = session.member(ENGINEER).fingerprint, 0, []
    for line in data.splitlines(keepends=True):
        span = at + line.index(b"=") + 2, at + len(line) - 2
        rows.append(
            making.row(session, "absurd", LONG, span, data[slice(*span)], "utf-8", RedactionKind.PLACE,
                       reason="TS", published="TS", note="", proposer=proposer)
        )  # fmt: skip
        at += len(line)
    making.store(session, filing, rows, proposer)
    window.desk.select_filing(filing.slug)
    window.show_step(Step.REDACTION)
    settle(window)
    page = window.page()
    page.open_at("absurd", LONG, 20)
    keep("absurd-redaction", window)
    page.hider.withhold("absurd", LONG)
    keep("absurd-withhold", window)
    page.panes.ask.dismiss()
    page.further.measures()
    keep("dialog-absurd-measures", _dialog("MeasureDialog"))
    _dialog("MeasureDialog").reject()
    settle(window)


__all__ = ["take_redacting"]
