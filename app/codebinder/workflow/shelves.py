"""The folder of a person's own templates: where it is, new ones in it, saving them, and drafts that outlive a crash."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from codebinder import templates
from codebinder.base.files import AtomicFolder, atomic_write, clean_stale_parts
from codebinder.base.messages import SaidError
from codebinder.model.shelf import Placed
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message, shown
from codebinder.workflow.environment import Environment

_CHOICE = "templates-folder.txt"
_TEMPLATE = "template.yaml"
_DRAFT = "template.yaml.draft"
_BESIDE = ("README.md", "README.zh.md", "sample.yaml")
_LIMIT = 1 << 20
_PATH_LIMIT = 8192
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def own_folder(environment: Environment) -> Path:
    """Give the folder of the person's own templates; it need not exist.

    What the process was told (CODEBINDER_TEMPLATES_DIR) goes before what the person chose, and that before the folder
    `templates` beside her other settings.
    """
    return environment.templates_dir or _chosen(environment) or environment.config_dir / "templates"


def _chosen(environment: Environment) -> Path | None:
    try:
        with (environment.config_dir / _CHOICE).open("rb") as file:
            text = file.read(_PATH_LIMIT).decode().strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(text) if text and Path(text).is_absolute() else None


def choose_folder(environment: Environment, folder: Path | None) -> Path:
    """Keep own templates in `folder` from now on (None: in the usual one); nothing is moved. Give where it is."""
    held = environment.config_dir / _CHOICE
    if environment.templates_dir is not None:
        raise SaidError(Message("shelf.from-outside", {"path": shown(str(environment.templates_dir))}))
    if folder is None:
        held.unlink(missing_ok=True)
    elif not folder.is_dir():
        raise SaidError(Message("shelf.no-folder", {"path": shown(str(folder))}))
    else:
        environment.config_dir.mkdir(parents=True, exist_ok=True)
        atomic_write(held, f"{folder.absolute()}\n".encode())
    return own_folder(environment)


# ---------------------------------------------------------------------------------------------------------------------
# New ones.


def copy_new(environment: Environment, origin: str, identifier: str, names: dict[str, str]) -> Path:
    """Make an own template `identifier` from the one with id or path `origin`; give its template.yaml.

    It is a draft, wants to be verified, and says which text it came from. `names` by language; a language that is
    missing there keeps the origin's name, marked as a copy. README and sample come along.
    """
    held = _origin(environment, origin)
    folder = own_folder(environment)
    free_id(environment, identifier)
    text = renamed(held[0], identifier, names, today=environment.stamp()[:10])
    clean_stale_parts(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with AtomicFolder(folder / identifier) as made:
        (made.path / _TEMPLATE).write_bytes(text)
        for name in _BESIDE:
            beside = _beside(held[1], name)
            if beside is not None:
                (made.path / name).write_bytes(_from(held[0], name) + beside)
    return folder / identifier / _TEMPLATE


def free_id(environment: Environment, identifier: str) -> None:
    """Raise where an own template cannot have this id: it is no id, or there is one already."""
    if not _ID.fullmatch(identifier) or len(identifier) > 64:
        raise SaidError(Message("shelf.bad-id", {"id": shown(identifier)[:80]}))
    folder = own_folder(environment)
    if (folder / identifier).exists() or any(each.id == identifier for each in _own(folder)):
        raise SaidError(Message("shelf.taken", {"id": identifier}), where=shown(str(folder)))


def proposed_id(environment: Environment, origin: str) -> str:
    """Give an id for a copy of `origin` that nobody has yet."""
    taken = {each.id for each in templates.shelf(own_folder(environment))}
    stem = f"{origin[:50]}-own"
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)


def _own(folder: Path) -> tuple[Placed, ...]:
    return tuple(each for each in templates.shelf(folder) if each.path.is_relative_to(folder))


def _origin(environment: Environment, origin: str) -> tuple[FilingTemplate, Path | None]:
    found = templates.find(origin, own_folder(environment))
    placed = next(
        (each for each in templates.shelf(own_folder(environment)) if each.template == found and each.id == origin),
        None,
    )
    if placed is not None:
        return found, placed.folder
    path = Path(origin)
    return found, path if path.is_dir() else path.parent


def _beside(folder: Path | None, name: str) -> bytes | None:
    try:
        data = templates.read_plain(folder / name) if folder is not None else b""
    except OSError:
        return None
    return data if data and len(data) <= _LIMIT else None


def _from(origin: FilingTemplate, name: str) -> bytes:
    if name == "README.md":
        return f"From `{origin.id}`, version {origin.version}: what follows was written about that one.\n\n".encode()
    if name == "README.zh.md":
        return f"源自 `{origin.id}`，版本 {origin.version}：以下内容是就其所写。\n\n".encode()
    return b""


def renamed(origin: FilingTemplate, identifier: str, names: dict[str, str], *, today: str) -> bytes:
    """Give the text of a copy: another id and name, a draft of its own, and where it came from; all else as it was."""
    shown_names = {lang: names.get(lang) or _copied(origin, lang) for lang in origin.languages}
    quoted = ", ".join(f"{lang}: {json.dumps(text, ensure_ascii=False)}" for lang, text in shown_names.items())
    based = f'{{id: {origin.id}, version: "{origin.version}", digest: {json.dumps(origin.digest)}}}'
    said = {"zh": f"由 {origin.id} {origin.version} 复制而来。"}
    texts = ", ".join(
        f"{lang}: {json.dumps(said.get(lang) or f'Copied from {origin.id} {origin.version}.', ensure_ascii=False)}"
        for lang in origin.languages
    )
    lines = {
        "id": [f"id: {identifier}"],
        "version": [
            'version: "0.1"',
            f"based_on: {based}",
            *_LIFE,
            "changes:",
            f'  - {{version: "0.1", date: {today}, text: {{{texts}}}}}',
            f"check_by: {_in_a_year(today)}",
        ],
        "based_on": [],
        "changes": [],
        "check_by": [],
        "status": ["status: draft"],
        "status_date": [f"status_date: {today}"],
        "names": [f"names: {{{quoted}}}"],
        "verify_before_use": ["verify_before_use: yes"],
    }
    text = _with_lines(origin.text, lines)
    read, _ = templates.examine(text, _TEMPLATE)
    if read is None or read.id != identifier:
        raise SaidError(Message("shelf.no-copy", {"id": origin.id}))
    return text


_LIFE = (
    "# A filing keeps the text that it began with. Who changes this template gives it another version and says below",
    "# what changed; where an answer goes on under another id: renamed: [{before: old_id, after: new_id}].",
    "# check_by is the day from which everybody is told that these rules want a new look.",
    "# Optional: kind (filing, questionnaire, screen), task (what the chooser groups by), effective_from and _to,",
    "# screens (ids of screens that go with it). All keys: codebinder template schema, and the help.",
)


def _in_a_year(today: str) -> str:
    year, rest = int(today[:4]) + 1, today[4:]
    return f"{year}{'-02-28' if rest == '-02-29' else rest}"


def _copied(origin: FilingTemplate, lang: str) -> str:
    return origin.names.get(lang)[:180] + ("（副本）" if lang == "zh" else " (copy)")


def _with_lines(text: bytes, keys: dict[str, list[str]]) -> bytes:
    """Put other lines where top-level keys stand; comments and blank lines around them stay."""
    lines = text.decode("utf-8-sig").split("\n")
    starts = [row.line - 1 for row in templates.outline(text) if row.level == 0] + [len(lines)]
    out: list[str] = lines[: starts[0]]
    for row, begin, end in zip(
        (each for each in templates.outline(text) if not each.level), starts, starts[1:], strict=False
    ):
        new = keys.get(row.key)
        if new is None:
            out.extend(lines[begin:end])
            continue
        last = end
        while last > begin + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        out += [*new, *lines[last:end]]
    return "\n".join(out).encode()


def take_in(environment: Environment, path: Path) -> Path:
    """Copy a checked template from anywhere into the own folder, under its id; give its template.yaml there."""
    path = path / _TEMPLATE if path.is_dir() else path
    found = templates.find(str(path))
    folder = own_folder(environment)
    free_id(environment, found.id)
    folder.mkdir(parents=True, exist_ok=True)
    with AtomicFolder(folder / found.id) as made:
        (made.path / _TEMPLATE).write_bytes(found.text)
        for name in _BESIDE if path.name == _TEMPLATE else ():
            beside = _beside(path.parent, name)
            if beside is not None:
                (made.path / name).write_bytes(beside)
    return folder / found.id / _TEMPLATE


# ---------------------------------------------------------------------------------------------------------------------
# Editing.


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A template's text as it lies on the disk, and the draft beside it ("" where there is none, or it is the same)."""

    path: Path
    text: str
    draft: str | None
    digest: str
    newer: bool = False
    """Was the file written after the draft was?"""


