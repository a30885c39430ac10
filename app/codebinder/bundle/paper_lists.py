"""Papers that are lists: the requirements with their evidence, the redaction log, what is handed over, labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codebinder.bundle import paper_words as words
from codebinder.bundle import words as common
from codebinder.bundle.evidence_places import Evidence, evidence_of
from codebinder.bundle.manifest_cover import banners, title_block
from codebinder.bundle.manifest_parts import log_table, withheld_table
from codebinder.bundle.pages import Member
from codebinder.bundle.paper_parts import begin, paragraphs, sign_block, who_block
from codebinder.bundle.paper_text import answer_text, asked_of, date_of, filled, label_of, vendor_name
from codebinder.bundle.prose import broken
from codebinder.bundle.sheet import BODY, GREY, SMALL, Sheet, subject_of
from codebinder.bundle.tables import Col, Table
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.package import Papers
from codebinder.model.redaction import LogColumn
from codebinder.model.template_papers import Paper

_SAID = {
    RequirementState.OMITTED: "It is left out, for this reason: ",
    RequirementState.DECIDED: "The rule is unclear; a person decided: ",
}
"""What stands in the checklist's sentence before the person's own words."""
_LINKED = 2_000
"""A list of more files than this has no links: they would take more room than its text, in the file and in memory."""
_OPEN = "Nobody has decided it yet."
"""What stands for a reason where there is none; the paper says it in its own languages."""


def opened(papers: Papers, paper: Paper, *, landscape: bool = False, internal: bool = False) -> Sheet:
    """Begin a list with its title, its warnings, what it belongs to and its own words."""
    sheet = begin(papers, paper.title, landscape=landscape, legend=common.INTERNAL if internal else None)
    title_block(sheet, filled(paper.title, papers), sheet.both(papers.template.names))
    banners(sheet, None, draft=papers.draft)
    who_block(sheet, papers)
    sheet.space(8)
    paragraphs(sheet, [filled(text, papers) for text in paper.body])
    return sheet


def why_of(row: ChecklistRow, languages: Sequence[str]) -> str:
    """Give why a requirement stands as it does: in a person's own words where one decided; the program's English
    sentence only where the paper has English in it."""
    said = row.why.removeprefix(_SAID.get(row.state, ""))
    if row.state in _SAID and said != row.why:
        return said.removesuffix(".") if said.endswith("..") else said
    return row.why if "en" in languages else ""


def checklist(papers: Papers, paper: Paper, members: Sequence[Member] = ()) -> Sheet:
    """Every requirement: what became of it, why, and where in the package it stands."""
    sheet = opened(papers, paper)
    sheet.prose(words.CHECKLIST_NOTE)
    checklist_rows(
        sheet, papers, evidence_of(papers, "../", (each.path for each in members)), wanted=frozenset(paper.requirements)
    )
    if paper.signers:
        sign_block(sheet, paper.signers)
    return sheet


def checklist_rows(
    sheet: Sheet, papers: Papers, evidence: Mapping[str, Evidence], *, wanted: frozenset[str] = frozenset()
) -> None:
    """Set the requirements as a table; `evidence` says by requirement where each is met."""
    width = sheet.right - sheet.left - 27
    columns = (
        Col(title=words.NUMBER, width=22, size=8.0, grey=GREY),
        Col(title=common.REQUIREMENT, width=0.34 * (width - 22), size=8.0),
        Col(title=words.STATE, width=0.33 * (width - 22), size=8.0),
        Col(title=words.EVIDENCE, width=0.33 * (width - 22), size=7.6),
    )
    rows = [row for row in papers.checklist if not wanted or row.requirement in wanted]
    if not rows:
        sheet.prose(common.NONE)
        return
    table = Table(sheet, columns, pitch=10.6)
    for number, row in enumerate(rows, start=1):
        level = sheet.both(common.LEVELS[row.level])
        state = f"{sheet.both(common.STATES[row.state])} ({level})"
        why = why_of(row, sheet.languages)
        found = evidence.get(row.requirement, Evidence())
        places = [sheet.both(place) for place, _ in found.places]
        table.row(
            str(number), sheet.stacked(row.label), f"{state}\n{why}".strip(), "\n".join(places) or "–",
            to={3: [link for _, link in found.places]},
        )  # fmt: skip


def redaction_log(papers: Papers, paper: Paper) -> Sheet:
    """What is hidden: by file (and printed page, where the template wants that), then range by range."""
    sheet = opened(papers, paper, landscape=False)
    withheld = any(part.withheld for part in (*papers.sources, *papers.firmware))
    if not papers.log and not withheld:
        sheet.prose(words.NOTHING_HIDDEN)
    if papers.log:
        sheet.section(words.BY_FILE, room=100)
        _by_file(sheet, papers)
        sheet.section(common.LOG, room=120)
        log_table(sheet, papers)
    if withheld:
        sheet.section(common.WITHHELD, room=160)
        withheld_table(sheet, papers)
    if paper.signers:
        sign_block(sheet, paper.signers)
    return sheet


def _by_file(sheet: Sheet, papers: Papers) -> None:
    """Set how many ranges each file has; printed pages only where the log has them anyway."""
    paged = LogColumn.PAGES in papers.template.redaction.log.columns
    files: dict[str, list[int]] = {}
    pages: dict[str, set[int]] = {}
    for row in papers.log:
        files.setdefault(row.payload_path, []).append(row.ordinal)
        held = dict(row.more).get(LogColumn.PAGES, ())
        pages.setdefault(row.payload_path, set()).update(() if isinstance(held, int) else held)
    width = sheet.right - sheet.left
    extra = (Col(title=words.PAGES, width=90, size=7.4),) if paged else ()
    columns = (
        Col(title=common.PATH, width=width - 48 - 110 - 18 - (99 if paged else 0), mono=True, size=6.8),
        Col(title=words.RANGES, width=48, right=True, size=7.4),
        Col(title=words.NUMBERS, width=110, size=7.4),
        *extra,
    )
    table = Table(sheet, columns, pitch=9.6)
    for path, ordinals in files.items():
        cells = [path, f"{len(ordinals):,}", spans(ordinals)]
        table.row(
            *cells,
            *([spans(sorted(pages[path])) or "–"] if paged else []),
            to={0: [f"../{path}"]} if len(files) <= _LINKED and papers.template.archive.sources else {},
        )
    sheet.space(6)


def spans(numbers: Sequence[int]) -> str:
    """Write ascending numbers with runs drawn together: "1-4, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def transmittal(papers: Papers, paper: Paper, members: Sequence[Member]) -> Sheet:
    """What is handed over: every file with its bytes, digest and pages, and the date that the paper names, if any."""
    if paper.files == "listing":
        return _listed(papers, paper, members)
    sheet = opened(papers, paper)
    sheet.prose(words.TRANSMITTAL_NOTE if paper.place == "papers" else words.TRANSMITTAL_SHORT)
    date = date_of(papers, paper)
    others = [(name, field) for name, field in asked_of(papers, paper) if paper.requirements and field is not None]
    for name, field in others:
        sheet.value(label_of(papers, name), answer_text(papers, field))
    fixed = 26 + 54 + 150 + 30 + 4 * 9 + (59 if date else 0)
    columns = [
        Col(title=words.NUMBER, width=26, right=True, size=6.6, grey=GREY),
        Col(title=words.FILE, width=sheet.right - sheet.left - fixed, mono=True, size=6.6),
        *((Col(title=words.FILE_DATE, width=50, size=6.8),) if date else ()),
        Col(title=words.BYTES, width=54, mono=True, right=True, size=6.6),
        Col(title=words.SHA256, width=150, mono=True, size=5.9),
        Col(title=words.PAGE_COUNT, width=30, right=True, size=6.8),
    ]
    table = Table(sheet, columns, pitch=8.8, pad=3.4)
    for number, member in enumerate(members, start=1):
        dated = (date,) if date else ()
        pages = str(member.pages) if member.pages else "–"
        to = {1: [f"../{member.path}"]} if paper.place == "papers" and len(members) <= _LINKED else {}
        table.row(str(number), member.path, *dated, f"{member.size:,}", member.sha256, pages, to=to)
    sheet.space(8)
    whole = words.TOTAL.fill(files=f"{len(members):,}", size=f"{sum(each.size for each in members):,}")
    sheet.paragraph(sheet.both(whole))
    if paper.signers:
        sign_block(sheet, paper.signers)
    return sheet


