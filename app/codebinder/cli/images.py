"""`codebinder firmware read|show|extract|compare|inspect`: what is in an image."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.cli.images_compare import MOST_ROWS, differences, more, report_option
from codebinder.errors import ExitCode
from codebinder.model.firmware import Analysis, Mark, Node, NodeKind, Region, account, stretches
from codebinder.model.firmware_words import faulty, share
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.cli.output import Output
    from codebinder.model.filing import Filing
    from codebinder.workflow.session import Session

_PIECE = 1 << 20


def register(subs: Commands, common: Parser) -> None:
    """Add the commands to those of `firmware`."""
    with_file(command(subs, "list", common, _list, "the filing's images, and how each is disclosed"))
    parser = with_file(command(subs, "read", common, _read, "read an image: its regions, what is inside, its strings"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    _views(parser)
    parser = with_file(command(subs, "extract", common, _extract, "write one thing inside an image to a file"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    parser.add_argument("--path", required=True, metavar="PATH", help="its path as `firmware read --tree` prints it")
    parser.add_argument("--out", required=True, metavar="FILE")
    parser = command(subs, "inspect", common, _inspect, "read any image on disk, without a workbook")
    parser.add_argument("image", metavar="PATH")
    _views(parser)
    parser.add_argument("--against", default="", metavar="PATH", help="say what differs from another image instead")
    report_option(parser)


def _views(parser: Parser) -> None:
    parser.add_argument("--tree", action="store_true", help="list everything inside, with digests")
    parser.add_argument(
        "--marks", action="store_true", help="list versions, build ids, accounts, licences and the like"
    )


def _list(context: Context, values: Values) -> ExitCode:
    from codebinder.model.source import ComponentKind
    from codebinder.workflow import filings

    with context.session(values.file, write=False) as session:
        found = filings.components(session, filings.resolve(session, values.filing), ComponentKind.FIRMWARE)
    context.out.table([(each.slug, str(each.size), each.disclosure.value, each.built_from or "–") for each in found])
    context.out.result({"images": [plain(each) for each in found]})
    return ExitCode.DONE


def _read(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import images

    with context.filing(values) as (session, filing):
        found = images.read(session, filing, values.firmware, progress=context.progress, cancel=context.cancel)
        _tell_if_changed(context, session, filing, values.firmware)
    _show(context, found, values)
    context.out.line(said(Message("firmware.next.read"), context.out.lang))
    return ExitCode.DONE


def _tell_if_changed(context: Context, session: Session, filing: Filing, slug: str) -> None:
    """Say that the file on disk is no longer the one that was read: nobody takes an old map for the new build's."""
    from codebinder.workflow import attachments, images

    try:
        with attachments.unchanged(session, images.image(session, filing, slug), cancel=context.cancel):
            return
    except SaidError as fault:
        text = said(fault.said, context.out.lang)
        context.out.line(said(Message("firmware.read-then", {"text": text}), context.out.lang))


