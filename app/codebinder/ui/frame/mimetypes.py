"""Which files belong to this program on a Linux desktop, and the small files that say so to it.

Workbooks are ours alone. Packets, answers and openings are encrypted as others' `.age` files are: only those that are
named as this program names them are ours. Of ZIP archives only packages are: those whose first member is FIRST, with no
extra field, as `bundle` writes it. Whoever offers to open application/zip itself becomes its default on many desktops,
and the person's other archives would open here; so packages have a type of their own below it. Its glob is the same, at
a lower weight: what has no glob is never looked for inside a file that has an extension, and at the same weight other
archives would be taken for packages.

The files are for a person's own data folder or, from a Linux package, for the system's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

WORKBOOK = "application/x-codebinder"
PACKET = "application/x-codebinder-packet"
ANSWER = "application/x-codebinder-answer"
OPENING = "application/x-codebinder-opening"
PACKAGE = "application/x-codebinder-package"
OURS = (WORKBOOK, PACKET, ANSWER, OPENING, PACKAGE)
DESKTOP = "codebinder.desktop"
INSTALLED = "/usr/bin/codebinder-desktop"
"""What the entry of a Linux package starts: a link into the installed program's folder."""
CATEGORIES = ("Development",)
SIZES = (32, 48, 128, 256)
ICONS = {
    "program": "apps/codebinder",
    "workbook": "mimetypes/application-x-codebinder",
    "packet": "mimetypes/application-x-codebinder-packet",
    "package": "mimetypes/application-x-codebinder-package",
}
"""The drawings of codebinder.ui.icon → where an icon theme has them."""
FIRST = "/VERIFY-en.txt"
"""How the name of a package's first member ends; before it stands the name of its one folder."""
LONGEST = 60
"""Letters of that folder's name: 40 of a filing's short name, and what a part of it or a draft adds."""

_TYPES = (
    (WORKBOOK, "Codebinder workbook", "Codebinder 工作簿", (("*.codebinder", 50),)),
    (PACKET, "Codebinder review packet", "Codebinder 审核包", (("*-review.age", 60), ("*-review-*.age", 60))),
    (ANSWER, "Codebinder review answer", "Codebinder 审核答复", (("*-answer.age", 70), ("*-answer-*.age", 70))),
    (OPENING, "Codebinder opening", "Codebinder 开示文件", (("*-opening.age", 60), ("*-opening-*.age", 60))),
)


def types_xml() -> bytes:
    """Give the package of types for the shared MIME database."""
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">',
    ]
    for name, english, chinese, globs in _TYPES:
        rows.append(f"  <mime-type type={quoteattr(name)}>")
        rows.append(f"    <comment>{escape(english)}</comment>")
        rows.append(f'    <comment xml:lang="zh_CN">{escape(chinese)}</comment>')
        rows.append(f'    <icon name="{_icon("workbook" if name == WORKBOOK else "packet")}"/>')
        rows += [f'    <glob pattern={quoteattr(pattern)} weight="{weight}"/>' for pattern, weight in globs]
        rows.append("  </mime-type>")
    return "\n".join([*rows, *_package(), "</mime-info>", ""]).encode()


def _icon(kind: str) -> str:
    return ICONS[kind].rpartition("/")[2]


def _package() -> list[str]:
    """Give the type of packages: how long the first name is stands before it, and its end must be where it says."""
    rows = [
        f"  <mime-type type={quoteattr(PACKAGE)}>",
        "    <comment>Codebinder package</comment>",
        '    <comment xml:lang="zh_CN">Codebinder 材料包</comment>',
        f'    <icon name="{_icon("package")}"/>',
        '    <generic-icon name="package-x-generic"/>',
        '    <sub-class-of type="application/zip"/>',
        '    <magic priority="90">',
        r'      <match type="string" offset="0" value="PK\003\004">',
    ]
    for letters in range(1, LONGEST + 1):
        length = letters + len(FIRST)
        rows.append(rf'        <match type="string" offset="26" value="\{length:03o}\000\000\000">')
        rows.append(f'          <match type="string" offset="{30 + letters}" value={quoteattr(FIRST)}/></match>')
    return [*rows, "      </match>", "    </magic>", '    <glob pattern="*.zip" weight="10"/>', "  </mime-type>"]


