"""Five styles of mask: of one width whatever they hide, and where lines are kept every line end and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.model.redaction import MaskStyle
from codebinder.model.template import ReasonMap, RedactionPolicy
from codebinder.model.text import LangText

REASONS = (
    ReasonMap(internal="TS", published="TS", mark="(b)(4)", label=LangText((("en", "Trade secret"),))),
    ReasonMap(internal="CRY", published="KEYS"),
    ReasonMap(internal="VUL", published="C"),
)
CODECS = ["utf-8", "gb18030", "big5", "shift_jis", "latin-1", "utf-16-le", "utf-16-be"]
STYLES = [str(style) for style in MaskStyle]
TEXT = st.text(alphabet="aZ0\r\n\t |价é", min_size=1, max_size=60)


def masks_of(style: str, *, keep: bool = False) -> redact.Masks:
    return redact.Masks.of(
        RedactionPolicy(allowed=True, mask=style, preserve_lines=keep, strip_columns=20, reasons=REASONS)
    )


def test_what_each_style_says() -> None:
    said = {style: masks_of(style).label(7, "TS") for style in STYLES}
    assert said == {
        "label": "[REDACTED 000007 TS  ]",
        "bracket": "[***]",
        "hatch": "[REDACTED 000007 TS  ]",
        "strip": "[REDACTED 000007 TS  ]",
        "exemption": "[REDACTED (b)(4)]",
    }
    assert masks_of("exemption").label(8, "KEYS") == "[REDACTED KEYS  ]"


@pytest.mark.parametrize("style", STYLES)
def test_every_mask_of_a_package_is_equally_wide(style: str) -> None:
    masks = masks_of(style)
    assert len({len(masks.label(at, code)) for at in (1, 999_999) for code in ("TS", "KEYS", "C")}) == 1


@given(style=st.sampled_from(STYLES[:3] + STYLES[4:]), one=TEXT, two=TEXT, codec=st.sampled_from(CODECS))
def test_a_mask_does_not_depend_on_what_it_hides(style: str, one: str, two: str, codec: str) -> None:
    masks = masks_of(style)
    label = masks.label(3, "TS")
    first, second = (masks.mask(label, text.encode(codec, "replace"), codec) for text in (one, two))
    assert first == second
    assert first.decode(codec) == label


@given(style=st.sampled_from(STYLES), text=TEXT, codec=st.sampled_from(CODECS))
def test_where_lines_are_kept_every_line_end_stays_and_nothing_else(style: str, text: str, codec: str) -> None:
    masks = masks_of(style, keep=True)
    hidden = text.encode(codec, "replace")
    text = hidden.decode(codec)
    label = masks.label(3, "TS")
    masked = masks.mask(label, hidden, codec).decode(codec)
    assert re.findall(r"\r\n|\n|\r", masked) == re.findall(r"\r\n|\n|\r", text)
    lines = re.split(r"\r\n|\n|\r", masked)
    assert set(lines[:-1]) <= {label}
    assert lines[-1] in {label, ""}


@given(style=st.sampled_from(STYLES), keep=st.booleans(), before=TEXT, text=TEXT, after=TEXT)
def test_lines_are_as_many_as_the_policy_asks_for(style: str, keep: bool, before: str, text: str, after: str) -> None:
    before, after = before.rstrip("\r\n") + "x", "x" + after
    data = (before + text + after).encode()
    masks = masks_of(style, keep=keep)
    out = before.encode() + masks.mask(masks.label(1, "TS"), text.encode(), "utf-8") + after.encode()
    ends = len(re.findall(r"\r\n|\n|\r", text))
    lost = 0 if keep or style == "strip" else ends
    assert encodings.line_count(out, "utf-8") == encodings.line_count(data, "utf-8") - lost


def test_a_log_says_the_mark_where_masks_are_exemptions() -> None:
    for style, said in (("label", "Trade secret"), ("exemption", "(b)(4) Trade secret")):
        policy = RedactionPolicy(allowed=True, mask=style, reasons=REASONS)
        assert redact.reason_label(policy, "TS").get("en") == said


@pytest.mark.parametrize("style", STYLES)
def test_what_is_not_text_keeps_no_lines(style: str) -> None:
    masks = masks_of(style, keep=True)
    assert masks.mask("[x]", b"\0\n\xff\r\n", "binary") == b"[x]"
