"""What the Firmware page says of an image, its marks, its comparison and its tie, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from codebinder.base.messages import said
from codebinder.model.build_facts import Contradiction
from codebinder.model.firmware import Analysis, Change, MarkKind, Node, NodeKind, Region, Tie, account, stretches
from codebinder.model.firmware_words import KINDS, clipped, share, term
from codebinder.model.text import Message, shown, shown_path
from codebinder.ui.strings import count_text, size_text

_MOST = 6
_NAME = 22
"""Letters of the name of a format: those of hostile images have any number."""


def mark_kind(kind: MarkKind) -> str:
    """Name a kind of mark."""
    return {
        MarkKind.VERSION: QCoreApplication.translate("ImageWords", "version"),
        MarkKind.BANNER: QCoreApplication.translate("ImageWords", "banner"),
        MarkKind.BUILD_ID: QCoreApplication.translate("ImageWords", "build id"),
        MarkKind.COMPILER: QCoreApplication.translate("ImageWords", "compiler"),
        MarkKind.BUILD_PATH: QCoreApplication.translate("ImageWords", "path of the build"),
        MarkKind.LICENCE: QCoreApplication.translate("ImageWords", "licence"),
        MarkKind.URL: QCoreApplication.translate("ImageWords", "address on the net"),
        MarkKind.ACCOUNT: QCoreApplication.translate("ImageWords", "account"),
        MarkKind.COMPONENT: QCoreApplication.translate("ImageWords", "third-party component"),
        MarkKind.CERTIFICATE: QCoreApplication.translate("ImageWords", "certificate"),
        MarkKind.KEY: QCoreApplication.translate("ImageWords", "key"),
        MarkKind.DATE: QCoreApplication.translate("ImageWords", "date"),
    }[kind]


def node_kind(kind: NodeKind, lang: str) -> str:
    """Name a kind of node."""
    return said(Message(f"firmware.node.{kind.value}"), lang)


def change_word(change: Change, lang: str) -> str:
    """Say what became of something."""
    return said(Message(f"firmware.change.{change.value}"), lang)


def fact_name(key: str) -> str:
    """Name a declared build fact."""
    return {
        "toolchain": QCoreApplication.translate("BuildFacts", "Toolchain"),
        "flags": QCoreApplication.translate("BuildFacts", "Flags"),
        "commands": QCoreApplication.translate("BuildFacts", "Commands"),
        "built_by": QCoreApplication.translate("BuildFacts", "Built by"),
        "built_on": QCoreApplication.translate("BuildFacts", "Built on"),
        "environment": QCoreApplication.translate("BuildFacts", "Environment"),
        "reproducible": QCoreApplication.translate("BuildFacts", "Reproducible"),
        "rebuilt": QCoreApplication.translate("BuildFacts", "Built again"),
    }.get(key, key)


def recognised(analysis: Analysis, lang: str) -> str:
    """Say in one sentence what was recognised in an image."""
    root = analysis.nodes[0]
    names: dict[str, int] = {}
    if root.format:
        names[root.format] = 1
    for region in root.regions:
        form = region.format or (analysis.nodes[region.node].format if region.node >= 0 else "")
        if form and form != region.kind.value and (not root.format or region.node >= 0):
            names[form] = names.get(form, 0) + 1
    if not names:
        return QCoreApplication.translate("ImageWords", "Nothing in it was recognised.")
    told = [clipped(name, _NAME) + (f" ×{count}" if count > 1 else "") for name, count in names.items()]
    mark = "、" if lang == "zh" else ", "
    rest = len(told) - _MOST
    text = mark.join(told[:_MOST])
    if rest > 0:
        text = QCoreApplication.translate("ImageWords", "{names} and {count} more").format(
            names=text, count=count_text(rest)
        )
    files = sum(each.kind is NodeKind.FILE for each in analysis.nodes)
    if files:
        form = QCoreApplication.translate("ImageWords", "Recognised: {names}; {count} files inside.")
        return form.format(names=text, count=count_text(files))
    return QCoreApplication.translate("ImageWords", "Recognised: {names}.").format(names=text)


def accounted(analysis: Analysis, lang: str) -> tuple[str, str]:
    """Say what the bytes are: on a line, and to the byte."""
    sums = account(stretches(analysis))
    short, exact = (
        QCoreApplication.translate("ImageWords", "{kind} {share} ({size})"),
        QCoreApplication.translate("ImageWords", "{kind} {share} ({size} bytes)"),
    )
    held = [(KINDS[kind].get(lang), share(size, analysis.size), size) for kind, size in sums.items() if size]
    line = ("；" if lang == "zh" else "; ").join(
        short.format(kind=kind, share=part, size=size_text(size)) for kind, part, size in held
    )
    return line, "\n".join(exact.format(kind=kind, share=part, size=count_text(size)) for kind, part, size in held)


def facts_of(rows: Iterable[tuple[str, str]], lang: str) -> str:
    """Say facts of a region or node on a line."""
    return ("；" if lang == "zh" else "; ").join(
        f"{term(key, lang)}{'：' if lang == 'zh' else ' '}{clipped(text)}" for key, text in rows
    )


def faults_of(what: Node | Region, lang: str) -> str:
    """Say the faults of a region or node."""
    return " ".join(shown(said(each, lang)) for each in what.faults)


def place_name(analysis: Analysis, number: int) -> str:
    """Name a node; the image has a name of its own."""
    if number <= 0 or number >= len(analysis.nodes):
        return QCoreApplication.translate("ImageWords", "the image itself")
    return shown_path(analysis.path(number))


def percent(tie: Tie) -> str:
    """Give the share of an image that the sources explain, as a figure."""
    return f"{tie.percent:.1f} %"


def doubt_text(doubt: Contradiction) -> str:
    """Say what an image tells otherwise than it is declared."""
    seen = ", ".join(clipped(each) for each in doubt.seen)
    if doubt.fact == "rebuilt":
        return QCoreApplication.translate(
            "BuildFacts", "Declared reproducible, but the image that was built again differs from this one."
        )
    if doubt.fact == "reproducible":
        return QCoreApplication.translate(
            "BuildFacts",
            "Declared reproducible, but the time of a build stands in the image: {seen}. Is that time fixed?",
        ).format(seen=seen)
    if doubt.fact == "built_on":
        return QCoreApplication.translate(
            "BuildFacts", "Declared built on {day}, but the image names a later day: {seen}."
        ).format(day=clipped(doubt.declared), seen=seen)
    return QCoreApplication.translate(
        "BuildFacts", "Declared toolchain: {declared}. The image names another: {seen}."
    ).format(declared=clipped(doubt.declared), seen=seen)
