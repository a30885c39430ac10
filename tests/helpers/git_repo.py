"""Builds tiny real repositories in milliseconds, with fixed dates and people, by `git fast-import`.

    repo = RepoBuilder(tmp_path / "repo")
    first = repo.commit({b"src/a.c": b"int a;\\n", b"run.sh": Executable(b"#!/bin/sh\\n"), b"link": Link(b"src/a.c")})
    repo.tag("v1.0", first)
    second = repo.commit({b"src/a.c": b"int b;\\n", b"lib": Submodule("1" * 40)}, delete=[b"run.sh"])

A commit's files are added to those of its parent. Nothing is checked out unless `checkout` is called.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FIRST_MOMENT = 1_700_000_000
PERSON = "Sample Author <author@example.org>"


@dataclass(frozen=True, slots=True)
class Executable:
    """A file with its executable bit."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link."""

    target: bytes


@dataclass(frozen=True, slots=True)
class Submodule:
    """A gitlink to a commit of another repository."""

    commit: str


Content = bytes | Executable | Link | Submodule


@dataclass(frozen=True, slots=True)
class Built:
    """A repository and the commit that its main branch is at."""

    path: Path
    commit: str


def git_environment() -> dict[str, str]:
    """Give an environment in which no configuration of this machine or person reaches git."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **env,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Sample Author",
        "GIT_AUTHOR_EMAIL": "author@example.org",
        "GIT_COMMITTER_NAME": "Sample Author",
        "GIT_COMMITTER_EMAIL": "author@example.org",
        "GIT_AUTHOR_DATE": f"{FIRST_MOMENT} +0000",
        "GIT_COMMITTER_DATE": f"{FIRST_MOMENT} +0000",
        "LC_ALL": "C.UTF-8",
    }


def build_repository(path: Path, files: Mapping[bytes, Content], *, bare: bool = False, tag: str = "v1.0") -> Built:
    """Make a repository of one commit with `files`, tagged."""
    repo = RepoBuilder(path, bare=bare)
    commit = repo.commit(files)
    if tag:
        repo.tag(tag, commit)
    return Built(path, commit)


class RepoBuilder:
    """A repository that grows by commits, tags and branches."""

    def __init__(self, path: Path, *, bare: bool = False, object_format: str = "sha1") -> None:
        self.path = path
        self.tips: dict[str, str] = {}
        self._count = 0
        path.mkdir(parents=True, exist_ok=True)
        options = ["--bare"] if bare else []
        self.git("init", "--quiet", "--initial-branch=main", f"--object-format={object_format}", *options, ".")

    def git(self, *arguments: str, data: bytes = b"") -> bytes:
        """Run git in this repository and give what it prints."""
        command = ["git", "-c", "core.autocrlf=false", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command, cwd=self.path, input=data, check=False, capture_output=True, env=git_environment()
        )
        if done.returncode != 0:
            raise AssertionError(f"git {arguments[0]}: {done.stderr.decode(errors='replace')}")
        return done.stdout

    def commit(
        self,
        files: Mapping[bytes, Content],
        *,
        message: str = "A commit",
        branch: str = "main",
        parents: Iterable[str] | None = None,
        delete: Iterable[bytes] = (),
    ) -> str:
        """Add a commit to `branch` and give its id; `parents` says otherwise than the branch's tip."""
        if parents is None:
            parents = [self.tips[branch]] if branch in self.tips else []
        self._count += 1
        moment = FIRST_MOMENT + 60 * self._count
        words = message.encode()
        stream = [f"commit refs/heads/{branch}\nmark :1\n".encode()]
        stream += [f"{role} {PERSON} {moment} +0000\n".encode() for role in ("author", "committer")]
        stream.append(b"data %d\n%s\n" % (len(words), words))
        stream += [
            b"%s %s\n" % (b"from" if index == 0 else b"merge", one.encode()) for index, one in enumerate(parents)
        ]
        stream += [b"D %s\n" % quoted(path) for path in delete]
        stream += [entry(path, content) for path, content in files.items()]
        stream.append(b"\nget-mark :1\ndone\n")
        said = self.git("fast-import", "--quiet", "--done", "--force", "--cat-blob-fd=1", data=b"".join(stream))
        self.tips[branch] = said.decode().split()[0]
        return self.tips[branch]

    def tag(self, name: str, commit: str = "HEAD", *, annotated: bool = False) -> None:
        """Tag a commit."""
        self.git("tag", *(["-a", "-m", name] if annotated else []), name, commit)

    def branch(self, name: str, commit: str) -> None:
        """Start a branch at a commit."""
        self.git("branch", "--quiet", "--force", name, commit)
        self.tips[name] = commit

    def checkout(self, revision: str = "main") -> None:
        """Fill the work tree."""
        self.git("checkout", "--quiet", "--force", revision)


def quoted(path: bytes) -> bytes:
    """Write a path as fast-import reads it, whatever bytes it has."""
    return b'"' + b"".join(b"\\%03o" % byte if byte < 32 or byte in b'"\\' else bytes([byte]) for byte in path) + b'"'


def entry(path: bytes, content: Content) -> bytes:
    """Write one file, link or gitlink of a commit."""
    if isinstance(content, Submodule):
        return b"M 160000 %s %s\n" % (content.commit.encode(), quoted(path))
    mode, data = b"100644", content
    if isinstance(content, Executable):
        mode, data = b"100755", content.data
    elif isinstance(content, Link):
        mode, data = b"120000", content.target
    return b"M %s inline %s\ndata %d\n%s\n" % (mode, quoted(path), len(data), data)