def digest_of(text: str) -> str:
    """Give what tells two texts apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def open_text(path: Path) -> Opened:
    """Read an own template for editing, and what a crash left of somebody's typing."""
    try:
        data = templates.read_plain(path, _LIMIT)
    except OSError:
        raise SaidError(Message("shelf.unreadable"), where=shown(str(path))) from None
    if len(data) > _LIMIT:
        raise SaidError(Message("shelf.too-large"), where=shown(str(path)))
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    try:
        draft = templates.read_plain(path.with_name(_DRAFT), _LIMIT)[:_LIMIT].decode("utf-8", "replace")
    except OSError:
        draft = None
    draft = draft if draft != text else None
    return Opened(path=path, text=text, draft=draft, digest=digest_of(text), newer=draft is not None and _newer(path))


def _newer(path: Path) -> bool:
    try:
        return path.stat().st_mtime_ns > path.with_name(_DRAFT).stat().st_mtime_ns
    except OSError:
        return False


def keep_draft(path: Path, text: str) -> None:
    """Keep what is being typed beside the template, so that no crash and no power cut takes it."""
    atomic_write(path.with_name(_DRAFT), text.encode())


def drop_draft(path: Path) -> None:
    """Forget the draft beside a template."""
    path.with_name(_DRAFT).unlink(missing_ok=True)


def save_text(path: Path, text: str, expected: str) -> str:
    """Write an own template in one step, and drop its draft; give the digest of what was written.

    `expected` is the digest of what was read: where the file has changed since, or has gone, nothing is written.
    `expected` "" writes over whatever is there.
    """
    if path.is_symlink():
        raise SaidError(Message("shelf.unreadable"), where=shown(str(path)))
    if expected and changed(path, expected):
        raise SaidError(Message("shelf.changed"), where=shown(str(path)))
    atomic_write(path, text.encode())
    drop_draft(path)
    return digest_of(text)


def changed(path: Path, digest: str) -> bool:
    """Is the file another than the one that was read (or gone)?"""
    try:
        return open_text(path).digest != digest
    except SaidError:
        return True
