"""Whatever a file holds and whatever is hidden of it: the rest is identical, the hidden is gone, commitments bind.

The checks here share nothing with the code that they check: values are spelt and looked for by `in`, masks are undone
by splitting at their labels.
"""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from codebinder import leakcheck, redact
from codebinder.base import encoding as encodings
from codebinder.errors import UserError
from codebinder.model.package import Needle
from codebinder.model.redaction import AsFiled, MaskStyle, Redaction, RedactionKind, Secret, Span
from codebinder.model.template import ReasonMap, RedactionPolicy

REASONS = (ReasonMap(internal="TS", published="TS"), ReasonMap(internal="CRY", published="CRY"))
POLICIES = {
    f"{style}-{'kept' if kept else 'collapsed'}": RedactionPolicy(
        allowed=True, reasons=REASONS, mask=str(style), preserve_lines=kept
    )
    for style in MaskStyle
    for kept in (False, True)
}
COLLAPSING = [name for name in POLICIES if name.endswith("collapsed") and not name.startswith("strip")]
"""A strip keeps the lines that it runs across."""
MARKS = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
CODECS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "euc_kr", "latin-1", "binary")
LETTERS = {"gb18030": "价格表说明", "big5": "價格說明", "shift_jis": "価格ひカナ", "euc_kr": "가격표", "latin-1": "éüß"}
UID = "0b9e3f7a-5c1d-4b7e-9a51-2f6f3f1c8d10"
FIELDS = ("filing_uid", "component", "kind", "payload_path", "ordinal", "offset", "hidden")

VALUES = st.one_of(
    st.text("QXZ0123456789", min_size=6, max_size=40).map(lambda text: f"Q{text}"),
    st.text("QXZ09_$/+=-", min_size=6, max_size=40).map(lambda text: f"Q{text}Z"),
    st.builds(
        lambda head, tail: f"{head}QX\n{tail}", st.text("QXZ9", min_size=9, max_size=30), st.text("ZX7", min_size=9)
    ),
)
TEXTS = st.text("abc ;(){}\n\r\t", max_size=40)


@dataclass(frozen=True, slots=True)
class Case:
    """A file, its codec as the product tells it, values that stand in it somehow, and places."""

    data: bytes
    encoding: str
    secrets: tuple[Secret, ...]

    @property
    def values(self) -> list[Secret]:
        return [each for each in self.secrets if each.redaction.kind is RedactionKind.VALUE]

    @property
    def places(self) -> list[Secret]:
        return [each for each in self.secrets if each.redaction.kind is RedactionKind.PLACE]


def spellings(value: bytes) -> Iterator[bytes]:
    """How people write a value in a source: each once."""
    yield value
    yield base64.b64encode(value)
    yield base64.b64encode(b"u" + value)
    yield base64.urlsafe_b64encode(b"us" + value + b"er")
    yield value.hex().encode()
    yield value.hex().upper().encode()
    yield b"".join(b"\\x%02x" % byte for byte in value)
    yield b"".join(b"%%%02X" % byte for byte in value)
    yield b"{" + b", ".join(b"0x%02x" % byte for byte in value) + b"}"


