"""Adding a list of one's own: words, a pattern, a file of rules or an allow-list, read and tried while one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.ui import theme
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.trying import TryBox
from codebinder.ui.detection.words import choose_file, fault_text, list_kind
from codebinder.ui.parts import button, label
from codebinder.ui.redacting.findingwords import kind_name
from codebinder.ui.theme import GRID
from codebinder.workflow import ownrules, pathscan, rulebox
from codebinder.workflow.ownrules import RuleListView
from codebinder.workflow.rulebox import Hit

_KINDS = (ownrules.WORDS, ownrules.PATTERN, ownrules.GITLEAKS, ownrules.PACK, ownrules.ALLOW)
_FOUND = (
    "code-name", "key", "password", "token", "personal", "financial", "internal", "notice", "licence", "export",
    "vulnerability",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Draft:
    """What stands in the fields."""

    kind: str
    data: bytes
    file: str
    name: str
    title: str
    options: Mapping[str, str]

    def read(self) -> Any:  # noqa: ANN401  (rules belong to the detectors; here they are only handed on)
        """Read it as the workbook would; Faults where it can't be used."""
        if self.kind == ownrules.PATTERN:
            return rulebox.read_pattern(
                self.data.decode("utf-8"),
                id=self.options["id"] or "pattern",
                title=self.title,
                kind=self.options["kind"],
                keywords=self.options["keywords"].split(),
            )
        reader: Callable[[bytes, str], Any] = {
            ownrules.WORDS: rulebox.read_words,
            ownrules.GITLEAKS: rulebox.read_gitleaks,
            ownrules.PACK: rulebox.read_pack,
            ownrules.ALLOW: rulebox.read_allow,
        }[self.kind]
        return reader(self.data, self.file or self.kind)


