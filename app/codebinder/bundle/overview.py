"""The pages that explain a package to somebody who is no engineer: by themselves as a paper, and in the manifest."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.bundle import firmware_paper_words as firmware_words
from codebinder.bundle import paper_words as words
from codebinder.bundle import words as common
from codebinder.bundle.charts import draw_chart
from codebinder.bundle.evidence_places import main_form
from codebinder.bundle.firmware_json import read_parts
from codebinder.bundle.firmware_pages import picture
from codebinder.bundle.manifest_cover import banners, title_block
from codebinder.bundle.pages import Member
from codebinder.bundle.paper_parts import begin, paragraphs, sign_block
from codebinder.bundle.paper_text import filled, vendor_name
from codebinder.bundle.sheet import Sheet, subject_of
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import Pair
from codebinder.model.charts import Chart, files_chart, folders_chart, languages_chart
from codebinder.model.checklist import RequirementState
from codebinder.model.package import FolderPart, Papers
from codebinder.model.template_papers import Paper, PaperKind
from codebinder.model.text import LangText

TITLE = LangText((("en", words.OVERVIEW.en), ("zh", words.OVERVIEW.zh), *words.OVERVIEW.more))


def overview(papers: Papers, paper: Paper | None, members: Sequence[Member]) -> Sheet:
    """The whole paper: the template's own words, if it has any, stand before the program's."""
    title = paper.title if paper is not None else TITLE
    sheet = begin(papers, title)
    title_block(sheet, filled(title, papers), subject_of(papers.identity))
    banners(sheet, papers.template, draft=papers.draft)
    if paper is not None:
        paragraphs(sheet, [filled(text, papers) for text in paper.body])
    sheet.section(words.WHAT_IS)
    what_it_is(sheet, papers)
    sheet.section(words.ASKED, room=120)
    _asked(sheet, papers)
    sheet.section(words.INSIDE, room=120)
    _inside(sheet, papers, members)
    if papers.sources:
        sheet.section(words.FIGURES, room=160)
        figures(sheet, papers)
    if papers.folders:
        sheet.section(words.FOLDERS, room=160)
        folders_table(sheet, papers)
        _see(sheet, "manifest.pdf", "inventory", common.INVENTORY)
    _images(sheet, papers)
    sheet.section(words.HIDDEN, room=90)
    _hidden(sheet, papers)
    if papers.log:
        _see(sheet, _named_paper(papers, PaperKind.REDACTION_LOG), "log", common.LOG)
    sheet.section(words.CHECK, room=120)
    for number, step in enumerate(words.STEPS, start=1):
        sheet.prose(_numbered(number, _named(papers, step)))
    _see(sheet, "manifest.pdf", "verify", common.VERIFY)
    sheet.section(words.WHO, room=90)
    who_approves(sheet, papers)
    _see(sheet, "manifest.pdf", "approvals", common.APPROVALS)
    if paper is not None and paper.signers:
        sign_block(sheet, paper.signers)
    return sheet


def _images(sheet: Sheet, papers: Papers) -> None:
    """Show what stands where in the device's software."""
    found = read_parts(papers)
    if not found:
        return
    sheet.section(firmware_words.IMAGES, room=200)
    sheet.prose(firmware_words.OVERVIEW_NOTE)
    for part in found:
        picture(sheet, part)
    _see(sheet, "manifest.pdf", "firmware", firmware_words.IMAGES)


def _named_paper(papers: Papers, kind: PaperKind) -> str:
    """Give the template's own paper of a kind, by its file; the manifest where it has none."""
    own = (each for each in papers.papers if each.kind is kind and each.place == "papers")
    return next((f"{each.id}.pdf" for each in own), "manifest.pdf")


def _see(sheet: Sheet, file: str, name: str, title: Pair) -> None:
    """Say where a number comes from, as a link that says so in words as well."""
    inside = file != "manifest.pdf"
    where = file if inside else f"{file}: {sheet.both(title)}"
    sheet.need(16)
    text = sheet.safe(words.SEE.get(sheet.languages[0]).format(where=where))
    sheet.put_link(sheet.left, sheet.y, text, file if inside else f"../{file}#{name}", 8.2)
    sheet.space(14)


