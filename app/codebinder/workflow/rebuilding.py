"""Original files from a package and its openings, and where they are written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codebinder import redact
from codebinder.base.files import AtomicFolder, free_space_fault
from codebinder.base.messages import SaidError
from codebinder.base.safenames import safe_names
from codebinder.model.ports import Cancel
from codebinder.model.text import Message, shown
from codebinder.verify.contents import PackageContent
from codebinder.workflow.package_facts import PackageFacts

_LARGEST = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One original: `name` is where it would be written, `path` its path in its source."""

    name: str
    component: str
    path: bytes
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Files whose every range is opened and withheld files; and those of which only some ranges are."""

    files: tuple[Original, ...]
    partial: tuple[str, ...]


def rebuilt(
    content: PackageContent, facts: PackageFacts, files: Sequence[redact.OpeningFile], cancel: Cancel
) -> Rebuilt:
    """Rebuild what can be, byte for byte; UserError where a mask does not stand where an opening says."""
    items = {item.commitment: item for file in files for item in file.items if not item.is_commit}
    wanted: dict[str, list[redact.Item]] = {}
    for item in items.values():
        if not item.is_file:
            wanted.setdefault(item.payload_path, []).append(item)
    totals: dict[str, int] = {}
    for row in facts.lines.values():
        totals[row[3]] = totals.get(row[3], 0) + 1
    done: list[Original] = []
    partial: list[str] = []
    for path, mine in sorted(wanted.items()):
        cancel.check()
        if len(mine) != totals[path] or path not in content.names or not all(item.mask for item in mine):
            partial.append(path)
            continue
        component, original = facts.originals.get(path, ("", b""))
        data = redact.rebuild(content.read(path, _LARGEST), [_patch(facts, item) for item in mine])
        done.append(Original(name=path.removeprefix("data/"), component=component, path=original, data=data))
    done += _withheld([item for item in items.values() if item.is_file])
    return Rebuilt(tuple(done), tuple(partial))


def fresh(folder: Path, name: str) -> Path:
    """Give the folder to make: `folder` itself, or where that is there already, a new one called `name` in it."""
    if not folder.is_dir():
        return folder
    tries = (folder / (name if not number else f"{name}-{number}") for number in range(10_000))
    return next(each for each in tries if not each.exists())


def check_targets(*folders: Path | None) -> None:
    """Refuse early where nothing could be written: that is no fault of an opening, and must not read like one."""
    for folder in folders:
        if folder is None or folder.is_dir():
            continue
        if os.path.lexists(folder):
            raise SaidError(
                Message("refuse.logs.file-name-already"),
                where=shown(str(folder)),
                next_step=Message("next.choose-another-folder"),
            )
        if not folder.parent.is_dir():
            raise SaidError(
                Message("refuse.rebuilding.folder-not"),
                where=shown(str(folder.parent)),
                next_step=Message("next.make-choose-another"),
            )


def write(found: Rebuilt, folder: Path) -> Message:
    """Write the originals into the new folder `folder`, under the names that they have in a package."""
    if not found.files:
        raise SaidError(Message("opening.wrong-rebuilt"))
    with AtomicFolder(folder) as out:
        for each in found.files:
            _put(out.path, each.name, each.data)
    params = {"count": len(found.files), "folder": shown(str(folder)), "rest": len(found.partial)}
    return Message("opening.rebuilt-rest" if found.partial else "opening.rebuilt", params)


def extract(files: Sequence[redact.OpeningFile], folder: Path) -> tuple[str, ...]:
    """Write the hidden bytes themselves into the new folder `folder`, one file a range; give their names."""
    names: dict[str, None] = {}
    with AtomicFolder(folder) as out:
        for file in files:
            for item in file.items:
                for ending, data in item.contents().items():
                    name = f"{item.name}.{ending}"
                    if name not in names:
                        names[name] = None
                        _put(out.path, name, data)
    return tuple(names)


def _put(root: Path, name: str, data: bytes) -> None:
    path = root.joinpath(*name.split("/"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:  # a full disk; or the sender's names, of which one is a file and a folder
        raise free_space_fault(error, root) from None


def _patch(facts: PackageFacts, item: redact.Item) -> redact.Patch:
    return redact.Patch(
        ordinal=item.ordinal,
        offset=item.offset,
        size=item.mask,
        label=facts.labels.get(item.ordinal, ""),
        encoding=item.encoding,
        hidden=item.parsed.hidden,
        layouts=facts.layouts,
    )


def _withheld(items: Sequence[redact.Item]) -> list[Original]:
    """Give withheld files under safe names: their paths are the sender's words."""
    read = [(item.component, *redact.parse_withheld(item.parsed.hidden)) for item in items]
    found: list[Original] = []
    for component in sorted({component for component, _, _ in read}):
        mine = {path: data for owner, path, data in read if owner == component}
        names = safe_names(mine)
        slug = safe_names([component.encode()])[component.encode()]
        found += [
            Original(name=f"withheld/{slug}/{names[path]}", component=component, path=path, data=data)
            for path, data in sorted(mine.items())
        ]
    return found