def quoted(word: str) -> str:
    """Quote a word of a desktop entry's command line, whatever is in it."""
    inner = word.replace("%", "%%")
    for letter in '\\"`$':
        inner = inner.replace(letter, "\\" + letter)
    inner = inner.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{inner}"'


def desktop_entry(program: Sequence[str]) -> bytes:
    """Give the desktop entry that starts `program` on files."""
    command = " ".join(quoted(word) for word in program)
    rows = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.1",
        "Name=Codebinder",
        "Comment=Assemble, review and verify source-code and firmware disclosure packages, offline",
        "Comment[zh_CN]=离线编制、审核和核验源代码与固件披露材料包",
        f"Exec={command} %F",
        "Icon=codebinder",
        "Terminal=false",
        "StartupNotify=true",
        "StartupWMClass=Codebinder",
        f"Categories={';'.join(CATEGORIES)};",
        "Keywords=disclosure;redaction;source code;firmware;filing;escrow;review;",
        "Keywords[zh_CN]=披露;脱敏;源代码;固件;申报;托管;审核;",
        f"MimeType={';'.join(OURS)};",
    ]
    return "\n".join([*rows, ""]).encode()


def files(program: Sequence[str], pictures: Mapping[tuple[str, int], bytes]) -> dict[str, bytes]:
    """Give every file to put below a data folder (a person's own, or a system's), by its path in there; `pictures` are
    PNG files, by drawing and size."""
    made = {
        f"applications/{DESKTOP}": desktop_entry(program),
        "mime/packages/codebinder.xml": types_xml(),
    }
    for (kind, size), data in pictures.items():
        made[f"icons/hicolor/{size}x{size}/{ICONS[kind]}.png"] = data
    return made


# -- mimeapps.list: which program opens a type by default

_DEFAULT, _ADDED = "[Default Applications]", "[Added Associations]"


def defaults(text: str) -> dict[str, list[str]]:
    """Read which programs open which types by default, the first one first."""
    found: dict[str, list[str]] = {}
    section = ""
    for row in text.split("\n"):
        line = row.strip()
        if line.startswith("["):
            section = line
        elif section == _DEFAULT and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found[name.strip()] = [each for each in value.strip().split(";") if each]
    return found


def with_defaults(text: str, names: Sequence[str], *, ours: bool) -> str:
    """Give the list with this program first for each of `names`, or nowhere; every other line stays as it is."""
    rows: list[str] = []
    section, left = "", set(names)
    for row in text.removesuffix("\n").split("\n") if text else []:
        line = row.strip()
        if line.startswith("["):
            if section == _DEFAULT and ours:
                rows += _rows(left)
                left = set()
            section = line
        name, _, value = line.partition("=")
        if section in {_DEFAULT, _ADDED} and "=" in line and name.strip() in names:
            others = [each for each in value.strip().split(";") if each and each != DESKTOP]
            first = [DESKTOP] if ours and section == _DEFAULT else []
            if first or others:
                rows.append(f"{name.strip()}={';'.join((*first, *others))};")
            if section == _DEFAULT:
                left.discard(name.strip())
            continue
        rows.append(row)
    if ours and left:
        rows += [*([] if section == _DEFAULT else [_DEFAULT]), *_rows(left)]
    while rows and rows[-1].strip() in {"", _DEFAULT} and not ours:
        rows.pop()
    return "\n".join([*rows, ""]) if rows else ""


def _rows(names: set[str]) -> list[str]:
    return [f"{name}={DESKTOP};" for name in sorted(names)]


def below(folder: Path, name: str) -> Path:
    """Give the path of one of `files` below a data folder."""
    return folder.joinpath(*name.split("/"))