def _named(papers: Papers, text: Pair) -> Pair:
    """Put the vendor's name into the program's own words, in each language that of it."""
    identity = papers.identity
    return Pair(
        text.en.replace("{vendor}", vendor_name(identity, "en")),
        text.zh.replace("{vendor}", vendor_name(identity, "zh")),
        tuple((lang, said.replace("{vendor}", vendor_name(identity, lang))) for lang, said in text.more),
    )


def _numbered(number: int, text: Pair) -> Pair:
    more = tuple((lang, f"{number}. {said}") for lang, said in text.more)
    return Pair(f"{number}. {text.en}", f"{number}. {text.zh}", more)


def what_it_is(sheet: Sheet, papers: Papers) -> None:
    """Say who gives what to whom, in words for everybody."""
    identity, template = papers.identity, papers.template
    texts = {
        lang: words.WHAT_IS_TEXT.get(lang).format(
            vendor=vendor_name(identity, lang),
            recipient=identity.recipient or template.authority.get(lang) or words.SOMEBODY.get(lang),
            product=subject_of(identity),
            template=template.names.get(lang),
        )
        for lang in ("en", "zh", "ru", "fr")
    }
    sheet.prose(Pair(texts["en"], texts["zh"], (("ru", texts["ru"]), ("fr", texts["fr"]))))
    code = any((papers.sources, papers.firmware))
    sheet.prose(words.PLAIN if code else words.PLAIN_PAPERS)


def _asked(sheet: Sheet, papers: Papers) -> None:
    template = papers.template
    if template.summary.pairs:
        sheet.prose(template.summary)
    if template.authority.pairs:
        sheet.value(words.ASKED_BY, sheet.stacked(template.authority))
    status = f"{sheet.both(common.STATUSES[template.status])} {template.status_date}".strip()
    sheet.value(common.STATUS, status)
    for basis in template.legal_basis:
        title = sheet.stacked(basis.title)
        sheet.value(common.LEGAL_BASIS, "\n".join(filter(None, (title, f"{basis.number} {basis.date}".strip()))))
    rows = [row for row in papers.checklist if row.state is not RequirementState.NOT_APPLICABLE]
    if rows:
        met = sum(row.state is RequirementState.MET for row in rows)
        other = sum(row.state in {RequirementState.OMITTED, RequirementState.DECIDED} for row in rows)
        sheet.space(3)
        sheet.prose(words.ASKED_MET.fill(met=met, asked=len(rows), other=other))
        _see(sheet, _named_paper(papers, PaperKind.CHECKLIST), "checklist", common.CHECKLIST)


def _inside(sheet: Sheet, papers: Papers, members: Sequence[Member]) -> None:
    """Set the package's folders: what each holds, and how much, with links to what can be opened."""
    width = sheet.right - sheet.left
    columns = (
        Col(title=words.FOLDER, width=108, mono=True, size=7.6),
        Col(title=words.HOLDS, width=width - 108 - 74 - 78 - 27, size=8.2),
        Col(title=words.COUNT, width=74, right=True, size=8.0),
        Col(title=words.SIZE, width=78, right=True, size=8.0),
    )
    table = Table(sheet, columns, pitch=11, pad=6)
    for folder, holds in words.PLACES:
        inside = [each for each in members if each.path.startswith(folder)]
        if folder == "proof/":
            table.row(folder, sheet.stacked(holds), sheet.stacked(words.AFTER_APPROVAL), "")
        elif folder == "papers/":
            name = main_form(papers)
            table.row(f"{folder}\n{name.removeprefix(folder)}", sheet.stacked(holds), "", "",
                      to={0: ["", name.removeprefix(folder)]})  # fmt: skip
        elif inside:
            text = folder == "data/listing/" and papers.template.listing.form == "text"
            drawn = [each.path for each in inside if each.path.endswith(".pdf")]
            names = "\n".join((folder, *(path.removeprefix(folder) for path in drawn[:3])))
            held = sheet.stacked(words.LISTING_TEXT if text else holds)
            table.row(names, held, f"{len(inside):,}", f"{sum(each.size for each in inside):,}",
                      to={0: ["", *(f"../{path}" for path in drawn[:3])]})  # fmt: skip
    after = sheet.stacked(words.AFTER_APPROVAL)
    table.row("manifest.pdf", sheet.stacked(words.MANIFEST), after, "", to={0: ["../manifest.pdf"]})


