"""A newer version of the program: its own code, with versions of formats counted up, as a release would do it."""

from __future__ import annotations

from pathlib import Path

from devkit.places import PACKAGE

Change = tuple[str, str, str]
"""A module by its path in the package, and what stands there now and then."""

WORKBOOK: Change = (
    "workbook/schema.py", "REVIEWING, FIRMWARE,\n)", 'REVIEWING, FIRMWARE, "CREATE TABLE later (x INTEGER);\\n",\n)'
)  # fmt: skip
PACKAGE_FORMAT: Change = ("model/package.py", 'FORMAT_VERSION = "1"', 'FORMAT_VERSION = "2"')
VERIFIER: Change = ("verify/standalone.py", 'FORMAT_VERSION = "1"', 'FORMAT_VERSION = "2"')
SIGNED: Change = ("review/fields.py", "\nVERSION = 1\n", "\nVERSION = 2\n")
OPENING: Change = ("redact/openfile.py", '"codebinder-opening", 1', '"codebinder-opening", 2')
RECOVERY: Change = ("workflow/recovery.py", '"codebinder-recovery", 1', '"codebinder-recovery", 2')
ANSWERS: Change = ("workbook/answerstore.py", "\n_VERSION = 1\n", "\n_VERSION = 2\n")


def newer_program(folder: Path, *changes: Change) -> Path:
    """Lay out the package in `folder`, linked but for what is changed; give the folder to import it from."""
    made = folder / "newer" / PACKAGE.name
    rooms = {name.partition("/")[0] for name, _, _ in changes}
    made.mkdir(parents=True)
    for each in PACKAGE.iterdir():
        if each.name in rooms:
            (made / each.name).mkdir()
            for module in each.iterdir():
                (made / each.name / module.name).symlink_to(module)
        elif each.name != "__pycache__":
            (made / each.name).symlink_to(each)
    for name, now, then in changes:
        text = (PACKAGE / name).read_text(encoding="utf-8")
        if text.count(now) != 1:
            raise AssertionError(f"{name} no longer holds {now!r} once")
        (made / name).unlink()
        (made / name).write_text(text.replace(now, then), encoding="utf-8")
        cached = made / name.partition("/")[0] / "__pycache__"
        cached.unlink(missing_ok=True)
    return made.parent
