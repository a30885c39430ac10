"""Pages a second of the printed listing: within a build, and beside enscript and ps2pdf over the same files.

    python3 packaging/dev.py bench listing [--build] [--megabytes N]
                                           [--peers] [--tree PATH | --repo PATH --rev R] [--rounds N]
                                           [--plain-megabytes N] [--colour-megabytes N]

`--build` (a build with its listing and one without, over sources that are made here) and `--peers` (listings of real
files: of --tree, a folder, or of --repo, a repository at --rev; else of sources that are made here) each do only that.
Everybody prints the same files in the same order, each from a new page, 50 lines a page on A4, and begins from nothing;
the runs are interleaved, the median counts. Aims: plain, our pages a second are at least those of `enscript | ps2pdf`;
highlighted, five times those of `enscript --color -E | ps2pdf`, whose time grows faster than its pages: so it gets
fewer files.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit.places import environment
from helpers.big_repo import make_big_repository
from helpers.filing_job import Failed, Job, git, scratch, without_listing
from helpers.measure import cores

LARGEST = 400_000
ENDINGS = frozenset({
    "S", "asm", "c", "cc", "cpp", "dts", "dtsi", "go", "h", "hpp", "java", "js", "php", "pl", "py", "rb", "rs", "s",
    "sh", "ts",
})  # fmt: skip
ENSCRIPT = ("enscript", "-q", "-M", "A4", "-L", "50", "-p", "-")
NEEDED = ("enscript", "ps2pdf", "pdfinfo")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench listing")
    parser.add_argument("--megabytes", type=int, default=8)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--repo", type=Path)
    parser.add_argument("--rev", default="HEAD")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plain-megabytes", type=float, default=6)
    parser.add_argument("--colour-megabytes", type=float, default=1.5)
    values, _ = parser.parse_known_args(argv)
    with scratch("bench") as name:
        folder = Path(name)
        try:
            if not values.peers:
                within_a_build(folder, values.megabytes)
            if values.build:
                return 0
            tree = values.tree or (unpacked(values.repo, values.rev, folder / "tree") if values.repo else None)
            tree = (tree or made(folder)).resolve()
            good = [
                beside_enscript(folder, tree, values.rounds, values.plain_megabytes, PLAIN),
                beside_enscript(folder, tree, values.rounds, values.colour_megabytes, COLOUR),
            ]
            return 0 if all(good) else 1
        except Failed as failure:
            print(failure)
            return 1


def within_a_build(folder: Path, megabytes: int) -> None:
    """Build a draft with and one without its listing; the difference is the listing's."""
    repo = make_big_repository(folder / "big.git", files=megabytes * 125, mean=10_500)
    whole, pages, size = took(folder / "whole", repo, "cn-cbrc-317")
    plain, _, _ = took(folder / "plain", repo, str(without_listing(folder)))
    seconds = whole[1] - plain[1]
    print(f"{size / 1e6:.1f} MB of source on {pages} pages of a listing")
    print(f"build with listing    wall {whole[0]:6.2f} s  CPU {whole[1]:6.2f} s  peak {whole[2] >> 20} MB")
    print(f"build without listing wall {plain[0]:6.2f} s  CPU {plain[1]:6.2f} s  peak {plain[2] >> 20} MB")
    print(f"{pages / seconds:.0f} pages a second of CPU, drawn, packed, read again and searched\n")


def made(folder: Path) -> Path:
    return unpacked(make_big_repository(folder / "peers.git", files=600, mean=10_500), "HEAD", folder / "tree")


def unpacked(repo: Path, rev: str, folder: Path) -> Path:
    folder.mkdir()
    packed = git(repo.resolve(), "archive", rev)
    subprocess.run(["tar", "x", "-C", folder], input=packed, check=True)
    return folder


def chosen(tree: Path, most: float) -> list[Path]:
    """Give text files of ASCII with code in them, in order, from all over the tree: every n-th, up to a size."""
    found = [
        path
        for path in sorted(tree.rglob("*"))
        if path.suffix[1:] in ENDINGS and path.is_file() and not path.is_symlink() and path.stat().st_size < LARGEST
    ]
    total = sum(path.stat().st_size for path in found)
    step = max(1, round(total / (most * 1e6)))
    return [path for path in found[::step] if (data := path.read_bytes()).isascii() and b"\0" not in data]


@dataclass(frozen=True)
class Race:
    """Who prints: we with these words, enscript with those; and how many times as fast we mean to be."""

    name: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    aim: float


