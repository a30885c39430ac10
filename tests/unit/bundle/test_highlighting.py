"""The inks of a highlighted listing: the same text, legible when printed, the same bytes for any number of workers."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.base.lexing import KINDS
from codebinder.bundle import colours, inks, lexing
from codebinder.bundle.lexing import Stretch, lexed, nothing, packed, unpacked
from codebinder.bundle.lexpool import LexPool
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.listing_masks import look_of
from codebinder.errors import Cancelled
from codebinder.model.ports import NeverCancel
from codebinder.model.redaction import AsFiled
from codebinder.model.template_pages import LineNumbers, Listing, PageLayout, Segment
from helpers import odd_lexers
from helpers.effort import ended
from helpers.filing_papers import IDENTITY, as_filed
from helpers.masked import STYLES, policy_of, sample
from helpers.pdf_text import has_pdftotext, pages_by_pdfium, pages_by_pdftotext

ROOT = Path(__file__).resolve().parents[3]
PLAIN = PageLayout()
LIT = replace(PLAIN, highlight=True)
C = """\
/* Pump 泵控制: über \u200b all */
static const char *text = "a (bracket) \\\\ and 中文字符";\t// tab
#define LONG {long}
int main(void) {{ return 0x1F + turn('x'); }}
""".format(long="(x << 3) + " * 30)
PYTHON = 'def turn(speed: int) -> str:\n    """Doc\n    of it."""\n    return f"{speed}" if speed else None  # 注释\n'


def _files() -> list[AsFiled]:
    return [
        replace(as_filed("pump.c", C.encode() * 30), language="C"),
        replace(as_filed("turn.py", PYTHON.encode() * 40), language="Python"),
        replace(as_filed("empty.c", b""), language="C"),
        replace(as_filed("notes.txt", b"just words\n" * 60), language="Text only"),
        replace(as_filed("odd", b"no language\n" * 5), language="Kl'ingon"),
    ]


def _pdf(folder: Path, layout: PageLayout, *files: AsFiled, workers: int = 1, style: str = "label") -> Path:
    folder.mkdir()
    look = look_of(policy_of(style))
    with ListingWriter(
        Listing(mode="whole", page=layout), IDENTITY, folder, draft=False, look=look, workers=workers
    ) as writer:
        for each in files or _files():
            writer.add(each)
        (volume,) = writer.finish()
    return volume.path


def _code(pdf: Path) -> bytes:
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return b"\n".join(page.Contents.read_bytes() for page in opened.pages)


def test_the_text_of_a_highlighted_listing_is_that_of_the_plain_one(tmp_path: Path) -> None:
    plain, lit = _pdf(tmp_path / "plain", PLAIN), _pdf(tmp_path / "lit", LIT)
    assert inks.PENS[KINDS.index("keyword")].encode() in _code(lit)
    assert inks.PENS[KINDS.index("keyword")].encode() not in _code(plain)
    assert pages_by_pdfium(lit) == pages_by_pdfium(plain)
    if has_pdftotext():
        for options in ((), ("-layout",), ("-bbox",)):
            assert pages_by_pdftotext(lit, *options) == pages_by_pdftotext(plain, *options)


@pytest.mark.parametrize("style", STYLES)
def test_masks_stay_as_they_are_and_black(tmp_path: Path, style: str) -> None:
    plain = _pdf(tmp_path / "plain", PLAIN, sample(style), style=style)
    lit = _pdf(tmp_path / "lit", LIT, sample(style), style=style)
    assert pages_by_pdfium(lit) == pages_by_pdfium(plain)
    for word in (b"REDACTED", b"[TS", b"(b)(4)"):
        for row in _code(lit).split(b"T*"):
            before, found, _ = row.partition(word)
            pens = [before.rfind(pen.encode()) for pen in inks.PENS]
            assert not found or max(pens) in {-1, pens[0]}


def test_workers_and_hash_seeds_change_no_byte(tmp_path: Path) -> None:
    drawn = {_pdf(tmp_path / f"{workers}", LIT, workers=workers).read_bytes() for workers in (1, 2, 3)}
    assert len(drawn) == 1
    assert not multiprocessing.active_children()
    seen = set()
    for seed in ("1", "77"):
        program = (
            "import sys; from pathlib import Path; import unit.bundle.test_highlighting as t; "
            "t._pdf(Path(sys.argv[1]), t.LIT)"
        )
        path = os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests")])
        folder = tmp_path / f"seed-{seed}"
        env = os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, str(folder)], check=True, env=env)
        seen.add((folder / "listing.pdf").read_bytes())
    assert seen == drawn


def _luminance(ink: tuple[float, float, float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in ink]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_ink_is_legible_on_paper() -> None:
    assert set(inks.INKS) == set(KINDS)
    for ink in inks.INKS.values():
        assert 1.05 / (_luminance(ink) + 0.05) >= 4.5


def test_a_plain_listing_loads_no_pygments_and_starts_no_process(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from codebinder.bundle.listing import ListingWriter;"
        "from codebinder.model.template_pages import Listing; from helpers.filing_papers import IDENTITY, as_filed;"
        "w = ListingWriter(Listing(mode='whole'), IDENTITY, Path(sys.argv[1]), draft=False);"
        "w.add(as_filed('a.c', b'int x;')); w.finish();"
        "print([name for name in ('pygments', 'multiprocessing') if name in sys.modules])"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests")])}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], env=env, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


@dataclass
class Asked:
    stretches: Sequence[Stretch]


GOOD = Stretch("C", False, "int x; /* y */", [0], [14])


def _bad(language: str) -> Stretch:
    return replace(GOOD, language=language)


@pytest.mark.parametrize("language", [odd_lexers.BOMB, odd_lexers.TRAP, odd_lexers.LIE])
def test_a_file_that_hurts_its_process_stays_plain_and_no_other_does(language: str) -> None:
    pool = LexPool[Asked](workers=2, cancel=NeverCancel(), target=odd_lexers.serve, patience=0.8)
    items = [Asked([GOOD]), Asked([GOOD, _bad(language), GOOD]), Asked([]), Asked([GOOD])]
    answers = [answer for _, answer in pool.answers(items)]
    right = lexed(GOOD, nothing)
    assert right is not None
    assert answers == [[right], [right, None, right], [], [right]]
    assert not multiprocessing.active_children()


def test_where_no_process_can_be_started_the_work_is_done_without() -> None:
    pool = LexPool[Asked](workers=2, cancel=NeverCancel(), target=odd_lexers.never_starts)
    assert [answer for _, answer in pool.answers([Asked([GOOD])])] == [[lexed(GOOD, nothing)]]


class Later:
    """A cancel that is pulled from another thread."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.heard = 0

    def check(self) -> None:
        if self.asked.is_set():
            self.heard += 1
            raise Cancelled("Stop.")


