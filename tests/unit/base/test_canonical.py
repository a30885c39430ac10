"""One spelling out, and only one meaning in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.canonical import MAX_DEPTH, dumps, loads
from codebinder.errors import Bug, UserError

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.sampled_from("abé中😀")), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_goes_out_comes_in_and_goes_out_the_same(value: object) -> None:
    data = dumps(value)
    assert loads(data, limit=len(data)) == value
    assert dumps(loads(data, limit=len(data))) == data


def test_keys_are_sorted_by_utf_16_and_nothing_is_padded() -> None:
    assert dumps({"\U0001f600": 1, "\ufb33": 2, "a": [1, True, None, 1.5]}) == (
        '{"a":[1,true,null,1.5],"\U0001f600":1,"\ufb33":2}'.encode()
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, {1: 2}, "\ud800", object()])
def test_what_has_no_canonical_form_is_our_bug(value: object) -> None:
    with pytest.raises(Bug):
        dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":1,"a":2}',
        b'{"x":{"a":1,"b":2,"a":1}}',
        b'{"a":1,"\\u0061":2}',
        b"NaN",
        b"[Infinity]",
        b"[-Infinity]",
        b"1e999",
        b"9007199254740992",
        b"-9007199254740992",
        b"1" * 5000,
        b'"\\ud800"',
        b'{"\\udc00":1}',
        b'"\xff"',
        b"",
        b"{",
        b"[1,]",
        b"{} {}",
        b"\xef\xbb\xbf{}",
        b"'a'",
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_ambiguous_or_excessive_text_is_refused(text: bytes) -> None:
    with pytest.raises(UserError):
        loads(text, limit=1 << 20)


def test_brackets_inside_strings_are_no_depth() -> None:
    text = b'["' + b"[" * 1000 + b'\\"' + b"{" * 1000 + b'"]'
    assert loads(text, limit=9999)


def test_too_large_a_text_is_refused_unread() -> None:
    with pytest.raises(UserError, match="larger"):
        loads(b"[" * 11, limit=10)


@pytest.mark.parametrize("one", [b"[]", b'""', b"{}"], ids=["lists", "texts", "objects"])
def test_more_values_than_anything_of_ours_has_are_refused_before_they_are_made(one: bytes) -> None:
    text = b"[" + b",".join([one] * 1_200_000) + b"]"
    with pytest.raises(UserError, match="more texts, lists and objects"):
        loads(text, limit=1 << 23)


def test_a_refusal_never_quotes_the_text() -> None:
    with pytest.raises(UserError) as caught:
        loads(b'{"secret": hush}', limit=99)
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
