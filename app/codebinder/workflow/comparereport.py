"""The report of a comparison of two images as a file: on paper, or for programs. It stays in the house."""

from __future__ import annotations

from pathlib import Path

from codebinder.base.files import PrivateFolder
from codebinder.bundle.compare_pdf import compare_json, compare_pdf
from codebinder.model.firmware import Comparison
from codebinder.workflow.releasing import Waiting

LANGUAGES = ("en", "zh")


def write(
    found: Comparison,
    names: tuple[str, str],
    out: Path,
    *,
    languages: tuple[str, ...] = LANGUAGES,
    temp_root: Path | None = None,
) -> None:
    """Write a new file: JSON where its name ends so, else PDF. An existing file is never replaced."""
    with Waiting(out) as waiting:
        if out.suffix.lower() == ".json":
            data = compare_json(found, names)
        else:
            with PrivateFolder(temp_root) as folder:
                path = folder / "report.pdf"
                compare_pdf(path, found, names, languages)
                data = path.read_bytes()
        waiting.write(data)
        waiting.appear()
