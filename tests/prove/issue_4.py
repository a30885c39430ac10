"""The long evidence of redaction; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 4 [planted] [openings] --path FOLDER... [--share X]
    python3 packaging/dev.py prove 4 carry ARGUMENTS...

planted: 1,000 secrets in 200 real files of twelve languages and six encodings (the files are taken from the folders),
redacted through the command line and built: none of them is in the package, by our own search, by pdftotext, by strings
and by ripgrep, and everything else is the same to the byte. openings: all that is hidden in it is opened again.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers import many_commands
from helpers.filing_job import ENGINEER, LEGAL, Failed, Job, git, scratch
from helpers.git_repo import RepoBuilder
from helpers.measure import measured
from prove import absence, planting
from prove.ledger import Ledger
from prove.packages import others, unpacked

PARTS = ("planted", "openings")
FILES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What was planted, and what became of it."""

    job: Job
    files: dict[str, bytes]
    secrets: list[planting.Secret]
    archive: Path
    top: Path


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["carry"]:
        from prove import issue_4_carry

        return issue_4_carry.main(words[1:])
    parser = argparse.ArgumentParser(prog="dev.py prove 4")
    parser.add_argument("parts", nargs="*", metavar="PART", help="planted, openings; carry by itself")
    parser.add_argument("--path", action="append", default=[], type=Path, metavar="FOLDER")
    parser.add_argument("--share", type=float, default=1.0, help="of the secrets and files, for a quick look")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave everything there")
    values = parser.parse_args(words)
    parts = set(values.parts or PARTS)
    if not values.path or parts - set(PARTS):
        parser.error("name folders of real source with --path, and no other parts than planted and openings")
    ledger = Ledger()
    with scratch("prove") as name:
        folder = values.keep or Path(name)
        scene: list[Scene] = []
        with ledger.part("planted secrets"):
            scene.append(planted(ledger, values.path, folder, values.share, values.seed))
            if "planted" in parts:
                absence.control(ledger, scene[0].files, scene[0].secrets)
                absence.our_own(ledger, scene[0].job, scene[0].archive, scene[0].top)
                absence.examine(ledger, scene[0].top, scene[0].archive, scene[0].secrets, folder)
                unchanged(ledger, scene[0])
        if "openings" in parts and scene:
            with ledger.part("openings"):
                openings(ledger, scene[0], folder)
    return ledger.end()


def planted(ledger: Ledger, paths: Sequence[Path], folder: Path, share: float, seed: int) -> Scene:
    """Plant, redact, approve, build."""
    draw = random.Random(seed)
    files = planting.collect(paths, max(12, round(FILES * share)), draw)
    held = list(planting.secrets(draw, share))
    written = planting.plant(files, held, draw)
    languages, encodings = {each.language for each in files}, {each.encoding for each in files}
    places = Counter(how for secret in held for *_, how in secret.places)
    ledger.note(
        f"{len(held)} secrets in {len(files)} real files",
        holds=len(languages) >= 12 and len(encodings) == 6,
        figures=f"{len(languages)} languages, {len(encodings)} encodings; "
        + ", ".join(f"{n} {h}" for h, n in places.items()),
    )
    job = Job(folder / "job")
    job.begin("cn-cbrc-317")
    job.answer()
    repo = folder / "src.git"
    builder = RepoBuilder(repo, bare=True)
    builder.tag("v1.0", builder.commit({path.encode(): data for path, data in written.items()}))
    job.add(repo, "v1.0")
    job.scan()
    redact(ledger, job, held, folder)
    job.scan()
    left = [each["id"] for each in job.findings() if each["state"] == "open" and each["confidence"] != "low"]
    if left:
        job.run("keep", job.file, "--finding", *left, "--note", "stands in the real files", "--as", ENGINEER)
    job.approve()
    archive = job.build()
    took = ", ".join(f"{step} {each.wall:.0f} s" for step, each in job.steps.items())
    ledger.note("reviewed, signed, built, with its printed listing", holds=True, figures=took)
    top = unpacked(archive, folder / "unpacked")
    others(ledger, "planted", top)
    absence.strangers(ledger, top)
    return Scene(job=job, files=written, secrets=held, archive=archive, top=top)


