"""Follows files of a package, and what was opened of it, through git's trees up to the commit that was committed to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NoReturn

from codebinder import redact
from codebinder.errors import UserError
from codebinder.model.ports import Cancel
from codebinder.model.text import shown_path
from codebinder.workflow.package_facts import PackageFacts
from codebinder.workflow.rebuilding import Rebuilt

_IDS = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64})\n([0-9a-f]{40}|[0-9a-f]{64})\n")
_LARGEST = 1 << 30


def stray(component: str) -> NoReturn:
    """Refuse objects of a commit that is not opened."""
    raise UserError("Git objects come with no opened commit that they belong to.", where=component)


def check(
    facts: PackageFacts, item: redact.Item, objects: Sequence[redact.GitObject], rebuilt: Rebuilt, cancel: Cancel
) -> str:
    """Recompute blob, trees and commit of one component; say what was followed. UserError where an id differs."""
    match = _IDS.fullmatch(item.parsed.hidden)
    if match is None:
        raise UserError("What was committed to are not the ids of a commit and its tree.", where=item.component)
    commit, tree = match[1].decode("ascii"), match[2].decode("ascii")
    said = f"{item.component}: commit {commit}, tree {tree}"
    if not objects:
        return f"{said}; the way from a file to it is not in this opening."
    for each in objects:
        if redact.object_id(each.kind, each.data, len(each.id)) != each.id or len(each.id) != len(commit):
            raise UserError("A git object is not what its id says.", where=each.id)
    commits = {each.id: each.data for each in objects if each.kind == "commit"}
    trees = {each.id: each.data for each in objects if each.kind == "tree"}
    if commit not in commits or redact.tree_of(commits[commit]) != tree:
        raise UserError("The commit object is not the commit that was committed to.", where=commit)
    if tree not in trees:
        raise UserError("The root tree of the commit is missing from the opening.", where=tree)
    followed, missing = _follow(facts, item.component, tree, trees, rebuilt, cancel)
    rest = f", {missing} entries of these folders could not be followed" if missing else ""
    return f"{said}; {followed} files are followed through {len(trees)} folders to this commit{rest}."


def _follow(
    facts: PackageFacts, component: str, root: str, trees: dict[str, bytes], rebuilt: Rebuilt, cancel: Cancel
) -> tuple[int, int]:
    """Compare every file that the given trees name with the bytes that are known; give how many, and how many not."""
    payload = {path: name for name, (owner, path) in facts.originals.items() if owner == component}
    redacted = {row[3] for row in facts.lines.values()}
    known = {each.path: each.data for each in rebuilt.files if each.component == component}
    followed = missing = 0
    for path, entry in redact.walk(root, trees):
        cancel.check()
        if entry.is_tree:
            continue
        data = known.get(path)
        if data is None and path in payload and payload[path] not in redacted:
            data = facts.content.read(payload[path], _LARGEST)
        if data is None and entry.mode == "120000":
            target = facts.links.get((component, shown_path(path)))
            data = target.encode("utf-8", "surrogateescape") if target is not None and "\\" not in target else None
        if data is None:
            missing += 1
            continue
        if redact.object_id("blob", data, len(entry.id)) != entry.id:
            raise UserError("A file is not the one that the commit has at this path.", where=shown_path(path))
        followed += 1
    return followed, missing