def traces(value: bytes, encoding: str) -> Iterator[bytes]:
    """Give everything that may not be left of a value (proof.md §1), by nothing but the standard library."""
    text = value.decode(encoding if encoding != "binary" else "utf-8", "replace")
    codecs = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    for data in {value, *(text.encode(codec, "replace") for codec in codecs if "\ufffd" not in text)}:
        if len(data) < 6:
            continue
        yield data
        yield data.hex().encode()
        yield data.hex().upper().encode()
        yield b"".join(b"\\x%02x" % byte for byte in data)
        yield b"".join(b"%%%02X" % byte for byte in data)
        yield b", ".join(b"0x%02x" % byte for byte in data)
        for shift in range(3):
            # Only whole groups of three bytes: what is around them says nothing about these characters.
            skip = -shift % 3
            inner = data[skip : skip + (len(data) - skip) // 3 * 3]
            if len(inner) >= 6:
                yield base64.b64encode(inner)
                yield base64.urlsafe_b64encode(inner)


def secret(number: int, kind: RedactionKind, value: bytes, start: int, encoding: str) -> Secret:
    row = Redaction(
        id=f"R-{number}", kind=kind, component="tree", path=b"a.c", start=start, end=start + len(value),
        reason="TS" if number % 2 else "CRY", published_reason="", note="", proposer="", content_tag="",
    )  # fmt: skip
    return Secret(redaction=row, value=value, encoding=encoding)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    codec = draw(st.sampled_from(CODECS))
    letters = LETTERS.get(codec, "é价😀" if codec.startswith("utf") else "")
    filler = st.one_of(TEXTS, st.text("ab" + letters, max_size=12)) if letters else TEXTS
    raw = "utf-8" if codec in {"utf-8-sig", "binary"} else codec
    chosen = [value.encode(raw) for value in draw(st.lists(VALUES, max_size=3, unique=True))]
    pieces = [MARKS.get(codec, b""), *([b"\0\x01\xff\xfe\x80"] if codec == "binary" else [])]
    placed: list[tuple[bytes, int]] = []
    for value in chosen:
        pieces.append(draw(filler).encode(raw))
        placed.append((value, sum(map(len, pieces))))
        pieces.append(value)
        if draw(st.booleans()):
            plain = value.decode(raw)
            spelt = draw(st.sampled_from(tuple(spellings(plain.encode()))))
            pieces.append(" [".encode(raw) + spelt.decode().encode(raw) + "] ".encode(raw))
    pieces.append((draw(filler) + draw(filler)).encode(raw))
    data = b"".join(pieces)
    encoding = encodings.detect(data)[0]
    secrets = [
        secret(number, RedactionKind.VALUE, value, start, encoding) for number, (value, start) in enumerate(placed, 1)
    ]
    for number in range(draw(st.integers(0, 3))):
        low, high = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        low, high = redact.widen(data, encoding, low, high)
        if low < high:
            secrets.append(secret(number + 10, RedactionKind.PLACE, data[low:high], low, encoding))
    return Case(data, encoding, tuple(secrets))


def salt(span: Span, hidden: bytes) -> bytes:
    return random.Random(span.start * 7919 + len(hidden)).randbytes(32)


def hide(
    case: Case, policy: RedactionPolicy, secrets: Sequence[Secret] | None = None
) -> tuple[tuple[Span, ...], AsFiled]:
    tool = redact.Redactor(case.secrets if secrets is None else secrets, policy=policy, component="tree")
    spans = tool.spans(b"a.c", case.data, case.encoding)
    filed = tool.apply(
        path=b"a.c", payload_path="data/source/tree/a.c", executable=False, data=case.data, encoding=case.encoding,
        language="C", spans=spans, first_ordinal=1, salt=salt, identity=redact.CommitContext(filing_uid=UID),
    )  # fmt: skip
    return spans, filed


def gaps(data: bytes, spans: Sequence[Span]) -> list[bytes]:
    """Give what stands before, between and behind the hidden ranges."""
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(data)]
    return [data[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True)]


def written(text: str, encoding: str) -> bytes:
    return text.encode(encoding if encoding.startswith("utf-16") else "utf-8")


def ends(data: bytes, encoding: str) -> int:
    """Count line ends, by Python's own decoders."""
    text = data.decode("latin-1" if encoding == "binary" else encoding, "surrogateescape")
    return len(re.findall("\r\n|\n|\r", text))


@pytest.mark.parametrize("name", POLICIES)
@settings(max_examples=40)
@given(case=cases())
def test_everything_outside_the_ranges_is_identical(name: str, case: Case) -> None:
    policy = POLICIES[name]
    spans, filed = hide(case, policy)
    kept = gaps(case.data, spans)
    at = 0
    for gap, span, row in zip(kept, spans, filed.ranges, strict=False):
        assert (row.start, row.end, row.hidden) == (span.start, span.end, case.data[span.start : span.end])
        low = row.offset - len(gap)
        assert low >= at
        assert filed.data[low : row.offset] == gap
        assert masked(filed.data[at:low], case.encoding)
        at = row.offset
    assert len(filed.ranges) == len(spans)
    assert filed.data.endswith(kept[-1])
    assert masked(filed.data[at : len(filed.data) - len(kept[-1])], case.encoding)


def masked(data: bytes, encoding: str) -> bool:
    """Is this nothing but masks: labels, the line ends that were kept, and blanks beside a strip?"""
    text = data.decode(encoding if encoding.startswith("utf-16") else "ascii")
    return re.fullmatch(r"(?:\[(?:\*\*\*|REDACTED (?:[0-9]{6} )?(?:TS|CRY) *)\]|[ \r\n])*", text) is not None


@pytest.mark.parametrize("name", COLLAPSING)
@settings(max_examples=30)
@given(case=cases())
def test_masks_of_one_width_split_the_file_into_what_was_disclosed(name: str, case: Case) -> None:
    spans, filed = hide(case, POLICIES[name])
    labels = [written(row.label, case.encoding) for row in filed.ranges]
    assert len({len(label) for label in labels}) <= 1
    pieces = re.split(b"|".join(map(re.escape, sorted(set(labels)))), filed.data) if labels else [filed.data]
    assert pieces == gaps(case.data, spans)


