"""A frozen tree as an installer holds it: folders and files with identifiers that stay the same from build to build.

Every folder is one component: with a per-user installer Windows wants a registry value as the key of each component
anyway, and one value a folder is a tenth of one value a file.
"""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from devkit.talk import Stop

NAMESPACE = uuid.UUID("0d3a1c5e-6b5f-5b0e-9a0b-3c1de54f7f10")
"""The root of every identifier of ours: never change it, or upgrades leave the older program standing beside."""
LONGEST_NAME = 190
"""Windows Installer knows no paths beyond 259 characters, and a person's folder takes up to 65 of them."""
MOST_FILES = 32_767

_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder below the installed program; the program's own has the name `.`."""

    name: PurePosixPath
    files: tuple[tuple[PurePosixPath, Path], ...]
    """Name in the tree and where the bytes are."""

    @property
    def ident(self) -> str:
        return "APPLICATIONFOLDER" if self.name == PurePosixPath() else ident("d", self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Every folder, parents before children, in the order of their names."""

    folders: tuple[Folder, ...]

    @property
    def files(self) -> tuple[tuple[PurePosixPath, Path], ...]:
        return tuple(each for folder in self.folders for each in folder.files)

    def digest(self) -> str:
        """Give one digest over all names and contents."""
        whole = hashlib.sha256()
        for name, path in self.files:
            with path.open("rb") as stream:
                whole.update(f"{name}\0{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
        return whole.hexdigest()


def ident(kind: str, name: PurePosixPath | str) -> str:
    """Give an identifier of at most 72 letters, digits, dots and underscores, which must begin with a letter."""
    text = str(name)
    readable = re.sub(r"[^A-Za-z0-9_.]", "_", text)[-48:]
    return f"{kind}_{hashlib.sha256(text.encode()).hexdigest()[:16]}_{readable}"


def guid(*words: str) -> str:
    """Give the identifier that belongs to these words, for ever."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(words))).upper()


def read(root: Path) -> Tree:
    """Read a tree; links count as what they point at. Stop where Windows could not hold it."""
    folders: list[Folder] = []
    _read(root, PurePosixPath(), folders)
    tree = Tree(folders=tuple(folders))
    faults = [fault for folder in tree.folders for fault in (*_faults(folder), *_collisions(folder, tree))]
    if len(tree.files) > MOST_FILES:
        faults.append(f"{len(tree.files)} files, and one cabinet of Windows Installer holds {MOST_FILES}")
    if faults:
        raise Stop("Windows could not hold this tree: " + "; ".join(faults[:5]) + ".")
    return tree


def _read(root: Path, name: PurePosixPath, folders: list[Folder]) -> None:
    entries = sorted(os.scandir(root), key=lambda each: each.name.encode("utf-8", "surrogateescape"))
    files = tuple((name / each.name, Path(each.path)) for each in entries if each.is_file())
    folders.append(Folder(name=name, files=files))
    for each in entries:
        if each.is_dir():
            _read(Path(each.path), name / each.name, folders)


def _faults(folder: Folder) -> list[str]:
    names = [name for name, _ in folder.files]
    return [f"{name}: {fault}" for name in (folder.name, *names) if name.name and (fault := name_fault(name))]


def name_fault(name: PurePosixPath) -> str:
    """Say why Windows could not hold a file of this name; empty where it can."""
    last = name.name
    if _FORBIDDEN.search(last):
        return "a character that no name may hold"
    if _RESERVED.match(last):
        return "a name that belongs to a device"
    if last.endswith((".", " ")):
        return "a name that ends with a dot or a space"
    try:
        last.encode("gbk")
    except UnicodeError:
        return "a character that the installer's code page lacks"
    return "a path that is too long" if len(str(name)) > LONGEST_NAME else ""


def _collisions(folder: Folder, tree: Tree) -> list[str]:
    inner = [each.name for each in tree.folders if each.name.parent == folder.name and each.name != folder.name]
    seen: dict[str, PurePosixPath] = {}
    found: list[str] = []
    for name in (*inner, *(name for name, _ in folder.files)):
        other = seen.setdefault(name.name.casefold(), name)
        if other is not name:
            found.append(f"{other} and {name} are one name")
    return found
