"""`dev.py licences`: the table of every licence, from the locks, the wheels and what a person read; and its checks.

    dev.py licences [--csv | --markdown] [--tools]   the table; ends with 1 where anything is not in order
    dev.py licences --check                          the same after reading all wheels of all targets anew
    dev.py licences --write                          writes the facts (wheels.facts.json) and components.json anew

`--check` and `--write` read every wheel for all nine targets, which pip fetches once (`.cache/wheels`); the rest needs
no network.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from devkit import licences_facts, licences_gnu, licences_rows
from devkit.licences_facts import FACTS, Facts
from devkit.licences_rows import Row
from devkit.licences_rules import COMPONENTS, LICENCES, judge
from devkit.places import CACHE, PADES_LOCK, PIP_LOCK, RUN_LOCK
from devkit.talk import complain, say, until_stopped
from devkit.targets import TARGETS, Target

COLUMNS = (
    "kind", "name", "version", "licence", "taken", "inside", "used on", "texts", "supplier", "source", "why allowed",
)  # fmt: skip
USED = {"linux": "Linux", "win32": "Windows", "darwin": "macOS"}
CRATE = "pkg:cargo/"
WIDEST = 60


def table(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Give the table's rows, headings first."""
    made = [COLUMNS]
    for row in rows:
        verdict = judge(row.licence)
        texts = "with it" if row.carries else "kept" if row.texts else "standard" if row.purl.startswith(CRATE) else ""
        texts = texts or ("of what it is inside" if row.inside else "no")
        made.append(
            (row.kind, row.name, row.version, row.licence, verdict.taken if row.kind != "tool" else "", row.inside,
             " ".join(USED[one] for one in row.systems), texts, row.supplier, row.source,
             row.why or f"NOT: {row.fault}")
        )  # fmt: skip
    return made


