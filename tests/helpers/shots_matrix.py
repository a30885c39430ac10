"""Pictures of the whole matrix: pages × states × languages × themes × screens × scales, and a sheet of each page.

`dev.py shots --all`, or a part of it: --size 1920x1080 --scale 1.5 --lang zh --theme dark --state absurd --only review.
A screen of that size is simulated, so windows and dialogs are as large as they would be there: 150 % of 1920×1080
leaves 1280×720 for layout, 150 % of 1280×720 leaves 853×480. Each screen and scale has a process of its own, in which
the one window is switched through themes and languages, so what is left of the theme before would be seen.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.shots import sample, settle

SIZES = ("1280x720", "1920x1080")
SCALES = ("1", "1.5", "2")
LOOKS = (("en", "light"), ("en", "dark"), ("zh", "dark"), ("zh", "light"))
FRAME = 36
"""What a window manager's title bar takes."""


def matrix(asked: argparse.Namespace) -> int:
    """Make what is asked for; give 0."""
    begun = time.monotonic()
    out = asked.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    looks = [each for each in LOOKS if asked.lang in {None, each[0]} and asked.theme in {None, each[1]}]
    states = [asked.state] if asked.state else ["sample", "empty", "absurd"]
    screens = [
        (size, scale)
        for size in ([asked.size] if asked.size else SIZES)
        for scale in ([asked.scale] if asked.scale else SCALES[:2])
    ]
    with tempfile.TemporaryDirectory() as name:
        folder, kept = Path(name), asked.books.resolve() if asked.books else Path(name)
        kept.mkdir(exist_ok=True)
        told = kept / "told.json"
        if not told.exists():
            told.write_text(json.dumps(_prepare(kept, absurd="absurd" in states)))
        shared = json.loads(told.read_text())
        jobs = []
        for size, scale in screens:
            own = folder / f"{size}-{scale}"
            shutil.copytree(kept / "made", own)
            job = {
                **shared, "folder": str(own), "out": str(out), "size": size, "scale": scale, "looks": looks,
                "states": states, "only": asked.only or [],
            }  # fmt: skip
            jobs.append(job)
        with ThreadPoolExecutor(2) as pool:
            codes = list(pool.map(_process, jobs))
    if asked.all or asked.sheets:
        print(_sheets(out))
    print(f"{len(list(out.glob('*.png')))} pictures in {asked.out}, {time.monotonic() - begun:.0f} s")
    return max(codes)


def _prepare(folder: Path, *, absurd: bool) -> dict[str, object]:
    """Make the workbooks once; what the processes need to use them."""
    from codebinder.workflow import demo
    from helpers.shots_books import make_books

    made = folder / "made"
    made.mkdir()
    os.environ.setdefault("CODEBINDER_CACHE_DIR", str(folder / "cache"))
    with sample(folder) as (home, workbook):
        keyed = demo.home_of(home, workbook)  # type: ignore[arg-type]
        books = make_books(home, keyed, workbook, made, absurd=absurd)  # type: ignore[arg-type]
    held = books.absurd
    paths = ("opened", "asked", "built", "package", "damaged", "packet", "nothing")
    told: dict[str, object] = {each: str(getattr(books, each).relative_to(made)) for each in paths}
    told["keys"] = str(folder / "own-keys")
    if held is not None:
        told["absurd"] = {
            "uid": held.uid, "sealing": held.sealing, "packet": str(held.packet.relative_to(made)),
            "package": str(held.package.relative_to(made)),
        }  # fmt: skip
    return told


