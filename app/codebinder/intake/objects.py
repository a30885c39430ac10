"""Gives a commit and its trees as git stores them: with these, bytes can be followed up to the commit's id."""

from __future__ import annotations

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.intake.gitcontent import object_id
from codebinder.intake.gitrun import GitRunner
from codebinder.model.text import Message

_TREES = frozenset({b"040000", b"40000"})


def read_objects(runner: GitRunner, commit: str, *, limit: int) -> tuple[tuple[str, str, bytes], ...]:
    """Give (type, id, raw bytes) of `commit` and of every tree below it, the root first; nothing where they come to
    more than `limit` bytes. UserError where an object is not what its id says."""
    listed = runner.run(["ls-tree", "-r", "-t", "-z", "--full-tree", commit], objects=True)
    if listed.status != 0:
        raise _incomplete(commit)
    names = [commit.encode("ascii"), commit.encode("ascii") + b"^{tree}"]
    for record in listed.stdout.split(b"\0"):
        mode, _, rest = record.partition(b" ")
        if mode in _TREES:
            names.append(rest.split()[1])
    answer = runner.run(
        ["cat-file", "--batch", "--buffer"], objects=True, stdin=b"\n".join(dict.fromkeys(names)) + b"\n"
    ).stdout
    found: dict[str, tuple[str, str, bytes]] = {}
    at = total = 0
    while at < len(answer):
        end = answer.find(b"\n", at)
        fields = answer[at:end].split() if end >= 0 else []
        if len(fields) != 3 or fields[1] not in {b"commit", b"tree"}:
            raise _incomplete(commit)
        data = answer[end + 1 : end + 1 + int(fields[2])]
        name = fields[0].decode("ascii")
        if object_id(fields[1], data, len(name)) != name:
            raise _incomplete(commit)
        found[name] = (fields[1].decode("ascii"), name, data)
        total += len(data)
        at = end + 2 + len(data)
    if not {name.decode("ascii") for name in (names[0], *names[2:])} <= found.keys() or len(found) < 2:
        raise _incomplete(commit)
    return tuple(found.values()) if total <= limit else ()


def _incomplete(commit: str) -> UserError:
    return SaidError(
        Message("refuse.objects.git-cannot-give-folders"),
        where=commit,
        next_step=Message("next.run-git-fsck-repository"),
    )
