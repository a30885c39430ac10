"""A file's text as UTF-8, whatever its encoding, and the way back: Chinese words are then the same bytes everywhere."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from codebinder.detect.fileview import FileView

_CJK = frozenset({"gb18030", "big5", "shift_jis", "euc_kr"})
_STEP = 512
"""Characters between two known offsets: the way back costs at most so many characters a sight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`text` is searched; `flat(offset)` leads back to `FileView.flat`. `marks` is empty where both are the same."""

    text: bytes
    chars: str = ""
    codec: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    def flat(self, offset: int) -> int:
        """Give the offset in `FileView.flat` for one in `text`."""
        if not self.marks:
            return offset
        index = bisect_right(self.marks, offset, key=_first) - 1
        begin, there = self.marks[index]
        size = offset - begin
        piece = self.chars[index * _STEP : (index + 1) * _STEP]
        taken = piece.encode("utf-8", "surrogatepass")[:size].decode("utf-8", "ignore")
        return there + _width(taken, self.codec)


def reading(file: FileView) -> Reading:
    """Give `file` as UTF-8. Text that does not come back byte for byte is read as the flat bytes that it is."""
    if file.encoding.startswith("utf-16"):
        return _marked(_decoded(file), "utf-16", len(file.flat)) or Reading(text=file.flat)
    if file.encoding in _CJK and not file.data.isascii():
        return _marked(_decoded(file), file.encoding, len(file.data)) or Reading(text=file.flat)
    return Reading(text=file.flat)


def _first(mark: tuple[int, int]) -> int:
    return mark[0]


def _decoded(file: FileView) -> str:
    try:
        chars = file.data.decode(file.encoding)
    except UnicodeDecodeError:
        return ""
    return chars.removeprefix("\ufeff")


def _width(chars: str, codec: str) -> int:
    """Give how many flat bytes `chars` take: a code unit is one in UTF-16, elsewhere each byte of the file is."""
    if codec == "utf-16":
        return len(chars) + sum(1 for char in chars if char > "\uffff")
    return len(chars.encode(codec, "replace"))


def _marked(chars: str, codec: str, size: int) -> Reading | None:
    if not chars:
        return None
    marks: list[tuple[int, int]] = []
    pieces: list[bytes] = []
    here, there = 0, 0
    for at in range(0, len(chars), _STEP):
        piece = chars[at : at + _STEP]
        marks.append((here, there))
        raw = piece.encode("utf-8", "surrogatepass")
        pieces.append(raw)
        here += len(raw)
        there += _width(piece, codec)
    if there != size:
        return None
    return Reading(text=b"".join(pieces), chars=chars, codec=codec, marks=tuple(marks))
