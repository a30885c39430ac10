"""What is inside an image, as a tree with digests: parts first, files folded into their folders where they are many."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.bundle import firmware_paper_words as words
from codebinder.bundle.firmware_telling import more_of
from codebinder.bundle.sheet import Sheet
from codebinder.bundle.tables import NOTE, Col, Table
from codebinder.model.firmware import Analysis, Node, NodeKind
from codebinder.model.firmware_words import clipped
from codebinder.model.text import shown_path

MOST_PARTS, MOST_FILES, MOST_FOLDERS, LARGEST = 80, 60, 40, 25
_MONO, _DIGEST = 6.6, 5.9


def contents(sheet: Sheet, reading: Analysis, paper: str) -> None:
    """Set the tree. What holds more files than fit is told folder by folder, with its largest files."""
    sheet.need(110)
    sheet.subheading(words.CONTENTS)
    below = reading.children()
    if not below:
        unread = reading.stopped or any(row.faults for row in (reading.nodes[0], *reading.nodes[0].regions))
        sheet.prose(words.NONE_READ if unread else words.NO_TREE)
        return
    table = Table(
        sheet,
        (
            Col(title=words.NAME, width=178, mono=True, size=_MONO),
            Col(title=words.SIZE, width=58, mono=True, right=True, size=_MONO),
            Col(title=words.DIGEST, width=229, mono=True, size=_DIGEST),
        ),
        pitch=9,
        pad=3.4,
    )
    rows = _Rows(sheet, table, reading)
    left = 0
    waiting = [(0, 0)]
    drawn = 0
    while waiting:
        number, depth = waiting.pop()
        inside = below.get(number, [])
        if number:
            if drawn >= MOST_PARTS:
                left += 1 + len(inside)
                continue
            rows.one(reading.nodes[number], depth - 1)
            drawn += 1
        single = [each for each in inside if each.kind is not NodeKind.PART and each.number not in below]
        holding = [each for each in inside if each.kind is NodeKind.PART or each.number in below]
        left += rows.files(sorted(single, key=lambda each: (each.name, each.number)), depth)
        waiting += [(each.number, depth + 1) for each in holding][::-1]
    more_of(sheet, left, paper)
    sheet.space(8)


class _Rows:
    """Rows of the tree as they are set."""

    def __init__(self, sheet: Sheet, table: Table, reading: Analysis) -> None:
        self._sheet, self._table, self._reading = sheet, table, reading

    def one(self, node: Node, depth: int) -> None:
        """Set one thing, under what it is in."""
        sheet = self._sheet
        indent = "  " * min(depth, 8)
        name = clipped(shown_path(node.name[:400]), 160) or "–"
        said = f"{indent}{name}"
        if node.format:
            said += f"\n{NOTE}{indent}{clipped(node.format)}"
        if node.kind is NodeKind.LINK:
            target = words.LEADS_TO.fill(target="\0")
            text = sheet.both(target).replace("\0", clipped(shown_path(node.target[:200]), 80))
            self._table.row(said, "", f"{NOTE}{text}")
            return
        if node.kind is NodeKind.FOLDER:
            self._table.row(f"{said}/", "", "")
            return
        digest = node.sha256 or f"{NOTE}{sheet.both(words.NOT_DIGESTED)}"
        self._table.row(said, f"{node.size:,}", digest if node.kind is not NodeKind.DEVICE else "")

    def files(self, found: Sequence[Node], depth: int) -> int:
        """Set files and what stands beside them; give how many have no row of their own."""
        if len(found) <= MOST_FILES:
            for each in found:
                self.one(each, depth)
            return 0
        sheet, indent = self._sheet, "  " * min(depth, 8)
        files = [each for each in found if each.kind is NodeKind.FILE]
        folders: dict[bytes, list[Node]] = {}
        for each in files:
            top, slash, _ = each.name.lstrip(b"/").partition(b"/")
            folders.setdefault(top if slash else b"", []).append(each)
        for name in sorted(folders)[:MOST_FOLDERS]:
            held = folders[name]
            text = words.FOLDED.fill(count=f"{len(held):,}", size=f"{sum(each.size for each in held):,}")
            said = f"{indent}{clipped(shown_path(name[:400]), 160)}/" if name else f"{NOTE}{sheet.both(words.AT_TOP)}"
            self._table.row(said, "", f"{NOTE}{sheet.both(text)}")
        self._table.row(f"{NOTE}{indent}{sheet.both(words.LARGEST)}", "", "")
        for each in sorted(files, key=lambda file: (-file.size, file.number))[:LARGEST]:
            self.one(each, depth)
        return len(found) - min(len(files), LARGEST)