class AddPanel(QWidget):
    """The fields of one list, what is wrong with it, and the test box."""

    added = Signal(str)
    """The name of the list that the workbook has now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._busy = self._again = False
        self._file, self._read = "", ("", b"")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._fields())
        self.box = TryBox()
        self.box.setContentsMargins(GRID, 0, 0, 0)
        self.box.changed.connect(self._try)
        split.addWidget(self.box)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([420, 460])
        outer.addWidget(split, 1)
        self._kind_chosen()

    def _fields(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, GRID, 0)
        box.setSpacing(GRID // 2)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.kind = QComboBox()
        self.kind.setObjectName("list-kind")
        self.kind.setAccessibleName(self.tr("Kind of list"))
        for each in _KINDS:
            self.kind.addItem(list_kind(each), each)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.from_file = button(self.tr("From a file…"), self._choose, name="list-file")
        top.addWidget(self.kind, 1)
        top.addWidget(self.from_file)
        box.addLayout(top)
        self.hint = label("", "second")
        box.addWidget(self.hint)
        self.text = QPlainTextEdit()
        self.text.setObjectName("list-text")
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.mono())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.textChanged.connect(self._typed)
        box.addWidget(self.text, 1)
        box.addWidget(self._pattern_fields())
        box.addLayout(self._names())
        self.shipped = QCheckBox(self.tr("Try it together with the shipped rules"))
        self.shipped.setObjectName("try-shipped")
        self.shipped.clicked.connect(self._typed)
        box.addWidget(self.shipped)
        self.fault = label("", "fault")
        self.fault.setObjectName("list-fault")
        self.notes = label("", "second")
        box.addWidget(self.fault)
        box.addWidget(self.notes)
        last = QHBoxLayout()
        last.addStretch(1)
        self.verb = button(self.tr("Add to the workbook"), self._add, "primary", name="list-add")
        last.addWidget(self.verb)
        box.addLayout(last)
        return inner

    def _names(self) -> QHBoxLayout:
        names = QHBoxLayout()
        names.setSpacing(GRID)
        self.title = entry(self.tr("Title"), hint=self.tr("What it is called (sealed)"))
        self.name = entry(self.tr("Short name"), hint=self.tr("short name, in clear (optional)"))
        self.title.setObjectName("list-title")
        self.name.setObjectName("list-name")
        names.addWidget(self.title, 1)
        names.addWidget(self.name, 1)
        return names

    def _pattern_fields(self) -> QWidget:
        self.pattern = QWidget()
        both = QVBoxLayout(self.pattern)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(GRID // 2)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        both.addLayout(row)
        self.id = entry(self.tr("Id of the rule"), hint=self.tr("id, in clear: our-serial"))
        self.id.setObjectName("pattern-id")
        self.finds = QComboBox()
        self.finds.setObjectName("pattern-kind")
        self.finds.setAccessibleName(self.tr("What it finds"))
        for each in _FOUND:
            self.finds.addItem(kind_name(each), each)
        self.keywords = entry(self.tr("Keywords"), hint=self.tr("only in files with one of these words"))
        self.keywords.setObjectName("pattern-keywords")
        for each in (self.id, self.keywords):
            each.textEdited.connect(self._typed)
        self.finds.currentIndexChanged.connect(self._typed)
        row.addWidget(self.id, 1)
        row.addWidget(self.finds, 1)
        both.addWidget(self.keywords)
        return self.pattern

    # -- what is typed

    def _hint(self, kind: str) -> str:
        return {
            ownrules.WORDS: self.tr(
                "One word or phrase a line. =Word: in this spelling only; *part*: inside of words too; # begins a note."
            ),
            ownrules.PATTERN: self.tr(
                "One pattern (RE2). The group named value, else the first group, is what is found."
            ),
            ownrules.GITLEAKS: self.tr(
                "A gitleaks.toml as it is: rules and allow-lists. What has no effect here is said."
            ),
            ownrules.PACK: self.tr("A pack in the form of the shipped rules (YAML)."),
            ownrules.ALLOW: self.tr(
                "TOML, one [[allow]] for each entry: value, regex, line, path, rule, note. What is allowed is graded low, never dropped."
            ),
        }[kind]

    @Slot()
    def _kind_chosen(self) -> None:
        kind = str(self.kind.currentData())
        self.hint.setText(self._hint(kind))
        self.text.setAccessibleName(list_kind(kind))
        self.text.setPlaceholderText(
            {
                ownrules.WORDS: "Project Kestrel\n=NightOwl\n*kestrel_*",
                ownrules.PATTERN: r"SN-(?P<value>[0-9]{8})",
                ownrules.GITLEAKS: "[[rules]]\nid = \"our-token\"\nregex = '''tok_[a-z0-9]{20}'''",
                ownrules.PACK: "schema: 1\nrules:\n  - id: our-token",
                ownrules.ALLOW: '[[allow]]\npath = "samples/**"\nnote = "made up"',
            }[kind]
        )
        self.pattern.setVisible(kind == ownrules.PATTERN)
        self.from_file.setVisible(kind != ownrules.PATTERN)
        self.shipped.setVisible(kind != ownrules.ALLOW)
        self._file, self._read = "", ("", b"")
        self._typed()

    @Slot()
    def _typed(self) -> None:
        self.verb.setEnabled(self.desk.can_write and bool(self.text.toPlainText().strip()))
        self.box.wait()

    def draft(self) -> _Draft:
        """Give what stands in the fields."""
        kind, text = str(self.kind.currentData()), self.text.toPlainText()
        if kind == ownrules.PATTERN:
            text = text.strip("\n")
        options = (
            {
                "id": self.id.text().strip(),
                "kind": str(self.finds.currentData()),
                "keywords": self.keywords.text().strip(),
            }
            if kind == ownrules.PATTERN
            else {}
        )
        data = self._read[1] if text == self._read[0] else text.encode("utf-8", "surrogatepass")
        return _Draft(kind, data, self._file, self.name.text().strip(), self.title.text().strip(), options)

    @Slot()
    def _choose(self) -> None:
        path = choose_file(self, self.tr("Read a list from a file"), self.tr("All files (*)"))
        if path is not None:
            self.desk.look(lambda: (path.name, pathscan.file_bytes(path)), self._chosen, self._failed)

    @Slot(object)
    def _chosen(self, read: tuple[str, bytes]) -> None:
        name, data = read
        self.text.setPlainText(data.decode("utf-8", "replace"))
        self._file, self._read = name, (self.text.toPlainText(), data)  # the bytes count, as long as nobody edits them
        if not self.title.text():
            self.title.setText(name)

    # -- trying and adding

    @Slot()
    def _try(self) -> None:
        """Read the list, and try it on the text, off the window's thread."""
        if self._busy:  # one at a time: with the shipped rules it takes a second, and pages read behind it
            self._again = True
            return
        draft = self.draft()
        text, path = self.box.values()
        if not draft.data.strip():
            self._tell("", "")
            self.box.show_hits(text, None)
            return
        only = draft.kind != ownrules.ALLOW and not self.shipped.isChecked()

        def work() -> tuple[str, tuple[Hit, ...] | None, str, str]:
            try:
                rules = draft.read()
                data = text.encode("utf-8", "surrogatepass")
                hits = rulebox.try_rules(rules, data, path=path, only=only) if text else None
            except CodebinderError as error:
                return text, None, fault_text(error, self.desk.lang), ""
            return text, hits, "", "\n".join(rules.notes[:6])

        self._busy = True
        self.desk.look(work, self._tried, self._not_tried)

    @Slot(object)
    def _tried(self, seen: tuple[str, tuple[Hit, ...] | None, str, str]) -> None:
        text, hits, fault, notes = seen
        self._tell(fault, notes)
        self.box.show_hits(text, hits)
        self._settle()

    @Slot(object)
    def _not_tried(self, error: CodebinderError) -> None:
        self._failed(error)
        self._settle()

    def _settle(self) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._try()

    def _tell(self, fault: str, notes: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._tell(fault_text(error, self.desk.lang), "")

    @Slot()
    def _add(self) -> None:
        draft = self.draft()
        if draft.kind == ownrules.PATTERN and not draft.options["id"]:
            self._tell(self.tr("A pattern needs an id: it stands in findings, in clear."), "")
            self.id.setFocus()
            return
        session = self.desk.session
        if session is None or not self.desk.can_write:
            return

        def work(_progress: Progress, _cancel: Cancel) -> RuleListView:
            return ownrules.add(
                session, draft.kind, draft.data, file=draft.file, name=draft.name, title=draft.title,
                options=draft.options,
            )  # fmt: skip

        self.verb.setEnabled(False)
        self.desk.run_job(self.tr("Adding the list"), work, self._added, self._refused)

    @Slot(object)
    def _refused(self, error: CodebinderError) -> None:
        self._failed(error)
        self.verb.setEnabled(self.desk.can_write)

    @Slot(object)
    def _added(self, view: RuleListView) -> None:
        for each in (self.text, self.title, self.name, self.id, self.keywords):
            each.clear()
        self._tell("", "")
        self.desk.changed("rules")
        self.added.emit(view.name)
