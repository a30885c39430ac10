"""Reads members of a package that somebody hostile may have made, for checks that need more than a verdict."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import cast

from codebinder.base.messages import SaidError
from codebinder.base.recognising import recognised
from codebinder.model.text import Message, shown
from codebinder.verify import standalone

_LARGEST_LIST = 256 << 20

CommitmentRow = tuple[int, str, str, str, int]
"""Ordinal, commitment, kind, payload path, offset: one line of proof/commitments.txt."""


class PackageContent:
    """The members of one archive or unpacked folder; `UserError` where one is missing, damaged or too large."""

    def __init__(self, source: standalone.Archive | standalone.Folder) -> None:
        self._source = source
        self.names: Mapping[str, int] = source.names()

    def read(self, name: str, limit: int = _LARGEST_LIST) -> bytes:
        """Give all bytes of a member."""
        size = self.names.get(name)
        if size is None:
            raise SaidError(Message("refuse.contents.package-lacks-file"), where=shown(name))
        if size > limit:
            raise SaidError(Message("refuse.contents.file-package-larger-than-may"), where=shown(name))
        try:
            return b"".join(self._source.chunks(name))
        except standalone.Problem as problem:
            raise SaidError(
                Message("refuse.contents.file-package", {"problem": recognised(str(problem), "verify")}),
                where=shown(name),
            ) from None

    def manifest(self) -> Mapping[str, object]:
        """Give manifest.json."""
        try:
            value: object = standalone.strict_json(self.read("manifest.json"))
        except standalone.Problem as problem:
            raise SaidError(
                Message("refuse.contents.package-manifest-json", {"problem": recognised(str(problem), "verify")})
            ) from None
        if not isinstance(value, dict):
            raise SaidError(Message("refuse.contents.package-manifest-json-not-what"))
        return cast("Mapping[str, object]", value)

    def commitments(self) -> tuple[CommitmentRow, ...]:
        """Give the lines of proof/commitments.txt."""
        try:
            return tuple(standalone.parse_commitments(self.read("proof/commitments.txt")))
        except standalone.Problem as problem:
            raise SaidError(
                Message(
                    "refuse.contents.package-proof-commitments-txt", {"problem": recognised(str(problem), "verify")}
                )
            ) from None


@contextlib.contextmanager
def open_package(path: Path) -> Generator[PackageContent]:
    """Open the archive or folder at `path`; UserError where there is no package."""
    try:
        source = standalone.open_source(str(path))
    except standalone.Refused as refusal:
        raise SaidError(
            Message("said.text", {"text": recognised(str(refusal), "verify")}),
            where=shown(path.name),
            next_step=Message("next.give-archive-unpacked-folder"),
        ) from None
    with contextlib.closing(source):
        yield PackageContent(source)
