"""Scans folders and files without a workbook, with people's own rules and allow-lists from files beside ours."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codebinder import detect
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, SaidFaults, place_why
from codebinder.detect import own, reports
from codebinder.errors import Faults
from codebinder.model.findings import Detected
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message, shown
from codebinder.workflow import rulebox
from codebinder.workflow.environment import Environment

_LARGEST_FOR_COLUMNS = 64 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: the path asked for, the file, and what was seen in it."""

    root: Path
    path: Path
    hit: Detected


@dataclass(slots=True)
class PathScan:
    """A scan of paths; after it ran, `unmatched` tells the allow-list entries that allowed nothing."""

    engine: detect.Engine
    notes: tuple[str, ...] = ()
    _reasons: set[str] = field(default_factory=set[str])

    def run(self, paths: Sequence[Path], *, workers: int, progress: Progress, cancel: Cancel) -> Iterator[Found]:
        """Give the findings in order of path."""
        for root in paths:
            if not os.path.lexists(root):
                raise SaidError(
                    Message("refuse.checking.nothing-path"),
                    where=shown(str(root)),
                    next_step=Message("next.check-path"),
                )
            for path, hit in detect.scan_paths(
                [root], workers=workers, progress=progress, cancel=cancel, engine=self.engine
            ):
                self._reasons.add(hit.reason)
                yield Found(root, path, hit)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """A sentence for each allow-list entry that matched nothing."""
        if isinstance(self.engine, own.OwnEngine):
            return self.engine.allowances.unmatched(self._reasons)
        return ()


def prepare(environment: Environment, *, rules: Sequence[Path] = (), allow: Sequence[Path] = ()) -> PathScan:
    """Read the files of rules (packs, gitleaks.toml, lists of words) and allow-lists. Faults naming every fault of
    all of them."""
    read: list[own.OwnRules] = []
    faults: list[str] = []
    for number, path in enumerate((*rules, *allow)):
        data = file_bytes(path)
        try:
            if number < len(rules):
                read.append(rulebox.read_any(data, path.name))
            else:
                read.append(own.read_allow(data, path.name, prefix=f"{path.stem}"))
        except Faults as error:
            faults.extend(error.faults)
    if faults:
        raise SaidFaults(
            Message("refuse.pathscan.files-rules-faults"),
            tuple(faults),
            next_step=Message("next.correct-them-try-again"),
        )
    cache = environment.cache_dir
    if not read:
        return PathScan(own.shipped_engine(cache))
    joined = own.joined(tuple(read))
    return PathScan(own.OwnEngine.beside(joined, cache=cache), joined.notes)


def file_bytes(path: Path) -> bytes:
    """Give a file's bytes; UserError where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SaidError(
            Message("refuse.pathscan.file-cannot-read"),
            where=place_why(shown(str(path)), error),
            next_step=Message("next.check-exists-readable"),
        ) from error


def sarif(
    found: Sequence[Found],
    *,
    engine: detect.Engine,
    key: bytes,
    version: str,
    previous: Mapping[str, object] | None = None,
    lang: str = "en",
) -> dict[str, object]:
    """Give findings as SARIF 2.1.0; fingerprints are keyed with `key`, so only who has it can compare values."""
    import hmac

    def tag(purpose: str, data: bytes) -> str:
        return hmac.digest(key, purpose.encode() + b"\0" + data, "sha256").hex()

    columns: tuple[Path | None, reports.Columns | None] = (None, None)
    out: list[reports.Outgoing] = []
    for one in found:
        if columns[0] != one.path:
            columns = (one.path, _columns(one.path))
        hit, path = one.hit, relative(one)
        lines = None if hit.member else columns[1]  # what stands inside an archive has no column of its own
        first, last, place = lines.of(hit.start, hit.end) if lines else (hit.line, 0, None)
        out.append(
            reports.Outgoing(
                path=path,
                line=first,
                end_line=last,
                columns=place,
                start=hit.start,
                end=hit.end,
                rule=hit.rule,
                kind=hit.kind,
                confidence=hit.confidence,
                reason=hit.reason,
                fingerprint=reports.fingerprint_of(tag, hit.rule, path, hit.value),
                allowed=hit.reason if hit.reason.startswith(own.REASON) else "",
            )
        )
    rules = {rule.id: rule for rule in engine.rules}
    return reports.to_sarif(out, rules, version=version, previous=previous, lang=lang)


def relative(one: Found) -> bytes:
    """Give a finding's path below the path asked for, with "/" between its parts."""
    base = one.root if one.root.is_dir() else one.root.parent
    return os.fsencode(one.path.relative_to(base).as_posix())


def _columns(path: Path) -> reports.Columns | None:
    try:
        if path.stat().st_size > _LARGEST_FOR_COLUMNS:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return reports.Columns(data, encodings.detect(data)[0])
