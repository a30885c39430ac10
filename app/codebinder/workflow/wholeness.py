"""Says whether the installed program is whole: every file as it was built, none missing, none more.

A wheel brings its own list (RECORD); a frozen program has one that was written when it was frozen (`files.json`).
Neither is signed: this finds what a disk, a copy or an interrupted update broke, not what somebody forged with care;
against that stand the sums that are published beside a release.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import stat
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import cast

from codebinder import assets
from codebinder.base.messages import SaidError, said
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.text import Message, shown
from codebinder.workflow import licences

LIST = PurePosixPath("_internal/codebinder/files.json")
BUNDLED = PurePosixPath("Resources/codebinder/files.json")
"""Where the list lies in the folder Contents of an application for macOS."""
_SEALS = ("_CodeSignature", "CodeResources")
"""Seals of its parts, and Apple's answer, which are put into such an application after the list was written."""
FORMAT = 1
_OWN = "codebinder"
_DAMAGED = Message("itself.list-damaged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wholeness:
    """Names of files against the list. `against`: record, list, or nothing where a checkout has none to hold it
    against; `unlisted` are components of which nothing is known here (they came some other way)."""

    against: str
    checked: int = 0
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Is nothing missing, changed or more?"""
        return not (self.missing or self.changed or self.extra)


@dataclass(frozen=True, slots=True)
class _Listed:
    """One file of a list: `digest` in hex, empty where only its being there counts; `link` what it points at."""

    name: str
    path: Path
    digest: str = ""
    link: str | None = None


def check(*, progress: Progress | None = None, cancel: Cancel | None = None) -> Wholeness:
    """Read every file of the installation once. UserError where its list is missing or cannot be read."""
    kind = assets.build().kind
    if kind == "frozen":
        return check_tree(assets.program_folder(), progress=progress, cancel=cancel)
    if kind == "wheel":
        return _check_wheels(progress or NoProgress(), cancel or NeverCancel())
    return Wholeness(against="nothing")


def check_tree(tree: Path, *, progress: Progress | None = None, cancel: Cancel | None = None) -> Wholeness:
    """Hold a frozen program's folder against the list that lies in it."""
    bundled = (tree / BUNDLED).is_file()
    place = BUNDLED if bundled else LIST
    listed = _read(tree, tree / place)
    names = {each.name for each in listed} | {place.as_posix()}
    extra = sorted(
        name
        for path in tree.rglob("*")
        if (path.is_symlink() or not path.is_dir()) and (name := path.relative_to(tree).as_posix()) not in names
        if not (bundled and any(part in _SEALS for part in PurePosixPath(name).parts))
    )
    found = _compare(listed, progress or NoProgress(), cancel or NeverCancel())
    return Wholeness(against="list", checked=len(listed), extra=tuple(map(shown, extra)), **found)


def lines(found: Wholeness, lang: str) -> list[str]:
    """Give what a check came to as lines, the verdict last."""
    if found.against == "nothing":
        return [said(Message("itself.checkout-unchecked"), lang)]
    rows = [
        said(Message(f"itself.file-{how}", {"name": name}), lang)
        for how, names in (("missing", found.missing), ("changed", found.changed), ("extra", found.extra))
        for name in names
    ]
    rows += [said(Message("itself.component-unlisted", {"name": name}), lang) for name in found.unlisted]
    end = "itself.whole" if found.whole else "itself.not-whole"
    return [*rows, said(Message(end, {"checked": found.checked}), lang)]


def _read(tree: Path, path: Path) -> list[_Listed]:
    try:
        held: object = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise SaidError(
            Message("itself.list-missing"), where=shown(str(path)), next_step=Message("next.install-again")
        ) from None
    except (OSError, ValueError, RecursionError):
        raise _damaged(path) from None
    fields = cast("dict[str, object]", held) if isinstance(held, dict) else {}
    files, links = fields.get("files"), fields.get("links")
    if fields.get("format") != FORMAT or not isinstance(files, dict) or not isinstance(links, dict):
        raise _damaged(path)
    listed = [_Listed(name, tree / name, str(made)) for name, made in cast("dict[str, object]", files).items()]
    listed += [_Listed(name, tree / name, link=str(to)) for name, to in cast("dict[str, object]", links).items()]
    if any(Path(each.name).anchor or ".." in Path(each.name).parts for each in listed):
        raise _damaged(path)  # nothing outside of the program is read, whatever a list says
    return listed


def _damaged(place: Path | str) -> SaidError:
    return SaidError(_DAMAGED, where=shown(str(place)), next_step=Message("next.install-again"))


def _check_wheels(progress: Progress, cancel: Cancel) -> Wholeness:
    listed: list[_Listed] = []
    unlisted: list[str] = []
    for name in (_OWN, *_others()):
        try:
            rows = _recorded(metadata.distribution(name), name)
        except metadata.PackageNotFoundError:
            continue  # Python itself, fonts: no distribution
        listed += rows
        if not rows:
            unlisted.append(name)
    if _OWN in unlisted:
        raise SaidError(
            Message("itself.list-missing"), where=f"{_OWN}: RECORD", next_step=Message("next.install-again")
        )
    found = _compare(listed, progress, cancel)
    extra = _extra({each.path for each in listed if each.name.startswith(f"{_OWN}/")})
    return Wholeness(against="record", checked=len(listed), extra=extra, unlisted=tuple(unlisted), **found)


def _others() -> list[str]:
    """Name the components beside our own; none where their list is what was damaged, which our own record tells."""
    try:
        return [part.name for part in licences.parts() if part.version and part.name != "Codebinder"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _recorded(held: metadata.Distribution, name: str) -> list[_Listed]:
    """Read the list that a wheel brought; not as `files`, which since Python 3.12 leaves out what is missing."""
    listed: list[_Listed] = []
    try:
        for file, digest, *_ in csv.reader(filter(None, (held.read_text("RECORD") or "").splitlines()), strict=True):
            if file.endswith(".pyc"):  # written on this machine, when the wheel was installed or first run
                continue
            how, _, value = digest.partition("=")
            made = base64.b64decode(value + "=" * (-len(value) % 4), b"-_", validate=True) if how == "sha256" else b""
            listed.append(_Listed(file, Path(str(held.locate_file(file))), made.hex()))
    except (ValueError, csv.Error):
        raise _damaged(f"{name}: RECORD") from None
    return listed


def _extra(known: set[Path]) -> tuple[str, ...]:
    """Give files that lie among our own and that no wheel brought."""
    root = assets.program_folder()
    listed = {path.resolve() for path in known}
    return tuple(
        sorted(
            shown(path.relative_to(root).as_posix())
            for path in (root / _OWN).rglob("*")
            if path.is_file() and path.suffix != ".pyc" and path.resolve() not in listed
        )
    )


def _compare(listed: list[_Listed], progress: Progress, cancel: Cancel) -> dict[str, tuple[str, ...]]:
    missing: list[str] = []
    changed: list[str] = []
    progress.start("step.wholeness", len(listed))
    for each in sorted(listed, key=lambda one: one.name):
        cancel.check()
        progress.advance()
        try:
            same = _same(each)
        except FileNotFoundError:
            missing.append(shown(each.name))
            continue
        except (OSError, ValueError):  # a ValueError: what was damaged is a name in the list
            same = False
        if not same:
            changed.append(shown(each.name))
    return {"missing": tuple(missing), "changed": tuple(changed)}


def _same(listed: _Listed) -> bool:
    path = listed.path
    path.lstat()
    if listed.link is not None:
        # An archiver that knows no links wrote the file itself; what it holds is checked under its other name.
        return path.readlink().as_posix() == listed.link if path.is_symlink() else path.is_file()
    if not stat.S_ISREG(path.stat().st_mode):
        return False
    if not listed.digest:
        return True
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == listed.digest