PLAIN = Race("plain", (), (), 1)
COLOUR = Race("highlighted", ("--highlight",), ("--color", "-E"), 5)


def beside_enscript(folder: Path, tree: Path, rounds: int, most: float, race: Race) -> bool:
    """Print with everybody in turn; say the medians and what they come to. False where the aim is missed."""
    files = chosen(tree, most)
    if not files:
        raise Failed(f"no source files in {tree}")
    listed, out = folder / "files.txt", folder / "ours"
    listed.write_text("".join(f"{each}\n" for each in files), encoding="utf-8")
    size = sum(each.stat().st_size for each in files) / 1e6
    print(f"{race.name}: {len(files)} files, {size:.2f} MB of {tree.name}; {cores()} cores; {rounds} interleaved runs")
    peer = " ".join(("enscript", *race.theirs))
    runs: dict[str, Callable[[], Path]] = {"ours": lambda: ours(listed, out, *race.ours)}
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"Not installed here, so there is no peer to compare with: {', '.join(missing)}")
    else:
        runs[f"{peer} | ps2pdf"] = lambda: theirs(files, folder / "theirs.pdf", *race.theirs)
        runs[f"({peer}: PostScript, no PDF)"] = lambda: postscript(files, folder / "theirs.ps", *race.theirs)
    rates: dict[str, list[float]] = {name: [] for name in runs}
    pages: dict[str, int] = {}
    for _ in range(rounds):
        for name, run in runs.items():
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            begun = time.perf_counter()
            result = run()
            seconds = time.perf_counter() - begun
            pages[name] = pages.get(name) or pages_of(result)
            rates[name].append(pages[name] / seconds)
    for name, each in rates.items():
        middle = statistics.median(each)
        print(f"  {name:48} {pages[name]:6} pages {middle:8.0f} a second  ({min(each):.0f}..{max(each):.0f})")
    return bool(missing) or ratio(rates["ours"], rates[f"{peer} | ps2pdf"], race.aim)


def ratio(mine: Sequence[float], peers: Sequence[float], aim: float) -> bool:
    """Tell how many times as fast we are, run by run."""
    each = [one / other for one, other in zip(mine, peers, strict=True)]
    middle = statistics.median(each)
    print(f"  {middle:.2f} times as fast  ({min(each):.2f}..{max(each):.2f}), aim {aim:.0f}\n")
    return middle >= aim


def ours(listed: Path, out: Path, *words: str) -> Path:
    command = [sys.executable, "-m", "helpers.print_tree", str(listed), str(out), *words]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(done.stderr[-600:])
    return min(out.glob("listing*.pdf"))


def postscript(files: Sequence[Path], out: Path, *words: str) -> Path:
    with out.open("wb") as stream:
        subprocess.run([*ENSCRIPT, *words, *map(str, files)], stdout=stream, stderr=subprocess.DEVNULL, check=False)
    return out


def theirs(files: Sequence[Path], out: Path, *words: str) -> Path:
    with subprocess.Popen(
        [*ENSCRIPT, *words, *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as first:
        subprocess.run(["ps2pdf", "-", str(out)], stdin=first.stdout, check=True)
    return out


def pages_of(path: Path) -> int:
    """Count the pages of a result; volumes of ours together."""
    if path.suffix == ".ps":
        return path.read_bytes().count(b"\n%%Page: ")
    parts = sorted(path.parent.glob("listing*.pdf")) if path.name.startswith("listing") else [path]
    counted = 0
    for part in parts:
        said = subprocess.run(["pdfinfo", part], capture_output=True, text=True, check=True).stdout
        counted += next(int(row.split()[1]) for row in said.splitlines() if row.startswith("Pages:"))
    return counted


def took(folder: Path, repo: Path, template: str) -> tuple[tuple[float, float, int], int, int]:
    """Give (wall, CPU, peak) of a draft build, the pages of its listing, the bytes of its source."""
    job = Job(folder)
    job.begin(template)
    job.answer()
    size = int(job.add(repo)["source"]["size"])
    archive = job.build(draft=True)
    step = job.steps["build"]
    return (step.wall, step.cpu, step.peak), listing_pages(archive), size


def listing_pages(archive: Path) -> int:
    import zipfile

    import pypdfium2

    pages = 0
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if "/data/listing/" in name:
                document = pypdfium2.PdfDocument(opened.read(name))
                pages += len(document)
                document.close()
    return pages


if __name__ == "__main__":
    sys.exit(main())
