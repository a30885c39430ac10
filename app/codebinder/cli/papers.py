"""`codebinder papers`: the papers of a filing, drawn for a look; their languages, and what each folder is for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, pairs, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    text = "the papers of the filing: list them, draw them for a look, say what folders are for"
    parser = with_file(command(commands, "papers", common, _run, text))
    parser.add_argument("--out", metavar="DIR", default="", help="draw every paper into this folder")
    parser.add_argument("--draft", action="store_true", help="mark every page as a draft")
    parser.add_argument(
        "--languages", metavar="LANG[,LANG]", help="languages of the papers; empty: all of the template's"
    )
    parser.add_argument(
        "--purpose",
        action="append",
        default=[],
        metavar="SOURCE/FOLDER=TEXT",
        help="what a folder is for; empty removes",
    )


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import papering, paperlook

    change = bool(values.purpose) or values.languages is not None
    paths: tuple[Path, ...] = ()
    with context.filing(values, write=change) as (session, filing):
        if values.languages is not None:
            papering.set_languages(session, filing, [each for each in values.languages.split(",") if each])
        if values.purpose:
            papering.set_purposes(session, filing, pairs(values.purpose))
        now = session.book.filings.get(filing.slug)
        if values.out:
            paths = paperlook.write(
                session, now, out=Path(values.out), draft=values.draft, progress=context.progress,
                cancel=context.cancel,
            )  # fmt: skip
        sheets, folders = papering.listed(session, now), paperlook.folders(session, now)
        languages = papering.languages(session, now)
    out = context.out
    out.line(said(Message("papers.languages", {"languages": ", ".join(languages)}), out.lang))
    out.table(
        [
            (
                each.name,
                each.kind,
                each.title.get(out.lang),
                said(Message("papers.beside"), out.lang) if each.beside else "",
            )
            for each in sheets
        ]
    )
    out.table([(each.place, str(each.files), each.purpose or "–") for each in folders])
    for path in paths:
        out.line(said(Message("papers.drawn", {"path": shown(str(path))}), out.lang))
    out.result(
        {
            "languages": list(languages),
            "papers": plain(sheets),
            "folders": plain(folders),
            "drawn": [str(each) for each in paths],
        }
    )
    return ExitCode.DONE