@settings(max_examples=150)
@given(case=cases())
def test_line_ends_are_all_kept_where_the_template_keeps_lines_and_collapse_where_not(case: Case) -> None:
    spans, kept = hide(case, POLICIES["label-kept"])
    rest = encodings.detect(b"".join(gaps(case.data, spans)))[0]
    if case.encoding != "binary" or rest != "binary":  # what is not text has no lines to keep
        assert ends(kept.data, case.encoding) == ends(case.data, case.encoding)
    _, collapsed = hide(case, POLICIES["label-collapsed"])
    assert ends(collapsed.data, case.encoding) == sum(ends(gap, case.encoding) for gap in gaps(case.data, spans))


@settings(max_examples=250)
@given(case=cases(), name=st.sampled_from(list(POLICIES)))
def test_nothing_of_a_hidden_value_is_left_in_any_spelling(case: Case, name: str) -> None:
    _, filed = hide(case, POLICIES[name])
    for each in case.values:
        left = [trace for trace in traces(each.value, case.encoding) if trace in filed.data]
        assert left == [], each.redaction.id


@settings(max_examples=150)
@given(case=cases(), name=st.sampled_from(list(POLICIES)))
def test_a_hidden_place_is_gone_unless_it_also_stands_elsewhere(case: Case, name: str) -> None:
    spans, filed = hide(case, POLICIES[name])
    disclosed = gaps(case.data, spans)
    for each in case.places:
        if len(each.value) >= 24 and not any(each.value in gap for gap in disclosed):
            assert each.value not in filed.data
        for line in each.value.splitlines():
            if len(line) >= 24 and not any(line in gap for gap in disclosed):
                assert line not in filed.data


@settings(max_examples=150)
@given(case=cases(), name=st.sampled_from(list(POLICIES)))
def test_the_leak_scan_finds_no_hidden_value_in_what_is_filed(case: Case, name: str) -> None:
    _, filed = hide(case, POLICIES[name])
    needles = [
        Needle(redaction=each.redaction.id, kind="value", data=each.value, encoding=each.encoding)
        for each in case.values
    ]
    assert leakcheck.check_bytes("a.c", filed.data, needles) == []


@settings(max_examples=200)
@given(
    value=VALUES,
    codec=st.sampled_from(("utf-8", "utf-16-le", "utf-16-be", "gb18030")),
    before=TEXTS,
    after=TEXTS,
    data=st.data(),
)
def test_the_leak_scan_sees_a_value_in_every_spelling(
    value: str, codec: str, before: str, after: str, data: st.DataObject
) -> None:
    raw = value.encode(codec)
    other = data.draw(st.sampled_from(("utf-8", "utf-16-le", "utf-16-be", "gb18030")))
    trace = data.draw(st.sampled_from(tuple(spellings(value.encode(other)))))
    member = f"{before} (".encode() + trace + f") {after}".encode()
    needle = Needle(redaction="R-1", kind="value", data=raw, encoding=codec)
    assert leakcheck.check_bytes("a.txt", member, [needle]), trace


@settings(max_examples=100)
@given(case=cases(), shuffle=st.randoms(use_true_random=False))
def test_the_order_in_which_redactions_were_made_or_read_does_not_matter(case: Case, shuffle: random.Random) -> None:
    policy = POLICIES["label-collapsed"]
    other = list(case.secrets)
    shuffle.shuffle(other)
    assert hide(case, policy, other) == hide(case, policy)
    assert hide(case, policy, [*case.secrets, *case.secrets]) == hide(case, policy)


