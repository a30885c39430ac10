"""Which files belong to this program on a Linux desktop, and the small files that say so to it.

Workbooks are ours alone. Packets, answers and openings are encrypted as others' `.age` files are: only those that are
named as this program names them are ours. A package stays a ZIP archive: a desktop takes whoever merely offers to open
a type for its default, where the person never chose one, and her archives would open here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

WORKBOOK = "application/x-codebinder"
PACKET = "application/x-codebinder-packet"
ANSWER = "application/x-codebinder-answer"
OPENING = "application/x-codebinder-opening"
OURS = (WORKBOOK, PACKET, ANSWER, OPENING)
DESKTOP = "codebinder.desktop"
SIZES = (32, 48, 128, 256)

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
        rows.append('    <icon name="application-x-codebinder"/>')
        rows += [f'    <glob pattern={quoteattr(pattern)} weight="{weight}"/>' for pattern, weight in globs]
        rows.append("  </mime-type>")
    return "\n".join([*rows, "</mime-info>", ""]).encode()


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
        "StartupWMClass=codebinder",
        "Categories=Development;",
        f"MimeType={';'.join(OURS)};",
    ]
    return "\n".join([*rows, ""]).encode()


def files(program: Sequence[str], pictures: Mapping[int, bytes]) -> dict[str, bytes]:
    """Give every file to put below a data folder (a person's own, or a system's), by its path in there."""
    made = {
        f"applications/{DESKTOP}": desktop_entry(program),
        "mime/packages/codebinder.xml": types_xml(),
    }
    for size, data in pictures.items():
        made[f"icons/hicolor/{size}x{size}/apps/codebinder.png"] = data
        made[f"icons/hicolor/{size}x{size}/mimetypes/application-x-codebinder.png"] = data
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
