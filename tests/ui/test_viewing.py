"""What the viewer is made of: colours from another process, wrapped rows, the ruler, finding, bytes and pictures."""

from __future__ import annotations

import pickle
import struct
import threading
import zlib
from collections.abc import Iterator
from itertools import pairwise
from queue import SimpleQueue

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from codebinder.assets import resources
from codebinder.base import encoding as encodings
from codebinder.base.lexing import KINDS
from codebinder.base.textfind import Hits
from codebinder.model.redaction import AsFiled, HiddenRange, RedactionKind
from codebinder.ui import theme
from codebinder.ui.app import application, set_language
from codebinder.ui.pages.redaction_data import FiledFile
from codebinder.ui.pages.side_by_side import SideBySide
from codebinder.ui.viewing import colourist as colourists
from codebinder.ui.viewing.colourist import Colourist
from codebinder.ui.viewing.colours import Colours
from codebinder.ui.viewing.hexview import HexView
from codebinder.ui.viewing.imageview import decoded, format_of
from codebinder.ui.viewing.lexing import Chunk, Task, lex, packed, unpacked
from codebinder.ui.viewing.pane import BYTES, CODE, PICTURE, FilePane, kinds_of
from codebinder.ui.widgets import document as documents
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.layouts import Layouts
from codebinder.ui.widgets.letters import Letters
from codebinder.ui.widgets.marks import Mark, MarkKind, Marks
from codebinder.ui.widgets.pdfview import draw_page
from helpers.effort import within

CODE_TEXT = 'int 变量 = 5; // 注释 𝒳\r\nchar *s = "文";\r\n#define A 1\n'
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot) -> CodeView:
    application()
    set_language("en")
    made = CodeView("code")
    made.resize(640, 400)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def worker() -> Iterator[Colourist]:
    application()
    yield colourists.colourist()
    colourists.stop()


def chunks(text: str, codec: str, language: str = "C", base: int = 0) -> list[Chunk]:
    data = text.encode(codec)
    return list(lex(Task(1, language, codec, base, len(data)), data))


def coloured(text: str, codec: str) -> dict[str, str]:
    """Give each coloured piece of text with its kind."""
    held, data = Colours(), text.encode(codec)
    stretch = held.begin(0)
    for chunk in chunks(text, codec):
        stretch.add(chunk)
    return {data[a:b].decode(codec).strip(): KINDS[kind] for a, b, kind in held.runs(0, len(data))}


# -- colours


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_colours_stand_on_the_bytes_of_their_text(codec: str) -> None:
    found = coloured(CODE_TEXT, codec)
    assert found["int"] == "type"
    assert found["// 注释 𝒳"] == "comment"
    assert found['"文"'] == "string"
    assert found["5"] == "number"


def test_a_slice_tells_places_of_the_whole_file() -> None:
    first, second = (chunks(CODE_TEXT, "utf-8", base=base)[-1] for base in (0, 1000))
    assert second.end == first.end + 1000


def test_no_language_no_text_and_bytes_that_do_not_go_back_have_no_colours() -> None:
    for data, codec, language in ((b"int", "utf-8", ""), (b"int", "binary", "C"), (b"int \xff", "utf-8", "C")):
        (only,) = lex(Task(1, language, codec, 0, len(data)), data)
        assert (only.last, only.starts) == (True, b"")