@settings(max_examples=300)
@given(
    text=st.text("ab价é😀\r\n", max_size=30),
    codec=st.sampled_from(("utf-8", "utf-16-le", "gb18030", "latin-1")),
    ranges=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_nested_touching_and_overlapping_ranges_come_to_their_union(
    text: str, codec: str, ranges: list[tuple[int, int]]
) -> None:
    data = text.encode(codec, "ignore")
    pieces = [
        redact.Piece(
            start=min(low, len(data)), end=min(high, len(data)), kind=RedactionKind.PLACE, reason="TS",
            redaction=f"R-{number}",
        )
        for number, (low, high) in enumerate(ranges, 1)
    ]  # fmt: skip
    spans = redact.merge(data, codec, pieces)
    covered = {at for span in spans for at in range(span.start, span.end)}
    asked = [piece for piece in pieces if piece.start < piece.end]
    assert covered >= {at for piece in asked for at in range(piece.start, piece.end)}
    assert covered == {at for each in asked for at in range(*redact.widen(data, codec, each.start, each.end))}
    assert all(one.end < two.start for one, two in pairwise(spans))
    for span in spans:
        for edge in (span.start, span.end):  # both ends leave whole characters on both sides, and whole line ends
            if codec != "latin-1":
                assert (data[:edge] + data[edge:]).decode(codec) == data[:edge].decode(codec) + data[edge:].decode(
                    codec
                )
            assert not (data[:edge].endswith("\r".encode(codec)) and data[edge:].startswith("\n".encode(codec)))
    assert {each for span in spans for each in span.redactions} == {piece.redaction for piece in asked}


# Commitments

CONTEXT = st.fixed_dictionaries(
    {
        "filing_uid": st.text(max_size=12),
        "component": st.text(max_size=8),
        "kind": st.sampled_from(RedactionKind),
        "payload_path": st.text(max_size=12),
        "ordinal": st.integers(0, 2**40),
        "offset": st.integers(0, 2**40),
        "hidden": st.binary(max_size=24),
    }
)


@settings(max_examples=300)
@given(
    one=CONTEXT, two=CONTEXT, salts=st.tuples(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
)
def test_a_commitment_opens_with_what_was_committed_and_nothing_else(
    one: dict[str, object], two: dict[str, object], salts: tuple[bytes, bytes]
) -> None:
    published = redact.commitment(salt=salts[0], **one)  # type: ignore[arg-type]
    assert redact.check_opening(salt=salts[0], text=redact.message(**one), published=published)  # type: ignore[arg-type]
    if salts[0] != salts[1]:
        assert not redact.check_opening(salt=salts[1], text=redact.message(**one), published=published)  # type: ignore[arg-type]
    for name in FIELDS:  # one field of another range, file, place or filing is enough
        changed = {**one, name: two[name]}
        same = changed == one
        text = redact.message(**changed)  # type: ignore[arg-type]
        assert redact.check_opening(salt=salts[0], text=text, published=published) is same, name


@settings(max_examples=300)
@given(one=CONTEXT, data=st.data())
def test_bytes_that_move_from_one_field_to_the_next_make_another_message(
    one: dict[str, object], data: st.DataObject
) -> None:
    first, second = data.draw(st.sampled_from((("filing_uid", "component"), ("component", "payload_path"))))
    joined = f"{one[first]}{one[second]}"
    cut = data.draw(st.integers(0, len(joined)))
    moved = {**one, first: joined[:cut], second: joined[cut:]}
    assume(moved != one)
    assert redact.message(**moved) != redact.message(**one)  # type: ignore[arg-type]


@given(one=CONTEXT, size=st.integers(0, 80))
def test_a_salt_of_any_other_length_is_refused(one: dict[str, object], size: int) -> None:
    assume(size != 32)
    with pytest.raises(UserError, match="32"):
        redact.commitment(salt=bytes(size), **one)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="32"):
        redact.check_opening(salt=bytes(size), text=redact.message(**one), published="0" * 64)  # type: ignore[arg-type]


def test_the_same_bytes_twice_give_unrelated_commitments() -> None:
    """Half of all bits differ, give or take: nothing of two commitments tells that they hide the same."""
    data = b"pin=4711; pin=4711; pin=4711;"
    draw = random.Random(4)
    seen: list[int] = []
    for _ in range(200):
        one, two = (
            redact.commitment(
                salt=draw.randbytes(32), filing_uid=UID, component="tree", kind=RedactionKind.PLACE,
                payload_path="data/source/tree/a.c", ordinal=1, offset=4, hidden=data[4:8],
            )
            for _ in range(2)
        )  # fmt: skip
        seen.append((int(one, 16) ^ int(two, 16)).bit_count())
    assert min(seen) > 80
    assert max(seen) < 176
    assert 124 < sum(seen) / len(seen) < 132


def test_a_commitment_tells_nothing_about_the_length_of_what_it_hides() -> None:
    lengths = {
        len(
            redact.commitment(
                salt=bytes(32), filing_uid=UID, component="tree", kind=RedactionKind.PLACE, payload_path="p", ordinal=1,
                offset=0, hidden=bytes(size),
            )
        )
        for size in (0, 1, 63, 64, 65, 100_000)
    }  # fmt: skip
    assert lengths == {64}


def test_two_ranges_of_one_value_ask_for_a_salt_each() -> None:
    data = b'a = "QQ-77-QQ"; b = "QQ-77-QQ";\n'
    case = Case(data, "utf-8", (secret(1, RedactionKind.VALUE, b"QQ-77-QQ", 5, "utf-8"),))
    _, filed = hide(case, POLICIES["label-collapsed"])
    one, two = filed.ranges
    assert one.hidden == two.hidden
    assert one.salt != two.salt
    assert one.commitment != two.commitment
    moved = replace(two, salt=one.salt)
    assert redact.commitment(
        salt=moved.salt, filing_uid=UID, component="tree", kind=moved.kind, payload_path=moved.payload_path,
        ordinal=moved.ordinal, offset=moved.offset, hidden=moved.hidden,
    ) != one.commitment  # fmt: skip