def _process(job: dict[str, Any]) -> int:
    width, height = (int(each) for each in job["size"].split("x"))
    folder = Path(job["folder"])
    screen = {
        "screens": [
            {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "logicalBaseDpi": 96}
        ]
    }
    (folder / "screen.json").write_text(json.dumps(screen))
    (folder / "job.json").write_text(json.dumps(job))
    (folder / "temp").mkdir(exist_ok=True)
    code = "import sys; from helpers.shots_matrix import child; sys.exit(child(sys.argv[1]))"
    values = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screen.json'}",
        "QT_SCALE_FACTOR": job["scale"],
        "CODEBINDER_CONFIG_DIR": str(folder / "config"),
        "CODEBINDER_KEY_DIR": job["keys"],
        "TMPDIR": str(folder / "temp"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run([sys.executable, "-c", code, str(folder / "job.json")], env=values, check=False).returncode


def child(path: str) -> int:
    """Take the pictures of one screen at one scale."""
    from PySide6.QtWidgets import QApplication

    from codebinder import app
    from codebinder.ui.app import window as make_window
    from codebinder.ui.viewing import colourist
    from helpers.shots_pages import PAGES, Stage

    job = json.loads(Path(path).read_text())
    books = _books(job, replace(app.environment(ask=False), temp_root=Path(job["folder"]) / "temp"))
    window = make_window(books.home, lang="en", look="light")
    room = window.screen().availableGeometry().size()
    window.resize(room.width(), room.height() - FRAME)
    window.show()
    settle(window)
    for lang, look in job["looks"]:
        window.set_theme(look)
        turned(window)
        window.set_language(lang)
        turned(window)
        for state in job["states"]:
            for name, (states, show) in PAGES.items():
                if state in states and (not job["only"] or name in job["only"]):
                    file = f"{name}@{state}@{lang}-{look}@{job['size']}@{job['scale']}.png"
                    _picture(Stage(window, books, state), show, Path(job["out"]) / file)
    colourist.stop()
    window.desk.jobs.cancel_all()
    settle(window)
    window.close()
    QApplication.processEvents()
    sys.stdout.flush()
    os._exit(0)


def turned(window: Any) -> None:
    """Wait until the window is built anew in its other theme or language."""
    settle(window)
    while window._turning:
        settle(window, 0.2)
    settle(window)


def _picture(stage: Any, show: Any, path: Path) -> None:
    """Show, take, and put away."""
    window = stage.window
    try:
        what = show(stage)
    except Exception as error:  # noqa: BLE001  (one page that can't be shown shall not cost the others)
        print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return
    busy = path.name.startswith("job@")
    if busy:
        from PySide6.QtWidgets import QApplication

        for _ in range(60):
            QApplication.processEvents()
            time.sleep(0.02)
    else:
        settle(window, 60)
    what.grab().save(str(path))
    _away(window, what, busy=busy)


def _away(window: Any, what: Any, *, busy: bool) -> None:
    from PySide6.QtWidgets import QApplication, QDialog

    from codebinder.ui.guide.palette import Palette

    if busy:
        window.jobbar.show_log(False)
        window.desk.jobs.cancel_all()
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.reject()
    if what is not window:
        what.close()
    palette = window.findChild(Palette)
    if palette is not None:
        palette.close_()
    page = window.page()
    board = getattr(page, "board", None)
    ask = getattr(board, "ask", None)
    if ask is not None and ask.isVisible():
        ask.dismiss()
    adder = getattr(page, "adder", None)
    if adder is not None and adder.isVisible():
        page._overview()
    settle(window)


def _books(job: dict[str, Any], home: Any) -> Any:
    from helpers.big_workbook import environment_of
    from helpers.shots_absurd import Absurd, Seen
    from helpers.shots_books import Books

    folder = Path(job["folder"])
    paths = {
        each: folder / job[each] for each in ("opened", "asked", "built", "package", "damaged", "packet", "nothing")
    }
    held = job.get("absurd")
    absurd = None
    if held is not None:
        environment = environment_of(folder / "absurd", held["uid"], held["sealing"])
        room = Seen(folder / "absurd", environment)
        absurd = Absurd(room, folder / held["packet"], folder / held["package"], held["uid"])
    return Books(home, absurd=absurd, **paths)


def _sheets(out: Path) -> str:
    """Put all looks of a page in one state on one sheet; say how many."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication(["sheets"])
    groups: dict[str, list[Path]] = {}
    for path in sorted(out.glob("*@*@*.png")):
        groups.setdefault("@".join(path.stem.split("@")[:2]), []).append(path)
    folder = out / "sheets"
    folder.mkdir(exist_ok=True)
    width, high, label = 960, 560, 24
    for name, paths in groups.items():
        rows = -(-len(paths) // 2)
        sheet = QImage(2 * width, rows * (high + label), QImage.Format.Format_RGB32)
        sheet.fill(QColor("#808080"))
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, path in enumerate(paths):
            x, y = at % 2 * width, at // 2 * (high + label)
            painter.drawText(QRectF(x + 8, y, width - 8, label), Qt.AlignmentFlag.AlignVCenter, path.stem)
            held = QImage(str(path))
            held.setDevicePixelRatio(1)
            shown = held.scaled(
                width - 8, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(x, y + label, shown)
        painter.end()
        sheet.save(str(folder / f"{name}.png"))
    del application
    return f"{len(groups)} sheets in {folder}"
