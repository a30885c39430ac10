"""The engine with people's own rules and allow-lists beside the shipped ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from codebinder.base.messages import SaidFaults
from codebinder.detect.detectors import Look
from codebinder.detect.engine import Engine
from codebinder.detect.fileview import FileView
from codebinder.detect.own.allow import Allowances, Tag
from codebinder.detect.own.detector import OwnDetector
from codebinder.detect.own.values import PREFIX, OwnRules
from codebinder.detect.rulefile import RuleSet, load_rules
from codebinder.detect.sight import Sight
from codebinder.model.findings import Detected
from codebinder.model.text import Message

_REASON = "matches a rule of one's own"
"""Stands in for the title, which may be confidential: reasons are kept in clear."""


@lru_cache(maxsize=2)
def shipped_engine(cache: Path | None = None) -> Engine:
    """Give the engine of the shipped rules: they are part of the program, and do not change while it runs."""
    return Engine.load(cache=cache)


class OwnEngine(Engine):
    """Finds what the shipped rules and people's own find; what an allow-list allows is low, with the reason."""

    def __init__(self, base: Engine, own: OwnRules, *, tag: Tag | None = None) -> None:
        """Add to what `base` has compiled, which takes long and does not change; `tag` recognises allow-list entries
        that were made from findings."""
        vars(self).update(vars(base))
        self.allowances = Allowances(own.allow, tag)
        self._detectors = list(self._detectors)
        self._known = dict(self._known)
        words = OwnDetector(own)
        if words:
            self._detectors.append(words.look)
        if own.packs:
            # An engine of their own, without the prefilter: its cache on disk would hold their patterns in clear.
            packs = _Packs(RuleSet(own.packs, own.documented, own.digest), prefilter=False)
            self._detectors.append(packs.look)
        for rule in (*words.rules, *own.packs):
            self._known[rule.id] = (len(self._known), rule)
        self.rules = (*self.rules, *words.rules, *own.packs)
        parts = (self.digest, own.digest, *(repr(entry) for entry in own.allow))
        self.digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def beside(
        cls,
        own: OwnRules,
        *,
        tag: Tag | None = None,
        cache: Path | None = None,
        rule_files: Sequence[Path] | None = None,
    ) -> OwnEngine:
        """Give the engine for the shipped rules (or those of `rule_files`) and `own`."""
        base = shipped_engine(cache) if rule_files is None else Engine(load_rules(rule_files), prefilter=False)
        return cls(base, own, tag=tag)

    def look_at(self, file: FileView, beside: Sequence[Look] = ()) -> list[Detected]:
        """Give what is seen in one file, in order."""
        return self.allowances.apply(file.path, file.data, file.encoding, super().look_at(file, beside))


class _Packs(Engine):
    """Rules of our own form as a detector beside others."""

    def look(self, file: FileView) -> Iterator[Sight]:
        """Give what the rules see."""
        return (replace(sight, reason=sight.reason or _REASON) for sight in self._sights(file))


def read_pack(text: bytes, name: str) -> OwnRules:
    """Read a rule pack of our own form. Raises Faults naming every fault with its line."""
    pack = load_rules([cast("Path", _Text(name, text))])
    coded = [rule for rule in pack.rules if rule.detector]
    if coded:
        raise SaidFaults(
            Message("refuse.engine.rule-file-faults"),
            tuple(
                Message("fault.engine.detector-names-code-ours-write", {"source": rule.source, "line": rule.line})
                for rule in coded
            ),
            next_step=Message("next.correct-them-try-again"),
        )
    rules = tuple(replace(rule, id=rule.id if rule.id.startswith(PREFIX) else PREFIX + rule.id) for rule in pack.rules)
    return OwnRules(packs=rules, documented=pack.documented, digest=pack.digest)


class _Text:
    """Stands for a file whose bytes are in memory: a sealed pack is never written to disk."""

    def __init__(self, name: str, text: bytes) -> None:
        self.name, self._text = name, text

    def read_bytes(self) -> bytes:
        return self._text
