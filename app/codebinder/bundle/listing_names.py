"""Names of a listing's text files, and the lists that say which file as filed each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from codebinder.model.package import ListedFile
from codebinder.model.template_papers import FileNames
from codebinder.model.text import shown_path

LONGEST = 100
"""How long a name gets where the template says nothing."""
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def listing_rows(files: Iterable[ListedFile]) -> list[dict[str, object]]:
    """Give the text files as accounting.json and manifest.json hold them: the way back from each name to its path."""
    return [
        {
            "path": each.path,
            "component": each.component,
            "original": shown_path(each.original),
            "original_hex": each.original.hex(),
            "size": each.size,
            **({"created": each.created} if each.created else {}),
        }
        for each in files
    ]


def listing_files_text(files: Sequence[ListedFile]) -> bytes:
    """Give the list of names, dates of creation and sizes in plain ASCII, as a paragraph that refers to the files (37
    CFR 1.96) wants it."""
    names = [each.path.rpartition("/")[2] for each in files]
    widest = max(map(len, names))
    rows = [f"{'File name':<{widest}}  {'Created':<10}  Size in bytes"]
    rows += [
        f"{name:<{widest}}  {each.created or '-':<10}  {each.size}" for name, each in zip(names, files, strict=True)
    ]
    rows.append(f"{len(files)} files, {sum(each.size for each in files)} bytes")
    return "".join(f"{row}\r\n" for row in rows).encode("ascii")


def names_of(paths: Sequence[str], rules: FileNames) -> list[str]:
    """Give each path a file name: letters, digits and `._-`, what else stands in it as `_`; the end of a long one; a
    number where two would be alike. It depends on the paths and their order alone."""
    longest = rules.longest or LONGEST
    taken: set[str] = set()
    names: list[str] = []
    for path in paths:
        stem, ending = _stem(path)
        name, number = _fitted(stem, ending, longest), 1
        while name.casefold() in taken:
            number += 1
            name = _fitted(stem, f"-{number}{ending}", longest)
        taken.add(name.casefold())
        names.append(name)
    return names


def _stem(path: str) -> tuple[str, str]:
    plain = _PLAIN.sub("_", path.replace("/", "-")).lstrip(".-")
    if plain.casefold().endswith(".txt") and len(plain) > len(".txt"):
        plain = plain[:-4]
    if not plain or _DEVICE.match(plain):
        plain = f"file_{plain}"
    return plain, ".txt"


def _fitted(stem: str, ending: str, longest: int) -> str:
    room = max(1, longest - len(ending))
    kept = stem if len(stem) <= room else stem[-room:].lstrip(".-") or "x"
    return f"x{kept[1:]}{ending}" if _DEVICE.match(kept) else f"{kept}{ending}"
