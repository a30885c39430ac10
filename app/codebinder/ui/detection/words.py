"""Names, sentences and rows that the dialogs of detection share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from codebinder.base.messages import error_rows, error_text
from codebinder.errors import CodebinderError, UserError
from codebinder.model.observations import ObservationKind
from codebinder.model.text import shown, shown_path
from codebinder.ui.findwords import rule_title
from codebinder.workflow.session import Session

PLACE = 256
"""Role under which a row holds the place that it stands for: component, path, line."""


def own_names(session: Session) -> dict[str, str]:
    """Give people's own names of their rules, by the neutral names that stand in findings."""
    from codebinder.workflow import ownrules  # with the whole engine behind it: never while the window comes up

    try:
        return ownrules.names(session) if ownrules.lists(session, limit=0).total else {}
    except CodebinderError:
        return {}  # a list that can't be read any more is told where lists are shown


def rule_text(rule: str, names: Mapping[str, str]) -> str:
    """Give a rule's name as people know it."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    return shown(names.get(rule) or (rule_title(rule) if chinese else "") or rule)


def list_kind(kind: str) -> str:
    """Give the word for a kind of list."""
    from codebinder.workflow import ownrules

    return {
        ownrules.WORDS: QCoreApplication.translate("RuleLists", "words"),
        ownrules.PATTERN: QCoreApplication.translate("RuleLists", "pattern"),
        ownrules.GITLEAKS: QCoreApplication.translate("RuleLists", "gitleaks.toml"),
        ownrules.PACK: QCoreApplication.translate("RuleLists", "rule pack"),
        ownrules.ALLOW: QCoreApplication.translate("RuleLists", "allow-list"),
        ownrules.FINDING: QCoreApplication.translate("RuleLists", "allowed value"),
        ownrules.REPORT: QCoreApplication.translate("RuleLists", "report of another tool"),
    }.get(kind, shown(kind))


def fact_kind(kind: ObservationKind) -> str:
    """Give the heading for what an observation is about."""
    return {
        ObservationKind.LISTENER: QCoreApplication.translate("CodeFacts", "Listens for connections"),
        ObservationKind.PORT: QCoreApplication.translate("CodeFacts", "Ports"),
        ObservationKind.INTERFACE: QCoreApplication.translate("CodeFacts", "Interfaces"),
        ObservationKind.REMOTE: QCoreApplication.translate("CodeFacts", "Remote control"),
        ObservationKind.ACCOUNT: QCoreApplication.translate("CodeFacts", "Accounts"),
        ObservationKind.CRYPTO: QCoreApplication.translate("CodeFacts", "Cryptography"),
        ObservationKind.UPDATE: QCoreApplication.translate("CodeFacts", "Updates"),
        ObservationKind.TELEMETRY: QCoreApplication.translate("CodeFacts", "Telemetry"),
        ObservationKind.OUTGOING: QCoreApplication.translate("CodeFacts", "Calls out"),
    }[kind]


def fault_text(error: CodebinderError, lang: str, most: int = 6) -> str:
    """Give a failure with the first of its faults, one on a line; how many more there are is said."""
    if not isinstance(error, UserError):
        return str(error)
    return "\n".join([error_text(error, lang, rows=False), *first_of(error_rows(error, lang), most)])


def first_of(sentences: Sequence[str], most: int) -> list[str]:
    """Give the first of many sentences, and how many there are beyond them."""
    more = QCoreApplication.translate("RuleLists", "… and {count} more")
    rest = [more.format(count=len(sentences) - most)] if len(sentences) > most else []
    return [*sentences[:most], *rest]


def tree(name: str, headers: Sequence[str], widths: Sequence[int] = ()) -> QTreeWidget:
    """Give a list of several columns; `widths` in pixels for all but the last."""
    made = QTreeWidget()
    made.setAccessibleName(name)
    made.setColumnCount(len(headers))
    made.setHeaderLabels(list(headers))
    made.setUniformRowHeights(True)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    made.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, wide in enumerate(widths):
        made.header().resizeSection(column, wide)
    made.header().setStretchLastSection(True)
    return made


def row(parent: QTreeWidget | QTreeWidgetItem, *texts: str) -> QTreeWidgetItem:
    """Add a row; what may be cut stands whole in the tooltip."""
    made = QTreeWidgetItem(parent, list(texts))
    for column, text in enumerate(texts):
        made.setToolTip(column, text)
    return made


def place_row(parent: QTreeWidgetItem, component: str, path: bytes, line: int) -> QTreeWidgetItem:
    """Add a row for a place in a source."""
    made = row(parent, f"{shown_path(path)}:{line}" if line else shown_path(path))
    made.setData(0, PLACE, (component, path.hex(), line))
    made.setFirstColumnSpanned(True)
    return made


def target_of(item: QTreeWidgetItem | None) -> str:
    """Give a row's place as the redaction page takes it; "" for a row without one."""
    place = item.data(0, PLACE) if item is not None else None
    return place_target(place[0], bytes.fromhex(place[1]), place[2]) if place else ""


def place_target(component: str, path: bytes, line: int = 0) -> str:
    """Name a place for `Desk.go`."""
    return f"place:{component}:{path.hex()}:{line}"


def read_target(target: str) -> tuple[str, bytes, int] | None:
    """Give component, path and line of a place's name; None where it is another thing's name."""
    parts = target.split(":")
    if len(parts) != 4 or parts[0] != "place":
        return None
    return parts[1], bytes.fromhex(parts[2]), int(parts[3])


def choose_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Let the person choose a file to read."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(chosen) if chosen else None