def _listed(papers: Papers, paper: Paper, members: Sequence[Member]) -> Sheet:
    """The text files of the listing as a specification or a disc names them: name, date of creation, bytes."""
    sheet = opened(papers, paper)
    date = date_of(papers, paper) or "–"
    rows = [each for each in members if each.path.startswith("data/listing/")]
    columns = [
        Col(title=words.NUMBER, width=26, right=True, size=6.6, grey=GREY),
        Col(title=words.FILE, width=sheet.right - sheet.left - 26 - 80 - 80 - 3 * 9, mono=True, size=8.0),
        Col(title=words.FILE_DATE, width=80, size=8.0),
        Col(title=words.BYTES, width=80, mono=True, right=True, size=8.0),
    ]
    table = Table(sheet, columns, pitch=10.4, pad=3.4)
    for number, member in enumerate(rows, start=1):
        name = member.path.rpartition("/")[2]
        to = {1: [f"../{member.path}"]} if paper.place == "papers" else {}
        table.row(str(number), name, date, f"{member.size:,}", to=to)
    sheet.space(8)
    whole = words.TOTAL.fill(files=f"{len(rows):,}", size=f"{sum(each.size for each in rows):,}")
    sheet.paragraph(sheet.both(whole))
    if paper.signers:
        sign_block(sheet, paper.signers)
    return sheet


