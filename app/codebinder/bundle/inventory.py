"""What stands at each path of a package: kept small while files pass by, put together for the papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codebinder.bundle.sinks import InventoryDigest
from codebinder.model.package import InventoryRow
from codebinder.model.text import shown_path

DISCLOSED = "disclosed"
REDACTED = "redacted"
PAPER = "paper"
CUT = "=~"
"""What base.safenames writes where it cut a name."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a payload file came from: component slug, its path there as bytes, disclosed or redacted."""

    component: str
    original: bytes
    state: str
    executable: bool = False


class Inventory:
    """Origins of payload files by path; everything else is a paper."""

    def __init__(self) -> None:
        self._origins: dict[str, Origin] = {}

    def put(self, path: str, origin: Origin) -> None:
        """Remember where the file at `path` came from."""
        self._origins[path] = origin

    def executables(self) -> frozenset[str]:
        """Give the paths whose mode lets them be run; an archive's modes are checked against it."""
        return frozenset(path for path, origin in self._origins.items() if origin.executable)

    def shortened(self) -> Mapping[str, str]:
        """Give the originals (hex) of paths whose member names were cut, and so no longer spell them."""
        return {path: origin.original.hex() for path, origin in self._origins.items() if CUT in path}

    def rows(self, files: Iterable[InventoryDigest]) -> Iterator[InventoryRow]:
        """Give one row a file, in the order of `files`."""
        for item in files:
            origin = self._origins.get(item.path)
            original = origin.original if origin else b""
            yield InventoryRow(
                path=item.path,
                original=shown_path(original),
                original_hex=original.hex() if _needs_hex(original, item.path) else "",
                component=origin.component if origin else "",
                state=origin.state if origin else PAPER,
                size=item.size,
                sha256=item.sha256,
                sm3=item.sm3,
            )


def _needs_hex(original: bytes, path: str) -> bool:
    """The bytes are given where the member's name does not end with them; so any original can be had back exactly."""
    return bool(original) and not path.encode("ascii").endswith(b"/" + original)
