"""Applies include and exclude rules to a listing, and finds what must not pass for content: pointers, absent parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from codebinder.base.messages import SaidError, Text
from codebinder.errors import UserError
from codebinder.intake.gitcontent import GitContent, missing_content
from codebinder.model.ports import Cancel, ContentSource, NeverCancel, NoProgress, Progress
from codebinder.model.source import EntryKind, Selected, Snapshot, SourceEntry, SourceWarning
from codebinder.model.text import Message, shown, shown_path

_POINTER = re.compile(
    rb"\Aversion https?://(?:git-lfs|hawser)\.github\.com/spec/v1\n(?=.*^oid sha256:[0-9a-f]{64}$)(?=.*^size \d+$)",
    re.DOTALL | re.MULTILINE,
)
_POINTER_SMALLEST, _POINTER_LARGEST = 100, 1024  # the specification: less than 1024 bytes

_ALL_INSIDE = re.compile(r"(?:/\*\*)+(/?) *\Z")


def select(
    snapshot: Snapshot, include: Sequence[str], exclude: Sequence[str]
) -> tuple[tuple[Selected, ...], tuple[str, ...]]:
    """Apply the rules to every entry, in gitignore syntax and order: the last rule that matches decides.

    No include rule means everything. Exclude rules mean exactly what they mean in a .gitignore file: nothing can be
    taken back from a folder that was left out. Include rules are as in git's sparse checkout: a part of a folder that
    was taken can be left again (`src/`, `!src/private/`). Gives each entry with the rule that left it out, and the
    rules that match nothing at all. Raises UserError for a faulty rule and where no file is left.
    """
    takers, leavers = _Rules(include, "include"), _Rules(exclude, "exclude")
    out: list[Selected] = []
    for entry in snapshot.entries:
        name = entry.path.decode("utf-8", "surrogateescape")
        if entry.kind is EntryKind.SUBMODULE:
            name += "/"  # git, too, takes a submodule for a folder
        taken, rule = takers.decide(name) if include else (True, "")
        if taken:
            left, rule = leavers.decide_below(name) if exclude else (False, "")
            out.append(Selected(entry, included=not left, rule=rule if left else ""))
        else:
            out.append(Selected(entry, included=False, rule=rule))
    if not any(item.included and item.entry.kind is not EntryKind.SUBMODULE for item in out):
        raise SaidError(
            Message("refuse.selection.no-file-left-disclose")
            if snapshot.entries
            else Message("refuse.selection.no-file-commit"),
            where=_rules_shown(include, exclude),
            next_step=Message("next.change-include-exclude-rules")
            if snapshot.entries
            else Message("next.choose-another-commit"),
        )
    names = [entry.path.decode("utf-8", "surrogateescape") for entry in snapshot.entries]
    return tuple(out), (*takers.idle(names), *leavers.idle(names))


def matching(entries: Sequence[SourceEntry], globs: Sequence[str]) -> tuple[tuple[SourceEntry, ...], tuple[str, ...]]:
    """Give the entries that gitignore-style patterns name, and the patterns that name none; the last match decides."""
    rules = _Rules(globs, "file")
    names = [entry.path.decode("utf-8", "surrogateescape") for entry in entries]
    named = tuple(entry for entry, name in zip(entries, names, strict=True) if rules.decide(name)[0])
    return named, rules.idle(names)


def check_selection(
    selected: Iterable[Selected],
    content: ContentSource,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> tuple[SourceWarning | UserError, ...]:
    """Find what stops the intake, as UserErrors, each with the fix to apply; then warnings.

    Looked for inside the selection only: absent submodules, contents that a partial clone lacks, LFS pointers.
    """
    items = tuple(selected)
    stops: list[SourceWarning | UserError] = []
    absent = _absent_submodules(items)
    if absent:
        stops.append(
            SaidError(
                Message(
                    "refuse.selection.not-repository",
                    {"count": _counted(len(absent), "word.submodule")},
                ),
                where=_listed(absent),
                next_step=Message("next.run-git-submodule-update-init", {"absent": _as_rule(absent[0])}),
            )
        )
    missing = content.missing if isinstance(content, GitContent) else frozenset[str]()
    files = [item.entry for item in items if item.included and item.entry.kind is not EntryKind.SUBMODULE]
    lacking = [entry for entry in files if entry.key in missing]
    if lacking:
        stops.append(missing_content(lacking))
    pointers = _lfs_pointers([entry for entry in files if entry.key not in missing], content, progress, cancel)
    if pointers:
        stops.append(
            SaidError(
                Message(
                    "refuse.selection.not-content-itself",
                    {"count": _counted(len(pointers), "word.lfs")},
                ),
                where=_listed(pointers),
                next_step=Message("next.run-git-lfs-fetch-git", {"pointers": _as_rule(pointers[0])}),
            )
        )
    return tuple(stops)


def is_lfs_pointer(data: bytes) -> bool:
    """Say whether these bytes are a Git LFS pointer (specification v1)."""
    return len(data) < _POINTER_LARGEST and _POINTER.match(data) is not None


class _Rules:
    """One ordered list of rules, compiled; remembers which of them have matched."""

    def __init__(self, lines: Sequence[str], kind: str) -> None:
        from pathspec import GitIgnoreSpec
        from pathspec.patterns.gitignore.base import GitIgnorePatternError

        self._lines = tuple(lines)
        for line in self._lines:
            if not line.strip() or line.lstrip().startswith("#") or "\n" in line or "\0" in line:
                raise SaidError(
                    Message(
                        "refuse.selection.rule-empty-comment-several-lines", {"kind": Message(f"word.rule-{kind}")}
                    ),
                    where=shown(line),
                    next_step=Message("next.write-one-pattern-rule-gitignore"),
                )
        # `a/**` means what is in the folder; pathspec would let it match the folder, too.
        patterns = [_ALL_INSIDE.sub(r"/**/*\1", line) for line in self._lines]
        try:
            self._each = [GitIgnoreSpec.from_lines([line.removeprefix("!")], backend="simple") for line in patterns]
            whole = GitIgnoreSpec.from_lines(patterns, backend="simple")
        except GitIgnorePatternError as error:
            raise SaidError(
                Message("refuse.selection.rule-not-pattern-git-knows", {"kind": Message(f"word.rule-{kind}")}),
                where=shown(str(error)),
                next_step=Message("next.write-gitignore-file"),
            ) from error
        self._check = whole.check_file
        self._deciding: set[int] = set()
        self._folders: dict[str, tuple[bool, str]] = {"": (False, "")}

    def decide(self, name: str) -> tuple[bool, str]:
        """Say whether the rules match, and which one decided ("" for none)."""
        result = self._check(name)
        if result.index is None:
            return False, ""
        self._deciding.add(result.index)
        return bool(result.include), self._lines[result.index]

    def decide_below(self, name: str) -> tuple[bool, str]:
        """Say whether the rules match `name` or a folder above it, and which one decided, the uppermost first."""
        parent = name.rstrip("/").rpartition("/")[0]
        unknown: list[str] = []
        while (above := self._folders.get(parent)) is None:
            unknown.append(parent)
            parent = parent.rpartition("/")[0]
        for folder in reversed(unknown):
            above = self._folders[folder] = above if above[0] else self.decide(folder + "/")
        return above if above[0] else self.decide(name)

    def idle(self, names: Sequence[str]) -> tuple[str, ...]:
        """Give the rules that match no path at all, in their order."""
        return tuple(
            line
            for index, line in enumerate(self._lines)
            if index not in self._deciding and not any(self._each[index].match_file(name) for name in names)
        )


def _absent_submodules(items: Sequence[Selected]) -> list[SourceEntry]:
    """Find the selected submodules of which no entry was listed."""
    wanted = [item.entry for item in items if item.included and item.entry.kind is EntryKind.SUBMODULE]
    if not wanted:
        return []
    folders: set[bytes] = set()
    for item in items:
        parent = item.entry.path.rpartition(b"/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition(b"/")[0]
    return [entry for entry in wanted if entry.path not in folders]


def _lfs_pointers(
    files: Sequence[SourceEntry], content: ContentSource, progress: Progress | None, cancel: Cancel | None
) -> list[SourceEntry]:
    small = [
        entry
        for entry in files
        if _POINTER_SMALLEST <= entry.size < _POINTER_LARGEST and entry.kind is not EntryKind.LINK
    ]
    report = progress or NoProgress()
    report.start("progress.read", len(small))
    found: list[SourceEntry] = []
    for entry, data in content.read_all(small, cancel=cancel or NeverCancel()):
        if is_lfs_pointer(data):
            found.append(entry)
        report.advance(1, len(data))
    return found


def _listed(entries: Sequence[SourceEntry]) -> Text:
    names = ", ".join(shown_path(entry.path) for entry in entries[:5])
    return Message("where.more", {"names": names, "count": len(entries) - 5}) if len(entries) > 5 else names


def _counted(count: int, what: str) -> Message:
    return Message(f"{what}-one" if count == 1 else f"{what}-many", {"count": count})


def _as_rule(entry: SourceEntry) -> str:
    return "/" + re.sub(r"([*?\[\\])", r"\\\1", shown_path(entry.path))


def _rules_shown(include: Sequence[str], exclude: Sequence[str]) -> str:
    parts = [f"include {shown(rule)}" for rule in include[:5]] + [f"exclude {shown(rule)}" for rule in exclude[:5]]
    return ", ".join(parts)
