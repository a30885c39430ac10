"""The same filing gives the same PDF bytes, whatever the machine, its settings and its clock."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from codebinder.bundle.programs import drawing_programs
from helpers.masked import STYLES

ROOT = Path(__file__).resolve().parents[3]
DRAW = """
import sys
from pathlib import Path
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.papers_pdf import form_pdf, manifest_pdf
from codebinder.model.template_pages import Listing
from helpers.masked import STYLES, listing_of
from helpers.filing_papers import IDENTITY, MOMENT, ROUND, approval, as_filed, inventory, papers
out = Path(sys.argv[1])
for style in STYLES:
    listing_of(style, out).rename(out / f"masks-{style}.pdf")
writer = ListingWriter(Listing(mode="whole"), IDENTITY, out, draft=True, lang="zh")
writer.add(as_filed("a.c", "int 中文; // é\\n".encode() * 300))
writer.finish()
form_pdf(out / "form.pdf", papers())
manifest_pdf(out / "manifest.pdf", papers(), inventory(50), ROUND, (approval("A"),), moment=MOMENT)
"""


def _drawn(folder: Path, **environment: str) -> dict[str, str]:
    folder.mkdir()
    home = folder.parent / f"home-{folder.name}"
    home.mkdir()
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests")]), "HOME": str(home)}
    subprocess.run([sys.executable, "-c", DRAW, str(folder)], env=env | environment, check=True, cwd=home)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_neither_time_zone_nor_locale_nor_hash_seed_nor_settings_change_a_byte(tmp_path: Path) -> None:
    plain = _drawn(tmp_path / "a", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    other = _drawn(
        tmp_path / "b",
        TZ="Asia/Shanghai",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="77",
        UNICODE_VERSION="5.0",
        RL_pageCompression="1",
        RL_invariant="0",
        RL_useA85="1",
        RL_pdfMultiLine="1",
        RL_ttfAsciiReadable="0",
    )
    assert list(plain) == ["form.pdf", "listing.pdf", "manifest.pdf", *sorted(f"masks-{style}.pdf" for style in STYLES)]
    assert plain == other


def test_a_round_can_record_what_drew_its_pdfs() -> None:
    names = [name for name, _ in drawing_programs()]
    assert names == ["codebinder-pdf", "reportlab", "deflate", "wqy-microhei.ttc"]
    assert all(version for _, version in drawing_programs())
    assert [name for name, _ in drawing_programs(highlighted=True)] == [*names, "pygments"]
