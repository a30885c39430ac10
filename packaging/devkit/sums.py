"""SHA256SUMS and SM3SUMS of a folder, as `sha256sum -c` and `cksum -a sm3 -c` read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from codebinder.base.digests import Digests, DigestStream

SHA256, SM3 = "SHA256SUMS", "SM3SUMS"
LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._+-]*)\Z")
BLOCK = 1 << 20


def digests(path: Path) -> Digests:
    """Give both digests of a file, read once."""
    stream = DigestStream()
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            stream.update(block)
    return stream.finish()


def listed(folder: Path) -> list[str]:
    """Name the files that the sums are about: all but the two lists, and signatures of the first."""
    every = sorted(path.name for path in folder.iterdir())
    return [name for name in every if name not in {SM3, SHA256} and not name.startswith(f"{SHA256}.")]


def write(folder: Path) -> None:
    """Write both lists of a folder without folders."""
    found = {name: digests(folder / name) for name in listed(folder)}
    for file, field in ((SHA256, "sha256"), (SM3, "sm3")):
        text = "".join(f"{getattr(found[name], field)}  {name}\n" for name in sorted(found))
        (folder / file).write_text(text, encoding="ascii", newline="\n")


def read(path: Path) -> dict[str, str]:
    """Give the digests of a list by name; a line that is none is named by its own text."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        match = LINE.match(line)
        found[match[2] if match else line] = match[1] if match else ""
    return found


def faults(folder: Path) -> Iterator[str]:
    """Name what the two lists and the folder do not agree about."""
    names = set(listed(folder))
    found = {name: digests(folder / name) for name in names if (folder / name).is_file()}
    yield from (f"{name}: no plain file" for name in sorted(names - set(found)))
    for file, field in ((SHA256, "sha256"), (SM3, "sm3")):
        if not (folder / file).is_file():
            yield f"{file}: is missing"
            continue
        told = read(folder / file)
        yield from (f"{file}: {name}: is not there" for name in sorted(set(told) - names))
        yield from (f"{file}: {name}: is not listed" for name in sorted(names - set(told)))
        wrong = [name for name in told if name in found and getattr(found[name], field) != told[name]]
        yield from (f"{file}: {name}: its digest is another" for name in sorted(wrong))
