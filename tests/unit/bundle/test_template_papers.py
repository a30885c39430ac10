"""The papers that a template asks for: each kind read back, in one language or two, with nothing lost or cut off."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from codebinder.bundle import paper_words as words
from codebinder.bundle.evidence_places import prints_form
from codebinder.bundle.pages import Member
from codebinder.bundle.paper_text import filled
from codebinder.bundle.papers_drawn import papers_of
from codebinder.bundle.words_more import MORE
from codebinder.errors import Cancelled
from codebinder.model.checklist import RequirementState
from codebinder.model.package import Papers
from codebinder.model.ports import NeverCancel
from codebinder.model.template import Status
from codebinder.model.template_pages import Bates
from codebinder.model.template_papers import PaperKind
from codebinder.model.text import LangText
from helpers.pdf_text import bare, has_pdftotext, pages_by_pdfium, pages_by_pdftotext
from helpers.template_papers import MEMBERS, every_kind, title_of

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "papers"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
LANGUAGES = [("en", "zh"), ("zh",), ("en",)]


def _drawn(folder: Path, papers: Papers) -> Iterator[tuple[str, Path]]:
    for place in ("papers", "beside"):
        for name, draw in papers_of(papers, place):
            out = folder / name.rpartition("/")[2]
            draw(out, MEMBERS)
            yield name, out


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
def test_every_kind_says_what_it_said_when_somebody_read_it(tmp_path: Path, languages: tuple[str, ...]) -> None:
    text = ""
    for name, path in _drawn(tmp_path, every_kind(languages)):
        text += f"== {name}\n" + "\n".join(" ".join(page.split()) for page in pages_by_pdfium(path)) + "\n"
    golden = GOLDEN / f"kinds-{'-'.join(languages)}.txt"
    if os.environ.get("CODEBINDER_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.skipif(not has_pdftotext(), reason="pdftotext is not installed")
def test_a_stranger_extracts_the_text_of_every_kind_also_the_chinese(tmp_path: Path) -> None:
    for name, path in _drawn(tmp_path, every_kind()):
        kind = PaperKind(name.rpartition("/")[2].removesuffix(".pdf"))
        text = bare("".join(pages_by_pdftotext(path)))
        for lang in ("en", "zh"):
            title = title_of(kind, lang).format(name="EdgeRouter", version="V2.4.1")
            assert bare(title) in text, name


def test_a_filing_in_one_language_shows_no_skeleton_of_the_other(tmp_path: Path) -> None:
    for name, path in _drawn(tmp_path, every_kind(("en",))):
        text = "".join(pages_by_pdfium(path)).replace("daemon 守护进程", "")  # the vendor's own words
        text = text.replace("内部文件 不得对外提供", "")  # the warning stands in both, whatever the paper's language
        assert not _CHINESE.search(text), name
    words = re.compile(r"\b(?:Filed|Signature|Answer|Item|Date|Page|State|File|Bytes|This|the|of)\b")
    for name, path in _drawn(tmp_path, every_kind(("zh",))):
        text = "".join(pages_by_pdfium(path)).replace("not part of any filing", "")
        assert not words.search(text), (name, words.search(text))


def test_no_text_leaves_its_page_whatever_the_values(tmp_path: Path) -> None:
    papers = every_kind(paper="Letter", rows=60)
    identity = replace(
        papers.identity, vendor="Extraordinarily Long Name " * 12, vendor_zh="很长的名称" * 60, product="Product" * 43
    )
    template = replace(papers.template, names=LangText((("en", "Name " * 60), ("zh", "名称" * 90))))
    for name, path in _drawn(tmp_path, replace(papers, identity=identity, template=template, fields=papers.fields[:2])):
        document = pypdfium2.PdfDocument(path)
        for page in document:
            width, height = page.get_size()
            assert (round(width), round(height)) == (612, 792), name
            text = page.get_textpage()
            for at in range(text.count_chars()):
                if not chr(pdfium_c.FPDFText_GetUnicode(text, at)).isspace():
                    left, bottom, right, top = text.get_charbox(at)
                    assert 30 < left <= right < width - 30, (name, text.get_text_range(max(0, at - 20), 40))
                    assert 25 < bottom <= top < height - 14, (name, text.get_text_range(max(0, at - 20), 40))
        document.close()


def test_a_table_of_two_thousand_rows_is_printed_whole(tmp_path: Path) -> None:
    papers = every_kind(("en",), rows=2000)
    draw = dict(papers_of(papers))["papers/form.pdf"]
    pages = draw(tmp_path / "form.pdf", ())
    text = " ".join(pages_by_pdfium(tmp_path / "form.pdf"))
    assert pages > 30
    assert {f"use {at}" for at in range(2000)} <= {f"use {found}" for found in re.findall(r"use (\d+)", text)}


def test_a_field_is_filled_once_and_an_answer_that_is_missing_is_a_line_to_write_on(tmp_path: Path) -> None:
    papers = every_kind(("en",))
    papers = replace(papers, identity=replace(papers.identity, product="{vendor} {field.day}"))
    dict(papers_of(papers))["papers/letter.pdf"](tmp_path / "letter.pdf", ())
    text = " ".join("".join(pages_by_pdfium(tmp_path / "letter.pdf")).split())
    assert "We hand over {vendor} {field.day}, version V2.4.1" in text
    assert "Contact: ____________." in text


def test_a_letter_writes_the_first_bates_number_as_the_pages_bear_it() -> None:
    papers = every_kind(("en",))
    listing = replace(papers.template.listing, bates=Bates(prefix="prefix", start="first", digits=7))
    held = replace(papers.fields[0], requirement="first", text="41", texts=LangText(), rows=())
    papers = replace(papers, template=replace(papers.template, listing=listing), fields=(held,))
    assert filled(LangText((("en", "from EX-{field.first} on"),)), papers).get("en") == "from EX-0000041 on"


def test_a_warning_is_in_the_template_s_own_language(tmp_path: Path) -> None:
    papers = replace(every_kind(("en",)), languages=("ru",))
    note = LangText((("en", "Replaced."), ("ru", "Заменён."), ("zh", "已取代。")))
    template = replace(papers.template, status=Status.WITHDRAWN, status_date="2020", status_note=note)
    dict(papers_of(replace(papers, template=template)))["papers/overview.pdf"](tmp_path / "paper.pdf", ())
    text = " ".join("".join(pages_by_pdfium(tmp_path / "paper.pdf")).split())
    assert "отменён (2020). Заменён." in text
    assert "Replaced" not in text


def test_a_log_of_a_print_leads_to_no_source_files_since_none_leave(tmp_path: Path) -> None:
    papers = every_kind(("en",))
    template = replace(papers.template, archive=replace(papers.template.archive, sources=False))
    dict(papers_of(replace(papers, template=template)))["papers/redaction_log.pdf"](tmp_path / "log.pdf", ())
    assert "The source files themselves do not leave" in " ".join(
        "".join(pages_by_pdfium(tmp_path / "log.pdf")).split()
    )
    with pikepdf.open(tmp_path / "log.pdf") as pdf:
        actions = [each.get("/A", {}) for page in pdf.pages for each in page.get("/Annots", [])]
    assert not [each for each in actions if "data/source" in str(each.get("/F", ""))]


def test_a_paper_that_would_say_nothing_is_not_drawn() -> None:
    papers = every_kind(("en",))
    own = tuple(replace(each, body=()) for each in papers.papers)
    named = {name for each in own if each.kind is PaperKind.DECLARATION for name in each.requirements}
    fields = tuple(each for each in papers.fields if each.requirement not in named)
    row = papers.checklist[0]
    idle = tuple(replace(row, requirement=name, state=RequirementState.NOT_APPLICABLE) for name in named)
    assert "papers/declaration.pdf" in dict(papers_of(replace(papers, papers=own, fields=fields, checklist=())))
    assert "papers/declaration.pdf" not in dict(papers_of(replace(papers, papers=own, fields=fields, checklist=idle)))


def test_a_package_without_code_explains_no_source_code(tmp_path: Path) -> None:
    papers = replace(every_kind(("en",)), sources=(), firmware=())
    dict(papers_of(papers))["papers/overview.pdf"](tmp_path / "overview.pdf", ())
    text = " ".join("".join(pages_by_pdfium(tmp_path / "overview.pdf")).split())
    assert "No source code is in it." in text
    assert "the text that programmers write" not in text


def test_what_was_left_out_is_a_line_to_write_on_in_a_sentence() -> None:
    papers = every_kind(("en",))
    first = papers.fields[0].requirement
    row = replace(papers.checklist[0], requirement=first, state=RequirementState.OMITTED)
    text = filled(LangText((("en", f"Number: {{field.{first}}}"),)), replace(papers, checklist=(row,)))
    assert text.get("en") == "Number: ____________"


@pytest.mark.parametrize(("lang", "said"), [("ru", "Что запрошено"), ("fr", "Ce qui est demandé")])
def test_first_pages_speak_the_language_of_the_filing(tmp_path: Path, lang: str, said: str) -> None:
    papers = replace(every_kind(("en",)), languages=(lang,))
    for name in ("overview", "checklist"):
        dict(papers_of(papers))[f"papers/{name}.pdf"](tmp_path / f"{name}.pdf", MEMBERS)
    text = " ".join("".join(pages_by_pdfium(tmp_path / "overview.pdf")).split())
    assert said in text
    for english in (words.WHAT_IS.en, words.PLAIN.en[:40], words.STEPS[0].en[:30], words.WHO.en, words.FIGURES.en):
        assert english not in text
    assert words.CHECKLIST_NOTE.en[:30] not in " ".join("".join(pages_by_pdfium(tmp_path / "checklist.pdf")).split())
    assert all({"ru", "fr"} == {tag for tag, text in pairs if text} for pairs in MORE.values())


def test_a_form_of_the_template_replaces_the_programs_own_where_it_prints_every_answer() -> None:
    papers = every_kind()
    assert not prints_form(papers)
    assert [name for name, _ in papers_of(papers)].count("papers/form.pdf") == 1  # the template's own, by its id
    assert [name for name, _ in papers_of(replace(papers, papers=()))] == ["papers/form.pdf", "papers/overview.pdf"]
    narrow = tuple(replace(each, requirements=("day",)) for each in papers.papers if each.kind is PaperKind.FORM)
    assert prints_form(replace(papers, papers=narrow))


def test_a_list_of_what_is_handed_over_is_drawn_last() -> None:
    names = [name for name, _ in papers_of(every_kind())]
    assert names[-1] == "papers/transmittal.pdf"
    assert {name for name, _ in papers_of(every_kind(), "beside")} == {"media_label.pdf", "counsel.pdf"}


def test_every_link_leads_somewhere_and_documents_name_title_language_and_headings(tmp_path: Path) -> None:
    files = {f"papers/{kind.value}.pdf" for kind in PaperKind} | {each.path for each in MEMBERS} | {"manifest.pdf"}
    targets: dict[str, set[str]] = {
        "manifest.pdf": {"/approvals", "/disclosed", "/inventory", "/verify", "/checklist", "/log"}
    }
    links: list[tuple[str, str]] = []
    for name, path in _drawn(tmp_path, every_kind(("zh",))):
        with pikepdf.open(path) as pdf:
            root = pdf.Root
            assert (str(root.Lang), bool(root.ViewerPreferences.DisplayDocTitle)) == ("zh-CN", True)
            assert "EdgeRouter" in str(pdf.docinfo["/Title"])
            roles = [str(each.S) for each in root.StructTreeRoot.K.K]
            assert name == "media_label.pdf" or "/H1" in roles, name
            if name == "papers/overview.pdf":
                assert any("C：189,123" in str(each.get("/Alt", "")) for each in root.StructTreeRoot.K.K)
            held = {str(key) for key in root.get("/Dests", {})}
            targets[name] = held
            for page in pdf.pages:
                for note in page.get("/Annots", []):
                    if "/Dest" in note:
                        assert str(note.Dest) in held, name
                    elif str(note.A.S) == "/GoToR":
                        inside = os.path.normpath(f"papers/{note.A.F}")
                        place = str(note.A.D) if isinstance(note.A.D, pikepdf.Name) else ""
                        links.append((inside, place))
                    else:
                        links.append((os.path.normpath(f"papers/{note.A.URI}"), ""))
    assert len(links) > 8
    for inside, place in links:
        assert inside in files, inside
        assert not place or place in targets[inside], (inside, place)


def test_a_long_list_is_stopped_when_somebody_asks(tmp_path: Path) -> None:
    class Stop(NeverCancel):
        looks = 0

        def check(self) -> None:
            self.looks += 1
            if self.looks > 3:
                raise Cancelled

    members = [Member(f"data/source/main/{at}.c", at, "0" * 64) for at in range(100_000)]
    draw = dict(papers_of(every_kind(("en",)), cancel=(stop := Stop())))["papers/transmittal.pdf"]
    with pytest.raises(Cancelled):
        draw(tmp_path / "list.pdf", members)
    assert stop.looks == 4


def test_accents_are_put_together_and_what_no_font_shows_is_named(tmp_path: Path) -> None:
    papers = every_kind(("en",))
    identity = replace(papers.identity, vendor="Soci\u0065\u0301t\u00e9 Ж Ω 𠀀㐀\u202e GmbH")
    dict(papers_of(replace(papers, identity=identity)))["papers/letter.pdf"](tmp_path / "letter.pdf", ())
    text = "".join(pages_by_pdfium(tmp_path / "letter.pdf"))
    assert "Soci\u00e9t\u00e9 Ж Ω ‹U+20000›‹U+3400›‹U+202E› GmbH" in text
