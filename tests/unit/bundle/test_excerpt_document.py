"""A supplied PDF is cut into a new one, in which nothing of the other pages and nothing behind the pages is left."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from codebinder.bundle.excerpt_document import cut, cuts
from codebinder.model.template_pages import Listing, Segment
from helpers.pdf_text import pages_by_pdfium

RECIPE = Listing(
    mode="excerpt",
    segments=tuple(
        Segment(stream="document", origin=origin, pages=2, requirement="manual", min_lines=30)
        for origin in ("start", "end")
    ),
    whole_below_pages=4,
)


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    """Six pages with notes, an outline, metadata, a script, an attachment, and a form that only page 4 draws."""
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setTitle("SECRET-TITLE")
    canvas.beginForm("inner")
    canvas.drawString(20, 20, "SECRET-FORM")
    canvas.endForm()
    for number in range(1, 7):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"SECRET-OUTLINE {number}", f"p{number}")
        canvas.drawString(100, 700, f"Page-{number} of the manual")
        canvas.textAnnotation(f"SECRET-NOTE {number}", Rect=(10, 10, 40, 40))
        if number == 4:
            canvas.doForm("inner")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "manual.pdf"
    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        shared = pikepdf.Dictionary(
            Font=pdf.pages[0].obj.Resources.Font,
            XObject=pdf.pages[3].obj.Resources.XObject,
        )  # every page could draw what only one does, as many programs write it
        for page in pdf.pages:
            page.obj.Resources = pdf.make_indirect(shared)
            page.obj.PieceInfo = pikepdf.Dictionary(Private="SECRET-PIECE")
        pdf.attachments["SECRET.txt"] = b"SECRET-ATTACHED"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="SECRET-SCRIPT")
        pdf.save(path, compress_streams=False)
    return path


def test_the_first_and_the_last_pages_leave_and_nothing_else(manual: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    made = cut(manual, out, RECIPE, {})
    assert made.plan is not None
    assert tuple(made.plan.pages) == (1, 2, 5, 6)
    assert made.faults == ()
    pages = pages_by_pdfium(out)
    assert [page.split()[0] for page in pages] == ["Page-1", "Page-2", "Page-5", "Page-6"]
    with pikepdf.open(out) as pdf:
        texts = b"".join(
            thing.read_bytes() if isinstance(thing, pikepdf.Stream) else thing.unparse() for thing in pdf.objects
        )
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
    for held in (texts, out.read_bytes()):
        assert b"SECRET" not in held
        assert b"Page-3" not in held
        assert b"Page-4" not in held


def test_what_the_chosen_pages_draw_is_still_drawn(manual: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    whole = Listing(mode="excerpt", segments=RECIPE.segments, whole_below_pages=7)
    made = cut(manual, out, whole, {})
    assert made.plan is not None
    assert made.plan.whole
    assert "SECRET-FORM" in pages_by_pdfium(out)[3]


def test_the_same_document_gives_the_same_bytes(manual: Path, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        cut(manual, tmp_path / name, RECIPE, {})
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_what_is_no_pdf_or_hides_layers_cannot_be_cut(manual: Path, tmp_path: Path) -> None:
    text, broken, layered = tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "c.pdf"
    text.write_bytes(b"no pdf")
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pikepdf.open(manual) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        pdf.save(layered)
    faults = [cut(path, None, RECIPE, {}).faults[0].id for path in (text, broken, layered)]
    assert [each.removeprefix("fault.pages.document-") for each in faults] == ["not-pdf", "unreadable", "layers"]


def test_documents_of_other_requirements_leave_as_they_are() -> None:
    assert cuts(RECIPE, "licence") is None
    assert cuts(RECIPE, "manual") is not None
