"""Registered code is found again where it was renamed, reformatted, cut or moved; other code is not taken for it."""

from __future__ import annotations

import random
import re

import pytest

from codebinder.detect.fileview import FileView
from codebinder.detect.jewels import JewelIndex, TooLittle, fingerprint, function_in, lines_in
from codebinder.detect.jewels.tokens import KEYWORDS
from codebinder.model.findings import Confidence
from codebinder.model.jewels import Jewel
from helpers.effort import within

KEY = b"k" * 32
C = b"""\
/* Shapes one queue: tokens are earned by time and spent by size. */
static int shape_queue(struct queue *q, uint64_t now, size_t size)
{
    uint64_t earned = (now - q->last) * q->rate / 1000; // per millisecond
    if (q->tokens + earned > q->burst) {
        q->tokens = q->burst;
    } else {
        q->tokens += earned;
    }
    q->last = now;
    for (int i = 0; i < q->classes; i++) {
        struct class *c = &q->class[i];
        if (c->weight == 0 || !(c->flags & 0x10)) {
            continue;
        }
        c->deficit += (c->weight * 16) >> 3;
        while (c->head && c->deficit >= c->head->size) {
            c->deficit -= c->head->size;
            if (send_packet(q, c->head, "shaped") < 0) {
                return -1;
            }
            c->head = c->head->next;
        }
    }
    return size <= q->tokens ? (q->tokens -= size, 1) : 0;
}
"""
PYTHON = b'''\
class Planner:
    def plan(self, demand, stock, horizon=14):
        """Plan orders so that the stock never falls under two days of demand."""
        orders, level = [], stock.level
        for day in range(horizon):
            level -= demand[day] * (1.0 + stock.waste[day % 7])
            arriving = [o for o in orders if o.due == day]  # what comes today
            level += sum(o.size for o in arriving)
            need = 2 * demand[min(day + 1, horizon - 1)]
            if level < need and not any(o.due > day for o in orders):
                lot = max(stock.lot, (need - level + stock.lot - 1) // stock.lot * stock.lot)
                orders.append(Order(size=lot, due=day + stock.lead, price=stock.price(lot)))
        return sorted(orders, key=lambda o: (o.due, -o.size))

    def other(self):
        return None
'''
TABLE = b"static const uint8_t sbox[] = {\n" + b"".join(
    b"  " + b", ".join(b"%d" % ((number * 167 + 13 * row) % 256) for number in range(12)) + b",\n" for row in range(14)
) + b"};\n"  # fmt: skip
OTHER = b"""\
int main(int argc, char **argv)
{
    struct options o = { 0 };
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-v")) {
            o.verbose = 1;
        } else if (argv[i][0] == '-') {
            usage(argv[0]);
            return 2;
        } else {
            o.file = argv[i];
        }
    }
    return run(&o) < 0 ? 1 : 0;
}
"""


def index(*pieces: tuple[bytes, str], key: bytes = KEY) -> JewelIndex:
    made = [
        Jewel(id=f"J-{n}", fingerprints=fingerprint(data, suffix, key)) for n, (data, suffix) in enumerate(pieces, 1)
    ]
    return JewelIndex(made, key)


def view(data: bytes, path: str = "src/x.c") -> FileView:
    return FileView(path=path.encode(), data=data, encoding="utf-8")


def rules(found: JewelIndex, data: bytes, path: str = "src/x.c") -> list[str]:
    return [sight.rule for sight in found.look(view(data, path))]


def renamed(data: bytes) -> bytes:
    """Give every name another one, everywhere, also in comments and texts."""
    names: dict[bytes, bytes] = {}

    def name(match: re.Match[bytes]) -> bytes:
        word = match.group()
        return word if word in KEYWORDS else names.setdefault(word, b"v%d_" % len(names))

    return re.sub(rb"\b[A-Za-z_]\w*\b", name, data)


def reformatted(data: bytes) -> bytes:
    data = re.sub(rb"/\*.*?\*/|//[^\n]*", b"", data, flags=re.DOTALL)
    return (
        re.sub(rb"[ \t]*\n[ \t]*", b" ", data).replace(b"{", b"{\n\n").replace(b";", b" ;\n\t\t").replace(b"  ", b" ")
    )


SURROUNDED = b"#include <stdio.h>\n\n" + OTHER + b"\n%s\n" + OTHER


@pytest.mark.parametrize("change", [bytes, renamed, reformatted, lambda data: renamed(reformatted(data))])
def test_a_copy_is_found_whatever_it_was_called_and_however_it_is_laid_out(change: object) -> None:
    copy = change(C)  # type: ignore[operator]
    data = SURROUNDED.replace(b"%s", copy)
    (sight,) = index((C, ".c")).look(view(data, "fork/renamed.cpp"))
    assert (sight.rule, sight.confidence, sight.firm) == ("jewel-copy", Confidence.HIGH, True)
    assert sight.reason == "most of what is registered as J-1"
    start = data.index(copy)
    assert data[: sight.start].endswith(b"\n")
    inside = data[sight.start : sight.end]
    assert sight.start >= start - 1
    assert sight.end <= start + len(copy) + 60
    assert len(inside) > len(copy) * 0.8


def test_python_without_brackets_is_found_too() -> None:
    found = index((PYTHON[: PYTHON.index(b"    def other")], ".py"))
    changed = renamed(re.sub(rb"#[^\n]*|\"\"\".*?\"\"\"", b"", PYTHON))
    assert rules(found, b"import os\n\n\n" + changed, "other/plan.py") == ["jewel-copy"]


