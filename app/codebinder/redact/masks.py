"""What stands where something was hidden: masks of one width, which tell a reason and a number and nothing else.

Five styles differ on the printed page; in the bytes of a source they are words, so that a file can be read beside its
listing: a label with number and reason (`label`, and under the hatching and the blocks of a listing, `hatch` and
`strip`), `[***]` (`bracket`), and a label with the mark of an exemption (`exemption`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codebinder.base.messages import SaidError
from codebinder.model.redaction import MaskStyle, Span
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import Message, shown
from codebinder.redact.reasons import code_width, mark_width, published_marks
from codebinder.redact.strips import Layout, Strip

_LINE_END = re.compile(rb"\r\n|\n|\r")
_LINE_ENDS_16 = {
    "utf-16-le": re.compile(rb"(?:\r\0\n\0|\n\0|\r\0)"),
    "utf-16-be": re.compile(rb"(?:\0\r\0\n|\0\n|\0\r)"),
}
MOST_RANGES = 999_999
"""More ranges than this would make labels of two widths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """The masks of one package: their style, the width of the published codes in them, the marks of exemptions by
    published code, and the visible strip of blocked pages."""

    style: MaskStyle
    width: int
    preserve_lines: bool
    marks: tuple[tuple[str, str], ...] = ()
    strip: Strip | None = None

    @staticmethod
    def of(policy: RedactionPolicy) -> Masks:
        """Give the masks that a template's policy asks for."""
        styles = [str(style) for style in MaskStyle]
        if policy.mask not in styles:
            raise SaidError(
                Message("refuse.masks.version-does-not-know-template"),
                where=shown(policy.mask),
                next_step=Message("next.use-one", {"names": ", ".join(styles)}),
            )
        style = MaskStyle(policy.mask)
        exempt = style is MaskStyle.EXEMPTION
        return Masks(
            style=style,
            width=mark_width(policy) if exempt else code_width(policy),
            preserve_lines=policy.preserve_lines or style is MaskStyle.STRIP,
            marks=published_marks(policy) if exempt else (),
            strip=Strip.of(policy),
        )

    def label(self, ordinal: int, reason: str) -> str:
        """Give the text of the mask of range `ordinal`: as wide as every other of the package."""
        if self.style is MaskStyle.BRACKET:
            return "[***]"
        if ordinal > MOST_RANGES:
            raise SaidError(
                Message("refuse.masks.package-holds-most-hidden-ranges", {"most_ranges": MOST_RANGES}),
                next_step=Message("next.withhold-whole-files-split-filing"),
            )
        if self.style is MaskStyle.EXEMPTION:
            return f"[REDACTED {dict(self.marks).get(reason, reason):<{self.width}}]"
        return f"[REDACTED {ordinal:06d} {reason:<{self.width}}]"

    def mask(self, label: str, hidden: bytes, encoding: str) -> bytes:
        """Give the bytes that stand for `hidden`: one label, or one on each line and every line end as it was.

        What is not text has no lines: to keep its bytes 0A and 0D would only tell where they stood.
        """
        text = label.encode(encoding if encoding in _LINE_ENDS_16 else "ascii")
        if not self.preserve_lines or encoding == "binary":
            return text
        out = [text]
        rest = 0
        for start, end in _line_ends(hidden, encoding):
            if rest:
                # Every further line gets the same label, blank ones too: a gap would tell which lines were blank.
                out.append(text)
            out.append(hidden[start:end])
            rest = end
        if rest and rest < len(hidden):
            out.append(text)
        return b"".join(out)

    def layout(
        self, data: bytes, encoding: str, spans: Sequence[Span], places: Sequence[tuple[int, int]]
    ) -> Layout | None:
        """Give how the masks of one file leave its strips visible; None where it has none. `places` are its hidden
        places as they were asked for."""
        return Layout.of(self.strip, data, encoding, spans, places) if self.strip is not None and places else None


def _line_ends(data: bytes, encoding: str) -> Iterator[tuple[int, int]]:
    pattern = _LINE_ENDS_16.get(encoding)
    if pattern is None:
        yield from (match.span() for match in _LINE_END.finditer(data))
        return
    for match in pattern.finditer(data):
        if match.start() % 2 == 0:
            yield match.span()
