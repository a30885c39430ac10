"""Builds the listings of one repository under three regimes, and recomputes what should be on them."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from helpers.filing_job import SAMPLES, TEMPLATES, Job, literal_rules
from helpers.printed import Paper, Recomputed, Row, Rules, Sheet, ascii_files, compare, stream
from helpers.printed_regimes import EXCERPTS, LITIGATION, Ranges, asked, excerpt, printed, selection
from prove.ledger import Ledger

SLUG = "source"
RANGES = 60
PRODUCTION = "us-litigation-production"
REGIMES = (*EXCERPTS, PRODUCTION)
Pages = list[tuple[int, Sheet]]


def listing(ledger: Ledger, repo: Path, rev: str, folder: Path, wanted_of: Sequence[str]) -> None:
    """Carry out the part."""
    with ledger.part(f"{repo.name}: sources read with plain git"):
        begun = time.monotonic()
        files, others = ascii_files(repo, rev)
        took = f"{len(files)} files of ASCII, {len(others)} others left out, {time.monotonic() - begun:.0f} s"
        ledger.note("the repository has 30,000 files", len(files) >= 30_000, took)
    rules = literal_rules(others)
    for name in [each for each in EXCERPTS if each in wanted_of]:
        with ledger.part(f"{name}: the listing of {repo.name}"):
            made, wanted = excerpt(name, SLUG, stream(repo, files))
            below = EXCERPTS[name][0]
            volumes, plan = built(folder / name, name, repo, rev, rules, {})
            figures = f"{made.files} files, {made.counted} lines counted, {made.pages} pages of the stream"
            judged(ledger, name, below, wanted, printed(volumes, below), figures)
            planned(ledger, name, made, wanted, plan)
    if PRODUCTION not in wanted_of:
        return
    with ledger.part(f"{PRODUCTION}: the listing of {repo.name}"):
        texts = list(stream(repo, files[:: max(1, len(files) // 4000)]))
        chosen = asked(texts, RANGES)
        texts = [each for each in texts if each[0] in {path for path, _, _ in chosen}]
        wanted = selection(SLUG, texts, chosen)
        volumes, _ = built(folder / PRODUCTION, PRODUCTION, repo, rev, rules, production(chosen))
        figures = f"{len(chosen)} ranges of {len(texts)} files"
        judged(ledger, PRODUCTION, LITIGATION, wanted, printed(volumes, LITIGATION), figures)


def production(chosen: Ranges) -> dict[str, object]:
    """Give the answers that steer a production."""
    rows = [{"path": path, "first": str(first), "last": str(last), "reason": "report"} for path, first, last in chosen]
    return {"print_request": rows, "max_consecutive": "25", "max_total": "5000"}


def built(
    folder: Path, name: str, repo: Path, rev: str, rules: Sequence[str], answers: Mapping[str, object]
) -> tuple[list[Path], dict[str, Any]]:
    """Build a draft; give the volumes of its listing, and what `pages` says of it."""
    job = Job(folder)
    job.begin(TEMPLATES / name)
    job.run("filing", "set", job.file, "--from", TEMPLATES / name / "sample.yaml")
    if answers:
        fields = folder / "answers.yaml"
        fields.write_text(json.dumps({"answers": answers}), encoding="utf-8")
        job.run("filing", "set", job.file, "--from", fields)
    if name == "cn-cpcc-deposit":
        path = SAMPLES / "documents" / "test-report.pdf"
        job.run("document", "add", job.file, "--requirement", "document_material", "--path", path)
    if name == "us-copyright-deposit":
        job.run("filing", "set", job.file, "deposit_option=plain_25_25")
    job.add(repo, rev, slug=SLUG, exclude=rules)
    archive = job.build(draft=True)
    step = job.steps["build"]
    print(f"   build: {step.wall:.0f} s, peak {step.peak / (1 << 20):.0f} MB over all processes", flush=True)
    out = folder / "listing"
    with zipfile.ZipFile(archive) as opened:
        for member in opened.namelist():
            if "/data/listing/" in member:
                out.mkdir(exist_ok=True)
                (out / member.rpartition("/")[2]).write_bytes(opened.read(member))
    return sorted(out.glob("*.pdf")), job.run("pages", job.file, codes=(0, 1)) if name in EXCERPTS else {}


def planned(ledger: Ledger, name: str, made: Recomputed, wanted: Pages, plan: dict[str, Any]) -> None:
    """Hold what the program says of its pages against what was recomputed."""
    stream = next(each for each in plan["streams"] if each["stream"] == "source")
    spans = spans_of(wanted)
    at = dict(wanted)
    mine = [
        (one, two, f"{at[one].first[0]}:{at[one].first[1]}", f"{at[two].last[0]}:{at[two].last[1]}")
        for one, two in spans
    ]
    said = [(each["first"], each["last"], each["begins"], each["ends"]) for each in stream["segments"]]
    holds = (stream["pages"], plan["lines"][made.rules.count], said) == (made.pages, made.counted, mine)
    figures = f"{stream['pages']} pages, {plan['lines'][made.rules.count]} lines, {said}"
    ledger.note(f"{name}: `pages` says what was recomputed", holds, figures)
    short = [each["id"] if isinstance(each, dict) else each for each in plan["faults"]]
    print(f"   `pages` finds {len(short)} faults: {short[:3]}", flush=True)


def spans_of(wanted: Pages) -> list[tuple[int, int]]:
    """Give the first and the last page of each stretch."""
    spans = [wanted[0][0]]
    for (one, _), (two, _) in pairwise(wanted):
        spans += [one, two] if two != one + 1 else []
    spans.append(wanted[-1][0])
    return list(zip(spans[::2], spans[1::2], strict=True))


def judged(ledger: Ledger, name: str, rules: Rules, wanted: Pages, found: list[Paper], figures: str) -> None:
    """Note every claim with its figures; then plant faults, which have to be found."""
    faults = compare(rules, wanted, found[: len(wanted)])
    pairs = spans_of(wanted)
    shown = ", ".join(f"{first}..{last}" for first, last in pairs)
    ledger.note(f"{name}: pages {shown} of the stream are printed", len(found) >= len(wanted), figures)
    counts = [sheet.counted for _, sheet in wanted]
    full = sum(count == rules.lines for count in counts)
    told = f"{full} of {len(counts)} pages hold {rules.lines} lines, the others {min(counts)} and more"
    ledger.note(
        f"{name}: every row, line number, path and stamp is as recomputed", not faults, f"{told} {faults[:3] or ''}"
    )
    at = dict(wanted)
    ends = [f"{at[one].first[0]}:{at[one].first[1]} to {at[two].last[0]}:{at[two].last[1]}" for one, two in pairs[:4]]
    ledger.note(f"{name}: the segments run from line to line as recomputed", not faults, "; ".join(ends))
    if len(found) < len(wanted) or len(wanted) < 3:
        return
    missed = [what for what, change in PLANTED.items() if not compare(rules, wanted, change(found[: len(wanted)]))]
    ledger.note(f"{name}: planted faults are found", not missed, f"{len(PLANTED)} planted, missed {missed}")


def _rows(papers: list[Paper], rows: list[Row]) -> list[Paper]:
    changed = papers[1]
    return [papers[0], Paper(changed.head, changed.foot, changed.words, rows), *papers[2:]]


PLANTED: dict[str, Callable[[list[Paper]], list[Paper]]] = {
    "a missing line": lambda papers: _rows(papers, papers[1].rows[:4] + papers[1].rows[5:]),
    "a repeated line": lambda papers: _rows(papers, papers[1].rows[:5] + papers[1].rows[4:]),
    "a wrong page": lambda papers: [papers[0], papers[2], papers[1], *papers[3:]],
    "a missing page": lambda papers: papers[:-1],
}
