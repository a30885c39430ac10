"""The same images read by us and by binwalk, side by side: what each recognises, bytes accounted for, time.

binwalk 2 names beginnings; what it accounts for is what its descriptions state a size of. A beginning that it sees in
front of data which is something else counts as its own: nothing is taken from it.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.real_images import Maker
from prove.ledger import Ledger

if TYPE_CHECKING:
    from codebinder.model.firmware import Analysis

_ROW = re.compile(r"^(\d+)\s+0x[0-9A-F]+\s+(.*)$", re.MULTILINE)
_SIZE = re.compile(r"(?:image size|size|total size|Image size): (\d+)")


def side_by_side(ledger: Ledger, folder: Path) -> None:
    """Print a row for each image, and claim that each kind is recognised where it begins and to where it ends."""
    if shutil.which("binwalk") is None:
        ledger.skip("beside binwalk", "no binwalk here")
        return
    images = Maker(folder).all()
    ours_know, theirs_know, ours_time, theirs_time, whole, missing = 0, 0, 0.0, 0.0, 0, list[str]()
    print(f"   {'image':16}{'bytes':>9}  {'known':>6}  {'binwalk':>8}  recognised by us / by binwalk at 0")
    for name, path in images.items():
        size = path.stat().st_size
        form, known, spent = _ours(path)
        theirs, stated, their_time = _theirs(path)
        ours_time, theirs_time = ours_time + spent, theirs_time + their_time
        ours_know += bool(form)
        theirs_know += bool(theirs)
        whole += known >= 0.99 * size
        if not form:
            missing.append(name)
        share = f"{100 * min(stated, size) / size:.0f} %"
        print(f"   {name:16}{size:>9}  {100 * known / size:>4.0f} %  {share:>8}  {form or '-'} / {theirs[:48] or '-'}")
    total = len(images)
    ledger.note("each kind recognised at its beginning", not missing, f"{ours_know} of {total} {', '.join(missing)}")
    print(f"   binwalk recognises {theirs_know} of {total} at their beginning")
    figures = (
        f"{whole} of {total} to 99 % of their bytes; {ours_time:.2f} s, binwalk {theirs_time:.1f} s (a process each)"
    )
    ledger.note("read in less time than binwalk takes", ours_time < theirs_time, figures)


def folder_beside(ledger: Ledger, folder: Path) -> None:
    """Print a row for every file of a folder: what binwalk names and what we tell apart, shares, time, time per MB.

    Times are of the processor, not of the clock: a machine that does other things too measures the same."""
    if shutil.which("binwalk") is None:
        ledger.skip(f"beside binwalk: {folder}", "no binwalk here")
        return
    head = "named  seconds  regions  nodes  marks  known padding packed cipher unknown  seconds"
    print(f"   {'image':40}{'bytes':>10}  {head}")
    spent, theirs_spent, size = 0.0, 0.0, 0
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        row, ours, theirs = _row(path)
        print(f"   {str(path.relative_to(folder))[-39:]:40}{row}")
        spent, theirs_spent, size = spent + ours, theirs_spent + theirs, size + path.stat().st_size
    whole = max(size, 1) / 1e6
    figures = f"{spent / whole:.3f} s/MB, binwalk {theirs_spent / whole:.3f} s/MB (which unpacks nothing); {size} bytes"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ledger.note(f"every file of {folder.name} is read", whole > 0, f"{figures}; peak {peak} MB")


def _row(path: Path) -> tuple[str, float, float]:
    from codebinder.model.firmware import account, stretches

    begun = time.process_time()
    found = _read(path)
    spent = time.process_time() - begun
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["binwalk", path], capture_output=True, text=True, errors="replace", check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    leaves = list(stretches(found))
    shares = "".join(f"{100 * each / max(found.size, 1):6.1f}%" for each in account(leaves).values())
    named = f"{len(_ROW.findall(done.stdout)):5}  {theirs:7.2f}"
    told = f"{len(leaves):7}  {len(found.nodes):5}  {len(found.marks):5} {shares}  {spent:7.2f}"
    return f"{found.size:>10}  {named}  {told}", spent, theirs


def _read(path: Path) -> Analysis:
    from codebinder.firmware import FileBlob, read_image
    from codebinder.model.ports import NeverCancel, NoProgress

    with FileBlob(path) as blob, tempfile.TemporaryDirectory() as spool:
        return read_image(blob, name=b"x", folder=Path(spool), progress=NoProgress(), cancel=NeverCancel())


def _ours(path: Path) -> tuple[str, int, float]:
    from codebinder.model.firmware import RegionKind, account, stretches

    begun = time.perf_counter()
    found = _read(path)
    spent = time.perf_counter() - begun
    node = found.nodes[0]
    first = node.regions[0].format if node.regions and node.regions[0].kind is RegionKind.KNOWN else ""
    sums = account(stretches(found, 1))
    return node.format or first, sums[RegionKind.KNOWN] + sums[RegionKind.PADDING], spent


def _theirs(path: Path) -> tuple[str, int, float]:
    begun = time.perf_counter()
    done = subprocess.run(["binwalk", path], capture_output=True, text=True, check=False)
    spent = time.perf_counter() - begun
    rows = _ROW.findall(done.stdout)
    at_start = next((text for place, text in rows if place == "0"), "")
    stated = sum(int(size) for _, text in rows for size in _SIZE.findall(text)[:1])
    return at_start, stated, spent