_LABEL = (340.0, 200.0)
"""A label of 120 by 70 mm goes on a disc's case, a drive's box or an envelope."""


def media_label(papers: Papers, paper: Paper) -> Sheet:
    """Labels to cut out, one a copy: what the template's paper says, its answers, and which copy it is."""
    sheet = begin(papers, paper.title)
    copies = max(1, papers.template.delivery.copies)
    lines = _label_lines(sheet, papers, paper)
    width, height = _LABEL
    for number in range(1, copies + 1):
        sheet.need(height + 40)
        left, bottom = sheet.left, sheet.y - height
        sheet.draw(f"q 0.5 w 0.3 G {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re S Q")
        _label_text(sheet, lines, words.COPY_OF.fill(number=number, copies=copies), left, bottom)
        sheet.y = bottom - 14
        sheet.put(left, sheet.y, sheet.safe(sheet.both(words.CUT_HERE)), SMALL, grey=GREY)
        sheet.space(26)
    return sheet


def _label_lines(sheet: Sheet, papers: Papers, paper: Paper) -> list[str]:
    """Give what stands on a label: title, product and vendor, the paper's own words, its answers."""
    title = filled(paper.title, papers)
    vendor = " / ".join(dict.fromkeys(vendor_name(papers.identity, lang) for lang in sheet.languages))
    lines = [sheet.both(title), f"{subject_of(papers.identity)}", vendor]
    lines += [sheet.both(filled(text, papers)) for text in paper.body]
    for name, field in asked_of(papers, paper) if paper.requirements else ():
        answer = answer_text(papers, field) if field is not None else "____________"
        lines.append(f"{sheet.both(label_of(papers, name))}: {answer}")
    return lines


def _label_text(sheet: Sheet, lines: Sequence[str], copy: common.Pair, left: float, bottom: float) -> None:
    """Set the lines as large as the label holds them; what is too long even then ends in an ellipsis."""
    width, height = _LABEL
    room = width - 28
    for size in (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0):
        rows = [row for line in lines for row in broken(sheet.safe(line), room, size)]
        if len(rows) * size * 1.35 <= height - 50:
            break
    fits = int((height - 50) / (size * 1.35))
    if len(rows) > fits:
        rows = [*rows[: fits - 1], f"{rows[fits - 1][:-1]}…"]
    y = bottom + height - 14 - size
    for row in rows:
        sheet.put(left + 14, y, row, size)
        y -= size * 1.35
    sheet.rule(bottom + 28, left=left + 14, right=left + width - 14, grey=0.5)
    sheet.put(left + 14, bottom + 12, sheet.safe(sheet.both(copy)), BODY + 1)


def counsel(papers: Papers, paper: Paper) -> Sheet:
    """What counsel should look at; it holds inner reasoning, and says so, unless the template files it."""
    sheet = opened(papers, paper, internal=paper.place != "papers")
    sheet.prose(words.COUNSEL_NOTE)
    if not papers.counsel:
        sheet.prose(common.NONE)
        return sheet
    width = sheet.right - sheet.left - 27
    columns = (
        Col(title=common.REQUIREMENT, width=0.26 * width, size=8.0),
        Col(title=words.STATE, width=0.34 * width, size=8.0),
        Col(title=words.SOURCES, width=0.24 * width, size=7.6),
        Col(title=words.DECIDED_BY, width=0.16 * width, size=7.6),
    )
    table = Table(sheet, columns, pitch=10.6)
    for row in papers.counsel:
        why = "" if row.why == _OPEN else row.why
        kind = words.COUNSEL_KINDS.get("open" if row.kind == "unclear" and not why else row.kind)
        state = sheet.both(kind) if kind is not None else row.kind
        said = "\n".join(part for part in (row.by, row.at) if part) or "–"
        table.row(sheet.stacked(row.label), f"{state}\n{why}".strip(), row.sources or "–", said)
    return sheet
