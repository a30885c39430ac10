"""Lists the tree at a commit, with the trees of the submodules whose repositories are at hand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.intake.gitcontent import object_id
from codebinder.intake.gitdir import GitDir, git_dir_at
from codebinder.intake.gitrun import GitRunner
from codebinder.intake.names import refuse_impossible
from codebinder.model.ports import Cancel
from codebinder.model.source import EntryKind, SourceEntry
from codebinder.model.text import Message, shown, shown_path

_MOST_ENTRIES = 3_000_000
_MOST_SUBMODULES = 1000
_MOST_NESTING = 8
_GITMODULES_LIMIT = 1024 * 1024
_TREES = frozenset({b"040000", b"40000"})
_KINDS = {
    b"100644": EntryKind.FILE,
    b"100664": EntryKind.FILE,  # written by very old versions of git
    b"100755": EntryKind.EXECUTABLE,
    b"120000": EntryKind.LINK,
    b"160000": EntryKind.SUBMODULE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Every entry at a commit, the ids of contents that are not there, and the object stores of submodules."""

    entries: tuple[SourceEntry, ...]
    missing: frozenset[str] = frozenset()
    stores: tuple[Path, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Work:
    where: GitDir
    cancel: Cancel
    entries: list[SourceEntry] = field(default_factory=list[SourceEntry])
    missing: set[str] = field(default_factory=set[str])
    stores: list[Path] = field(default_factory=list[Path])
    submodules: int = 0


def list_tree(runner: GitRunner, commit: str, *, cancel: Cancel) -> Listing:
    """List `commit`'s tree, sorted by path bytes; export attributes and the work tree have no say."""
    work = _Work(where=runner.where, cancel=cancel)
    _list_into(work, runner, commit, prefix=b"", modules=runner.where, depth=0)
    refuse_impossible(work.entries)
    work.entries.sort(key=lambda entry: entry.path)
    return Listing(entries=tuple(work.entries), missing=frozenset(work.missing), stores=tuple(work.stores))


def _list_into(work: _Work, runner: GitRunner, commit: str, *, prefix: bytes, modules: GitDir, depth: int) -> None:
    entries = _entries(runner, commit, prefix, work)
    work.entries += entries
    if len(work.entries) > _MOST_ENTRIES:
        raise SaidError(
            Message("refuse.tree.tree-more-than-three-million"), next_step=Message("next.check-what-repository")
        )
    links = [entry for entry in entries if entry.kind is EntryKind.SUBMODULE]
    if not links or depth >= _MOST_NESTING:
        return
    names = _module_names(runner, entries, prefix, work.cancel)
    for link in links:
        work.submodules += 1
        path = link.path[len(prefix) :]
        found = _module_dir(modules, path, names.get(path))
        if work.submodules > _MOST_SUBMODULES or found is None or found.object_format != work.where.object_format:
            continue
        nested = GitRunner(work.where, (*work.stores, found.objects))
        try:
            if nested.run(["cat-file", "-e", f"{link.key}^{{tree}}"], objects=True).status != 0:
                continue
            work.stores.append(found.objects)
            _list_into(work, nested, link.key, prefix=link.path + b"/", modules=found, depth=depth + 1)
        finally:
            nested.close()


def _entries(runner: GitRunner, commit: str, prefix: bytes, work: _Work) -> list[SourceEntry]:
    command = ["ls-tree", "-r", "-t", "-z", "--long", "--full-tree", commit]
    output = runner.run(command, objects=True, cancel=work.cancel)
    if output.status != 0:
        raise SaidError(
            Message("refuse.tree.git-cannot-list-files"),
            where=shown(output.stderr.splitlines()[0] if output.stderr else commit),
            next_step=Message("next.run-git-fsck-fetch-repository"),
        )
    found: list[SourceEntry] = []
    trees: set[bytes] = set()
    for record in output.stdout.split(b"\0")[:-1]:
        head, _, path = record.partition(b"\t")
        mode, _, key_bytes, size = head.split()
        if mode in _TREES:
            trees.add(key_bytes)
            continue
        kind = _KINDS.get(mode)
        if kind is None:
            raise SaidError(
                Message("refuse.tree.tree-holds-entry-unknown-mode", {"what": shown(mode.decode("latin-1"))}),
                where=shown_path(path),
                next_step=Message("next.run-git-fsck-repository"),
            )
        key = key_bytes.decode("ascii")
        if size.isdigit():
            number = int(size)
        else:
            number = 0
            if kind is not EntryKind.SUBMODULE:  # git says BAD where a partial clone lacks the content
                work.missing.add(key)
        found.append(SourceEntry(prefix + path, kind, key, number))
    _check_trees(runner, commit, trees, work.cancel)
    return found


def _check_trees(runner: GitRunner, commit: str, trees: set[bytes], cancel: Cancel) -> None:
    """Compare commit and trees with their ids: a forged or damaged pack could list other files under this commit."""
    asked = [commit.encode("ascii"), commit.encode("ascii") + b"^{tree}", *sorted(trees)]
    answer = runner.run(
        ["cat-file", "--batch", "--buffer"], objects=True, stdin=b"\n".join(asked) + b"\n", cancel=cancel
    )
    at = 0
    for wanted in asked:
        end = answer.stdout.find(b"\n", at)
        fields = answer.stdout[at:end].split() if end >= 0 else []
        if len(fields) == 3 and (fields[0] == wanted or wanted.endswith(b"^{tree}")):
            data = answer.stdout[end + 1 : end + 1 + int(fields[2])]
            at = end + 2 + len(data)
            if object_id(fields[1], data, len(fields[0])).encode("ascii") == fields[0]:
                continue
        raise SaidError(
            Message("refuse.tree.repository-gives-other-bytes-than"),
            where=shown(wanted.decode("ascii", "replace")),
            next_step=Message("next.run-git-fsck-repository-fetch"),
        )


def _module_names(
    runner: GitRunner, entries: Sequence[SourceEntry], prefix: bytes, cancel: Cancel
) -> dict[bytes, bytes]:
    """Read .gitmodules at the commit: which name has the submodule at a path (the name tells its folder)."""
    wanted = prefix + b".gitmodules"
    entry = next((item for item in entries if item.path == wanted), None)
    if entry is None or entry.kind not in {EntryKind.FILE, EntryKind.EXECUTABLE} or entry.size > _GITMODULES_LIMIT:
        return {}
    blob = runner.run(["cat-file", "blob", entry.key], objects=True, cancel=cancel)
    if blob.status != 0 or not blob.stdout:
        return {}
    parsed = runner.run(
        ["config", "--no-includes", "--null", "--file", "-", "--list"], objects=True, stdin=blob.stdout, cancel=cancel
    )
    names: dict[bytes, bytes] = {}
    for line in parsed.stdout.split(b"\0"):
        key, _, value = line.partition(b"\n")
        if key.startswith(b"submodule.") and key.endswith(b".path"):
            names.setdefault(value.rstrip(b"/"), key[len(b"submodule.") : -len(b".path")])
    return names


def _module_dir(parent: GitDir, path: bytes, name: bytes | None) -> GitDir | None:
    """Find a submodule's repository inside its superproject's own folders; never anywhere else."""
    if name and _inside_name(name):
        found = _contained(parent.common / "modules", name)
        if found is not None:
            return found
    # Very old clones keep a whole .git folder inside the work tree.
    if parent.git_dir != parent.top and _inside_name(path):
        return _contained(parent.top, path, below=b".git")
    return None


def _contained(root: Path, relative: bytes, below: bytes = b"") -> GitDir | None:
    parts = [os.fsdecode(part) for part in relative.split(b"/")]
    if below:
        parts.append(os.fsdecode(below))
    target = root.joinpath(*parts)
    # A link on the way could lead to any other repository on this machine.
    real = os.path.realpath(target)
    if real != os.path.join(os.path.realpath(root), *parts) or not os.path.isdir(real):
        return None
    found = git_dir_at(Path(real))
    if found is None or found.git_dir != Path(real) or found.common != Path(real):
        return None
    # The work tree of an absorbed submodule is elsewhere; nothing of it is read.
    return found if os.path.realpath(found.objects) == os.path.join(real, "objects") else None


def _inside_name(name: bytes) -> bool:
    parts = name.split(b"/")
    return not any(part in {b"", b".", b".."} or b"\\" in part or b":" in part or b"\0" in part for part in parts)
