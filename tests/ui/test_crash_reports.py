"""Reports of errors: kinds and places only, few and small, and what ended a run is known at the next start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.ui.frame import crash
from codebinder.ui.frame.door import Door
from codebinder.ui.frame.hooks import Hooks, category_name
from codebinder.ui.frame.reports import Reports
from devkit.places import ROOT

SECRET = "hunter2-geheim"


def decode() -> None:
    f"{SECRET} \udc80".encode()


def undecode() -> None:
    (SECRET.encode() + b"\xff").decode()


def parse() -> None:
    json.loads(f'{{"{SECRET}": ')


def chain() -> None:
    try:
        undecode()
    except UnicodeDecodeError as error:
        raise ValueError(SECRET) from error


def handling() -> None:
    try:
        parse()
    except ValueError:
        raise KeyError(SECRET)  # noqa: B904


def group() -> None:
    raise ExceptionGroup(
        SECRET, [OSError(2, SECRET, f"/home/{SECRET}/x.c"), ExceptionGroup(SECRET, [ValueError(SECRET)])]
    )


def noted() -> None:
    error = RuntimeError(SECRET)
    error.add_note(SECRET)
    raise error


def strange_kind() -> None:
    raise type(SECRET.replace("-", "_"), (Exception,), {"__module__": f"home.{SECRET}"})(SECRET)


def strange_place() -> None:
    name = SECRET.replace("-", "_")
    text = f"def {name}():\n    {name} = 1\n    raise ValueError({name})\n{name}()"
    exec(compile(text, f"/home/{SECRET}.py", "exec"), {})


def no_file() -> None:
    Path(f"/nowhere/{SECRET}").read_text()


@pytest.mark.parametrize(
    "fails",
    [decode, undecode, parse, chain, handling, group, noted, strange_kind, strange_place, no_file],
    ids=lambda each: each.__name__,
)
def test_no_secret_of_an_error_is_in_its_report(fails: Callable[[], None], tmp_path: Path) -> None:
    reports = Reports(tmp_path, "6.11.0")
    with pytest.raises(Exception) as caught:
        fails()
    reports.add("an error in the window", caught.value)
    (report,) = reports.all()
    whole = "".join(str(path) + path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    for word in (SECRET, SECRET.replace("-", "_"), "geheim", "hunter2", "/home", "nowhere", str(Path.home())):
        assert word not in whole
    assert "error: " in report.text
    assert not report.fatal


def test_a_report_names_kinds_places_and_causes(tmp_path: Path) -> None:
    reports = Reports(tmp_path, "6.11.0")
    with pytest.raises(ValueError, match=SECRET) as caught:
        chain()
    reports.add("an error in a job", caught.value)
    (report,) = reports.all()
    lines = report.text.splitlines()
    assert lines[0].startswith("Codebinder ")
    assert {line.partition(":")[0] for line in lines[:5]} == {lines[0], "when", "python", "system", "what"}
    assert "error: ValueError" in lines
    assert "caused by: UnicodeDecodeError" in lines
    assert any(line.startswith("  ") and line.endswith(" chain") for line in lines)


def test_an_error_of_ours_is_named_by_module_line_and_function() -> None:
    from codebinder.model.filing import Filing

    with pytest.raises(TypeError) as caught:
        Filing()
    from codebinder.workflow import filings

    with pytest.raises(AttributeError) as other:
        filings.filings(None)  # type: ignore[arg-type]
    assert crash.error_lines(caught.value)[0] == "error: TypeError"
    assert any(line.startswith("  codebinder/workflow/filings.py:") for line in crash.error_lines(other.value))


def test_circles_and_depths_of_causes_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert crash.error_lines(first) == ["error: ValueError", "caused by: KeyError"]

    def deep(number: int) -> None:
        deep(number + 1)

    with pytest.raises(RecursionError) as caught:
        deep(0)
    assert len(crash.error_lines(caught.value)) < 60


def test_reports_are_few_and_the_same_error_is_reported_once(tmp_path: Path) -> None:
    reports = Reports(tmp_path)
    for _ in range(5):
        reports.add("Qt: critical", lines=("category: default",))
    assert len(reports.all()) == 1
    for number in range(40):
        reports.add("an error in a job", lines=(f"number {number}",))
        Reports(tmp_path).ended(f"Fatal Python error: Aborted\n{number}")
    assert len(list((tmp_path / "reports").iterdir())) == 10
    assert all(path.stat().st_size <= 32 * 1024 for path in (tmp_path / "reports").iterdir())
    reports.delete()
    assert reports.all() == ()


def test_native_faults_lose_their_folders() -> None:
    text = f"""Fatal Python error: Segmentation fault {SECRET}