def test_a_table_of_numbers_is_found_by_its_numbers() -> None:
    made = fingerprint(TABLE, ".c", KEY)
    found = index((TABLE, ".c"))
    assert rules(found, OTHER + TABLE.replace(b"sbox", b"box"), "a/tables.h") == ["jewel-copy"]
    assert made.marks
    assert rules(found, OTHER + b"int a[] = {" + b"1, 2, 3, " * 200 + b"};") == []


def test_a_part_is_a_part() -> None:
    lines = C.splitlines(keepends=True)
    part = b"".join(lines[10:22])
    (sight,) = index((C, ".c")).look(view(OTHER + b"void f(void) {\n" + part + b"}\n" + OTHER))
    assert (sight.rule, sight.confidence) == ("jewel-part", Confidence.MEDIUM)
    assert re.fullmatch(r"\d+ % of what is registered as J-1", sight.reason)


def test_a_copy_with_something_put_in_between_is_still_a_copy() -> None:
    lines = C.splitlines(keepends=True)
    torn = b"".join(lines[:12]) + OTHER * 6 + b"".join(lines[12:])
    assert set(rules(index((C, ".c")), torn)) == {"jewel-copy"}


def test_two_copies_are_two_places() -> None:
    data = C + OTHER * 6 + renamed(C)
    assert rules(index((C, ".c")), data) == ["jewel-copy", "jewel-copy"]


def test_other_code_is_not_taken_for_it() -> None:
    found = index((C, ".c"), (PYTHON, ".py"), (TABLE, ".c"))
    assert rules(found, OTHER * 30) == []
    assert rules(found, b"", "empty") == []
    assert list(found.look(FileView(path=b"a.bin", data=C, encoding="binary"))) == []


def test_several_jewels_in_one_file_are_told_apart() -> None:
    found = index((C, ".c"), (OTHER * 1, ".c"))
    reasons = [sight.reason for sight in found.look(view(C + OTHER))]
    assert reasons == ["most of what is registered as J-1", "most of what is registered as J-2"]


def test_another_key_finds_nothing_and_shares_nothing() -> None:
    one, other = fingerprint(C, ".c", KEY), fingerprint(C, ".c", b"q" * 32)
    assert not set(one.marks) & set(other.marks)
    assert not set(one.frames) & set(other.frames)
    assert rules(JewelIndex([Jewel(id="J-1", fingerprints=one)], b"q" * 32), C) == []


@pytest.mark.parametrize(
    "little", [b"", b"int a;\n", b"return 0;\n" * 3, b"f(a); " * 400, b"0, " * 4000, b"# nothing but words\n" * 90]
)
def test_what_cannot_be_told_from_other_code_is_refused(little: bytes) -> None:
    with pytest.raises(TooLittle):
        fingerprint(little, ".py" if little.startswith(b"#") else ".c", KEY)


def test_other_encodings_are_read_alike() -> None:
    data = SURROUNDED.replace(b"%s", C).decode().encode("utf-16-le")
    (sight,) = index((C, ".c")).look(FileView(path=b"w.c", data=data, encoding="utf-16-le"))
    assert sight.rule == "jewel-copy"


def test_a_copy_deep_in_a_large_file_is_found_at_its_lines() -> None:
    filler = b"".join(b"int value_%d = %d;\n" % (number, number * 7) for number in range(60_000))
    data = filler + C + filler
    (sight,) = index((C, ".c")).look(view(data))
    line = data.count(b"\n", 0, sight.start) + 1
    assert 60_001 <= line <= 60_005


@pytest.mark.parametrize("seed", range(6))
def test_noise_of_any_kind_ends_soon(seed: int) -> None:
    draw = random.Random(seed)
    pieces = [b"/*", b"*/", b"'", b'"', b"`", b'"""', b"\\", b"(", b"=a", b"\n", b"import x ", b"// "]
    data = b"".join(draw.choice(pieces) for _ in range(150_000)) + C
    found = index((C, ".c"))
    within(800, lambda: list(found.look(view(data))))
    repeated = draw.choice(pieces) * 200_000 + C
    within(800, lambda: list(found.look(view(repeated))))


@pytest.mark.parametrize(
    ("data", "name", "suffix", "first", "last"),
    [
        (b"int a;\n" + C, b"shape_queue", b".c", 3, 27),
        (b"static int\nalpha(int a)\n{\n  return a;\n}\nint b;\n", b"alpha", b".c", 1, 5),
        (b"int alpha(int);\nint alpha(int a) {\n  if (a) { b(); }\n}\n", b"alpha", b".c", 2, 4),
        (b"x = 1\n" + PYTHON, b"plan", b".py", 3, 15),
        (b"func (s *T) Run(a int) error {\n\treturn nil\n}\n", b"Run", b".go", 1, 3),
        (b"class A {\n  @Override\n  int go(int a) throws X {\n    return a;\n  }\n}\n", b"go", b".java", 3, 5),
        (b"go() {\n  ls\n}\n", b"go", b".sh", 1, 3),
    ],
)
def test_a_function_is_cut_out_by_its_name(data: bytes, name: bytes, suffix: bytes, first: int, last: int) -> None:
    found = function_in(data, name, suffix)
    assert found is not None
    start, end = found
    assert (data.count(b"\n", 0, start) + 1, data.count(b"\n", 0, end - 1) + 1) == (first, last)


def test_a_function_that_is_not_there_is_not_found() -> None:
    assert function_in(C, b"shape", b".c") is None
    assert function_in(b"call(a);\n", b"call", b".c") is None
    assert function_in(b"open(", b"open", b".c") is None
    assert lines_in(b"a\nb\nc", 2, 3) == b"b\nc"
    assert lines_in(b"a\n", 5, 6) == b""
