"""Looks for planted secrets in a package with our own search and with programs that know nothing of it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from jsonschema import Draft202012Validator

from devkit.places import ROOT
from helpers.filing_job import Job
from prove import planting
from prove.ledger import Ledger

_LABEL = r"\[REDACTED \d{6} [A-Z0-9-]+ *\]"
_MOST = 5


def examine(ledger: Ledger, top: Path, archive: Path, secrets: Sequence[planting.Secret], folder: Path) -> None:
    """Search the archive and everything in it in every way."""
    table = {
        data: f"{each.kind} {each.number}, {form}" for each in secrets for form, data in planting.traces(each).items()
    }
    files = [each for each in sorted(top.rglob("*")) if each.is_file()]
    _naive(ledger, "Python's `in`", {str(each.relative_to(top)): each.read_bytes() for each in files}, table)
    _pdf(ledger, files, table)
    _strings(ledger, files, archive, table)
    _ripgrep(ledger, top, table, folder)


def our_own(ledger: Ledger, job: Job, archive: Path, top: Path) -> None:
    """Let `codebinder leakcheck` search the archive and the unpacked folder."""
    for title, path in (("the archive", archive), ("the unpacked folder", top)):
        done = job.run("leakcheck", path, "--workbook", job.file, codes=(0, 1))["leakcheck"]
        ledger.note(
            f"codebinder leakcheck on {title}", not done["hits"], f"{len(done['hits'])} hits; {done['hits'][:2]}"
        )


def _naive(ledger: Ledger, title: str, members: dict[str, bytes], table: dict[bytes, str]) -> None:
    begun = time.monotonic()
    whole = b"\0\0\n".join(members.values())
    found = [(what, data) for data, what in table.items() if data in whole]
    told = [f"{what} in {next(name for name, held in members.items() if data in held)}" for what, data in found[:_MOST]]
    _note(ledger, f"{title} over {len(members)} files", told, f"{len(table)} forms, {len(whole) / 1e6:.0f} MB", begun)


def _note(ledger: Ledger, claim: str, told: Sequence[str], figures: str, begun: float) -> None:
    ledger.note(
        f"none found by {claim}", not told, f"{figures}, {time.monotonic() - begun:.0f} s; {'; '.join(told[:_MOST])}"
    )


def _pdf(ledger: Ledger, files: Sequence[Path], table: dict[bytes, str]) -> None:
    if shutil.which("pdftotext") is None:
        ledger.skip("none found by pdftotext", "not on this machine")
        return
    texts: dict[str, bytes] = {}
    for file in (each for each in files if each.suffix == ".pdf"):
        for option in ("-raw", "-layout"):
            done = subprocess.run(["pdftotext", option, str(file), "-"], capture_output=True, check=True)
            texts[f"{file.name} {option}"] = done.stdout
            texts[f"{file.name} {option}, without white space"] = b"".join(done.stdout.split())
    squeezed = {b"".join(data.split()): what for data, what in table.items() if b"\0" not in data}
    _naive(ledger, "pdftotext", texts, {**{d: w for d, w in table.items() if b"\0" not in d}, **squeezed})


def _strings(ledger: Ledger, files: Sequence[Path], archive: Path, table: dict[bytes, str]) -> None:
    if shutil.which("strings") is None:
        ledger.skip("none found by strings", "not on this machine")
        return
    names = "\0".join(map(str, [*files, archive])).encode()
    texts: dict[str, bytes] = {}
    for way in ("s", "S", "l", "b"):
        command = ["xargs", "-0", "strings", "-a", "-n", "6", "-e", way]
        texts[f"strings -e {way}"] = subprocess.run(command, input=names, capture_output=True, check=True).stdout
    _naive(ledger, "strings -e s, S, l, b", texts, {data: what for data, what in table.items() if b"\n" not in data})


def _ripgrep(ledger: Ledger, top: Path, table: dict[bytes, str], folder: Path) -> None:
    texts = sorted(data for data in table if b"\n" not in data and b"\0" not in data)
    plain = [data for data in texts if _is_text(data)]
    patterns = folder / "patterns"
    ways = {"ripgrep": ["rg", "-uuu", "--text", "--encoding", "none", "-F", "-o", "-N", "-I"],
            "grep": ["grep", "-r", "-a", "-F", "-o", "-h"]}  # fmt: skip
    for title, command in ways.items():
        if shutil.which(command[0]) is None:
            ledger.skip(f"none found by {title}", "not on this machine")
            continue
        begun = time.monotonic()
        wanted = plain if title == "ripgrep" else texts  # ripgrep takes patterns in UTF-8 only
        patterns.write_bytes(b"\n".join(wanted) + b"\n")
        done = subprocess.run(
            [*command, "-f", str(patterns), str(top)],
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
        told = done.stdout.decode("utf-8", "replace").splitlines()
        told = told if done.returncode in {0, 1} else [done.stderr.decode("utf-8", "replace")[:300]]
        _note(ledger, title, told, f"{len(wanted)} patterns", begun)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def strangers(ledger: Ledger, top: Path) -> None:
    """Let qpdf read every PDF, a schema the manifest, and sha256sum the list of commitments."""
    pdfs = sorted(top.rglob("*.pdf"))
    if shutil.which("qpdf") is None:
        ledger.skip("qpdf --check", "not on this machine")
    else:
        codes = [
            subprocess.run(["qpdf", "--check", str(each)], capture_output=True, check=False).returncode for each in pdfs
        ]
        ledger.note(f"qpdf --check over {len(pdfs)} PDFs", not any(codes), str(codes))
    manifest = json.loads((top / "manifest.json").read_bytes())
    schema = json.loads((ROOT / "resources" / "schemas" / "manifest-1.schema.json").read_bytes())
    faults = [error.message[:100] for error in Draft202012Validator(schema).iter_errors(manifest)]
    ledger.note("manifest.json fits its JSON schema", not faults, "; ".join(faults[:3]))
    digest = hashlib.sha256((top / "proof" / "commitments.txt").read_bytes()).hexdigest()
    stands = digest in (top / "manifest.json").read_text(encoding="utf-8")
    ledger.note("the root is the SHA-256 of commitments.txt", stands, digest)


def control(ledger: Ledger, originals: dict[str, bytes], secrets: Sequence[planting.Secret]) -> None:
    """The search must be able to find: every secret stands in the originals."""
    whole = b"\0\0\n".join(originals.values())
    seen = [each for each in secrets if any(data in whole for data in planting.traces(each).values())]
    ledger.note("the same search finds every secret in the originals", len(seen) == len(secrets), f"{len(seen)}")


def difference(original: bytes, hidden: Sequence[tuple[int, int]], shown: bytes) -> str:
    """Say how a file in the package differs from the original less what was hidden; empty where it does not."""
    gaps, at = list[bytes](), 0
    for start, end in hidden:
        gaps.append(original[at:start])
        at = end
    gaps.append(original[at:])
    pieces = _split(shown)
    if pieces == gaps:
        return ""
    if len(pieces) != len(gaps):
        return f"{len(pieces) - 1} masks for {len(hidden)} secrets"
    number = next(index for index, (one, two) in enumerate(zip(pieces, gaps, strict=True)) if one != two)
    return f"piece {number} differs: {pieces[number][:40]!r} ... {gaps[number][:40]!r}"


def _split(shown: bytes) -> list[bytes]:
    """Give what stands before, between and behind the masks, in whatever encoding the file is."""
    for codec in ("latin-1", "utf-16-le", "utf-16-be"):
        masks = re.findall(_LABEL, shown.decode(codec, "replace"))
        if masks:
            return re.split(b"|".join(re.escape(mask.encode(codec)) for mask in masks), shown)
    return [shown]
