"""What every Linux artefact says of the program: names, words in two languages, and which build a tree holds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from devkit.places import ROOT
from devkit.talk import Stop

NAME = "codebinder"
PROGRAMS = ("codebinder", "codebinder-desktop")
HOME = f"/opt/{NAME}"
COMPONENT = "org.codebinder.codebinder"
MAINTAINER = "The Codebinder authors <authors@codebinder.invalid>"
"""The project has no mail address; a domain that cannot exist sends nobody's mail to a stranger."""
AUTHORS = "The Codebinder authors"
SUMMARY = "Assemble, review and verify source-code disclosure packages, offline"
SUMMARY_ZH = "离线编制、审核和核验源代码与固件披露材料包"
DESCRIPTION = """
Codebinder is an offline desktop workbook. A vendor engineer assembles, per product, the source-code and firmware
disclosure package that an authority, an escrow agent or a court asks for; a legal reviewer approves everything that
leaves, with her signature.

The program then writes PDFs and an archive that match a filing template, and anyone checks the result later, offline,
with stock tools. No step needs a network, and the program opens no connection.
"""
DESCRIPTION_ZH = """
Codebinder 是一款离线的桌面工作簿。厂商工程师按产品编制主管部门、托管机构或法院要求的源代码与固件披露材料包；\
法务审核人逐项批准一切对外披露的内容，并以其签名确认。

随后，程序按申报模板生成 PDF 和归档文件；任何人此后都可以离线、用通用工具核验。\
全程无需网络，程序也不建立任何网络连接。
"""
_CHANGELOG = ROOT / ".github" / "CHANGELOG.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A frozen tree, and what its build.json says."""

    folder: Path
    version: str
    commit: str
    epoch: int

    @property
    def day(self) -> datetime:
        return datetime.fromtimestamp(self.epoch, UTC)


def tree(folder: Path) -> Tree:
    """Look at a frozen tree; Stop where it is none."""
    said = folder / "_internal" / NAME / "build.json"
    missing = [name for name in PROGRAMS if not (folder / name).is_file()]
    if missing or not said.is_file():
        raise Stop(f"{folder} holds no frozen program: `python3 packaging/dev.py freeze` makes one.")
    held = json.loads(said.read_text(encoding="ascii"))
    return Tree(folder=folder, version=held["version"], commit=held["commit"], epoch=held["epoch"])


def paragraphs(text: str) -> tuple[str, ...]:
    """Give each paragraph on one line."""
    return tuple(" ".join(block.split()) for block in text.split("\n\n") if block.strip())


def news(version: str) -> tuple[str, ...]:
    """Give the paragraphs of the changelog on a version; Stop where it says nothing."""
    parts = re.split(r"^## (\S+).*$", _CHANGELOG.read_text(encoding="utf-8"), flags=re.MULTILINE)
    said = dict(zip(parts[1::2], parts[2::2], strict=True)).get(version, "")
    blocks = paragraphs(said.replace("`", ""))
    if not blocks:
        raise Stop(f"The changelog says nothing of version {version}.")
    return blocks
