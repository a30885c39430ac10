"""The front door to a git repository: revisions, the picker's lists, the tree at a commit, its contents."""

from __future__ import annotations

import difflib
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.intake.blame import BlameLine, blame
from codebinder.intake.gitcontent import GitContent
from codebinder.intake.gitdir import GitDir, find_git_dir
from codebinder.intake.gitrun import GitRunner
from codebinder.intake.names import name_warnings
from codebinder.intake.objects import read_objects
from codebinder.intake.tree import Listing, list_tree
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.source import Snapshot
from codebinder.model.text import Message, shown

_FULL_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PICKER_TIME = 20.0
_TEXT_LIMIT = 300
_SIGNED = re.compile(
    rb"^(?:gpgsig(?:-sha256)? |-----BEGIN (?:PGP|SSH|SIGNED) (?:SIGNATURE|MESSAGE)-----)", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit; `date` is the committer's claim, texts are escaped, `signed`: there is a signature (unchecked).

    `tag` is the annotated tag's name where the revision was one.
    """

    id: str
    tree: str = ""
    date: datetime
    subject: str = ""
    author: str = ""
    signed: bool = False
    tag: str = ""
    tag_signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A tag or branch: `name` as git takes it, `shown` escaped, the commit's id, the date where it is known."""

    name: str
    shown: str
    commit: str
    date: datetime | None = None
    annotated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refs:
    """What a person can pick from, the newest first; `head` is the checked-out commit ("" where there is none)."""

    tags: tuple[Ref, ...]
    branches: tuple[Ref, ...]
    head: str = ""


def open_repository(path: Path) -> Repository:
    """Open the repository at `path` (bare, worktree, SHA-256 too) for reading; raise UserError where there is none."""
    return Repository(find_git_dir(path))


class Repository:
    """A repository, only ever read. Methods raise UserError for bad input; `close` ends what runs."""

    def __init__(self, where: GitDir) -> None:
        self.where = where
        self._runner = GitRunner(where)
        self._listings: dict[str, Listing] = {}
        self._lock = threading.Lock()
        try:
            self._check_usable()
        except UserError:
            self._runner.close()
            raise

    def close(self) -> None:
        self._runner.close()

    def resolve(self, rev: str) -> Commit:
        """Give the commit that `rev` (tag, branch, id, any git notation) means now."""
        commit = self._peeled(rev, "^{commit}")
        if commit is None:
            raise self._no_such(rev)
        tag, tag_signed = "", False
        whole = self._peeled(rev, "")
        if whole is not None and whole != commit:
            text = self._object("tag", whole)
            name = re.search(rb"^tag (.*)$", text, re.MULTILINE)
            tag, tag_signed = (_text(name[1]) if name else ""), bool(_SIGNED.search(text))
        found = _parsed(commit, self._object("commit", commit))
        return Commit(
            id=commit, tree=found.tree, date=found.date, subject=found.subject, author=found.author,
            signed=found.signed, tag=tag, tag_signed=tag_signed,
        )  # fmt: skip

    def has_commit(self, commit: str) -> bool:
        """Say whether the repository holds the commit of this full id."""
        if not _FULL_ID.fullmatch(commit):
            return False
        return self._runner.run(["cat-file", "-e", f"{commit}^{{commit}}"], objects=True).status == 0

    def refs(self) -> Refs:
        """Give tags and branches, the newest first."""
        form = "%(refname)%00%(objectname)%00%(*objectname)%00%(creatordate:unix)%00%(objecttype)"
        command = ["for-each-ref", "--sort=-creatordate", f"--format={form}"]
        spaces = ["refs/tags", "refs/heads", "refs/remotes"]
        output = self._runner.run([*command, *spaces], limit=_PICKER_TIME)
        if output.status != 0:  # a ref whose object is missing stops git; names and ids need no objects
            plain = "%(refname)%00%(objectname)%00%00%00"
            output = self._runner.run(["for-each-ref", f"--format={plain}", *spaces], limit=_PICKER_TIME)
        tags: list[Ref] = []
        branches: list[Ref] = []
        for line in output.stdout.split(b"\n"):
            fields = line.split(b"\0")
            if len(fields) != 5:
                continue
            name = fields[0].decode("utf-8", "surrogateescape")
            short = name.removeprefix("refs/tags/").removeprefix("refs/heads/").removeprefix("refs/remotes/")
            if name.startswith("refs/remotes/") and short.endswith("/HEAD"):
                continue
            made = Ref(
                name=name, shown=shown(short), commit=(fields[2] or fields[1]).decode("ascii"),
                date=_moment(fields[3]) if fields[3] else None, annotated=fields[4] == b"tag",
            )  # fmt: skip
            (tags if name.startswith("refs/tags/") else branches).append(made)
        return Refs(tags=tuple(tags), branches=tuple(branches), head=self._peeled("HEAD", "^{commit}") or "")

    def commits(self, limit: int = 200, search: str = "") -> list[Commit]:
        """Give the newest commits of all branches and tags whose message holds `search` (any case), or whose id it is.

        Stops after 20 seconds with what was found by then.
        """
        found: list[Commit] = []
        text = search.strip()
        if re.fullmatch(r"[0-9a-fA-F]{4,64}", text):
            direct = self._peeled(text.lower(), "^{commit}")
            if direct is not None:
                found.append(_parsed(direct, self._object("commit", direct)))
        form = "%H%x00%T%x00%ct%x00%an%x00%s"
        command = ["rev-list", "--no-commit-header", f"--format={form}", f"--max-count={max(1, limit)}"]
        if text and "\0" not in text:
            command += ["--regexp-ignore-case", "--fixed-strings", f"--grep={text}"]
        head = ["HEAD"] if self._peeled("HEAD", "^{commit}") else []
        output = self._runner.run(
            [*command, "--branches", "--tags", "--remotes", "--end-of-options", *head], limit=_PICKER_TIME
        )
        for line in output.stdout.split(b"\n"):
            fields = line.split(b"\0", 4)
            if len(fields) == 5 and _FULL_ID.fullmatch(identity := fields[0].decode("ascii", "replace")):
                made = Commit(
                    id=identity, tree=fields[1].decode("ascii", "replace"), date=_moment(fields[2]),
                    author=_text(fields[3]), subject=_text(fields[4]),
                )  # fmt: skip
                if not found or found[0].id != identity:
                    found.append(made)
        return found[: max(1, limit)]

    def snapshot(
        self, commit: Commit | str, *, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Snapshot:
        """List the tree at `commit`: every entry, sorted by path bytes, with warnings about names."""
        identity = commit if isinstance(commit, str) else commit.id
        (progress or NoProgress()).start("progress.files")
        listing = self._listing(identity, cancel or NeverCancel())
        tree = self._peeled(identity, "^{tree}") or ""
        return Snapshot(
            entries=listing.entries, commit=identity, tree=tree, object_format=self.where.object_format,
            warnings=tuple(name_warnings(listing.entries)),
        )  # fmt: skip

    def content(self, commit: Commit | str, *, plain: bool = False) -> GitContent:
        """Give the contents of the entries at `commit`, those of present submodules included.

        `plain`: the tree has been listed before and has no submodule, so that nothing has to be listed to find their
        stores. Whatever is read is compared with its id all the same, and what is missing is told when it is read.
        """
        identity = commit if isinstance(commit, str) else commit.id
        if plain:
            return GitContent(GitRunner(self.where), owned=True)
        listing = self._listing(identity, NeverCancel())
        return GitContent(GitRunner(self.where, listing.stores), missing=listing.missing, owned=True)

    def objects(self, commit: str, *, limit: int) -> tuple[tuple[str, str, bytes], ...]:
        """Give the commit and its trees as (type, id, raw bytes); nothing where they are larger than `limit`."""
        self._listing(commit, NeverCancel())
        return read_objects(self._runner, commit, limit=limit)

    def blame(
        self, commit: str, path: bytes, ranges: Sequence[tuple[int, int]], *, cancel: Cancel
    ) -> tuple[BlameLine, ...]:
        """Give who wrote these lines of a file at the commit, as its history claims."""
        return blame(self._runner, commit, path, ranges, cancel=cancel)

    def _listing(self, commit: str, cancel: Cancel) -> Listing:
        if not _FULL_ID.fullmatch(commit) or not self.has_commit(commit):
            raise SaidError(
                Message("refuse.repository.repository-does-not-hold-recorded"),
                where=shown(str(self.where.top)),
                next_step=Message("next.fetch-into-repository-point-source"),
            )
        with self._lock:
            if commit not in self._listings:
                self._listings.clear()  # one is enough: a component stands at one commit
                self._listings[commit] = list_tree(self._runner, commit, cancel=cancel)
            return self._listings[commit]

    def _check_usable(self) -> None:
        """Raise UserError where git refuses the repository altogether (damaged settings, a format of the future)."""
        output = self._runner.run(["rev-parse", "--git-dir"])
        if output.status != 0:
            lines = [line for line in output.stderr.splitlines() if line.startswith("fatal: ")]
            reason = lines[0].removeprefix("fatal: ") if lines else "no reason given"
            raise SaidError(
                Message("refuse.repository.git-refuses-repository", {"reason": shown(reason[:_TEXT_LIMIT])}),
                where=shown(str(self.where.top)),
                next_step=Message("next.repair-configuration-install-git-version"),
            )

    def _peeled(self, rev: str, suffix: str) -> str | None:
        """Give the object that a revision means, or None; options, ranges and exclusions are no revisions."""
        if not rev or any(ord(char) < 0x20 for char in rev):
            return None
        output = self._runner.run(["rev-parse", "--verify", "--quiet", "--end-of-options", rev + suffix])
        text = output.stdout.decode("ascii", "replace").strip()
        return text if output.status == 0 and _FULL_ID.fullmatch(text) else None

    def _object(self, kind: str, identity: str) -> bytes:
        output = self._runner.run(["cat-file", kind, identity], objects=True)
        if output.status != 0:
            raise SaidError(
                Message("refuse.repository.git-cannot-read-repository", {"kind": Message(f"word.git-{kind}")}),
                where=identity,
                next_step=Message("next.run-git-fsck-repository"),
            )
        return output.stdout

    def _no_such(self, rev: str) -> UserError:
        refs = self.refs()
        names = [ref.shown for ref in (*refs.tags, *refs.branches)]
        if not names and not refs.head:
            return SaidError(Message("refuse.repository.repository-no-commit-yet"), where=shown(str(self.where.top)))
        near = difflib.get_close_matches(shown(rev), names[:5000], n=3, cutoff=0.5)
        step = Message("next.did-you-mean", {"near": ", ".join(near)}) if near else Message("next.list-tags")
        return SaidError(
            Message("refuse.repository.no-revision", {"rev": shown(rev)}),
            where=shown(str(self.where.top)),
            next_step=step,
        )


def _parsed(identity: str, text: bytes) -> Commit:
    """Read a commit object's header and the first line of its message."""
    header, _, message = text.partition(b"\n\n")
    fields: dict[bytes, bytes] = {}
    for line in header.split(b"\n"):
        name, _, value = line.partition(b" ")
        fields.setdefault(name, value)
    encoding = fields.get(b"encoding", b"utf-8").decode("ascii", "replace")
    stamp = re.search(rb" (-?\d+) [-+]\d+$", fields.get(b"committer", b""))
    return Commit(
        id=identity,
        tree=fields.get(b"tree", b"").decode("ascii", "replace"),
        date=_moment(stamp[1] if stamp else b"0"),
        subject=_text(message.strip(b"\n").partition(b"\n")[0], encoding),
        author=_text(fields.get(b"author", b"").partition(b" <")[0], encoding),
        signed=b"gpgsig" in fields or b"gpgsig-sha256" in fields,
    )


def _moment(seconds: bytes) -> datetime:
    """Give a time stamp as a moment; impossible ones become the nearest possible."""
    try:
        number = int(seconds)
    except ValueError:
        number = 0
    return datetime.fromtimestamp(min(max(number, 0), 253_402_300_799), UTC)


def _text(data: bytes, encoding: str = "utf-8") -> str:
    try:
        text = data.decode(encoding, "backslashreplace")
    except (LookupError, UnicodeError):
        text = data.decode("utf-8", "backslashreplace")
    return shown(text[:_TEXT_LIMIT])
