"""Names of the internal log's columns, and of what comparing with a packet or package came to."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from codebinder.workflow.against import AgainstKind

_COLUMNS = {
    "number": QT_TRANSLATE_NOOP("LogColumns", "Number"),
    "redactions": QT_TRANSLATE_NOOP("LogColumns", "Redaction"),
    "status": QT_TRANSLATE_NOOP("LogColumns", "Redacted or withheld"),
    "kind": QT_TRANSLATE_NOOP("LogColumns", "Kind"),
    "component": QT_TRANSLATE_NOOP("LogColumns", "Source"),
    "path": QT_TRANSLATE_NOOP("LogColumns", "File"),
    "payload_path": QT_TRANSLATE_NOOP("LogColumns", "File in the package"),
    "sha256_before": QT_TRANSLATE_NOOP("LogColumns", "SHA-256 before"),
    "sha256_after": QT_TRANSLATE_NOOP("LogColumns", "SHA-256 after"),
    "first_line": QT_TRANSLATE_NOOP("LogColumns", "First line"),
    "last_line": QT_TRANSLATE_NOOP("LogColumns", "Last line"),
    "first_byte": QT_TRANSLATE_NOOP("LogColumns", "First byte"),
    "end_byte": QT_TRANSLATE_NOOP("LogColumns", "End (byte)"),
    "first_char": QT_TRANSLATE_NOOP("LogColumns", "First character"),
    "end_char": QT_TRANSLATE_NOOP("LogColumns", "End (character)"),
    "chars_hidden": QT_TRANSLATE_NOOP("LogColumns", "Characters hidden"),
    "lines_hidden": QT_TRANSLATE_NOOP("LogColumns", "Lines hidden"),
    "share_file": QT_TRANSLATE_NOOP("LogColumns", "Share of the file"),
    "share_page": QT_TRANSLATE_NOOP("LogColumns", "Share of the page"),
    "share_package": QT_TRANSLATE_NOOP("LogColumns", "Share of the package"),
    "pages": QT_TRANSLATE_NOOP("LogColumns", "Printed pages"),
    "information": QT_TRANSLATE_NOOP("LogColumns", "Type of information"),
    "internal_reason": QT_TRANSLATE_NOOP("LogColumns", "Internal reason"),
    "published_reason": QT_TRANSLATE_NOOP("LogColumns", "Published reason"),
    "legal_basis": QT_TRANSLATE_NOOP("LogColumns", "Legal basis"),
    "label": QT_TRANSLATE_NOOP("LogColumns", "Label"),
    "note": QT_TRANSLATE_NOOP("LogColumns", "Note"),
    "proposer": QT_TRANSLATE_NOOP("LogColumns", "Proposed by"),
    "proposed_at": QT_TRANSLATE_NOOP("LogColumns", "Proposed at"),
    "approver_1": QT_TRANSLATE_NOOP("LogColumns", "First reviewer"),
    "decision_1": QT_TRANSLATE_NOOP("LogColumns", "First verdict"),
    "decided_1_at": QT_TRANSLATE_NOOP("LogColumns", "First verdict at"),
    "shown_1": QT_TRANSLATE_NOOP("LogColumns", "Shown to the first"),
    "comment_1": QT_TRANSLATE_NOOP("LogColumns", "First comment"),
    "approver_2": QT_TRANSLATE_NOOP("LogColumns", "Second reviewer"),
    "decision_2": QT_TRANSLATE_NOOP("LogColumns", "Second verdict"),
    "decided_2_at": QT_TRANSLATE_NOOP("LogColumns", "Second verdict at"),
    "shown_2": QT_TRANSLATE_NOOP("LogColumns", "Shown to the second"),
    "comment_2": QT_TRANSLATE_NOOP("LogColumns", "Second comment"),
    "further": QT_TRANSLATE_NOOP("LogColumns", "Further verdicts"),
    "decision": QT_TRANSLATE_NOOP("LogColumns", "Verdict"),
    "conflict": QT_TRANSLATE_NOOP("LogColumns", "Conflict"),
    "settlement": QT_TRANSLATE_NOOP("LogColumns", "Settled"),
    "signed": QT_TRANSLATE_NOOP("LogColumns", "Signed"),
    "template": QT_TRANSLATE_NOOP("LogColumns", "Template"),
    "commitment": QT_TRANSLATE_NOOP("LogColumns", "Commitment"),
}


def column_name(name: str) -> str:
    """Give the title of a column of the internal log."""
    text = _COLUMNS.get(name)
    return QCoreApplication.translate("LogColumns", text) if text else name


def against_name(kind: AgainstKind) -> str:
    """Give the word for what comparing came to."""
    translate = QCoreApplication.translate
    return {
        AgainstKind.CUT_TAIL: translate("Against", "cut tail"),
        AgainstKind.ROLLBACK: translate("Against", "older copy"),
        AgainstKind.FORK: translate("Against", "fork"),
        AgainstKind.RECOMPUTED: translate("Against", "written anew"),
        AgainstKind.FOREIGN: translate("Against", "of another workbook"),
        AgainstKind.DAMAGED: translate("Against", "damaged"),
        AgainstKind.WAITING: translate("Against", "not here yet"),
        AgainstKind.FINE: translate("Against", "agrees"),
    }[kind]


_PARTICULARS = {
    "about": "关于", "after": "其后", "answer": "答复", "by": "由", "certificate": "证书", "components": "组成部分",
    "content": "内容", "count": "数量", "delivery": "送交", "digest": "摘要", "duties": "职责", "early": "提前",
    "excluded": "排除", "files": "文件", "form": "格式", "from": "从", "giver": "委托人", "gone": "移除", "ids": "编号",
    "images": "映像", "included": "纳入", "keys": "密钥", "kind": "类型", "lines": "行", "list": "列表", "loss": "原因",
    "maps": "密封映射", "medium": "介质", "need": "须", "new": "新增", "read": "读取", "recipients": "接收方",
    "redactions": "隐藏项", "register_rows": "登记簿行", "round": "轮次", "rows": "行", "salts": "盐", "sent": "报送",
    "size": "大小", "to": "至", "tokens": "词", "until": "截至", "values": "值", "verdict": "决定", "version": "版本",
    "within": "以内",
}  # fmt: skip


def particular(name: str) -> str:
    """Give the name of a particular that the audit chain keeps; the chain itself keeps it in English."""
    return _PARTICULARS.get(name, name) if QLocale().language() == QLocale.Language.Chinese else name