@given(st.text(max_size=80))
def test_whatever_the_text_runs_ascend_and_stay_inside(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    held = Colours()
    stretch = held.begin(0)
    for chunk in lex(Task(1, "Python", "utf-8", 0, len(data)), data):
        stretch.add(chunk)
    runs = list(held.runs(0, len(data)))
    assert all(0 <= a < b <= len(data) for a, b, _ in runs)
    assert all(before[1] <= after[0] for before, after in pairwise(runs))


def test_what_was_lexed_from_the_top_counts_most() -> None:
    held = Colours()
    held.begin(50).add(Chunk(1, 100, b"", b"", last=True))
    assert held.of(60, 70) is not None
    top = held.begin(0)
    top.add(Chunk(2, 80, b"", b"", last=False))
    assert held.of(60, 70) is top
    assert held.of(90, 100) is not top
    assert held.of(90, 120) is None


def test_every_colour_is_legible_on_every_ground() -> None:
    def light(colour: str) -> float:
        parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
        red, green, blue = (x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (resources() / "theme" / "tokens.json").exists()
    for tokens in theme._tokens().values():
        for kind in KINDS[1:]:
            for ground in ("code", "redaction", "warn_soft", "bad_soft"):
                lights = sorted((light(tokens[f"code_{kind}"]), light(tokens[ground])))
                assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, (kind, ground)


def test_the_worker_finds_colours_dies_when_told_starts_again_and_is_ended_when_it_hangs(
    view: CodeView, worker: Colourist, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Colourist, "enabled", True)
    view.set_document(Document(b"int a; // x\n" * 100, "utf-8", "C"))
    view.viewport().repaint()
    qtbot.waitUntil(lambda: list(view.colouring.runs(0, 11)) != [])
    assert [KINDS[kind] for *_, kind in view.colouring.runs(0, 11)] == ["type", "comment"]
    assert view.layouts.line(0).layout.formats()
    process = worker.process
    assert process is not None
    assert process.is_alive()
    process.kill()  # a crash
    qtbot.waitUntil(lambda: worker.process is None)
    taken: list[Chunk | None] = []
    monkeypatch.setattr(colourists, "_STARTS", 10)  # no process answers within ten milliseconds: it is as if it hung
    worker.ask(b"int a;", language="C", encoding="utf-8", base=0, take=taken.append)
    qtbot.waitUntil(lambda: taken == [None])
    assert worker.process is None
    qtbot.waitUntil(lambda: not process.is_alive())


# -- lines


@given(st.binary(max_size=120))
def test_lines_begin_where_they_did(data: bytes) -> None:
    assert list(Document(data, "latin-1").starts) == encodings.line_starts(data, "latin-1")


def test_blocks_do_not_cut_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_BLOCK", 8)
    data = b"a\r\nbb\r\n\r\nccccccccccccc\n\n\nd\re\n"
    assert list(Document(data, "utf-8").starts) == encodings.line_starts(data, "utf-8")


def test_a_file_that_is_too_large_for_lines_is_told_and_shown_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "HUGE", 10)
    document = Document(b"int a;\nint b;\n")
    assert (document.huge, document.lines, kinds_of(document, pages=False)) == (True, 1, (BYTES,))


# -- rows


def test_wrapped_rows_scroll_one_by_one_and_marks_follow_them(view: CodeView) -> None:
    long = ("变量 = 5; " * 60).strip()
    data = "\n".join([long] * 30).encode()
    view.set_document(Document(data))
    view.set_wrap(True)
    rows = view.layouts.line(0).rows
    assert rows > 3
    seen = []
    for _ in range(rows + 1):
        seen.append(view.first)
        view.scroll_rows(1)
    assert seen == [*((0, row) for row in range(rows)), (1, 0)]
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.rows.move(view.first, view.seen_rows - 1) == (29, rows - 1)
    view.set_top(0)
    line = view.layouts.line(0)
    offset = len("变量 = 5; ".encode()) * 40
    assert line.row_of(offset) > 0
    assert view.offset_at(view.point_of(offset)) == offset
    boxes = list(line.boxes(0, offset))
    assert [row for row, *_ in boxes] == list(range(line.row_of(offset) + 1))
    assert all(right <= view.layouts.width + 1 for *_, right in boxes)


def test_wrapping_keeps_what_is_seen_and_a_million_lines_wrap_at_once(view: CodeView) -> None:
    document = Document(
        b"static int value = 12345; // a line that is a bit longer than the view is wide, so that it wraps\n" * 300_000
    )
    view.set_document(document)
    view.set_top(document.starts[200_000])

    def wraps() -> None:
        view.set_wrap(False)
        view.set_wrap(True)
        view.viewport().repaint()

    within(16, wraps)
    assert view.first == (200_000, 0)
    view.set_wrap(False)
    assert view.first == (200_000, 0)


def test_the_wheel_moves_rows_and_with_control_the_text_grows(view: CodeView, qtbot: QtBot) -> None:
    view.set_document(Document(b"x\n" * 500))
    for keys, expected in ((Qt.KeyboardModifier.NoModifier, (3, 0)), (CONTROL, (3, 1))):
        event = QWheelEvent(
            QPointF(90, 90), QPointF(90, 90), QPoint(), QPoint(0, -120 if expected[1] == 0 else 120),
            Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        view.wheelEvent(event)
        assert (view.first[0], view.zoom) == expected
    qtbot.keyClick(view, Qt.Key.Key_0, CONTROL)
    assert view.zoom == 0


def test_words_lines_and_shift_are_chosen_as_everywhere(view: CodeView, qtbot: QtBot) -> None:
    view.set_document(Document(b"one two_2 (three)\nnext\n"))
    seen = []
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL)
        seen.append(view.caret)
    assert seen == [4, 10, 11, 16, 17]
    qtbot.keyClick(view, Qt.Key.Key_Left, CONTROL | SHIFT)
    assert view.selection == (16, 17)
    port, at = view.viewport(), view.point_of(6)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert view.selection == (4, 9)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert view.selection == (0, 18)


def test_the_cursor_s_line_is_told_with_its_marks(view: CodeView) -> None:
    view.set_document(Document(b"a\nkey = 1\n"))
    view.set_marks([Mark(start=2, end=5, kind=MarkKind.REDACTION, name="R-1", label="CRY")])
    view.select(3, 3)
    assert view.accessibleDescription() == "line 2, redacted CRY: key = 1"


# -- the ruler


def test_the_ruler_holds_fifty_thousand_marks_goes_to_them_and_tells_them(view: CodeView, qtbot: QtBot) -> None:
    data = b"0123456789\n" * 100_000
    view.set_document(Document(data))
    marks = Marks([
        Mark(start=at * 22, end=at * 22 + 5, kind=MarkKind.FINDING, name=f"F-{at}", label="key") for at in range(50_000)
    ])  # fmt: skip

    def drawn() -> QPixmap:
        view.set_marks(())
        view.set_marks(marks)
        return view.ruler.picture()

    picture = within(4, drawn)
    assert view.ruler.picture() is picture  # nothing is drawn twice
    assert picture.toImage().pixelColor(2, 100) == theme.colour("finding")
    view.set_marks([Mark(start=550_000, end=550_005, kind=MarkKind.REJECTED, name="R-1", label="")])
    chosen: list[str] = []
    view.mark_chosen.connect(chosen.append)
    middle = QPoint(8, view.ruler.height() // 2)
    assert view.ruler.told(middle) == "line 50\u202f001: rejected"
    qtbot.mousePress(view.ruler, Qt.MouseButton.LeftButton, pos=middle)
    assert (chosen, view.caret) == (["R-1"], 550_000)


# -- finding


def test_finding_marks_every_hit_counts_them_and_goes_round(view: CodeView, qtbot: QtBot) -> None:
    pane = FilePane(view)
    qtbot.addWidget(pane)
    pane.show()
    view.set_document(Document(b"key Key keys\n" * 10 + b"x" * 100_000))  # large enough for a thread
    bar = pane.find
    bar.begin()
    bar.field.setText("k.y")
    bar.regex.setChecked(True)
    bar.words.setChecked(True)
    qtbot.waitUntil(lambda: bar.settled)
    assert (len(view.hits), bar.note.text(), view.selection) == (20, "1 of 20", (0, 3))
    bar.previous()
    assert bar.note.text() == "20 of 20"
    bar.case.setChecked(True)
    bar.next()
    qtbot.waitUntil(lambda: bar.settled)
    assert len(view.hits) == 10
    bar.field.setText("(")
    qtbot.waitUntil(lambda: bar.settled)
    assert bar.note.text() == "not a valid pattern"
    bar.dismiss()
    assert view.hits == Hits()


# -- bytes


def test_bytes_are_chosen_copied_and_told_and_memory_stays_flat(qtbot: QtBot) -> None:
    application()
    set_language("en")
    made = HexView("bytes")
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    made.show_bytes(bytes(range(256)) * 100_000)
    made.set_marks(Marks([Mark(start=0x1F40, end=0x1F44, kind=MarkKind.REDACTION, name="R-1", label="CRY")]))
    made.go_to(0x1F40)
    made.viewport().repaint()
    assert made.accessibleDescription().startswith("1f40, redacted CRY: 40 41 42")
    for _ in range(3):
        qtbot.keyClick(made, Qt.Key.Key_Right, SHIFT)
    made.copy()
    assert QGuiApplication.clipboard().text() == "40 41 42"
    qtbot.keyClick(made, Qt.Key.Key_End, CONTROL)
    assert made.caret == len(made.data)


def test_a_file_is_shown_as_what_its_bytes_are(view: CodeView, qtbot: QtBot) -> None:
    pane = FilePane(view)
    qtbot.addWidget(pane)
    pane.resize(700, 400)
    pane.show()
    view.set_document(Document(b"\0\1\2key\xff" * 50, "binary"))
    assert (pane.kind, pane.bar.isVisible()) == (BYTES, True)
    assert pane.bytes is not None
    pane.bytes.go_to(7)
    qtbot.keyClick(pane.bytes, Qt.Key.Key_Right, SHIFT)
    assert view.selection == (7, 8)  # the viewer is the one that is asked
    pressed: list[str] = []
    Letters(pane, {"N": lambda: pressed.append("N")}, (view,))
    pane.activateWindow()
    pane.bytes.setFocus()
    qtbot.waitUntil(view.hasFocus)  # the focus of the bytes is the viewer's
    qtbot.keyClick(pane.bytes, Qt.Key.Key_N)
    assert pressed == ["N"]
    pane.place.setText("0x10")
    pane.place.returnPressed.emit()
    assert (pane.bytes.caret, view.caret) == (16, 16)
    pane.find.begin()
    pane.find.field.setText(r"\x00.\x02key")
    pane.find.regex.setChecked(True)
    qtbot.waitUntil(lambda: pane.find.settled)
    assert (len(pane.bytes.hits), pane.bytes.selection) == (50, (21, 27))
    pane.find.dismiss()
    view.set_document(Document(png(40, 30), "binary"))
    assert pane.kind == PICTURE
    qtbot.waitUntil(lambda: pane.note.text() != "")
    assert pane.note.text() == "40 × 30 pixels"
    view.set_document(Document(png(40, 30)[:60], "binary"))
    qtbot.waitUntil(lambda: pane.kind == BYTES)
    assert pane.note.text().startswith("This picture is damaged")
    view.set_document(Document(b"int a;\n"))
    assert (pane.kind, pane.bar.isVisible()) == (CODE, False)


# -- pictures


def png(wide: int, high: int) -> bytes:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    held: QByteArray = buffer.data()
    return bytes(held.data())


def bomb() -> bytes:
    """Give a PNG of a few bytes that says it has 60,000 by 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def test_a_picture_that_would_fill_memory_is_not_decoded_nor_is_one_of_another_kind() -> None:
    application()
    assert decoded(png(4, 4)) is not None
    assert decoded(bomb()) is None
    assert decoded(b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>') is None
    assert format_of(b"II*\0" + bytes(20)) == b""  # TIFF: no reader of ours
    assert format_of(b"BMW is no picture") == b""


# -- side by side


def hidden(start: int, end: int, offset: int) -> HiddenRange:
    return HiddenRange(
        ordinal=1, component="c", path=b"p", payload_path="p", kind=RedactionKind.PLACE, start=start, end=end,
        offset=offset, label="", reason="CRY", redactions=("R-1",), salt=b"", hidden=b"", commitment="",
    )  # fmt: skip


@pytest.mark.parametrize("wrap", [False, True], ids=["run-on", "wrapped"])
def test_a_block_that_is_hidden_stands_beside_its_mask(qtbot: QtBot, wrap: bool) -> None:
    application()
    set_language("en")
    lines = [f"line {at} " + "word " * (at % 40) for at in range(400)]
    before = "\n".join(lines).encode()
    start, end = before.index(b"line 200 "), before.index(b"line 240 ") - 1
    mask = b"[hidden]"
    after = before[:start] + mask + before[end:]
    sides = SideBySide()
    qtbot.addWidget(sides)
    sides.resize(900, 500)
    sides.show()
    sides.before.set_wrap(wrap)
    assert sides.after.wraps == wrap
    filed = AsFiled(
        component="c", path=b"p", payload_path="p", executable=False, data=after, encoding="utf-8", language="",
        ranges=(hidden(start, end, start),),
    )  # fmt: skip
    marks = Marks([Mark(start=start, end=start + len(mask), kind=MarkKind.REDACTION, name="R-1")])
    sides.before.set_document(Document(before))
    sides.before.set_marks([Mark(start=start, end=end, kind=MarkKind.REDACTION, name="R-1")])
    sides.show_after(FiledFile(filed, Document(after), marks, "", prints=False), len(before))
    sides.go(start, "R-1")
    assert sides.before.row_seen(start) == sides.after.row_seen(start) >= 0
    for _ in range(3):
        sides.before.scroll_rows(1)
        assert sides.before.row_seen(start) == sides.after.row_seen(start)
    sides.after.set_top(after.index(b"line 300 "))
    row = sides.after.seen_rows // 3
    there = sides.after.offset_in_row(row)
    assert sides.before.row_seen(there - len(mask) + (end - start)) == row


def test_letters_that_are_written_from_the_right_stand_in_the_order_of_their_bytes(view: CodeView) -> None:
    text = 'k = "שלום", 12, "سلام"; ok'
    view.set_wrap(False)
    view.set_document(Document(text.encode()))
    line = view.layouts.line(0)
    places = [len(text[:at].encode()) for at in range(len(text) + 1)]
    boxes = [list(line.boxes(first, last)) for first, last in pairwise(places)]
    edges = [edge for ((_, left, right),) in boxes for edge in (left, right)]
    assert edges == sorted(edges)
    assert all(line.offset_at(line.x_of(place)) == place for place in places)
    view.layouts.set_width(80)
    wrapped = view.layouts.line(0)
    spans = [wrapped.row_span(row) for row in range(wrapped.rows)]
    assert (spans[0][0], spans[-1][1]) == (0, len(text.encode()))
    assert all(one[1] == two[0] for one, two in pairwise(spans))
    assert all(spans[wrapped.row_of(place)][0] <= place <= spans[wrapped.row_of(place)][1] for place in places)


@given(st.text(alphabet="ab.𠮷𝒳中é💻", min_size=1, max_size=24), st.sampled_from(["utf-8", "utf-16-le", "gb18030"]))
def test_every_character_is_marked_where_it_is_drawn(text: str, encoding: str) -> None:
    application()
    document = Document(text.encode(encoding), encoding)
    for width in (0, 60):
        layouts = Layouts(document, theme.mono(), pitch=18)
        layouts.set_width(width)
        line = layouts.line(0)
        places = sorted(set(line.row.offsets))
        for first, last in pairwise(places):
            wide = [right - left for _, left, right in line.boxes(first, last)]
            assert all(each >= 0 for each in wide)
            assert len([each for each in wide if each > 0]) == 1
            assert layouts.beside(last, -1) == first
            assert layouts.beside(first, 1) == last


class _Trap:
    def __reduce__(self) -> tuple[object, ...]:
        return _sprung.append, ("sprung",)


_sprung: list[str] = []


class _OnePipe:
    """Gives what a worker that was taken over would send."""

    def __init__(self, *sent: bytes) -> None:
        self._sent = list(sent)

    def recv(self) -> object:
        return pickle.loads(self.recv_bytes())

    def recv_bytes(self, _most: int | None = None) -> bytes:
        if not self._sent:
            raise EOFError
        return self._sent.pop(0)


def test_what_the_worker_says_is_data_and_runs_nothing() -> None:
    good = Chunk(3, 40, struct.pack("=2q", 0, 7), bytes((1, 2)), last=True)
    assert unpacked(packed(good)) == good
    took: list[object] = []
    worker = colourists.Worker.__new__(colourists.Worker)
    worker._took, worker._ended, worker._todo = lambda _, chunk: took.append(chunk), threading.Event(), SimpleQueue()
    worker._read(_OnePipe(packed(good), pickle.dumps(_Trap())))
    assert (took, _sprung) == ([good, None], [])
    for bad in (
        Chunk(3, 40, struct.pack("=2q", 7, 0), bytes((1, 2)), last=True),
        Chunk(3, 40, struct.pack("=q", 41), b"\x01", last=True),
        Chunk(3, 40, struct.pack("=q", 0), bytes([len(KINDS)]), last=True),
        Chunk(3, 40, b"\x00", b"\x01", last=True),
    ):
        with pytest.raises(ValueError, match="no chunk"):
            unpacked(packed(bad))


@pytest.mark.parametrize("box", ["72 14400", "1 14400", "0.001 14400"], ids=["tall", "thin", "hair"])
def test_a_page_of_any_size_is_drawn_in_bounded_memory(box: str) -> None:
    page = f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box}]>>endobj\n".encode()
    data = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    drawn = draw_page(data + page + b"trailer<</Root 1 0 R>>\n%%EOF", 0, 2400)
    assert drawn is not None
    assert drawn.width() * drawn.height() < 40_000_000


@pytest.mark.parametrize("point", [0x200B, 0x3164, 0xFE01, 0xE0101, 0x2028, 0x85, 0xFEFF, 0x202E], ids=hex)
def test_no_character_is_shown_as_nothing(point: int) -> None:
    text = f"a = 1{chr(point)};"
    row = Document(text.encode()).row(0)
    assert row.text[5] in {"\ufffd", "\U0001fbc4"}
    assert (row.text[:5], row.text[6:]) == (text[:5], ";")
    assert len(row.offsets) - 1 == len(text.encode("utf-16-le")) // 2


def test_what_was_found_in_a_picture_is_shown_in_its_bytes(view: CodeView) -> None:
    pane = FilePane(view)
    data = png(4, 3)
    view.set_document(Document(data, "binary"))
    view.set_marks(Marks([Mark(start=0, end=len(data), kind=MarkKind.REDACTION, name="R-1")]))
    view.reveal(0)
    assert pane.kind == PICTURE
    view.set_marks(Marks([Mark(start=30, end=36, kind=MarkKind.FINDING, name="F-1")]))
    view.reveal(30)
    assert pane.kind == BYTES
    assert pane.bytes.marks.named("F-1") is not None


def test_bytes_that_are_too_many_to_copy_are_said_to_be(view: CodeView) -> None:
    hexes = HexView("bytes", view)
    hexes.show_bytes(bytes(2 << 20))
    QGuiApplication.clipboard().setText("before")
    hexes.select(0, 2 << 20)
    hexes.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert "Too much to copy" in QToolTip.text()
