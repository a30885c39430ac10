"""Why something is hidden: the private reason, and what the template lets the world read instead (proof.md §1)."""

from __future__ import annotations

from codebinder.base.messages import SaidError
from codebinder.model.redaction import REASON_CODES, MaskStyle
from codebinder.model.template import ReasonMap, RedactionPolicy
from codebinder.model.text import LangText, Message, shown

NEUTRAL = "CON"
_NEUTRAL_LABEL = LangText((("en", "Confidential, approved by legal"), ("zh", "保密内容，经法务批准")))
_TELLING = frozenset({"VUL", "SS", "EXP"})
"""Codes that beside a file name would be an attacker's map: published as `CON` unless the template says otherwise."""

_LABELS = {
    "TS": ("Trade secret", "商业秘密"),
    "TS-ALG": ("Trade secret: algorithm", "商业秘密：算法"),
    "3P": ("Third party's confidential material", "第三方保密材料"),
    "CRY": ("Key, credential or secret", "密钥、凭证或口令"),
    "PII": ("Personal data", "个人信息"),
    "PFI": ("Personal financial information", "个人金融信息"),
    "AC": ("Attorney-client communication", "律师与客户通信"),
    "WP": ("Attorney work product", "律师工作成果"),
    "NA": ("Not authored by the filer", "非申报人编写"),
    "OOS": ("Out of scope", "超出范围"),
}


def _house_map(code: str) -> ReasonMap:
    if code in _TELLING:
        return ReasonMap(internal=code, published=NEUTRAL, label=_NEUTRAL_LABEL)
    english, chinese = _LABELS[code]
    return ReasonMap(internal=code, published=code, label=LangText((("en", english), ("zh", chinese))))


def known_reasons(policy: RedactionPolicy) -> tuple[ReasonMap, ...]:
    """Give the reasons that a filing may use: the template's map, or the house's where the template has none."""
    return policy.reasons or tuple(_house_map(code) for code in REASON_CODES)


def check_allowed(policy: RedactionPolicy) -> None:
    """Refuse any redaction under a template that forbids them all."""
    if not policy.allowed:
        raise SaidError(
            Message("refuse.reasons.filing-template-forbids-every-redaction"),
            next_step=Message("next.leave-file-out-exclude-rule"),
        )


def published_reason(policy: RedactionPolicy, internal: str) -> tuple[str, LangText]:
    """Give the published code and its label for an internal reason code.

    Raises UserError where the template forbids redaction, or doesn't know the reason (naming those that it knows).
    """
    check_allowed(policy)
    known = known_reasons(policy)
    for entry in known:
        if entry.internal == internal:
            return entry.published, entry.label
    codes = ", ".join(dict.fromkeys(entry.internal for entry in known))
    raise SaidError(
        Message("refuse.reasons.template-does-not-know-reason"),
        where=shown(internal),
        next_step=Message("next.use-one", {"names": codes}),
    )


def reason_label(policy: RedactionPolicy, published: str) -> LangText:
    """Give the label of a code that is published already (`Span.reason`, `HiddenRange.reason`).

    Where masks are those of exemptions, the mark stands in front of it.
    """
    entry = next((each for each in known_reasons(policy) if each.published == published), None)
    if entry is None:
        return LangText()
    if policy.mask != MaskStyle.EXEMPTION or not entry.mark:
        return entry.label
    return LangText(tuple((lang, f"{entry.mark} {text}") for lang, text in entry.label.pairs))


def published_marks(policy: RedactionPolicy) -> tuple[tuple[str, str], ...]:
    """Give what stands on the mask of an exemption, by published code: the template's mark, or the code itself."""
    return tuple({entry.published: entry.mark or entry.published for entry in reversed(known_reasons(policy))}.items())


def mark_width(policy: RedactionPolicy) -> int:
    """Give the width to which every mark of an exemption is padded."""
    return max(len(mark) for _, mark in published_marks(policy))


def code_width(policy: RedactionPolicy) -> int:
    """Give the width to which every published code is padded, so that labels of a package are equally wide."""
    return max(len(entry.published) for entry in known_reasons(policy))
