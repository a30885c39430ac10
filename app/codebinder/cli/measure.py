"""`codebinder measure`: how much is hidden, by file and by printed page, against the template's ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codebinder.cli.context import Commands
    from codebinder.model.measure import FileMeasure, Measure, Measured
    from codebinder.workflow.measuring import Verdict

_MOST = 20


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = with_file(command(commands, "measure", common, _run, "how much is hidden, by file and by printed page"))
    parser.add_argument("--path", metavar="P", help="this file, or every file below this folder")
    parser.add_argument("--pages", action="store_true", help="the printed pages that carry black-out, in figures")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, measuring
    from codebinder.workflow.session import Session

    with context.session(values.file, write=False) as session:
        filing = filings.resolve(session, values.filing)
        measured = measuring.measured(session, filing, progress=context.progress, cancel=context.cancel)
        verdict = measuring.verdict(session, filing, measured)
        last = measuring.last(session, filing)
    if last is not None and not session.older:
        with Session.open(context.environment, session.path) as session:
            if not session.read_only:  # the checklist remembers it where nobody else holds the workbook
                measuring.keep(session, filings.resolve(session, values.filing), last)
    files = _chosen(measured, values.path)
    _print(context, measured, files, verdict, pages=values.pages)
    context.out.result(_json(measured, files, verdict, context.out.lang))
    return ExitCode.DONE if measured.within else ExitCode.PROBLEMS


def _chosen(measured: Measured, path: str | None) -> list[FileMeasure]:
    if path is None:
        return [each for each in measured.files if each.measure.hidden_chars or each.withheld]
    wanted = path.rstrip("/").encode("utf-8", "surrogateescape")
    below = wanted + b"/"
    found = [each for each in measured.files if each.path == wanted or each.path.startswith(below)]
    if not found:
        raise SaidError(
            Message("refuse.contents.no-disclosed-file-path"),
            where=shown_path(wanted),
            next_step=Message("next.give-file-folder-tree"),
        )
    return found


def _print(
    context: Context, measured: Measured, files: Sequence[FileMeasure], verdict: Verdict, *, pages: bool
) -> None:
    out, lang = context.out, context.out.lang
    ordered = sorted(files, key=lambda each: (-each.measure.share("chars"), each.component, each.path))
    if ordered:
        out.table(
            [
                (_word("file", lang), _basis("chars", lang), _basis("lines", lang), ""),
                *(
                    (
                        f"{each.component}/{shown_path(each.path)}",
                        _share(each.measure, "chars"),
                        _share(each.measure, "lines"),
                        _word("withheld", lang) if each.withheld else "",
                    )
                    for each in ordered[:_MOST]
                ),
            ]
        )
    if len(ordered) > _MOST:
        out.line(_word("more", lang, count=len(ordered) - _MOST))
    out.table(_totals(measured, lang))
    if pages:
        out.table(
            [
                (_word("page", lang, number=each.number), _of(each.hidden_cells, each.cells),
                 _of(each.hidden_lines, each.lines),
                 ", ".join(each.paths))
                for each in measured.pages
                if each.hidden_cells or each.hidden_lines
            ]
        )  # fmt: skip
    if measured.pages:
        out.line(_word("blackout", lang, pages=verdict.pages))
    if verdict.field:
        out.line(_word("field", lang, field=verdict.field))
    out.lines(said(each, out.lang) for each in measured.problems)
    out.line(said(verdict.text, out.lang))


def _word(name: str, lang: str, **params: str | int) -> str:
    return said(Message(f"measure.{name}", params), lang)


def _basis(basis: str, lang: str) -> str:
    return _word(f"basis-{basis}", lang)


def _totals(measured: Measured, lang: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (_word("row-package", lang), _share(measured.package, "chars"), _share(measured.package, "lines"), "", "")
    ]
    if measured.pages:
        deposit = measured.deposit
        parts = [f"{_basis(basis, lang)} {_share(deposit, basis)}" for basis in ("area", "lines", "pages")]
        rows.append((_word("row-printed", lang), *parts, ""))
    return rows


def _share(measure: Measure, basis: str) -> str:
    from codebinder.workflow import measuring

    return measuring.share_text(measure, basis)


def _of(hidden: int, whole: int) -> str:
    return f"{hidden} of {whole}"


def _json(measured: Measured, files: Sequence[FileMeasure], verdict: Verdict, lang: str) -> dict[str, object]:
    return {
        "within": measured.within,
        "verdict": plain(verdict) | {"text": said(verdict.text, lang)},
        "problems": [said(each, lang) for each in measured.problems],
        "files": [
            {"component": each.component, "path": shown_path(each.path), "withheld": each.withheld}
            | plain(each.measure)
            for each in files
        ],
        "pages": plain([each for each in measured.pages if each.hidden_cells or each.hidden_lines]),
        "printed_pages": len(measured.pages),
        "blackout_pages": list(measured.blackout_pages),
        "deposit": plain(measured.deposit),
        "package": plain(measured.package),
    }