def _in_part(papers: Papers) -> bool:
    """Tell whether files leave as chosen pages or lines alone, so that nobody says that they left whole."""
    template = papers.template
    return not template.archive.sources and template.listing.mode in {"excerpt", "selection"}


def figures(sheet: Sheet, papers: Papers) -> None:
    """Draw the charts."""
    printed = _in_part(papers)
    charts: tuple[Chart | None, ...] = (
        languages_chart(papers.folders),
        files_chart((part.accounting for part in papers.sources), printed=printed),
        folders_chart(papers.folders, printed=printed),
    )
    for chart in charts:
        if chart is not None:
            draw_chart(sheet, chart)


def folders_table(sheet: Sheet, papers: Papers) -> None:
    """Set every folder at the top of the sources: language, lines, purpose, origin, how much is disclosed."""
    sheet.prose(_named(papers, words.FOLDERS_NOTE))
    width = sheet.right - sheet.left - 5 * 8
    counted = any(folder.lines is not None for folder in papers.folders)
    columns = (
        Col(title=words.FOLDER, width=0.19 * width, mono=True, size=7.2),
        Col(title=words.LANGUAGE, width=0.14 * width, size=7.6),
        Col(title=words.LINES if counted else words.COUNT, width=0.09 * width, right=True, size=7.6),
        Col(title=words.PURPOSE, width=0.25 * width, size=7.8),
        Col(title=words.ORIGIN, width=0.17 * width, size=7.4),
        Col(title=words.DISCLOSED, width=0.16 * width, size=7.4),
    )
    table = Table(sheet, columns, pitch=10, gap=8)
    component = None
    for folder in papers.folders:
        if folder.component != component:
            component = folder.component
            sheet.target(f"component.{component}")
        languages = [name for name, *_ in folder.languages if name][:3]
        path = f"{folder.component}/{folder.path}" if folder.path else f"{folder.component}/\n"
        amount = f"{folder.lines:,}" if folder.lines is not None else f"{folder.files:,}"
        table.row(
            path if folder.path else f"{folder.component}/", ", ".join(languages) or "–", amount,
            folder.purpose or sheet.both(words.ROOT_FOLDER if not folder.path else words.NO_PURPOSE),
            _origin(sheet, folder), _disclosed(sheet, folder, printed=_in_part(papers)),
        )  # fmt: skip
    sheet.space(8)


def _origin(sheet: Sheet, folder: FolderPart) -> str:
    notices = [words.NOTICES.fill(name=name, files=files) for name, files in folder.notices[:3]]
    return "\n".join((sheet.stacked(words.ORIGINS[folder.origin]), *(sheet.stacked(each) for each in notices)))


def _disclosed(sheet: Sheet, folder: FolderPart, *, printed: bool) -> str:
    """Say how much of a folder is disclosed, in no other numbers than the template publishes."""
    if not (folder.redacted or folder.withheld):
        return sheet.stacked(words.PRINTED_FILES if printed else words.WHOLE)
    parts: list[Pair] = []
    if folder.redacted:
        parts.append(words.PARTLY.fill(count=f"{folder.redacted:,}"))
    if folder.withheld:
        parts.append(words.HELD_BACK.fill(count=f"{folder.withheld:,}"))
    if folder.percent is not None:
        parts.append(words.AT_MOST.fill(percent=folder.percent))
    return "\n".join(sheet.stacked(part) for part in parts)


def _hidden(sheet: Sheet, papers: Papers) -> None:
    withheld = sum(len(part.withheld) for part in papers.sources)
    withheld += sum(part.withheld is not None for part in papers.firmware)
    if not papers.log and not withheld:
        sheet.prose(words.HIDDEN_NONE)
        return
    text = words.HIDDEN_SOME.fill(ranges=f"{len(papers.log):,}", withheld=f"{withheld:,}", vendor="{vendor}")
    sheet.prose(_named(papers, text))


def who_approves(sheet: Sheet, papers: Papers) -> None:
    """Say how many people of which role sign; their names are known only afterwards."""
    policy = papers.template.approvals
    role = common.ROLES.get(policy.role, Pair(policy.role, policy.role))
    text = words.WHO_TEXT
    sheet.prose(
        Pair(
            text.en.format(count=policy.count, role=role.en),
            text.zh.format(count=policy.count, role=role.zh),
            tuple((lang, said.format(count=policy.count, role=role.get(lang))) for lang, said in text.more),
        )
    )
