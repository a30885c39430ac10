"""Published reasons are the template's, and tell no attacker where to look (proof.md §1)."""

from __future__ import annotations

import pytest

from codebinder import redact
from codebinder.errors import UserError
from codebinder.model.redaction import REASON_CODES
from codebinder.model.template import ReasonMap, RedactionPolicy
from codebinder.model.text import LangText

HOUSE = RedactionPolicy(allowed=True)
OWN = RedactionPolicy(
    allowed=True,
    reasons=(ReasonMap(internal="X-1", published="7(2)", label=LangText((("en", "Exemption 7"),))),),
)


@pytest.mark.parametrize("code", ["VUL", "SS", "EXP"])
def test_telling_reasons_publish_a_neutral_code(code: str) -> None:
    published, label = redact.published_reason(HOUSE, code)
    assert (published, label.get("en")) == ("CON", "Confidential, approved by legal")


@pytest.mark.parametrize("code", [code for code in REASON_CODES if code not in {"VUL", "SS", "EXP"}])
def test_other_reasons_publish_themselves_with_labels_in_both_languages(code: str) -> None:
    published, label = redact.published_reason(HOUSE, code)
    assert published == code
    assert set(label.languages) == {"en", "zh"}


def test_a_templates_own_map_is_the_whole_map() -> None:
    assert redact.published_reason(OWN, "X-1")[0] == "7(2)"
    assert redact.reason_label(OWN, "7(2)").get("en") == "Exemption 7"
    with pytest.raises(UserError, match="doesn't know this reason") as caught:
        redact.published_reason(OWN, "CRY")
    assert "X-1" in caught.value.next_step


def test_no_reason_serves_where_redaction_is_forbidden() -> None:
    with pytest.raises(UserError, match="forbids"):
        redact.published_reason(RedactionPolicy(allowed=False), "CRY")


def test_untrusted_reasons_are_shown_escaped() -> None:
    with pytest.raises(UserError) as caught:
        redact.published_reason(HOUSE, "CRY\x1b[2J")
    assert "\x1b" not in str(caught.value)
