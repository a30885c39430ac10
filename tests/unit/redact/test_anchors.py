"""A hidden range is found again in another version of its file, and never at bytes that are not the hidden ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.base import encoding as encodings
from codebinder.redact.anchors import Fit, Match, Pair, anchor_of, telling
from codebinder.redact.anchors_text import Text
from helpers.effort import within

SECRET = """int recipe(struct vat *vat, int heat)
{
    int seed = 0x5eed1234;
    while (vat->level < heat)
        stir(vat, seed++);
    return vat->level;
}"""
HEAD = "".join(f"int before_{at}(void) {{ return {at}; }}\n" for at in range(12))
TAIL = "".join(f"int behind_{at}(void) {{ return {at}; }}\n" for at in range(12))
FILE = f"{HEAD}\n{SECRET}\n\n{TAIL}"


def find(old: str, new: str, hidden: str, *, codec: str = "utf-8", codec_new: str = "") -> tuple[Match, str]:
    before, after = old.encode(codec), new.encode(codec_new or codec)
    text = Text(before)
    wanted = hidden.encode(text.codec)
    start = before.index(wanted)
    match = Pair(text, Text(after)).place(anchor_of(text, start, start + len(wanted)))
    return match, after[match.start : match.end].decode(Text(after).codec)


def test_what_has_moved_down_with_its_neighbours_is_unmoved() -> None:
    match, found = find(FILE, "/* new */\n" * 5 + FILE, SECRET)
    assert (match.fit, match.beside, found) == (Fit.EXACT, True, SECRET)


def test_what_has_moved_away_from_its_neighbours_is_found() -> None:
    match, found = find(FILE, FILE.replace(SECRET + "\n", "") + "\n" + SECRET + "\n", SECRET)
    assert (match.fit, match.beside, found) == (Fit.EXACT, False, SECRET)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("tabs", lambda text: text.replace("    ", "\t")),
        ("crlf", lambda text: text.replace("\n", "\r\n")),
        ("cr", lambda text: text.replace("\n", "\r")),
        ("braces", lambda text: text.replace(")\n{", ") {")),
        ("wrapped", lambda text: text.replace(", ", ",\n            ")),
        ("deeper", lambda text: text.replace("\n", "\n  ")),
        ("spaced", lambda text: text.replace("(", " ( ")),
    ],
)
def test_what_was_laid_out_anew_is_found_whole(name: str, layout: object) -> None:
    assert callable(layout), name
    match, found = find(FILE, layout(FILE), SECRET)
    assert match.fit is Fit.REFORMATTED
    assert found.strip() == layout(SECRET).strip()


@pytest.mark.parametrize(
    ("codec", "fit"), [("gb18030", Fit.REFORMATTED), ("utf-16", Fit.REFORMATTED), ("utf-8-sig", Fit.EXACT)]
)
def test_what_was_written_in_another_encoding_is_found(codec: str, fit: Fit) -> None:
    secret = 'static const char *name = "配方机密十二号";'
    text = f"/* 本文件的注释，足够长，可以认出编码。第一部分说明用途，第二部分说明作者。 */\n{HEAD}{secret}\n{TAIL}"
    match, found = find(text, text, secret, codec=codec, codec_new="utf-8")
    assert (match.fit, found) == (fit, secret)


def test_what_has_changed_inside_is_proposed_and_not_carried() -> None:
    new = SECRET.replace("seed++", "seed += 2")
    assert find(FILE, FILE.replace(SECRET, new), SECRET) == (
        Match(fit=Fit.CHANGED, start=FILE.index(SECRET), end=FILE.index(SECRET) + len(new)),
        new,
    )


def test_a_value_that_was_replaced_is_proposed_to_the_byte() -> None:
    old = FILE.replace("0x5eed1234", "0x0ld0ld0")
    match, found = find(old, FILE, "0x0ld0ld0")
    assert (match.fit, found) == (Fit.CHANGED, "0x5eed1234")


def test_what_has_changed_and_moved_is_proposed() -> None:
    new = SECRET.replace("seed++", "seed += 2").replace("vat->level < heat", "vat->level <= heat")
    match, found = find(FILE, FILE.replace(SECRET + "\n", "") + "\n" + new + "\n", SECRET)
    assert (match.fit, found) == (Fit.CHANGED, new)


def test_what_was_taken_out_is_gone() -> None:
    assert find(FILE, FILE.replace(SECRET + "\n\n", ""), SECRET)[0].fit is Fit.GONE


def test_of_a_text_that_stands_twice_now_the_one_between_its_neighbours_is_meant() -> None:
    match, _ = find(FILE, FILE + SECRET + "\n", SECRET)
    assert (match.fit, match.start, match.places) == (Fit.EXACT, FILE.index(SECRET), 2)


def test_a_line_like_many_others_is_told_by_its_place() -> None:
    rows = [f"    case {at}:\n        total += step;\n        break;\n" for at in range(30)]
    old = "".join(rows)
    start = old.index("total", old.index("case 17"))
    new = "".join([*rows[:5], "    case 99:\n        total += step;\n        break;\n", *rows[5:]])
    text = Text(old.encode())
    match = Pair(text, Text(new.encode())).place(anchor_of(text, start, start + len("total += step;")))
    assert (match.fit, match.start) == (Fit.EXACT, new.index("total", new.index("case 17")))


def test_a_line_like_its_neighbours_on_either_side_is_nobodys_guess() -> None:
    old = "begin\n" + "    retry();\n" * 7 + "end of it all\n"
    text = Text(old.encode())
    start = old.index("retry") + 3 * len("    retry();\n")
    new = "begin\n" + "    retry();\n" * 9 + "end of it all\n"
    match = Pair(text, Text(new.encode())).place(anchor_of(text, start, start + 8))
    assert match.fit is Fit.AMBIGUOUS


def test_a_sign_that_stands_elsewhere_too_is_not_taken_for_the_hidden_one() -> None:
    old = "alpha = 1;\nfoo(2);\nbeta = 1;\n"
    text = Text(old.encode())
    start = old.index("1", old.index("beta"))
    match = Pair(text, Text(b"nothing like it = 1;\nat all\n")).place(anchor_of(text, start, start + 1))
    assert match.fit not in {Fit.EXACT, Fit.REFORMATTED}


def test_part_of_a_word_is_not_found_as_a_word_of_its_own() -> None:
    old = "char *my_secretive_name;\n" + HEAD
    text = Text(old.encode())
    start = old.index("secret")
    match = Pair(text, Text(("char *secret;\n" + HEAD).encode())).place(anchor_of(text, start, start + 6))
    assert match.fit is not Fit.EXACT


def test_without_the_old_file_only_what_tells_itself_apart_is_placed() -> None:
    whole = Text(FILE.encode())
    start = FILE.index(SECRET)
    anchor = anchor_of(whole, start, start + len(SECRET))
    assert telling(anchor)
    assert Pair(None, Text(("x\n" + FILE).encode())).place(anchor).fit is Fit.EXACT
    bracket = anchor_of(whole, FILE.index("}"), FILE.index("}") + 1)
    assert not telling(bracket)
    assert Pair(None, Text(b"int other;\n}\nint more;\n")).place(bracket).fit is Fit.AMBIGUOUS


def test_binary_content_is_found_by_its_bytes_or_asked_about() -> None:
    old = bytes(range(256)) * 4 + b"\0\0KEY-MATERIAL-1234567890-abcdefgh\0\0" + bytes(range(256)) * 4
    text = Text(old)
    start = old.index(b"KEY")
    anchor = anchor_of(text, start, start + 34)
    moved = Pair(text, Text(b"\0\1\2\3" + old)).place(anchor)
    assert (moved.fit, moved.start) == (Fit.EXACT, start + 4)
    changed = Pair(text, Text(old.replace(b"KEY-", b"kEY-"))).place(anchor)
    assert (changed.fit, changed.start, changed.end) == (Fit.CHANGED, start, start + 34)


def test_a_large_file_of_like_lines_takes_linear_time() -> None:
    rows = b"    {0x00, 0x00, 0x00, 0x00},\n" * 60_000
    old = Text(rows + b"static int secret_place = 17;\n" + rows)
    start = len(rows)
    new = b"// x\n" + rows + b"static int secret_place = 17;\n" + rows + b"\n"
    for place in (start, start - 20_000):
        match = within(400, lambda place=place: Pair(old, Text(new)).place(anchor_of(old, place, place + 29)))
        assert match.fit in {Fit.EXACT, Fit.AMBIGUOUS}


CODECS = st.sampled_from(("utf-8", "gb18030", "utf-16-le"))
WORDS = ("alpha", "beta(", ")", "{", "}", "x = 1;", "return x;", "密文", '"a b"', "", "if (x)", "# note")
LINES = st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), min_size=1, max_size=30)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("insert", "delete", "indent", "join", "copy", "swap", "word")),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    max_size=8,
)


def edited(rows: list[str], edits: list[tuple[str, int, int]]) -> list[str]:
    rows = list(rows)
    for what, one, two in edits:
        if not rows:
            return ["x"]
        at, other = one % len(rows), two % len(rows)
        match what:
            case "insert":
                rows.insert(at, WORDS[two % len(WORDS)])
            case "delete":
                del rows[at]
            case "indent":
                rows[at] = "\t " + rows[at]
            case "join" if at + 1 < len(rows):
                rows[at : at + 2] = [rows[at] + "  " + rows[at + 1]]
            case "copy":
                rows[at:at] = rows[other : other + 3]
            case "swap":
                rows[at], rows[other] = rows[other], rows[at]
            case _:
                rows[at] = rows[at].replace("x", "y", 1)
    return rows


def plain_words(data: bytes, codec: str) -> list[str]:
    """Written apart from what is tested: words and signs, whatever stands between them."""
    text = data.decode({"utf-8-sig": "utf-8", "binary": "latin-1"}.get(codec, codec)).replace("\ufeff", "")
    return [piece for run in text.split() for piece in re.split(r"(\W)", run) if piece]


@settings(max_examples=300, deadline=None)
@given(
    rows=LINES, edits=EDITS, place=st.tuples(st.integers(0, 400), st.integers(1, 120)),
    ends=st.sampled_from(("\n", "\r\n", "\r")), codecs=st.tuples(CODECS, CODECS),
)  # fmt: skip
def test_what_is_carried_is_always_the_same_bytes_or_the_same_words(
    rows: list[str], edits: list[tuple[str, int, int]], place: tuple[int, int], ends: str, codecs: tuple[str, str]
) -> None:
    before = "\n".join(rows).encode(codecs[0])
    after = ends.join(edited(rows, edits)).encode(codecs[1])
    old, new = Text(before), Text(after)
    start = min(place[0], max(len(before) - 1, 0))
    end = min(start + place[1], len(before))
    start, end = encodings.widen(before, old.encoding, start, end)
    if start == end:
        return
    hidden = before[start:end]
    for pair in (Pair(old, new), Pair(None, new)):
        match = pair.place(anchor_of(old, start, end))
        assert 0 <= match.start <= match.end <= len(after)
        there = after[match.start : match.end]
        if match.fit is Fit.EXACT:
            assert there == hidden
        elif match.fit is Fit.REFORMATTED:
            assert plain_words(there, new.encoding) == plain_words(hidden, old.encoding)
        elif match.fit is Fit.GONE:
            assert (match.start, match.end) == (0, 0)
        if match.fit is not Fit.GONE and match.fit is not Fit.CHANGED:
            assert encodings.on_boundary(after, new.encoding, match.start)
            assert encodings.on_boundary(after, new.encoding, match.end)


@settings(max_examples=150, deadline=None)
@given(
    old=st.binary(min_size=1, max_size=300),
    new=st.binary(max_size=300),
    place=st.tuples(st.integers(0, 299), st.integers(1, 80)),
)
def test_any_bytes_at_all_are_taken_without_a_fault(old: bytes, new: bytes, place: tuple[int, int]) -> None:
    text = Text(old)
    start = place[0] % len(old)
    end = min(len(old), start + place[1])
    for other in (new, old[:start] + new + old[start:], old[end:] + old[:end]):
        match = Pair(text, Text(other)).place(anchor_of(text, start, end))
        if match.fit is Fit.EXACT:
            assert other[match.start : match.end] == old[start:end]
