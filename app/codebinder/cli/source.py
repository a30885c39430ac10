"""`codebinder source`: repositories at a commit, and plain folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file
from codebinder.cli.propose import print_carry
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.views import SourceReport

_WARNINGS = 20


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "source", "repositories at a commit, and plain folders")
    parser = with_file(command(subs, "add", common, _add, "add a repository at a commit, or a folder"))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--repo", metavar="PATH")
    where.add_argument("--folder", metavar="PATH")
    parser.add_argument("--rev", metavar="REV", default="", help="tag, branch or commit (with --repo)")
    parser.add_argument("--include", action="append", default=[], metavar="GLOB")
    parser.add_argument("--exclude", action="append", default=[], metavar="GLOB")
    parser.add_argument("--slug", default="")
    parser = with_file(command(subs, "update", common, _update, "move to another commit; redactions go with it"))
    parser.add_argument("--source", required=True, metavar="SLUG")
    parser.add_argument("--rev", required=True, metavar="REV")
    parser.add_argument("--dry-run", action="store_true", help="say what it would do to redactions, write nothing")
    text = "what became of redactions when a source moved last"
    parser = with_file(command(subs, "report", common, _report, text))
    parser.add_argument("--source", required=True, metavar="SLUG")
    parser = with_file(command(subs, "relink", common, _relink, "say where the repository is now"))
    parser.add_argument("--source", required=True, metavar="SLUG")
    parser.add_argument("--repo", required=True, metavar="PATH")
    parser = with_file(command(subs, "remove", common, _remove, "take a source out, with its findings and redactions"))
    parser.add_argument("--source", required=True, metavar="SLUG")


def _add(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import sources

    if bool(values.repo) != bool(values.rev):
        raise SaidError(
            Message("refuse.source.repository-read-exact-commit-folder"),
            next_step=Message("next.name-tag-branch-commit-rev"),
            exit_code=ExitCode.USAGE,
        )
    with context.filing(values) as (session, filing):
        if values.repo:
            report = sources.add_repository(
                session,
                filing,
                repo=Path(values.repo),
                rev=values.rev,
                include=values.include,
                exclude=values.exclude,
                slug=values.slug,
                progress=context.progress,
                cancel=context.cancel,
            )
        else:
            report = sources.add_folder(
                session,
                filing,
                folder=Path(values.folder),
                include=values.include,
                exclude=values.exclude,
                slug=values.slug,
                progress=context.progress,
                cancel=context.cancel,
            )
    _print(context, f"Added the source {report.component.slug}", report)
    return ExitCode.DONE


def _update(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import carrying, sources

    progress, cancel = context.progress, context.cancel
    with context.filing(values, write=not values.dry_run) as (session, filing):
        if values.dry_run:
            carry = carrying.preview(session, filing, values.source, rev=values.rev, progress=progress, cancel=cancel)
            print_carry(context, carry)
            context.out.result({"carry": plain(carry)})
            return ExitCode.DONE
        report = sources.update(session, filing, values.source, rev=values.rev, progress=progress, cancel=cancel)
    _print(context, f"Moved the source {report.component.slug} to {values.rev}", report)
    if report.carry is not None and report.carry.rows:
        print_carry(context, report.carry)
    return ExitCode.DONE


def _report(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import carrying

    with context.filing(values, write=False) as (session, filing):
        carry = carrying.last(session, filing, values.source)
    if carry is None:
        context.out.line(said(Message("carry.not-moved"), context.out.lang))
    else:
        print_carry(context, carry)
    context.out.result({"carry": plain(carry)})
    return ExitCode.DONE


def _print(context: Context, what: str, report: SourceReport) -> None:
    out = context.out
    out.line(
        f"{what}: {report.files} files, {report.size} bytes; {report.excluded} excluded, {report.links} links, "
        f"{report.submodules} submodules."
    )
    for warning in report.warnings[:_WARNINGS]:
        out.line(f"  {warning.id}: {shown_path(warning.path)} {warning.detail}".rstrip())
    if len(report.warnings) > _WARNINGS:
        out.line(f"  and {len(report.warnings) - _WARNINGS} warnings more (--json has them all)")
    out.result({"source": plain(report)})


def _relink(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import sources

    with context.filing(values) as (session, filing):
        component = sources.relink(session, filing, values.source, repo=Path(values.repo))
    context.out.line(f"The source {component.slug} is now read from {component.location}.")
    context.out.result({"source": plain(component)})
    return ExitCode.DONE


def _remove(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import sources

    with context.filing(values) as (session, filing):
        gone = sources.remove(session, filing, values.source)
    context.out.line(f"Removed the source {values.source}.")
    if gone:
        context.out.line(
            f"{gone} {'redaction' if gone == 1 else 'redactions'} went with it, and would not come back with the same "
            "source: what they hid would be disclosed."
        )
    context.out.result({"removed": values.source, "redactions": gone})
    return ExitCode.DONE
