"""Hidden means gone, and what is not hidden is unchanged byte for byte (design §4.3, §4.4; proof.md §1)."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.errors import Bug, UserError
from codebinder.model.redaction import AsFiled, Redaction, RedactionKind, Secret, Span
from codebinder.model.template import ReasonMap, RedactionPolicy

POLICY = RedactionPolicy(
    allowed=True,
    reasons=(
        ReasonMap(internal="CRY", published="CRY"),
        ReasonMap(internal="TS", published="TS"),
        ReasonMap(internal="VUL", published="CONFID"),
    ),
)
KEEPING = RedactionPolicy(allowed=True, reasons=POLICY.reasons, preserve_lines=True)
CODECS = ["utf-8", "gb18030", "big5", "shift_jis", "euc_kr", "utf-16-le", "utf-16-be", "latin-1", "binary"]
TEXT = st.text(alphabet="aZ09~|[]\\\r\n \t价格가値é€", min_size=0, max_size=60)


def secret(
    number: int,
    value: bytes,
    *,
    kind: RedactionKind = RedactionKind.VALUE,
    path: bytes = b"a.c",
    start: int = 0,
    reason: str = "CRY",
    component: str = "tree",
    encoding: str = "utf-8",
) -> Secret:
    return Secret(
        redaction=Redaction(
            id=f"R-{number}",
            kind=kind,
            component=component,
            path=path,
            start=start,
            end=start + len(value),
            reason=reason,
            published_reason="",
            note="",
            proposer="",
            content_tag="",
        ),
        value=value,
        encoding=encoding,
    )


def place(number: int, data: bytes, start: int, end: int, reason: str = "TS") -> Secret:
    return secret(number, data[start:end], kind=RedactionKind.PLACE, start=start, reason=reason)


def redactor(*secrets: Secret, policy: RedactionPolicy = POLICY) -> redact.Redactor:
    return redact.Redactor(secrets, policy=policy, component="tree")


def salt(span: Span, hidden: bytes) -> bytes:
    return bytes([span.start % 256, len(hidden) % 256]) + bytes(30)


def filed(tool: redact.Redactor, data: bytes, encoding: str, spans: Sequence[Span], first: int = 1) -> AsFiled:
    return tool.apply(
        path=b"a.c",
        payload_path="data/source/tree/a.c",
        executable=False,
        data=data,
        encoding=encoding,
        language="C",
        spans=spans,
        first_ordinal=first,
        salt=salt,
        identity=redact.CommitContext(filing_uid="0b9e3f7a-5c1d-4b7e-9a51-2f6f3f1c8d10"),
    )


def hide(data: bytes, *secrets: Secret, encoding: str = "utf-8", policy: RedactionPolicy = POLICY) -> AsFiled:
    tool = redactor(*secrets, policy=policy)
    return filed(tool, data, encoding, tool.spans(b"a.c", data, encoding))


def pieces(spans: Sequence[tuple[int, int]]) -> list[redact.Piece]:
    return [
        redact.Piece(start=low, end=high, kind=RedactionKind.PLACE, reason="TS", redaction=f"R-{number}")
        for number, (low, high) in enumerate(spans, 1)
    ]


def test_a_value_is_hidden_wherever_it_stands_and_the_rest_is_unchanged() -> None:
    data = b'key = "hunter2-hunter2";\nother("hunter2-hunter2")\n'
    out = hide(data, secret(7, b"hunter2-hunter2"))
    assert out.data == b'key = "[REDACTED 000001 CRY   ]";\nother("[REDACTED 000002 CRY   ]")\n'
    assert [hidden.redactions for hidden in out.ranges] == [("R-7",), ("R-7",)]


def test_an_encoded_value_is_hidden_too() -> None:
    value = b"hunter2-hunter2"
    data = b"a = " + base64.b64encode(b"u:" + value) + b"; b = " + value.hex().encode() + b";"
    out = hide(data, secret(7, value))
    assert value.hex().encode() not in out.data
    assert base64.b64encode(b"u:" + value)[4:20] not in out.data
    assert len(out.ranges) == 2


def test_a_key_written_on_one_line_is_hidden_in_an_unfolded_copy() -> None:
    lines = [
        b"MHcCAQEEIEb7N1yQm3Zf5Xk2Lr8Tq9Wv4Sd6Jh0Pa1Cg3Bn5Mk7Uu2Ee8Rr4Ii0O",
        b"o6Aa9Ss3Dd7Ff1Gg5Hh2Jj8Kk4LlZ0Xx6Cc=",
    ]
    folded = b"-----BEGIN EC PRIVATE KEY-----\\n" + b"\\n".join(lines) + b"\\n-----END EC PRIVATE KEY-----"
    data = b"key: |\n    " + b"\n    ".join(lines) + b"\n"
    out = hide(data, secret(1, folded, path=b"elsewhere"))
    assert not any(line in out.data for line in lines)


def test_a_value_of_another_component_is_hidden_here_and_its_places_are_not() -> None:
    data = b"hunter2-hunter2 int f(void);"
    value = secret(1, b"hunter2-hunter2", component="other")
    elsewhere = secret(2, b"int f", kind=RedactionKind.PLACE, start=16, component="other")
    assert hide(data, value, elsewhere).data == b"[REDACTED 000001 CRY   ] int f(void);"


def test_a_short_value_is_hidden_only_where_it_was_redacted() -> None:
    data = b"pin=4711; other=4711;"
    assert hide(data, secret(1, b"4711", start=4)).data == b"pin=[REDACTED 000001 CRY   ]; other=4711;"
    assert redactor(secret(1, b"4711", start=4), secret(2, b"hunter2-hunter2")).unsearched == ("R-1",)


def test_a_short_value_is_short_in_utf16_too() -> None:
    data = "pin=4711; other=4711;".encode("utf-16-le")
    pin = secret(1, "4711".encode("utf-16-le"), start=8, encoding="utf-16-le")
    out = hide(data, pin, encoding="utf-16-le")
    assert out.data.decode("utf-16-le") == "pin=[REDACTED 000001 CRY   ]; other=4711;"


@pytest.mark.parametrize("kind", [RedactionKind.VALUE, RedactionKind.PLACE])
def test_what_no_longer_stands_where_it_was_redacted_is_refused(kind: RedactionKind) -> None:
    with pytest.raises(UserError, match="R-1 hides no longer stands"):
        hide(b"pin=4712;", secret(1, b"4711", start=4, kind=kind))


def test_a_place_that_contains_a_value_is_one_range_of_the_places_kind_and_reason() -> None:
    data = b'int f(void) { return auth("hunter2-hunter2"); }\n'
    out = hide(data, secret(3, b"hunter2-hunter2"), place(12, data, 0, len(data) - 1))
    (hidden,) = out.ranges
    assert (hidden.kind, hidden.reason, hidden.redactions) == (RedactionKind.PLACE, "TS", ("R-3", "R-12"))
    assert out.data == b"[REDACTED 000001 TS    ]\n"


def test_ranges_that_touch_become_one_and_ties_go_to_the_lowest_id() -> None:
    data = b"abcdefghij"
    out = hide(data, place(10, data, 0, 3, "CRY"), place(9, data, 3, 6, "TS"))
    (hidden,) = out.ranges
    assert (hidden.start, hidden.end, hidden.reason, hidden.redactions) == (0, 6, "TS", ("R-9", "R-10"))


def test_the_private_reason_is_nowhere_in_what_is_published() -> None:
    (hidden,) = hide(b"int broken(void);", place(1, b"int broken(void);", 0, 10, "VUL")).ranges
    assert hidden.reason == "CONFID"
    assert "VUL" not in hidden.label


def test_a_withheld_file_is_told_by_its_path() -> None:
    gone = secret(1, b"", kind=RedactionKind.FILE, path=b"keys/root.pem")
    tool = redactor(gone)
    assert tool.file_withheld(b"keys/root.pem") == gone
    assert tool.file_withheld(b"keys/root.pe") is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_masks_are_written_in_the_files_encoding(encoding: str) -> None:
    value = "hunter2-价格".encode(encoding)
    data = "\ufeffkey = hunter2-价格;\n".encode(encoding)
    out = hide(data, secret(1, value, encoding=encoding), encoding=encoding)
    assert out.data.decode(encoding) == "\ufeffkey = [REDACTED 000001 CRY   ];\n"
    assert out.encoding == encoding


def test_lines_collapse_unless_the_template_keeps_them() -> None:
    data = b"a\nbb\r\n\nccc\nd\n"
    whole = place(1, data, 2, 10)
    assert hide(data, whole).data == b"a\n[REDACTED 000001 TS    ]\nd\n"
    label = b"[REDACTED 000001 TS    ]"
    assert hide(data, whole, policy=KEEPING).data == b"a\n" + b"\r\n".join([label, label]) + b"\n" + label + b"\nd\n"


def test_a_bracket_mask_tells_no_number() -> None:
    bracket = RedactionPolicy(allowed=True, mask="bracket", reasons=POLICY.reasons)
    assert hide(b"price: 12.50", place(1, b"price: 12.50", 7, 12), policy=bracket).data == b"price: [***]"


def test_an_unknown_mask_is_refused() -> None:
    with pytest.raises(UserError, match="mask"):
        redactor(policy=RedactionPolicy(allowed=True, mask="glitter"))


def test_redaction_where_the_template_forbids_it_is_refused() -> None:
    with pytest.raises(UserError, match="forbids"):
        redactor(secret(1, b"hunter2-hunter2"), policy=RedactionPolicy(allowed=False))
    assert redactor(policy=RedactionPolicy(allowed=False)).spans(b"a.c", b"text", "utf-8") == ()


def test_spans_that_overlap_are_a_bug_not_a_package() -> None:
    span = Span(start=0, end=4, kind=RedactionKind.PLACE, reason="TS", redactions=("R-1",))
    with pytest.raises(Bug):
        filed(redactor(), b"abcdefgh", "utf-8", (span, span))


def test_a_file_without_redactions_is_as_it_was() -> None:
    out = hide(b"\xff\xfe\x00", secret(1, b"hunter2-hunter2"), encoding="binary")
    assert (out.data, out.ranges, out.encoding) == (b"\xff\xfe\x00", (), "binary")


@given(data=st.data(), codec=st.sampled_from(CODECS), keep=st.booleans())
@settings(max_examples=150)
def test_everything_outside_the_ranges_is_identical(data: st.DataObject, codec: str, keep: bool) -> None:
    raw = data.draw(st.binary(max_size=60)) if codec == "binary" else data.draw(TEXT).encode(codec, "replace")
    where = st.tuples(st.integers(0, len(raw)), st.integers(0, len(raw))).map(sorted).map(tuple)
    spans = redact.merge(raw, codec, pieces(data.draw(st.lists(where, max_size=5))))
    out = filed(redactor(policy=KEEPING if keep else POLICY), raw, codec, spans, first=data.draw(st.integers(1, 99)))
    rest, done = out.data, 0
    for span, hidden in zip(spans, out.ranges, strict=True):
        kept = raw[done : span.start]
        assert rest.startswith(kept)
        assert out.data[hidden.offset :].startswith(hidden.label.encode("ascii" if "16" not in codec else codec))
        masked = redact.Masks.of(KEEPING if keep else POLICY).mask(hidden.label, hidden.hidden, codec)
        assert rest[len(kept) :].startswith(masked)
        rest = rest[len(kept) + len(masked) :]
        assert raw[span.start : span.end] == hidden.hidden
        done = span.end
    assert rest == raw[done:]


@given(data=st.data(), codec=st.sampled_from(CODECS[:-1]))
@settings(max_examples=150)
def test_kept_lines_are_as_many_as_the_originals(data: st.DataObject, codec: str) -> None:
    raw = data.draw(TEXT).encode(codec, "replace")
    where = st.tuples(st.integers(0, len(raw)), st.integers(0, len(raw))).map(sorted).map(tuple)
    spans = redact.merge(raw, codec, pieces(data.draw(st.lists(where, max_size=5))))
    out = filed(redactor(policy=KEEPING), raw, codec, spans)
    assert encodings.line_count(out.data, codec) == encodings.line_count(raw, codec)


@given(
    before=TEXT,
    after=TEXT,
    values=st.tuples(TEXT.filter(bool), TEXT.filter(bool)),
    codec=st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]),
)
@settings(max_examples=150)
def test_nothing_as_filed_depends_on_the_hidden_value_or_its_length(
    before: str, after: str, values: tuple[str, str], codec: str
) -> None:
    before, after = before.rstrip("\r") + "x", "x" + after  # a value between CR and LF widens over both
    outs = []
    for value in values:
        data = (before + value + after).encode(codec, "replace")
        start = len(before.encode(codec, "replace"))
        outs.append(hide(data, place(1, data, start, start + len(value.encode(codec, "replace"))), encoding=codec))
    one, two = outs
    assert (one.data, one.encoding, one.language, one.payload_path) == (
        two.data,
        two.encoding,
        two.language,
        two.payload_path,
    )
    assert [(r.ordinal, r.offset, r.label, r.reason) for r in one.ranges] == [
        (r.ordinal, r.offset, r.label, r.reason) for r in two.ranges
    ]


@given(st.permutations(range(5)), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=5, max_size=5))
def test_the_order_of_redactions_does_not_matter(order: list[int], ranges: list[tuple[int, int]]) -> None:
    raw = ("价格 list\r\n" * 2).encode()
    asked = pieces([(min(pair), max(pair)) for pair in ranges])
    assert redact.merge(raw, "utf-8", asked) == redact.merge(raw, "utf-8", [asked[index] for index in order])


def test_labels_of_a_package_are_equally_wide() -> None:
    masks = redact.Masks.of(POLICY)
    assert len({len(masks.label(ordinal, code)) for ordinal in (1, 999_999) for code in ("CRY", "TS", "CONFID")}) == 1
    with pytest.raises(UserError, match="999999"):
        masks.label(1_000_000, "TS")