def as_csv(rows: Sequence[Row]) -> str:
    """Give the table as CSV (RFC 4180, but with plain newlines), what a release carries."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table(rows))
    return out.getvalue()


def as_markdown(rows: Sequence[Row]) -> str:
    lines = [[cell.replace("|", "\\|") for cell in row] for row in table(rows)]
    lines.insert(1, ["---"] * len(COLUMNS))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_text(rows: Sequence[Row]) -> str:
    """Give a table for a terminal: crates counted, suppliers and sources left out."""
    shown = [row for row in rows if not row.purl.startswith(CRATE)]
    made = [
        (f"  {row[1]}" if row[5] else row[1], row[2], short(row[4] or row[3]), row[6], row[7]) for row in table(shown)
    ]
    widths = [max(len(row[place]) for row in made) for place in range(4)]
    lines = [
        "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=False)] + [row[4]]) for row in made
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def short(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 2]} …"


# -- what is not in order


def faults(facts: Facts) -> Iterator[str]:
    """Name all that keeps a release back: licences, texts, libraries nobody read, facts that do not fit the locks."""
    yield from lock_faults(facts)
    for row in licences_rows.rows(facts):
        label = f"{row.inside + ': ' if row.inside else ''}{row.name} {row.version}".strip()
        if row.fault or not row.licence:
            yield f"{label}: {row.fault or 'no licence is known'}"
        gone = [name for name in row.texts if not (LICENCES / name).is_file()]
        yield from (f"{label}: {name} is not in resources/licences" for name in gone)
        if row.kind in {"distribution", "pip"} and not row.carries and not row.texts:
            yield f"{label}: its wheel has no licence text, and none is kept for it (read.toml, texts)"
        if row.kind in {"distribution", "inside"} and not (row.supplier and row.version):
            yield f"{label}: without a supplier or a version (read.toml)"
    yield from licences_rows.faults_of_shared(facts)
    yield from licences_rows.stale_readings(facts)
    yield from licences_gnu.faults(facts)
    yield from licences_gnu.stale(facts)


@cache
def committed_faults() -> tuple[str, ...]:
    """Give the faults of what is committed: facts, readings and components."""
    facts = licences_facts.load()
    return (*faults(facts), *component_faults(facts))


def lock_faults(facts: Facts) -> Iterator[str]:
    """Name what the locks bring and the facts do not know, and the other way round."""
    from devkit.wheelhouse import pins

    known: dict[str, set[str]] = {name: {one["sha256"] for one in fact["wheels"]} for name, fact in facts.items()}
    locked = {**pins(RUN_LOCK), **pins(PADES_LOCK), **pins(PIP_LOCK)}
    for name, pin in locked.items():
        if known.pop(name, set()) != set(pin.digests):
            yield f"{name} {pin.version}: the wheels of the lock are not those that were read: dev.py licences --write"
        for target in TARGETS:
            if pin.wanted(target) and name in facts and licences_facts.wheel_for(facts[name], target.name) is None:
                yield f"{name} {pin.version}: no wheel was read for {target.name}: dev.py licences --write"
    yield from (f"{name}: was read and is not locked: dev.py licences --write" for name in sorted(known))


def wheels_of_all() -> dict[Target, dict[str, Path]]:
    """Give every wheel of every target, as pip fetches them; the cache is that of the wheelhouses."""
    from devkit.wheelhouse import fetched, pins, wanted

    chosen = {
        target: {**wanted(RUN_LOCK, target), **wanted(PADES_LOCK, target), **pins(PIP_LOCK)} for target in TARGETS
    }
    return {target: fetched(chosen[target], target, CACHE / "wheels" / target.name) for target in TARGETS}


def absent_faults(wheels: Mapping[Target, Mapping[str, Path]]) -> Iterator[str]:
    """Name wheels that hold what read.toml says they do not."""
    for one in licences_rows.read()["absent"]:
        if "never" not in one:
            continue
        paths = {held[one["distribution"]] for held in wheels.values() if one["distribution"] in held}
        for path in sorted(paths):
            if holds(path, one["never"].encode("ascii")):
                yield f"{path.name}: holds {one['name']}, {one['reason']}"


def holds(path: Path, never: bytes) -> bool:
    """Does a module or a library of a wheel hold these bytes?"""
    with zipfile.ZipFile(path) as wheel:
        names = [name for name in wheel.namelist() if name.endswith((".so", ".pyd", ".dylib", ".dll"))]
        return any(never in wheel.read(name) for name in names)


# -- components.json, which About shows


def components(facts: Facts) -> str:
    """Give components.json: every row that a lock brings, what is inside (but crates, which the notices name), ours."""
    lines: list[str] = []
    for row in licences_rows.rows(facts):
        if row.kind in {"tool", "pip"} or row.purl.startswith(CRATE):
            continue
        made: dict[str, object] = {"name": f"{row.name} (in {row.inside})" if row.inside else row.name}
        if row.version and row.name != "Codebinder":
            made["version"] = row.version
        made["licence"] = row.licence
        if row.inside:
            made["inside"] = row.inside
        if row.systems != licences_rows.SYSTEMS:
            made["systems"] = list(row.systems)
        if row.lock == "frozen":
            made["frozen"] = True
        if row.texts:
            made["texts"] = list(row.texts)
        lines.append(f" {json.dumps(made, ensure_ascii=False)}")
    return "[\n" + ",\n".join(lines) + "\n]\n"


def component_faults(facts: Facts) -> Iterator[str]:
    if COMPONENTS.read_text(encoding="utf-8") != components(facts):
        yield "resources/licences/components.json is not what the facts make: dev.py licences --write"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py licences")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as CSV")
    form.add_argument("--markdown", action="store_true", help="as Markdown")
    form.add_argument("--check", action="store_true", help="read all wheels of all targets anew and compare")
    form.add_argument("--write", action="store_true", help="read all wheels anew and write what follows from them")
    parser.add_argument("--tools", action="store_true", help="with the tools, which are not shipped")
    values = parser.parse_args(arguments)
    return until_stopped(lambda: run(values))


def run(values: argparse.Namespace) -> int:
    found: list[str] = []
    if values.check or values.write:
        found += survey(write=values.write)
    facts = licences_facts.load()
    found += [*faults(facts), *component_faults(facts)]
    rows = [row for row in licences_rows.rows(facts) if values.tools or row.kind != "tool"]
    if not (values.check or values.write):
        print(as_csv(rows) if values.csv else as_markdown(rows) if values.markdown else as_text(rows), end="")
    for one in found:
        complain(f"FAULT {one}")
    if not (values.csv or values.markdown):
        say(f"{len(rows)} parts, {sum(len(one['wheels']) for one in facts.values())} wheels, {len(found)} faults")
    return 1 if found else 0


def survey(*, write: bool) -> list[str]:
    """Read all wheels; write the facts and components.json, or say whether they are still so."""
    wheels = wheels_of_all()
    facts = licences_facts.survey(wheels)
    if write:
        FACTS.write_text(licences_facts.dump(facts), encoding="utf-8", newline="\n")
        COMPONENTS.write_text(components(facts), encoding="utf-8", newline="\n")
    found = [*absent_faults(wheels)]
    if FACTS.read_text(encoding="utf-8") != licences_facts.dump(facts):
        found.append("packaging/wheels.facts.json is not what the wheels say: dev.py licences --write")
    return found
