"""Follows files of a package, and what was opened of it, through git's trees up to the commit that was committed to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NoReturn

from codebinder import redact
from codebinder.base.messages import SaidError
from codebinder.model.ports import Cancel
from codebinder.model.text import Message, shown_path
from codebinder.workflow.package_facts import PackageFacts
from codebinder.workflow.rebuilding import Rebuilt

_IDS = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64})\n([0-9a-f]{40}|[0-9a-f]{64})\n")
_LARGEST = 1 << 30


def stray(component: str) -> NoReturn:
    """Refuse objects of a commit that is not opened."""
    raise SaidError(Message("opening.wrong-objects"), where=component)


def check(
    facts: PackageFacts, item: redact.Item, objects: Sequence[redact.GitObject], rebuilt: Rebuilt, cancel: Cancel
) -> Message:
    """Recompute blob, trees and commit of one component; say what was followed. UserError where an id differs."""
    match = _IDS.fullmatch(item.parsed.hidden)
    if match is None:
        raise SaidError(Message("opening.wrong-commit-ids"), where=item.component)
    commit, tree = match[1].decode("ascii"), match[2].decode("ascii")
    known: dict[str, str | int | Message] = {"component": item.component, "commit": commit, "tree": tree}
    if not objects:
        return Message("opening.commit-alone", known)
    for each in objects:
        if redact.object_id(each.kind, each.data, len(each.id)) != each.id or len(each.id) != len(commit):
            raise SaidError(Message("opening.wrong-object"), where=each.id)
    commits = {each.id: each.data for each in objects if each.kind == "commit"}
    trees = {each.id: each.data for each in objects if each.kind == "tree"}
    if commit not in commits or redact.tree_of(commits[commit]) != tree:
        raise SaidError(Message("opening.wrong-commit"), where=commit)
    if tree not in trees:
        raise SaidError(Message("opening.wrong-no-tree"), where=tree)
    followed, missing = _follow(facts, item.component, tree, trees, rebuilt, cancel)
    known |= {"followed": followed, "folders": len(trees), "missing": missing}
    return Message("opening.commit-rest" if missing else "opening.commit", known)


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
            raise SaidError(Message("opening.wrong-file"), where=shown_path(path))
        followed += 1
    return followed, missing
