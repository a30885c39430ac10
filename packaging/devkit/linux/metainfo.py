"""What a software centre shows of the program: AppStream metainfo, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from codebinder.ui.frame import mimetypes
from devkit.linux import facts

STEPS = (
    ("Sources are read from git at an exact commit and never changed; firmware images are mapped and tied to them",
     "源代码按确切的提交从 git 读取，绝不改动；固件映像经解析并与源代码对应"),
    ("Findings of keys, credentials, personal data and trade secrets are proposed; people decide",
     "提示密钥、凭据、个人信息与商业秘密等线索，由人作出决定"),
    ("What is hidden is gone from every byte, and each hidden range can be shown and proven later",
     "被隐去的内容不存在于任何字节之中，日后仍可逐处开示并证明"),
    ("A package is checked with sha256sum, with the verifier inside it, or with this program",
     "材料包可以用 sha256sum、随附的核验程序或本程序核验"),
)  # fmt: skip


def metainfo(version: str, day: str, news: Sequence[str]) -> bytes:
    """Give the file for one release. There are no screenshots: pictures would have to be fetched from a network."""
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<component type="desktop-application">',
        f"  <id>{facts.COMPONENT}</id>",
        "  <metadata_license>CC0-1.0</metadata_license>",
        "  <project_license>Apache-2.0</project_license>",
        "  <name>Codebinder</name>",
        f"  <summary>{escape(facts.SUMMARY)}</summary>",
        f'  <summary xml:lang="zh_CN">{escape(facts.SUMMARY_ZH)}</summary>',
        "  <description>",
        *(f"    <p>{escape(each)}</p>" for each in facts.paragraphs(facts.DESCRIPTION)),
        *(f'    <p xml:lang="zh_CN">{escape(each)}</p>' for each in facts.paragraphs(facts.DESCRIPTION_ZH)),
        "    <ul>",
    ]
    for english, chinese in STEPS:
        rows += [f"      <li>{escape(english)}</li>", f'      <li xml:lang="zh_CN">{escape(chinese)}</li>']
    rows += [
        "    </ul>",
        "  </description>",
        f'  <developer id="org.{facts.NAME}"><name>{facts.AUTHORS}</name></developer>',
        f'  <launchable type="desktop-id">{mimetypes.DESKTOP}</launchable>',
        f'  <icon type="stock">{facts.NAME}</icon>',
        *within("categories", (f"<category>{each}</category>" for each in mimetypes.CATEGORIES)),
        *within("provides", (f"<binary>{each}</binary>" for each in facts.PROGRAMS),
                (f"<mediatype>{each}</mediatype>" for each in mimetypes.OURS)),
        '  <content_rating type="oars-1.1"/>',
        "  <releases>",
        f"    <release version={quoteattr(version)} date={quoteattr(day)}>",
        "      <description>",
        *(f"        <p>{escape(each)}</p>" for each in news),
        "      </description>",
        "    </release>",
        "  </releases>",
        "</component>",
        "",
    ]  # fmt: skip
    return "\n".join(rows).encode()


def within(name: str, *groups: Iterable[str]) -> list[str]:
    return [f"  <{name}>", *(f"    {row}" for group in groups for row in group), f"  </{name}>"]
