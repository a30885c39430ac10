"""When the path from a file up to its commit may be offered, and the git objects that it takes (proof.md §2)."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder import redact
from codebinder.base.messages import SaidError, Told
from codebinder.model.text import Message
from codebinder.workflow.sealedmap import FILE, OBJECT, RANGE, MapEntry, SealedMap

_SEARCHED = 4096
_SHORTEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The objects of one commit, or one sentence on why there are none."""

    objects: tuple[redact.GitObject, ...] = ()
    why: str = ""


def offered(held: SealedMap, commit: MapEntry, known: frozenset[str], path: bytes | None) -> Offer:
    """Give commit and trees towards the file at `path` (None: all trees) where everything of it is disclosed or opened.

    `known` are the commitments opened to this recipient, here and before. The id of a folder is a digest over all that
    is below it, and the root's over everything: while one range of the component stays hidden, any tree on the way to
    any file would let a recipient try guesses at it.
    """
    slug = commit.component
    objects = [entry for entry in held.entries if entry.what == OBJECT and entry.component == slug]
    if not objects:
        return Offer(why=Told(Message("fault.gitoffer.path-file-commit-not-offered", {"slug": slug})))
    hidden = [entry for entry in held.entries if entry.what in {RANGE, FILE} and entry.commitment not in known]
    left = sum(entry.component == slug for entry in hidden)
    if left:
        return Offer(
            why=Told(Message("fault.gitoffer.path-file-commit-not-offered-ranges", {"slug": slug, "left": left}))
        )
    texts = {entry.path.decode("ascii"): held.data(entry) for entry in objects}
    kinds = {entry.path.decode("ascii"): entry.kind for entry in objects}
    root = next(name for name, kind in kinds.items() if kind == "commit")
    values = (held.data(entry) for entry in hidden if entry.what == RANGE and _SHORTEST <= entry.size <= _SEARCHED)
    if any(value in texts[root] for value in values):
        return Offer(why=Told(Message("fault.gitoffer.path-file-commit-not-offered-commit", {"slug": slug})))
    trees = {name: text for name, text in texts.items() if kinds[name] == "tree"}
    wanted = list(trees)
    if path is not None:
        wanted = list(redact.trees_towards(redact.tree_of(texts[root]), trees, [path]))
        _check_there(path, redact.tree_of(texts[root]), trees)
    return Offer(
        objects=tuple(
            redact.GitObject(component=slug, kind=kinds[name], id=name, data=texts[name]) for name in (root, *wanted)
        )
    )


def _check_there(path: bytes, root: str, trees: dict[str, bytes]) -> None:
    if not any(each == path for each, _ in redact.walk(root, trees)):
        raise SaidError(Message("refuse.gitoffer.no-file-commit-path"), next_step=Message("next.paths-those-tree"))