def redact(ledger: Ledger, job: Job, held: Sequence[planting.Secret], folder: Path) -> None:
    """Hide every secret in the way that fits it: by finding, by value, by bytes, by lines, by function."""
    exact = {
        (each["path"], each["start"], each["end"]): each["id"] for each in job.findings() if not each.get("member")
    }
    ways: Counter[str] = Counter()
    tail = ["--reason", "CRY", "--as", ENGINEER, "--json"]
    book = str(job.file)
    found: list[str] = []
    commands: list[list[str]] = []
    data = {path: git(folder / "src.git", "show", f"v1.0:{path}") for path in {secret.home[0] for secret in held}}
    for secret in held:
        path, start, end = secret.home
        place = ["redact", book, "--path", path]
        if (path, start, end) in exact:
            found.append(exact[path, start, end])
            ways["--finding"] += 1
        elif secret.kind not in planting.PLACES:
            commands.append([*place, "--bytes", f"{start}-{end}", "--value", *tail])
            ways["--bytes --value"] += 1
        elif secret.kind == "function" and path.endswith(".c"):
            name = secret.text.split("(")[0].split()[-1]
            commands.append([*place, "--function", name, *tail])
            ways["--function"] += 1
        elif secret.number % 3 == 0:
            commands.append([*place, "--bytes", f"{start}-{end}", *tail])
            ways["--bytes"] += 1
        else:
            commands.append([*place, "--lines", lines_of(secret, data), *tail])
            ways["--lines"] += 1
    begun = time.monotonic()
    outcomes = run_all(job, [["redact", book, "--finding", *found, *tail], *commands] if found else commands, folder)
    for words, said in outcomes:
        if said[0] == 0 and "--function" in words:
            widened(words, held, json.loads(said[1])["redactions"][0])
    # Within another function, or in the middle of a comment, a function is none: its lines are hidden then.
    unnamed = [words for words, said in outcomes if said[0] != 0 and "--function" in words]
    again = [by_lines(words, held, data) for words in unnamed]
    outcomes = [row for row in outcomes if row[0] not in unnamed] + (run_all(job, again, folder) if again else [])
    ways["--lines, since it is no function there"] += len(again)
    wrong = [(words, said) for words, said in outcomes if said[0] != 0]
    figures = ", ".join(f"{number} by {way}" for way, number in ways.items())
    why = "; ".join(f"{' '.join(words[3:8])}: {said[2][-200:]}" for words, said in wrong[:3])
    ledger.note("redacted through the command line", not wrong, f"{figures}; {time.monotonic() - begun:.0f} s {why}")


def lines_of(secret: planting.Secret, data: dict[str, bytes]) -> str:
    path, start, _ = secret.home
    first = data[path][:start].decode(secret.encoding, "surrogateescape").count("\n") + 1
    return f"{first}-{first + secret.text.count(chr(10))}"


def widened(words: list[str], held: Sequence[planting.Secret], row: dict[str, object]) -> None:
    """A function begins where the parser says: a macro in front of it may be part of it. Never less is hidden."""
    name = words[words.index("--function") + 1]
    secret = next(each for each in held if each.kind == "function" and f" {name}(" in each.text)
    path, start, end = secret.home
    low, high = int(str(row["start"])), int(str(row["end"]))
    assert low <= start, name
    assert end <= high, name
    secret.places = [(path, low, high, "plain")]


def by_lines(words: list[str], held: Sequence[planting.Secret], data: dict[str, bytes]) -> list[str]:
    at = words.index("--function")
    secret = next(each for each in held if each.kind == "function" and f" {words[at + 1]}(" in each.text)
    return [*words[:at], "--lines", lines_of(secret, data), *words[at + 2 :]]


def run_all(job: Job, commands: list[list[str]], folder: Path) -> list[tuple[list[str], tuple[int, str, str]]]:
    listed = folder / "commands.json"
    listed.write_text(json.dumps(commands), encoding="utf-8")
    done = measured([sys.executable, many_commands.__file__, listed], env=job.environment(), memory=False)
    if done.code:
        raise Failed(done.errors[-800:])
    return [(words, tuple(said)) for words, said in zip(commands, json.loads(done.output), strict=True)]


def unchanged(ledger: Ledger, scene: Scene) -> None:
    """Compare every file with what stands in the package: the same but for masks where secrets stood."""
    wrong: list[str] = []
    size = 0
    for path, data in scene.files.items():
        hidden = sorted((start, end) for each in scene.secrets for place, start, end, _ in each.places if place == path)
        (member,) = list((scene.top / "data" / "source" / "source").glob(path)) or [None]
        told = "absent" if member is None else absence.difference(data, hidden, member.read_bytes())
        size += len(data)
        if told:
            wrong.append(f"{path}: {told}")
    figures = f"{len(scene.files)} files, {size / 1e6:.1f} MB; {'; '.join(wrong[:4])}"
    ledger.note(
        "everything that was not hidden is the same to the byte, every secret is behind a mask", not wrong, figures
    )


def openings(ledger: Ledger, scene: Scene, folder: Path) -> None:
    """Open everything that is hidden, check it against the package, rebuild the files."""
    job = scene.job
    out, rebuilt = folder / "opening.age", folder / "rebuilt"
    job.run("key", "new", "agent", "--role", "legal", "--person", "Escrow Agent")
    public = folder / "agent.pub"
    line = subprocess.run(
        job.command("key", "export", "agent")[:-1], env=job.environment(), capture_output=True, check=True
    )
    public.write_bytes(line.stdout)
    words = ["opening", "make", job.file, "--all", "--to", public, "--out", out, "--as", LEGAL]
    begun = time.monotonic()
    made = job.run(*words)
    checked = job.run("opening", "check", scene.archive, out, "--as", "agent", "--rebuild", rebuilt, codes=(0, 1))
    took = f"{time.monotonic() - begun:.0f} s; {json.dumps(made)[:120]} {json.dumps(checked)[:200]}"
    files = {each: each.read_bytes() for each in rebuilt.rglob("*") if each.is_file()}
    wrong = [
        path
        for path, data in scene.files.items()
        if any(place == path for each in scene.secrets for place, *_ in each.places) and data not in files.values()
    ]
    ledger.note("every range opened, every file rebuilt", not wrong, f"{len(files)} files; wrong {wrong[:5]}; {took}")
    shutil.rmtree(rebuilt, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
