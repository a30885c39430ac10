"""`codebinder audit`: is the workbook's file whole, its audit chain unbroken, and is it what others have seen of it?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said, text_of
from codebinder.cli.context import Context, Parser, Values, command, with_file
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.session import Session


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = with_file(
        command(commands, "audit", common, _run, "check the workbook's file and audit chain"), filing=False
    )
    parser.add_argument("--against", metavar="PACKET|ANSWER|PACKAGE", help="compare with what was sent out before")
    parser.add_argument("--report", metavar="PATH", help="write who did what when (.pdf, .json or .csv)")
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="the key that opens a packet or answer")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import audit, heads

    with context.session(values.file, write=False) as session:
        faults = audit.faults(session)
        count = audit.rows(session, limit=1).total
        result: dict[str, object] = {"rows": count, "faults": list(faults)}
        context.out.lines(text_of(each, context.out.lang) for each in faults)
        context.out.line(f"{count} audit rows; " + (f"{len(faults)} faults." if faults else "the chain is whole."))
        unchecked = heads.unchecked(session)
        if unchecked is not None:
            context.out.line(f"Note: {said(unchecked, context.out.lang)}")
        result["heads_checked"] = unchecked is None
        good = not faults
        if values.report:
            _report(context, session, Path(values.report))
            result["report"] = values.report
        if values.against:
            agrees, result["against"] = _against(context, session, values)
            good = good and agrees
    context.out.result(result)
    return ExitCode.DONE if good else ExitCode.PROBLEMS


def _against(context: Context, session: Session, values: Values) -> tuple[bool, dict[str, object]]:
    from codebinder.cli.packet_in import packet_passphrase
    from codebinder.workflow import against

    found = against.check(
        session,
        Path(values.against),
        key=values.key,
        passphrase=packet_passphrase(),
        progress=context.progress,
        cancel=context.cancel,
    )
    texts = [(each.kind.value, said(each.text, context.out.lang)) for each in found.findings]
    context.out.line(f"Against this {found.source}: {found.objects} signed objects, {found.heads} audit heads.")
    context.out.lines([f"{kind}: {text}." for kind, text in texts])
    findings = [{"kind": kind, "text": text} for kind, text in texts]
    counts = {"source": found.source, "objects": found.objects, "heads": found.heads}
    return found.good, {**counts, "findings": findings, "good": found.good}


def _report(context: Context, session: Session, out: Path) -> None:
    from codebinder.workflow import auditreport

    form = out.suffix.lower().removeprefix(".")
    form = form if form in {"pdf", "csv"} else "json"
    auditreport.write(session, out, form, languages=(context.out.lang,))
