"""Makes the bundled sample a repository: always the same commit id, made through git's own import format."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from codebinder import assets
from codebinder.base.messages import SaidError, why_of
from codebinder.intake.gitdir import git_dir_at
from codebinder.intake.gitrun import GitRunner
from codebinder.model.text import Message, shown

SAMPLE_TAG = "v2.4.1"
# Stands inside each planted secret of resources/samples, so that nobody's scanner takes that folder for a leak.
_JOINT = "\u00a6".encode()
_WHO = b"Meridian Build <build@meridian.example>"
_WHEN = b"1767225600 +0000"  # 2026-01-01


def sample_files(name: str = "gateway") -> dict[bytes, bytes]:
    """Read the bundled sample source tree: path to content."""
    root = os.fsencode(assets.resources() / "samples" / name)
    found: dict[bytes, bytes] = {}
    for folder, folders, names in os.walk(root):
        folders.sort()
        for item in names:
            path = os.path.join(folder, item)
            with open(path, "rb") as file:
                found[os.path.relpath(path, root).replace(os.fsencode(os.sep), b"/")] = _joined(file.read())
    return found


def _joined(data: bytes) -> bytes:
    """Take the joints out of a text in UTF-8; elsewhere the same two bytes mean something else."""
    if _JOINT not in data or b"\0" in data:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return data.replace(_JOINT, b"")


def create_sample_repository(files: Mapping[bytes, bytes], target: Path) -> str:
    """Make a bare repository with one commit of `files` on `main`, tagged v2.4.1, in the new folder `target`.

    Files that begin with `#!` are executable. Gives the commit's id, which depends on `files` alone.
    """
    try:
        target.mkdir(parents=True)
        for name in ("objects/pack", "objects/info", "refs/heads", "refs/tags"):
            (target / name).mkdir(parents=True)
        (target / "HEAD").write_bytes(b"ref: refs/heads/main\n")
        (target / "config").write_bytes(b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    except OSError as error:
        raise SaidError(
            Message("refuse.sample.sample-repository-cannot-made-2", {"why": why_of(error)}),
            where=shown(str(target)),
            next_step=Message("next.choose-new-folder-can-written"),
        ) from error
    where = git_dir_at(target)
    if where is None:
        raise SaidError(Message("refuse.sample.sample-repository-cannot-made"), where=shown(str(target)))
    runner = GitRunner(where)
    try:
        output = runner.run(["fast-import", "--quiet", "--done"], stdin=_import_stream(files))
        if output.status != 0:
            raise SaidError(Message("refuse.sample.git-cannot-make-sample"), where=shown(str(target)))
        made = runner.run(["rev-parse", "--verify", "refs/heads/main"])
        return made.stdout.decode("ascii", "replace").strip()
    finally:
        runner.close()


def _import_stream(files: Mapping[bytes, bytes]) -> bytes:
    out = [b"feature done\ncommit refs/heads/main\n"]
    subject = b"Release 2.4.1"
    out.append(b"author %s %s\ncommitter %s %s\ndata %d\n%s\n" % (_WHO, _WHEN, _WHO, _WHEN, len(subject), subject))
    for path in sorted(files):
        data = files[path]
        mode = b"100755" if data.startswith(b"#!") else b"100644"
        quoted = path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
        out.append(b'M %s inline "%s"\ndata %d\n%s\n' % (mode, quoted, len(data), data))
    out.append(b"tag %s\nfrom refs/heads/main\ntagger %s %s\ndata %d\n%s\n" % (
        SAMPLE_TAG.encode("ascii"), _WHO, _WHEN, len(subject), subject))  # fmt: skip
    out.append(b"done\n")
    return b"".join(out)