Current thread 0x00007f0a (most recent call first):
  File "/home/{SECRET}/codebinder/app/codebinder/ui/app.py", line 12 in run
  File "C:\\Users\\{SECRET}\\lib\\site-packages\\filelock\\{SECRET}.py", line 7 in acquire
  File "/usr/lib/python3.11/json/decoder.py", line 3 in decode
  File "/home/{SECRET}/{SECRET}.py", line 3 in {SECRET}
Extension modules: {SECRET}
"""
    assert crash.native_lines(text) == [
        "native: Segmentation fault",
        "thread (the one that ended it)",
        "  codebinder/ui/app.py:12 run",
        "  filelock:7 acquire",
        "  json:3 decode",
        "  elsewhere",
    ]


def test_native_faults_of_a_frozen_program_name_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    text = f"""Fatal Python error: Aborted

Current thread 0x00007f0a (most recent call first):
  File "codebinder/ui/app.py", line 12 in run
  File "filelock/_api.py", line 7 in acquire
  File "json/decoder.py", line 3 in decode
  File "{SECRET}.py", line 3 in {SECRET}
"""
    assert crash.native_lines(text)[2:] == [
        "  codebinder/ui/app.py:12 run",
        "  filelock:7 acquire",
        "  json:3 decode",
        "  elsewhere",
    ]


def test_errors_in_threads_and_finalisers_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = Hooks(Reports(tmp_path))
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(hooks, "_qt", lambda: None)  # the tests watch Qt's messages themselves
    told: list[BaseException] = []
    hooks.install(told.append)
    thread = threading.Thread(target=undecode)
    thread.start()
    thread.join()

    class Falls:
        def __del__(self) -> None:
            parse()

    Falls()
    error = ValueError(SECRET)
    sys.excepthook(ValueError, error, None)
    kinds = {line for report in hooks.reports.all() for line in report.text.splitlines() if line.startswith("what")}
    assert kinds == {
        "what: an error in a thread", "what: an error while something was let go", "what: an error in the window",
    }  # fmt: skip
    assert told == [error]
    assert SECRET not in "".join(report.text for report in hooks.reports.all())


def test_a_category_of_qt_is_named_only_where_qt_named_it() -> None:
    assert [category_name(each) for each in ("default", "qt.qpa.xcb", SECRET, None)] == [
        "default", "qt.qpa.xcb", "other", "default",
    ]  # fmt: skip


FALL = """
import faulthandler, os, signal, sys
from pathlib import Path
from codebinder.ui.frame.door import Door
door = Door(Path(sys.argv[1]))
door.enter()
held = door.fault_file.open("wb", buffering=0)
faulthandler.enable(held)
os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV"])
def test_a_run_that_did_not_end_by_itself_is_known_at_the_next_start(tmp_path: Path, name: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "app")}
    subprocess.run([sys.executable, "-c", FALL, tmp_path, name], env=env, check=False, timeout=30)
    door, reports = Door(tmp_path), Reports(tmp_path)
    door.enter()
    for native in door.fallen():
        reports.ended(native)
    (report,) = reports.all()
    assert report.fatal
    assert ("native: Segmentation fault" in report.text) == (name == "SIGSEGV")
    assert str(tmp_path) not in report.text
    assert door.fallen() == []
    reports.looked_at()
    assert not any(each.fatal for each in reports.all())
    door.leave()
    other = Door(tmp_path)
    other.enter()
    assert other.fallen() == []
    other.leave()
