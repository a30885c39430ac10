"""One file as detectors look at it: its bytes, and the same bytes folded so that ASCII patterns serve any encoding."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from codebinder.detect.surroundings import Surroundings, surroundings
from codebinder.detect.views import View, view
from codebinder.model.ports import Cancel, NeverCancel

_NEVER = NeverCancel()


@dataclass(frozen=True, kw_only=True)
class FileView:
    """A file to look at. `path` has "/" between its parts, `data` are the original bytes, `encoding` a codec's name.

    Who looks long asks `cancel` now and then whether that is still wanted. With `opened`, what is packed in it is
    looked at by somebody else.
    """

    path: bytes
    data: bytes
    encoding: str
    cancel: Cancel = field(default=_NEVER, repr=False, compare=False)
    opened: bool = False

    @cached_property
    def _view(self) -> View:
        return view(self.data, self.encoding)

    @cached_property
    def flat(self) -> bytes:
        """The bytes with one byte for each ASCII character and no byte under 0x80 for anything else."""
        return self._view.data

    @cached_property
    def name(self) -> bytes:
        """The last part of the path in lower case."""
        return self.path.rsplit(b"/", 1)[-1].lower()

    @cached_property
    def suffix(self) -> bytes:
        """The name from its last dot on, such as b".py"; empty where there is none (a leading dot is none)."""
        name = self.name
        dot = name.rfind(b".")
        return name[dot:] if dot > 0 else b""

    @cached_property
    def surroundings(self) -> Surroundings:
        """What kind of place this file is: test, example, lock file, generated, minified, vendored, documentation."""
        return surroundings(self.path, self.flat)

    def original(self, offset: int) -> int:
        """Give the offset in `data` for one in `flat`."""
        return self._view.original(offset)
