"""Every text of the window passes through translation, and has its Chinese under its own context."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import PySide6
import pytest

from codebinder.assets import resources
from codebinder.ui import strings

UI = Path(strings.__file__).parent
I18N = resources() / "i18n"
OWN = I18N / "codebinder_zh.ts"
TOOLS = Path(PySide6.__file__).parent
PARAMETER = re.compile(r"\{\w+\}|%\w+")


class Entry(NamedTuple):
    """One message of a Qt Linguist file."""

    context: str
    source: str
    text: str
    state: str


def entries(path: Path) -> list[Entry]:
    """Give every message of a file, finished or not."""
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            done = message.find("translation")
            assert done is not None
            source = message.findtext("source", "")
            found.append(Entry(context.findtext("name", ""), source, done.text or "", done.get("type", "")))
    return found


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Give every (context, source) that lupdate sees in the window's code, found anew."""
    found = tmp_path_factory.mktemp("lupdate") / "window.ts"
    files = sorted(str(path) for path in UI.rglob("*.py"))
    subprocess.run([TOOLS / "lupdate", "-silent", *files, "-ts", found], check=True, capture_output=True)
    return {(each.context, each.source) for each in entries(found)}


FILES = tuple(sorted(path.name for path in I18N.glob("*_zh.ts")))


def test_our_own_texts_stand_in_one_file() -> None:
    assert FILES == ("codebinder_zh.ts", "qt_zh.ts")


def test_every_text_that_lupdate_sees_has_its_chinese_and_no_other_is_kept(sources: set[tuple[str, str]]) -> None:
    held = {(each.context, each.source) for each in entries(OWN)}
    missing = sorted(sources - held)
    left = sorted(held - sources)
    assert not missing, f"no Chinese: {missing}"
    assert not left, f"the code has no such text any more: {left}"


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_unfinished_obsolete_or_there_twice(name: str) -> None:
    found = entries(I18N / name)
    assert not [each for each in found if each.state or not each.text.strip()]
    assert not [key for key, count in Counter((each.context, each.source) for each in found).items() if count > 1]


@pytest.mark.parametrize("name", FILES)
def test_lrelease_finds_everything_finished(name: str, tmp_path: Path) -> None:
    made = subprocess.run(
        [TOOLS / "lrelease", I18N / name, "-qm", tmp_path / "x.qm"], check=True, capture_output=True, text=True
    )
    count = len(entries(I18N / name))
    assert f"Generated {count} translation(s) ({count} finished and 0 unfinished)" in made.stdout + made.stderr


@pytest.mark.parametrize("name", FILES)
def test_translations_keep_parameters_and_mnemonics_and_ellipses(name: str) -> None:
    wrong = []
    for each in entries(I18N / name):
        mnemonic = len(re.findall(r"&(?=\w)", each.source)) == len(re.findall(r"\(&\w\)", each.text))
        dots = each.source.endswith(("…", "...")) == each.text.endswith("…")
        if sorted(PARAMETER.findall(each.source)) != sorted(PARAMETER.findall(each.text)) or not mnemonic or not dots:
            wrong.append(each)
    assert not wrong


@pytest.mark.parametrize("name", FILES)
def test_chinese_is_set_as_chinese(name: str) -> None:
    """Marks are those of Chinese, a blank stands between Chinese and Latin, and an ellipsis is one sign."""
    rules = {
        "mark": r"[\u4e00-\u9fff](?:[,;!?](?![;\w])|\((?![&*A-Z])|:(?![/A-Z]))|\)[\u4e00-\u9fff]",
        "blank": r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]",
        "ellipsis": r"……|\.\.\.",
    }
    found = [each for each in entries(I18N / name) if each.source not in MANNER]
    assert not [(rule, each) for each in found for rule, form in rules.items() if re.search(form, each.text)]


MANNER = {"Authors, one a line: name; affiliation; * for an attorney"}
"""Texts that show how something is typed."""

SHOWN = {
    **dict.fromkeys(
        (
            "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "addAction", "setWindowTitle",
            "setPlaceholderText", "setTitle", "setStatusTip", "setWhatsThis", "addTab", "setTabText", "setTabToolTip",
            "addItem", "setHeaderLabels", "setHorizontalHeaderLabels", "addMenu", "setLabelText", "setSuffix",
            "setPrefix", "setSpecialValueText", "setFormat", "addRow", "setItemText", "setInformativeText",
            "setDetailedText", "showMessage", "setPlainText", "appendPlainText", "setMarkdown", "setHtml", "label",
            "button", "entry", "caption", "heading", "QLabel", "QPushButton", "QToolButton", "QCheckBox",
            "QRadioButton", "QGroupBox", "QAction", "QLineEdit", "QMenu", "Elided", "CodeView", "run_job", "tell",
        ),
        (0, 1),
    ),
    **dict.fromkeys(("banner", "glyph_label", "setItemToolTip", "confirm", "getText", "getSaveFileName"), (1, 2)),
    **dict.fromkeys(("getOpenFileName", "getExistingDirectory"), (1, 2)),
}  # fmt: skip
"""What shows a text, and which of its arguments it may be: all of those in [first, second]."""

ROLES = re.compile(r"[a-z]+(?:-[a-z]+)*|\W*(?:Ctrl|Alt|Shift)\+\w+\W*|F\d+|Codebinder|\W*SHA-256\W*|&Language / 语言")
"""What is no text for people: names of looks and roles, keys; and names that are the same in every language."""


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Give (place, name, call) of every call in the window's code."""
    return tuple(
        (f"{path.relative_to(UI)}:{node.lineno}", getattr(node.func, "attr", getattr(node.func, "id", "")), node)
        for path in sorted(UI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )


def literals(node: ast.expr) -> Iterator[str]:
    """Give the literal texts that an argument may show; what a call gives is looked at where it is made."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from literals(one)
            yield from literals(other)
        case ast.Call(func=ast.Attribute(value=inner, attr="format" | "join")):
            yield from literals(inner)
        case _:
            return


def test_no_text_is_shown_that_does_not_pass_through_translation() -> None:
    plain = []
    for where, name, node in calls():
        first, last = SHOWN.get(name, (0, -1))
        texts = [text for argument in node.args[first : last + 1] for text in literals(argument)]
        plain += [
            f"{where}: {text!r}" for text in texts if re.search("[A-Za-z]{2}", text) and not ROLES.fullmatch(text)
        ]
    assert not plain, "\n".join(plain)


def test_what_is_translated_is_a_literal_that_lupdate_sees(sources: set[tuple[str, str]]) -> None:
    known = {source for _, source in sources}
    unseen = []
    for where, name, node in calls():
        at = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}.get(name)
        if at is not None and len(node.args) > at:
            text = node.args[at]
            if not isinstance(text, ast.Constant) or text.value not in known:
                unseen.append(where)
    assert [each.split(":")[0] for each in unseen] == ["logs/words.py"], unseen  # what QT_TRANSLATE_NOOP has marked


def test_a_text_is_found_under_its_own_context_only() -> None:
    table = {("Step", "Filing"): "申报"}
    made = strings.Translator(table)
    assert made.translate("Step", "Filing") == "申报"
    assert made.translate("Other", "Filing") is None


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (1023, "1023 B"), (3482, "3.4 KB"), (12 * 1024 * 1024, "12 MB"), (5 * 1024**4, "5120 GB")],
)
def test_sizes_are_short(size: int, text: str) -> None:
    assert strings.size_text(size) == text


def test_fingerprints_stand_in_groups_of_four() -> None:
    assert strings.grouped("0123456789ab") == "0123 4567 89ab"
