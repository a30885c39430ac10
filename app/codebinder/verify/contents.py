"""Reads members of a package that somebody hostile may have made, for checks that need more than a verdict."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import cast

from codebinder.errors import UserError
from codebinder.model.text import shown
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
            raise UserError("The package lacks a file.", where=shown(name))
        if size > limit:
            raise UserError("A file of the package is larger than it may be.", where=shown(name))
        try:
            return b"".join(self._source.chunks(name))
        except standalone.Problem as problem:
            raise UserError(f"A file of the package {problem}.", where=shown(name)) from None

    def manifest(self) -> Mapping[str, object]:
        """Give manifest.json."""
        try:
            value: object = standalone.strict_json(self.read("manifest.json"))
        except standalone.Problem as problem:
            raise UserError(f"The package's manifest.json {problem}.") from None
        if not isinstance(value, dict):
            raise UserError("The package's manifest.json is not what it should be.")
        return cast("Mapping[str, object]", value)

    def commitments(self) -> tuple[CommitmentRow, ...]:
        """Give the lines of proof/commitments.txt."""
        try:
            return tuple(standalone.parse_commitments(self.read("proof/commitments.txt")))
        except standalone.Problem as problem:
            raise UserError(f"The package's proof/commitments.txt {problem}.") from None


@contextlib.contextmanager
def open_package(path: Path) -> Generator[PackageContent]:
    """Open the archive or folder at `path`; UserError where there is no package."""
    try:
        source = standalone.open_source(str(path))
    except standalone.Refused as refusal:
        raise UserError(
            str(refusal), where=shown(path.name), next_step="Give an archive or its unpacked folder."
        ) from None
    with contextlib.closing(source):
        yield PackageContent(source)