def test_cancelling_ends_a_busy_process_at_the_next_look() -> None:
    cancel = Later()
    pool = LexPool[Asked](workers=2, cancel=cancel, target=odd_lexers.serve, patience=100)
    answers = pool.answers([Asked([GOOD]), Asked([_bad(odd_lexers.TRAP)])])
    next(answers)
    cancel.asked.set()
    with pytest.raises(Cancelled):
        ended(lambda: next(answers))
    assert cancel.heard <= 2 + 1, "each of the two threads, and who waits for them, hears it once"
    assert not multiprocessing.active_children()


def test_a_stretch_that_is_too_long_is_plain_and_the_next_file_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colours, "LONGEST", 2000)
    long = replace(as_filed("long.c", b"int long_one;\n" * 300), language="C")
    short = replace(as_filed("short.c", b"char short_one;\n" * 60), language="C")
    code = _code(_pdf(tmp_path / "lit", LIT, long, short))
    pen = inks.PENS[KINDS.index("type")].encode()
    assert pen + b"\n(int" not in code
    assert pen + b" (int" not in code
    assert code.count(pen + b" (char") == 60


def test_an_excerpt_that_begins_within_a_comment_knows_it(tmp_path: Path) -> None:
    layout = replace(LIT, line_numbers=LineNumbers.NONE, file_heading=False)
    one = Segment(stream="source", origin="start", pages=1), Segment(stream="source", origin="end", pages=1)
    listing = Listing(mode="excerpt", segments=one, whole_below_pages=2, page=layout)
    text = "int first;\n" * 50 + "/* begun\n" + "for words\n" * 78 + "*/\n" + "int last;\n" * 20
    with ListingWriter(listing, IDENTITY, tmp_path, draft=False, workers=1) as writer:
        writer.add(replace(as_filed("a.c", text.encode()), language="C"))
        (volume,) = writer.finish()
    code = _code(volume.path)
    assert b"(for words) Tj" in code
    assert inks.PENS[KINDS.index("keyword")].encode() not in code
    assert inks.PENS[KINDS.index("type")].encode() in code


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_what_a_process_says_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        unpacked(data)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["C", "Python", "HTML", "YAML", "PHP", "Markdown", "Bash"]),
    st.lists(st.text(alphabet="ab/*\"'#<>{}=?%$:-` 中\\", max_size=12), max_size=12),
    st.booleans(),
)
def test_runs_cover_every_row_and_nothing_more(language: str, rows: list[str], cut: bool) -> None:
    begins = [sum(map(len, rows[:at])) + at for at in range(len(rows))]
    stretch = Stretch(language, cut, "\n".join(rows), begins, [len(row) for row in rows])
    answer = lexed(stretch, nothing)
    assert answer is not None
    assert [sum(size for size, _ in runs) for runs in answer] == [len(row) for row in rows]
    assert unpacked(packed([answer, None])) == [answer, None]
    for row, runs in zip(rows, answer, strict=True):
        assert "".join(piece for piece, _ in inks.pieces(row, runs)) == row
        assert "".join(piece for piece, _ in inks.pieces(row, [(3, 1), (9, 2)])) == row


def test_a_lexer_that_fails_leaves_its_file_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        def get_tokens_unprocessed(self, text: str) -> object:
            raise RecursionError(text)

    monkeypatch.setattr(lexing, "lexer_of", lambda _: Failing())
    assert lexed(GOOD, nothing) is None
