"""`codebinder demo`: the main job on the bundled sample."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, plain
from codebinder.errors import ExitCode
from codebinder.model.package import Outcome

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = command(commands, "demo", common, _run, "copy the sample, build its package, verify it")
    parser.add_argument("--out", metavar="DIR", help="a new or empty folder (default: a new temporary one)")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import demo

    # Without --out the person is to keep what the demo made, so this folder is not one of our private ones.
    folder = Path(values.out) if values.out else Path(tempfile.mkdtemp(prefix="codebinder-demo."))
    report = demo.run(context.environment, folder, progress=context.progress, cancel=context.cancel)
    out = context.out
    out.line(f"Workbook: {report.workbook} (keys in {report.key_folder}, passphrase: {demo.PASSPHRASE})")
    out.line(f"Package:  {report.archive}, {report.files} files, {report.redactions} redactions")
    if report.recovery:
        out.line(f"Recovery: {report.recovery} (made before the first seal, and opened as a test)")
    out.line(f"SHA-256:  {report.digest}")
    out.line(f"Signers:  {', '.join(f'{name} {fingerprint[:16]}…' for name, fingerprint in report.fingerprints)}")
    out.line(f"Verified: {report.verdict}")
    out.result({"demo": plain(report)})
    return ExitCode.DONE if report.outcome is Outcome.PASS else ExitCode.PROBLEMS
