"""The templates that can be chosen: a person's own folder first, then those that ship with the program.

An own folder holds a folder for each template, with a `template.yaml` in it. Nothing is followed out of it: links are
passed over, files are read to a limit, and what can't be read is listed with its faults and never used.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from codebinder.base.messages import SaidError, SaidFaults, Told
from codebinder.base.recognising import recognised
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.shelf import Hidden, Origin, OutlineRow, Placed, TemplateFault
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message, shown
from codebinder.templates.loading import Head, examine, head_of, heads, load_file, shipped_ids, shipped_path
from codebinder.templates.marks import MAX_BYTES, FaultList, Mapping, Node, Scalar, Sequence, read_nodes
from codebinder.templates.reading import did_you_mean

FILE = "template.yaml"
DRAFT = "template.yaml.draft"
"""What is being typed and was not saved yet."""
MOST = 200
"""Folders of an own folder that are looked at; more is no folder of templates."""

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def read_plain(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a plain file of at most `limit` bytes (one more tells that it is larger); OSError for links and devices."""
    if path.is_symlink():
        raise OSError(f"{path.name} is a link")
    handle = os.open(path, _FLAGS)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path.name} is no plain file")
        return file.read(limit + 1)


def shelf(own: Path | None, cancel: Cancel | None = None) -> tuple[Placed, ...]:
    """Give every template, a person's own ones first, each sorted by id; faulty ones of hers with their faults."""
    mine = _own(own, cancel or NeverCancel())
    first: dict[str, Placed] = {}
    rows: list[Placed] = []
    ids = shipped_ids()
    for each in mine:
        second = each.id in first
        first.setdefault(each.id, each)
        rows.append(replace(each, hidden=Hidden.SECOND if second else Hidden.NO, hides=not second and each.id in ids))
    for identifier in ids:
        path = shipped_path(identifier)
        template = load_file(path)
        rows.append(
            Placed(
                id=identifier,
                path=path,
                origin=Origin.SHIPPED,
                hidden=Hidden.BY_OWN if identifier in first else Hidden.NO,
                template=template,
                text=template.text,
            )
        )
    return tuple(rows)


def _own(folder: Path | None, cancel: Cancel) -> list[Placed]:
    made: list[Placed] = []
    for each in _folders(folder):
        cancel.check()
        found = _placed(each)
        if found is not None:
            made.append(found)
    return sorted(made, key=lambda each: (each.id, each.path))


def _here(folder: Path) -> bool:
    """Is the folder where its name says? One that is more (a junction of Windows) lies elsewhere: none of ours."""
    return Path(os.path.realpath(folder)) == Path(os.path.realpath(folder.parent), folder.name)


def _placed(folder: Path) -> Placed | None:
    if not _here(folder):
        return None
    path = folder / FILE
    if not os.path.lexists(path):
        return None
    try:
        text = read_plain(path)
    except OSError:
        fault = TemplateFault(0, 0, Told(Message("yaml.not-plain")))
        return Placed(id=shown(folder.name), path=path, origin=Origin.OWN, template=None, faults=(fault,))
    template, faults = examine(text, FILE)
    identifier = template.id if template is not None else _id_of(text) or folder.name
    return Placed(
        id=shown(identifier),
        path=path,
        origin=Origin.OWN,
        template=template,
        faults=faults,
        text=text[:MAX_BYTES],
        draft=os.path.lexists(folder / DRAFT),
    )


def _id_of(text: bytes) -> str:
    return head_of(text, FILE).id if len(text) <= MAX_BYTES else ""


def find_on_shelf(id_or_path: str, own: Path | None) -> FilingTemplate:
    """Give the template of this id, the own one before the shipped one, or the one in this file or folder.

    An own one that is faulty is refused, with its faults: another text under the same id would be a surprise.
    """
    mine = [each for each in _own(own, NeverCancel()) if each.id == id_or_path]
    if mine:
        held = mine[0]
        if held.template is not None:
            return held.template
        raise SaidFaults(
            Message("refuse.shelf.template-cannot-used"),
            tuple(recognised(f"{FILE}:{fault.line}:{fault.column}: {fault.text}", "yaml") for fault in held.faults),
            where=shown(str(held.path)),
            next_step=Message("next.correct-take-out-folder-your"),
        )
    if id_or_path in shipped_ids():
        return load_file(shipped_path(id_or_path))
    path = Path(id_or_path)
    for candidate in (path / FILE, path):
        if id_or_path and _is_file(candidate):
            return load_file(candidate)
    ids = sorted({*shipped_ids(), *(each.id for each in _own(own, NeverCancel()))})
    raise SaidError(
        Message(
            "refuse.shelf.no-template", {"id_or_path": shown(id_or_path), "id_or_path2": did_you_mean(id_or_path, ids)}
        ),
        next_step=Message("next.template-list-names-them"),
    )


def on_shelf(identifier: str, own: Path | None) -> FilingTemplate | None:
    """Give the template that an id means here; None where there is none, or a person's own one is faulty."""
    mine = [each for each in _own(own, NeverCancel()) if each.id == identifier]
    if mine:
        return mine[0].template
    return load_file(shipped_path(identifier)) if identifier in shipped_ids() else None


def shelf_heads(own: Path | None, cancel: Cancel | None = None) -> tuple[tuple[Head, Origin], ...]:
    """Give the head of every template that an id means here, own ones first; what is faulty further down is there."""
    rows: dict[str, tuple[Head, Origin]] = {}
    for folder in _folders(own):
        (cancel or NeverCancel()).check()
        path = folder / FILE
        try:
            text = read_plain(path) if _here(folder) else b""
        except OSError:
            continue
        head = head_of(text, folder.name) if text and len(text) <= MAX_BYTES else None
        if head is not None and head.id:
            rows.setdefault(head.id, (head, Origin.OWN))
    for head in heads():
        rows.setdefault(head.id, (head, Origin.SHIPPED))
    return tuple(rows.values())


def _folders(folder: Path | None) -> list[Path]:
    """Give the folders of an own folder that may hold a template."""
    if folder is None:
        return []
    try:
        with os.scandir(folder) as entries:
            names = sorted(each.name for each in entries if each.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [Path(folder, name) for name in names[:MOST] if not name.startswith(".")]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a zero byte
        return False


# ---------------------------------------------------------------------------------------------------------------------
# Outline.

_LISTED = ("facts", "groups", "requirements", "modes", "named_sources", "categories")


def outline(text: bytes) -> tuple[OutlineRow, ...]:
    """Give a template's top-level keys and the entries of its lists, with their lines; nothing where it is no YAML."""
    root = read_nodes(text, FaultList(FILE))
    rows: list[OutlineRow] = []
    for key, value in root.pairs if isinstance(root, Mapping) else []:
        rows.append(OutlineRow(level=0, key=shown(key.text), name="", kind="", line=key.mark.line))
        if key.text in _LISTED and isinstance(value, Sequence):
            rows.extend(_entry(key.text, item) for item in value.items if isinstance(item, Mapping))
    return tuple(rows)


def _entry(key: str, item: Mapping) -> OutlineRow:
    table: dict[str, Node] = {name.text: value for name, value in item.pairs}
    name, kind = table.get("id", table.get("code")), table.get("kind")
    return OutlineRow(
        level=1,
        key=key,
        name=shown(name.text) if isinstance(name, Scalar) else "",
        kind=shown(kind.text) if isinstance(kind, Scalar) else "",
        line=item.mark.line,
    )
