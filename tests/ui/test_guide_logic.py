"""Finding one's way, without a window: what fits a typed text, help pages, licences, what comes next, letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codebinder.assets import resources
from codebinder.model.source import ComponentKind
from codebinder.ui import strings
from codebinder.ui.app import application
from codebinder.ui.guide import codelook, pages
from codebinder.ui.guide.entries import page_entries
from codebinder.ui.guide.fuzzy import Paths, score
from codebinder.ui.guide.helpwindow import HelpView, anchor
from codebinder.ui.guide.nextstep import next_of
from codebinder.ui.settings import Settings
from codebinder.ui.widgets.letters import Letters
from codebinder.workflow import licences
from codebinder.workflow.views import FilingView, Standing, Step, StepView

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(([^)]+)\)")
NAMED = re.compile(r"\*{1,2}([^*\n]{2,60}…)\*{1,2}")
ENGLISH_ONLY = {"template-format", "package-format"}


def never() -> None:
    """Let a search run to its end."""


# -- what fits


def test_beginnings_go_before_words_and_words_before_letters_in_order() -> None:
    names = ["rebuild all", "build the package", "a built-in", "open folder", "big uneven igloo lid"]
    ranked = sorted((each for each in names if score("buil", each)), key=lambda each: -score("buil", each))
    assert ranked[0] == "build the package"
    assert ranked[1] == "a built-in"
    assert "open folder" not in ranked
    assert score("btp", "build the package")
    assert score("pack build", "build the package")
    assert not score("build zebra", "build the package")
    assert score("扫描", "扫描敏感信息")


def test_letters_far_apart_are_no_match() -> None:
    assert not score("main", "hide more than one thing, or by extent")


def test_files_are_found_by_name_before_path_and_by_letters_in_order() -> None:
    paths = Paths(["src/main.c", "main/readme.txt", "src/deep/domain.c", "lib/m_a_i_n.c"])
    assert paths.find("main", 9, never) == [0, 2, 1, 3]
    assert paths.find("src main", 9, never) == [0, 2]
    assert paths.find("zz", 9, never) == []


def test_a_search_that_nobody_waits_for_stops() -> None:
    paths = Paths([f"folder{number % 100}/file{number}.c" for number in range(2000)])

    def stop() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        paths.find("fl9", 9, stop)


# -- help


def test_both_languages_have_the_same_pages_and_every_link_leads_somewhere() -> None:
    for lang in ("en", "zh"):
        assert {each.name for each in pages.every(lang)} == set(pages.NAMES)
        for each in pages.every(lang):
            assert each.own or each.name in ENGLISH_ONLY, (lang, each.name)
            for link in LINK.findall(each.text):
                target, _, heading = str(link).partition("#")
                held = pages.page(target.removesuffix(".md") or each.name, lang)
                assert held is not None, (each.path, link)
                heads = {anchor(line.lstrip("# ")) for line in held.text.splitlines() if line.startswith("#")}
                assert not heading or heading in heads, (each.path, link)


def test_both_languages_tell_the_same() -> None:
    for held in pages.every("en"):
        twin = pages.page(held.name, "zh")
        assert twin is not None
        for mark in (r"(?m)^#+ ", r"(?m)^\|", r"(?m)^\d+\. ", r"(?m)^ *- "):
            if held.name not in ENGLISH_ONLY:
                assert len(re.findall(mark, held.text)) == len(re.findall(mark, twin.text)), (held.name, mark)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_names_only_buttons_that_there_are(lang: str) -> None:
    plain: Callable[[str], str] = lambda text: re.sub(r"\(&.\)|&", "", text)  # noqa: E731  (one use)
    table = strings.chinese()
    known = {plain(source if lang == "en" else text) for (_, source), text in table.items()}
    for held in pages.every(lang):
        for name in NAMED.findall(held.text):
            assert name in known, (held.path, name)


def test_the_help_names_every_step_and_is_found_by_its_words() -> None:
    for lang in ("en", "zh"):
        for step in (None, *Step):
            assert pages.page(pages.name_of(step), lang) is not None
    assert pages.search("en", "fingerprint telephone")
    assert pages.search("zh", "指纹")[0][0].own
    assert not pages.search("en", "zebra crossing")
    assert pages.page("../../../etc/passwd", "en") is None


def test_a_help_page_loads_nothing(qtbot: QtBot) -> None:
    view = HelpView()
    qtbot.addWidget(view)
    assert view.loadResource(2, QUrl("file:///etc/passwd")) is None
    assert not view.openLinks()
    assert not view.openExternalLinks()


# -- licences


def test_every_distribution_of_the_lock_file_has_its_licence_in_full() -> None:
    locks = [ROOT / "packaging" / name for name in ("requirements.lock.txt", "requirements-pades.lock.txt")]
    locked = {name for lock in locks for name in re.findall(r"(?m)^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"))}
    held = {part.name: part for part in licences.parts()}
    assert locked <= set(held)
    assert {"Codebinder", "Qt (in pyside6-essentials)", "Python", "WenQuanYi Micro Hei"} <= set(held)
    for name, part in held.items():
        assert part.licence, name
        assert name in locked or part.inside in locked or part.own, name
        text = "\n".join(text for _, text in part.texts())
        assert len(text) > 400 or not part.version, name  # for another system, or in the extra that is not installed


def test_qt_is_shown_with_both_texts_of_its_licence() -> None:
    held = {part.name: part for part in licences.parts()}
    text = "\n".join(text for _, text in held["pyside6-essentials"].texts())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "TERMS AND CONDITIONS" in text
    assert (resources() / "licences" / "GPL-3.0.txt").stat().st_size > 30_000


# -- what comes next


def view_of(**standing: tuple[Standing, int] | tuple[Standing, int, str]) -> FilingView:
    """Give a filing whose steps stand so; the others are complete."""
    rows: list[StepView] = []
    for step in Step:
        held = standing.get(step.value, (Standing.COMPLETE, 0))
        rows.append(StepView(step=step, standing=held[0], open=held[1], why=held[2] if len(held) > 2 else ""))
    kinds = () if "sources" in standing else (SimpleNamespace(kind=ComponentKind.SOURCE),)
    held_ = SimpleNamespace(steps=tuple(rows), components=kinds, findings_open=3, round=None, template=None)
    return cast("FilingView", held_)


def test_what_comes_next_is_the_first_step_that_wants_something() -> None:
    nothing, work = Standing.NOTHING, Standing.WORK
    first = next_of(view_of(filing=(work, 4), sources=(nothing, 1)), Step.PACKAGE, "en")
    assert first is not None
    assert (first.step, first.press) == (Step.FILING, "")
    here = next_of(view_of(filing=(work, 4), sources=(nothing, 1)), Step.SOURCES, "en")
    assert here is not None
    assert (here.step, here.press) == (Step.SOURCES, "first-repository")
    scan = next_of(view_of(redaction=(work, 1, "main: not scanned yet")), Step.FILING, "en")
    assert scan is not None
    assert (scan.step, scan.press) == (Step.REDACTION, "scan")
    undecided = next_of(view_of(redaction=(work, 3, "3 findings")), Step.FILING, "en")
    assert undecided is not None
    assert "3" in undecided.text
    submit = next_of(view_of(review=(nothing, 0), package=(nothing, 1)), Step.REVIEW, "en")
    assert submit is not None
    assert submit.press == "submit-first"
    build = next_of(view_of(package=(work, 0)), Step.REVIEW, "en")
    assert build is not None
    assert build.press == "build"
    done = next_of(view_of(), Step.PACKAGE, "en")
    assert done is not None
    assert done.done
    assert next_of(view_of(filing=(work, 4)), Step.VERIFY, "en") is None


# -- letters


def press(widget: QWidget, key: int, text: str = "", *, again: bool = False) -> None:
    """Send a key as the platform does."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, again)
    QApplication.sendEvent(widget, event)