def _inspect(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import comparing, images

    environment = context.environment
    if values.against:
        result = comparing.compare_files(
            Path(values.image), Path(values.against), temp_root=environment.temp_root, progress=context.progress,
            cancel=context.cancel,
        )  # fmt: skip
        return differences(context, result, values, (Path(values.image).name, Path(values.against).name))
    found = images.inspected(
        Path(values.image), temp_root=environment.temp_root, progress=context.progress, cancel=context.cancel
    )
    _show(context, found, values)
    return ExitCode.DONE


def _show(context: Context, found: Analysis, values: Values) -> None:
    out, lang = context.out, context.out.lang
    if values.tree:
        out.table([_node_row(found, node, lang) for node in found.nodes[:MOST_ROWS]])
        more(out, len(found.nodes))
    elif values.marks:
        out.table([_mark_row(found, mark) for mark in found.marks[:MOST_ROWS]])
        more(out, len(found.marks))
    else:
        leaves = list(stretches(found))
        rows = [_region_row(found, leaf.start, leaf.end, leaf.region, leaf.node, lang) for leaf in leaves[:MOST_ROWS]]
        out.table(rows)
        more(out, len(leaves))
        for kind, size in account(leaves).items():
            if size:
                kind_name = said(Message(f"firmware.kind.{kind.value}"), lang)
                params: dict[str, str | int | Message] = {
                    "kind": kind_name, "size": size, "share": share(size, found.size),
                }  # fmt: skip
                out.line(said(Message("firmware.account", params), lang))
        _faults(out, found)
    out.lines(said(each, lang) for each in found.stopped)
    out.result(_json(found, lang))


def _faults(out: Output, found: Analysis) -> None:
    """Say what of an image is damaged or was not read: "recognised" alone would promise more."""
    lang = out.lang
    if not found.size:
        out.line(said(Message("firmware.empty"), lang))
    rows = faulty(found)
    for name, faults in rows[:MOST_ROWS]:
        path = name or said(Message("firmware.tie.whole-image"), lang)
        text = " ".join(said(each, lang) for each in faults)
        out.line(said(Message("firmware.damaged", {"path": path, "text": text}), lang))
    more(out, len(rows))


def _json(found: Analysis, lang: str) -> dict[str, object]:
    sums = account(stretches(found))
    nodes: list[object] = []
    for node in found.nodes:
        row = plain(node)
        row["path"] = shown_path(found.path(node.number))
        row["faults"] = [said(each, lang) for each in node.faults]
        row["regions"] = [
            {**plain(each), "faults": [said(fault, lang) for fault in each.faults]} for each in node.regions
        ]
        nodes.append(row)
    return {
        "size": found.size,
        "account": {kind.value: size for kind, size in sums.items()},
        "nodes": nodes,
        "marks": plain(found.marks),
        "strings": plain(found.strings),
        "profile": {"block": found.profile.block, "entropy": list(found.profile.entropy)},
        "stopped": [said(each, lang) for each in found.stopped],
    }


def _region_row(found: Analysis, start: int, end: int, region: Region, number: int, lang: str) -> tuple[str, ...]:
    node = found.nodes[region.node] if region.node >= 0 else found.nodes[number]
    kind = said(Message(f"firmware.kind.{region.kind.value}"), lang)
    facts = ", ".join(f"{key} {value}" for key, value in (region.facts or (node.facts if region.node >= 0 else ())))
    what = " ".join(each for each in (region.format, region.label) if each)
    place = shown_path(found.path(node.number))
    told = "; ".join(each for each in (what, facts) if each)
    return f"{start:#010x}", f"{end:#010x}", str(end - start), kind, f"{region.entropy / 100:.2f}", place, told


def _mark_row(found: Analysis, mark: Mark) -> tuple[str, ...]:
    place = shown_path(found.path(mark.node))
    return mark.kind.value, str(mark.count), mark.text, mark.detail, f"{place} +{mark.offset:#x}".strip()


def _node_row(found: Analysis, node: Node, lang: str) -> tuple[str, ...]:
    path = shown_path(found.path(node.number)) or shown_path(node.name)
    if node.kind is NodeKind.LINK:
        path = f"{path} -> {shown_path(node.target)}"
    faults = " ".join(said(each, lang) for each in node.faults)
    kind = said(Message(f"firmware.node.{node.kind.value}"), lang)
    return kind, str(node.size), node.sha256[:16] or "–", node.format or "–", f"{path}  {faults}".rstrip()


def _extract(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import images

    with context.session(values.file, write=False) as session:
        from codebinder.workflow import filings

        filing = filings.resolve(session, values.filing)
        size = images.extract(
            session,
            filing,
            values.firmware,
            values.path,
            Path(values.out),
            progress=context.progress,
            cancel=context.cancel,
        )
    context.out.line(said(Message("firmware.extracted", {"size": size}), context.out.lang))
    context.out.result({"size": size})
    return ExitCode.DONE
