"""What is published instead of an internal reason, where a template says nothing else.

Some reasons tell an attacker or an authority where to look ("unfixed vulnerability" beside a file's name), so these
publish one neutral code (proof.md §1, "Reasons tell").
"""

from __future__ import annotations

from codebinder.model.redaction import REASON_CODES
from codebinder.model.template import FilingTemplate, ReasonMap
from codebinder.model.text import LangText

NEUTRAL = "CON"
_NEUTRAL_LABEL = LangText((("en", "Confidential, approved by legal"), ("zh", "保密，经法务批准")))
_TELLING = frozenset({"VUL", "SS", "EXP"})

_LABELS = {
    "TS": ("Trade secret", "商业秘密"),
    "TS-ALG": ("Trade secret: algorithm", "商业秘密：算法"),
    "3P": ("Third party, licensed or under NDA", "第三方许可或保密协议内容"),
    "CRY": ("Key, credential or secret", "密钥、凭证或秘密参数"),
    "VUL": ("Unfixed vulnerability", "未修复的漏洞"),
    "PII": ("Personal data", "个人信息"),
    "PFI": ("Personal financial information", "个人金融信息"),
    "SS": ("State-secret suspicion", "疑似国家秘密"),
    "EXP": ("Export-controlled", "出口管制内容"),
    "AC": ("Attorney-client communication", "律师与委托人通信"),
    "WP": ("Attorney work product", "律师工作成果"),
    "NA": ("Not authored by the filer", "非申报人编写"),
    "OOS": ("Out of scope", "不属于申报范围"),
}


def internal_label(code: str) -> LangText:
    """Give the label of an internal reason code, for people inside the house."""
    texts = _LABELS.get(code)
    return LangText((("en", texts[0]), ("zh", texts[1]))) if texts else LangText((("en", code),))


def complete_reasons(written: tuple[ReasonMap, ...]) -> tuple[ReasonMap, ...]:
    """Give the template's own map, completed by the defaults for every code that it leaves out."""
    own = {reason.internal for reason in written}
    rest = (
        ReasonMap(internal=code, published=NEUTRAL, label=_NEUTRAL_LABEL)
        if code in _TELLING
        else ReasonMap(internal=code, published=code, label=internal_label(code))
        for code in REASON_CODES
        if code not in own
    )
    return (*written, *rest)


def published_reason(template: FilingTemplate, internal: str) -> ReasonMap | None:
    """Give what `template` publishes for an internal code; None where it knows no such code."""
    return next((reason for reason in template.redaction.reasons if reason.internal == internal), None)
