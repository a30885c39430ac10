"""Finds where a repository keeps its objects and refs, by looking at files only: no git runs before this is known."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.model.text import Message, shown

_POINTER_LIMIT = 16 * 1024  # a `.git` file or `commondir` holds one path


@dataclass(frozen=True, slots=True, kw_only=True)
class GitDir:
    """The folders of one repository: `git_dir` with HEAD, `common` with objects, refs and configuration."""

    top: Path
    git_dir: Path
    common: Path
    object_format: str = "sha1"

    @property
    def objects(self) -> Path:
        return self.common / "objects"


def find_git_dir(path: Path) -> GitDir:
    """Give the repository at `path` (a work tree's top, a linked worktree, a bare repository); raise UserError else."""
    where = shown(str(path))
    if not path.exists():
        raise SaidError(
            Message("refuse.checking.nothing-path"), where=where, next_step=Message("next.check-path-repository")
        )
    if not path.is_dir():
        raise SaidError(
            Message("refuse.gitdir.file-not-repository"),
            where=where,
            next_step=Message("next.give-folder-holds-repository"),
        )
    found = git_dir_at(path)
    if found is not None:
        return found
    for parent in path.resolve().parents:
        if git_dir_at(parent) is not None:
            raise SaidError(
                Message("refuse.gitdir.folder-part-repository-not-top"),
                where=where,
                next_step=Message("next.give-pick-part-include-rule", {"parent": shown(str(parent))}),
            )
    raise SaidError(
        Message("refuse.gitdir.folder-not-git-repository"),
        where=where,
        next_step=Message("next.give-top-folder-repository-add"),
    )


def git_dir_at(path: Path) -> GitDir | None:
    """Give the repository whose top (or bare folder) is `path`, or None."""
    dot_git = path / ".git"
    if dot_git.is_dir():
        return _described(path, dot_git)
    if dot_git.is_file():
        target = _pointer(dot_git, b"gitdir:")
        return _described(path, (path / target)) if target is not None else None
    return _described(path, path)


def _described(top: Path, git_dir: Path) -> GitDir | None:
    """Check that `git_dir` looks like one, as git does: HEAD, objects, refs."""
    try:
        common = git_dir
        if (git_dir / "commondir").is_file():
            target = _pointer(git_dir / "commondir", b"")
            if target is None:
                return None
            common = git_dir / target
        head = (git_dir / "HEAD").lstat()
        good = (stat.S_ISREG(head.st_mode) or stat.S_ISLNK(head.st_mode)) and (common / "objects").is_dir()
    except OSError:
        return None
    # An empty `refs` folder gets lost in copies and archives; packed-refs or reftable stand in for it.
    if not good or not any((common / name).exists() for name in ("refs", "packed-refs", "reftable")):
        return None
    top, git_dir, common = (Path(os.path.abspath(item)) for item in (top, git_dir, common))
    return GitDir(top=top, git_dir=git_dir, common=common, object_format=_object_format(common))


def _pointer(path: Path, prefix: bytes) -> str | None:
    with path.open("rb") as file:
        data = file.read(_POINTER_LIMIT)
    if not data.startswith(prefix):
        return None
    target = data[len(prefix) :].strip(b"\r\n ")
    return os.fsdecode(target) if target and b"\0" not in target else None


def _object_format(common: Path) -> str:
    """Read the one setting that reading needs. A wrong answer makes git fail on the ids; it can't harm."""
    try:
        with (common / "config").open("rb") as file:
            config = file.read(1024 * 1024)
    except OSError:
        return "sha1"
    match = re.search(rb"(?im)^[ \t]*objectformat[ \t]*=[ \t]*\"?(sha256|sha1)\b", config)
    return match[1].decode("ascii").lower() if match else "sha1"