def test_letters_do_nothing_while_an_input_method_composes(qtbot: QtBot) -> None:
    widget, done = QWidget(), list[str]()
    qtbot.addWidget(widget)
    letters = Letters(widget, {"R": lambda: done.append("R"), "1": lambda: done.append("1")}, (widget,))
    assert letters.names == {"R", "1"}
    assert not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    press(widget, Qt.Key.Key_R, "r")
    QApplication.sendEvent(widget, QInputMethodEvent("r", []))
    press(widget, Qt.Key.Key_R, "r")
    press(widget, Qt.Key.Key_1, "1")
    commit = QInputMethodEvent("", [])
    commit.setCommitString("人")
    QApplication.sendEvent(widget, commit)
    press(widget, 0, "1")  # a key that the input method took, as Windows and X11 tell it
    press(widget, Qt.Key.Key_unknown, "1")
    press(widget, Qt.Key.Key_1, "1")
    assert done == ["R", "1"]


def test_a_key_that_sticks_decides_once_and_goes_on_only_from_one_to_the_next(qtbot: QtBot) -> None:
    widget, done = QWidget(), list[str]()
    qtbot.addWidget(widget)
    Letters(widget, {"A": lambda: done.append("A"), "N": lambda: done.append("N")}, (widget,))
    for key in (Qt.Key.Key_A, Qt.Key.Key_N):
        press(widget, key)
        press(widget, key, again=True)
    assert done == ["A", "N", "N"]


def test_how_code_is_shown_survives_nonsense(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for name, value in (("code_size", "9999999999"), ("tab", "²"), ("wrap", "perhaps")):
        settings.put(name, value)
    assert codelook.read(settings) == codelook.CodeLook()
    codelook.write(settings, codelook.CodeLook(size=14, tab=4, wrap=True))
    assert codelook.read(Settings(tmp_path)) == codelook.CodeLook(size=14, tab=4, wrap=True)


def test_the_palette_presses_no_button_that_has_gone_or_was_put_away(qtbot: QtBot) -> None:
    application()
    page, pressed = QWidget(), list[str]()
    qtbot.addWidget(page)
    made = {name: QPushButton(name, page) for name in ("Stay", "Sign", "Gone")}
    for name, each in made.items():
        each.setAccessibleName(name)
        each.clicked.connect(lambda _=False, name=name: pressed.append(name))
    page.show()
    entries = page_entries(page, "en")
    made["Sign"].hide()
    shiboken6.delete(made["Gone"])
    for each in entries:
        each.run()
    assert pressed == ["Stay"]
