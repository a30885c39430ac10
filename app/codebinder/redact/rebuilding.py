"""From a file as filed and everything that was hidden in it back to the original, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from codebinder.base.messages import SaidError
from codebinder.model.redaction import IMAGE, MaskStyle
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import Message
from codebinder.redact.fill import is_filling
from codebinder.redact.masks import Masks

_LINE_END = re.compile(r"\r\n|\n|\r")
_WIDE = ("utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """One opened range: the mask of `size` bytes at `offset` of the file as filed stands for `hidden`.

    `label` is the mask's text as the package's log has it, `encoding` what the opening says that the original is
    written in; nothing proves that, so it only chooses how the mask is read. `layouts` are those of the package's
    template (`layouts_of`): an opening must not say that more belongs to a mask, or it could drop disclosed bytes.
    """

    ordinal: int
    offset: int
    size: int
    label: str
    encoding: str
    hidden: bytes
    layouts: frozenset[str] = frozenset({"one"})


def layouts_of(policies: Sequence[RedactionPolicy]) -> frozenset[str]:
    """Say how masks may be laid out: as one label, one a line, or with blanks beside a visible strip."""
    found: set[str] = set()
    for policy in policies:
        strip = policy.mask == MaskStyle.STRIP
        found |= {"lines", "strip"} if strip else {"lines"} if policy.preserve_lines else {"one"}
    return frozenset(found)


def rebuild(filed: bytes, patches: Sequence[Patch]) -> bytes:
    """Give the original: every mask replaced by what it stands for, everything else as it is.

    UserError where something else than exactly that mask stands where an opening says that it does: else an opening
    could drop disclosed bytes, or leave pieces of a mask.
    """
    out: list[bytes] = []
    at = 0
    for patch in sorted(patches, key=lambda each: each.offset):
        mask = filed[patch.offset : patch.offset + patch.size]
        if patch.offset < at or len(mask) != patch.size or not is_mask(mask, patch):
            raise SaidError(
                Message("opening.wrong-mask", {"number": patch.ordinal}),
                next_step=Message("next.ask-vendor-opening-again"),
            )
        out += [filed[at : patch.offset], patch.hidden]
        at = patch.offset + patch.size
    return b"".join((*out, filed[at:]))


def is_mask(mask: bytes, patch: Patch) -> bool:
    """Are these bytes one mask: the label alone, or on several lines with the line ends of what is hidden?

    Blanks may stand around the labels of a page with a visible strip, and there alone. In a firmware image it is a
    filling, as long as what is hidden.
    """
    if patch.encoding == IMAGE:
        return len(mask) == len(patch.hidden) and is_filling(mask)
    codec = patch.encoding if patch.encoding in _WIDE else "utf-8"
    try:
        text = mask.decode(codec)
    except UnicodeDecodeError:
        return False
    if text == patch.label and ("one" in patch.layouts or patch.encoding == "binary" or not _ends(patch.hidden, codec)):
        return True
    if not patch.label or patch.label not in text:
        return False
    if "lines" in patch.layouts:
        whole = Masks(style=MaskStyle.LABEL, width=0, preserve_lines=True)
        if mask == whole.mask(patch.label, patch.hidden, patch.encoding):
            return True
    ends = _LINE_END.findall(text)
    left = _LINE_END.sub("", text.replace(patch.label, ""))
    return "strip" in patch.layouts and not left.strip(" ") and ends == _ends(patch.hidden, codec)


def _ends(hidden: bytes, codec: str) -> list[str]:
    return _LINE_END.findall(hidden.decode(codec if codec in _WIDE else "latin-1", "replace"))
