"""A blocked page with a visible strip: exactly its columns can be read, and nothing tells how long a line is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import redact
from codebinder.model.redaction import AsFiled, Redaction, RedactionKind, Secret, Span
from codebinder.model.template import ReasonMap, RedactionPolicy

CODECS = ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "latin-1"]
BOMS = {"utf-8-sig": "\ufeff".encode(), "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
WIDE = "价😀"
WORDS = st.text(alphabet="ab(\t) 价😀", max_size=40)


def policy(first: int = 8, columns: int = 10) -> RedactionPolicy:
    reasons = (ReasonMap(internal="TS", published="TS"), ReasonMap(internal="CRY", published="CRY"))
    return RedactionPolicy(allowed=True, mask="strip", strip_from=first, strip_columns=columns, reasons=reasons)


def secret(number: int, data: bytes, start: int, end: int, kind: RedactionKind, encoding: str) -> Secret:
    return Secret(
        redaction=Redaction(
            id=f"R-{number}", kind=kind, component="tree", path=b"a.c", start=start, end=end,
            reason="TS" if kind is RedactionKind.PLACE else "CRY", published_reason="", note="", proposer="",
            content_tag="",
        ),
        value=data[start:end],
        encoding=encoding,
    )  # fmt: skip


def filed(
    rules: RedactionPolicy, data: bytes, encoding: str, secrets: list[Secret]
) -> tuple[AsFiled, tuple[Span, ...]]:
    tool = redact.Redactor(secrets, policy=rules, component="tree")
    spans = tool.spans(b"a.c", data, encoding)
    out = tool.apply(
        path=b"a.c", payload_path="data/source/tree/a.c", executable=False, data=data, encoding=encoding, language="C",
        spans=spans, first_ordinal=1, salt=lambda span, _: bytes([span.start % 256]) * 32,
        identity=redact.CommitContext(filing_uid="0b9e3f7a-5c1d-4b7e-9a51-2f6f3f1c8d10"),
    )  # fmt: skip
    return out, spans


def blocked(
    text: str,
    *,
    rules: RedactionPolicy,
    codec: str = "utf-8",
    values: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
) -> str:
    """Hide the whole of `text`, with values and words within it, and give what is left of it."""
    bare = "utf-8" if codec == "utf-8-sig" else codec
    mark = BOMS.get(codec, b"")
    data = mark + text.encode(bare)
    secrets = [secret(1, data, len(mark), len(data), RedactionKind.PLACE, codec)]
    for number, word in enumerate((*values, *places), 2):
        kind = RedactionKind.VALUE if word in values else RedactionKind.PLACE
        at = len(mark) + len(text[: text.index(word)].encode(bare))
        secrets.append(secret(number, data, at, at + len(word.encode(bare)), kind, codec))
    return filed(rules, data, codec, secrets)[0].data.removeprefix(mark).decode(bare)


def shown(line: str) -> str:
    """What stands between the two masks of a line."""
    assert line.startswith("[REDACTED ")
    assert line.endswith("]")
    return line[line.index("]") + 1 : line.rindex("[")]


def window(text: str, first: int, columns: int) -> str:
    """What a page shows in these columns; what is only partly within them is blank."""
    cells: list[str] = []
    for char in text:
        width = 8 - len(cells) % 8 if char == "\t" else 2 if char in WIDE else 1
        cells += [char, *[""] * (width - 1)]
    out, at = "", 0
    while at < len(cells):
        end = at + 1
        while end < len(cells) and cells[end] == "":
            end += 1
        if first <= at and end <= first + columns:
            out += " " * (end - at) if cells[at] == "\t" else cells[at]
        elif at < first + columns and end > first:
            out += " " * (min(end, first + columns) - max(at, first))
        at = end
    return out


def drawn(text: str, first: int) -> str:
    """A strip as a page shows it: tabs as blanks."""
    out, column = "", first
    for char in text:
        step = 8 - column % 8 if char == "\t" else 2 if char in WIDE else 1
        out += " " * step if char == "\t" else char
        column += step
    return out


def test_exactly_the_columns_of_the_strip_are_left() -> None:
    out = blocked("0123456789abcdefghijklmnop\nshort\n\n\tone = two + three;\nend", rules=policy())
    assert [shown(line) for line in out.split("\n")] == ["89abcdefgh", " " * 10, " " * 10, "one = two ", " " * 10]


def test_a_strip_at_the_margin_has_a_mask_behind_it_on_every_line() -> None:
    out = blocked("first\nit is the last", rules=policy(0, 20)).split("\n")
    assert out == ["first               [REDACTED 000001 TS ]", "it is the las       [REDACTED 000002 TS ]"]


def test_words_within_a_line_are_hidden_whole() -> None:
    data = b"int a = secret_of(b);\n"
    at = data.index(b"secret")
    place = secret(1, data, at, at + 9, RedactionKind.PLACE, "utf-8")
    assert filed(policy(0, 40), data, "utf-8", [place])[0].data == b"int a = [REDACTED 000001 TS ](b);\n"
    line = secret(1, data, 0, len(data) - 1, RedactionKind.PLACE, "utf-8")
    assert filed(policy(0, 10), data, "utf-8", [line])[0].data == b"[REDACTED 000001 TS ]\n"


def test_the_lines_that_a_place_takes_in_by_half_are_hidden_by_their_half() -> None:
    data = b"int f(void) {\n    return compute(the, answer);\n    /* and */ more();\n} int g;\n"
    place = secret(1, data, 4, data.index(b" int g"), RedactionKind.PLACE, "utf-8")
    assert filed(policy(4, 8), data, "utf-8", [place])[0].data.split(b"\n") == [
        b"int [REDACTED 000001 TS ]",
        b"[REDACTED 000001 TS ]return c[REDACTED 000002 TS ]",
        b"[REDACTED 000002 TS ]/* and *[REDACTED 000003 TS ]",
        b"[REDACTED 000003 TS ] int g;",
        b"",
    ]


@pytest.mark.parametrize("where", ["before", "within", "across"])
def test_from_where_a_value_begins_all_of_the_line_is_hidden(where: str) -> None:
    line = {"before": "a = '{}'; b = c; d", "within": "12345678 k='{}' and more of it", "across": "1234567{}9 and more"}
    lines = [
        blocked(f"x = 1;\n{line[where].format(value)}\ny = 2;\n", rules=policy(), values=(value,)).split("\n")[1]
        for value in ("hunter2", "hunter2-hunter2-hunter2")
    ]
    assert lines[0] == lines[1]
    assert shown(lines[0]) == {"before": " " * 10, "within": " k='      ", "across": " " * 10}[where]


def test_other_hidden_words_on_a_line_are_hidden_whole_too() -> None:
    out = blocked("x = 1;\n12345678 k='secret' and more\ny = 2;", rules=policy(0, 40), places=("secret",))
    assert out.split("\n")[1].startswith("12345678 k='" + " " * 28 + "[REDACTED")


@given(
    lines=st.lists(WORDS, min_size=2, max_size=6), first=st.integers(0, 12), columns=st.integers(1, 20),
    codec=st.sampled_from(CODECS), end=ENDS,
)  # fmt: skip
@settings(max_examples=200)
def test_a_page_shows_the_strip_of_every_line_and_nothing_else(
    lines: list[str], first: int, columns: int, codec: str, end: str
) -> None:
    if codec == "latin-1":
        lines = [line.replace("价", "é").replace("😀", "ß") for line in lines]
    lines = [*lines, "}"]
    out = blocked(end.join(lines), rules=policy(first, columns), codec=codec).split(end)
    assert len(out) == len(lines)
    for line, left in list(zip(lines, out, strict=True))[:-1]:
        inside = left.removesuffix("]")
        inside = inside[inside.index("]") + 1 if first else 0 : inside.rindex("[")]
        assert drawn(inside, first).rstrip() == window(line, first, columns).rstrip()
        width = sum(2 if char in WIDE else 1 for char in drawn(inside, first))
        assert width == columns


@given(
    lines=st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=6),
    tails=st.lists(WORDS, min_size=6, max_size=6),
    heads=st.lists(st.text(alphabet="xyz ", min_size=8, max_size=8), min_size=6, max_size=6),
)
@settings(max_examples=200)
def test_nothing_tells_of_what_stands_outside_the_strip_or_how_long_it_is(
    lines: list[tuple[str, str]], tails: list[str], heads: list[str]
) -> None:
    seen = [(re.sub("[\t价😀]", "", middle) + " " * 10)[:10] for middle, _ in lines]
    one = "\n".join(f"01234567{middle}|{tail}" for middle, (_, tail) in zip(seen, lines, strict=True))
    two = "\n".join(f"{head}{middle}{tail}~" for head, middle, tail in zip(heads, seen, tails, strict=False))
    assert blocked(one, rules=policy()) == blocked(two, rules=policy())


@given(text=st.lists(WORDS, max_size=6).map("\n".join), data=st.data(), first=st.integers(0, 9))
@settings(max_examples=200)
def test_everything_outside_the_ranges_is_as_it_was(text: str, data: st.DataObject, first: int) -> None:
    raw = text.encode()
    bounds = [at for at in range(len(raw) + 1) if at == len(raw) or not 0x80 <= raw[at] < 0xC0]
    secrets: list[Secret] = []
    for number in range(1, data.draw(st.integers(1, 4))):
        low, high = sorted((data.draw(st.sampled_from(bounds)), data.draw(st.sampled_from(bounds))))
        if low < high:
            secrets.append(secret(number, raw, low, high, RedactionKind.PLACE, "utf-8"))
    out, spans = filed(policy(first, 7), raw, "utf-8", secrets)
    rest, at = b"", 0
    for one in out.ranges:
        rest += out.data[at : one.offset] + one.hidden
        at = one.offset + one.length
    assert rest + out.data[at:] == raw
    assert out.data.count(b"\n") == raw.count(b"\n")
    asked = {at for each in secrets for at in range(each.redaction.start, each.redaction.end)}
    assert {at for span in spans for at in range(span.start, span.end)} <= asked


def test_what_is_searched_for_is_what_is_hidden() -> None:
    strip = redact.Strip(first=0, columns=20)
    value = b"all of it is seen\nthe strip shows twenty columns of this\n\nend"
    assert redact.hidden_lines(strip, value, "utf-8") == (
        b"ty columns of this",
        b"the strip shows twenty columns of this",
    )
    assert [value[low:high] for low, high in redact.visible(strip, value, "utf-8")] == [
        b"all of it is seen",
        b"the strip shows twen",
        b"end",
    ]


def test_a_place_of_one_line_shows_nothing() -> None:
    assert redact.visible(redact.Strip(first=0, columns=20), b"one line only", "utf-8") == ()
