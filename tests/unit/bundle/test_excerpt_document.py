"""A supplied PDF is cut into a new one, in which nothing of the other pages and nothing behind the pages is left."""

from __future__ import annotations

import zlib
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


FIRST = Listing(mode="excerpt", segments=(Segment(stream="document", origin="start", pages=1, requirement="m"),))
HIDDEN = b"a picture of a page that does not leave"


def _shared(kind: str, path: Path) -> Path:
    """Write a document of two pages with one table of resources, which leads to the second's picture in some way."""
    pdf, name = pikepdf.new(), pikepdf.Name
    picture = pdf.make_stream(
        HIDDEN, Type=name.XObject, Subtype=name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=name.DeviceGray
    )
    shared = pdf.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture)))
    content, box = b"/Gs gs 0 0 9 9 re f", [0, 0, 1, 1]
    if kind == "soft mask":
        mask = pdf.make_stream(b"0 0 1 1 re f", Type=name.XObject, Subtype=name.Form, BBox=box, Resources=shared)
        state = pikepdf.Dictionary(SMask=pikepdf.Dictionary(S=name.Alpha, G=mask))
        shared.ExtGState = pikepdf.Dictionary(Gs=pdf.make_indirect(state))
    elif kind == "drawn font":
        content = b"BT /F 10 Tf (a) Tj ET"
        signs = pikepdf.Dictionary(a=pdf.make_stream(b"0 0 1 1 re f"))
        font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type3, Resources=shared, CharProcs=signs)
        shared.Font = pikepdf.Dictionary(F=pdf.make_indirect(font))
    elif kind == "marks":
        content = b"/Span /Gs BDC 0 0 9 9 re f EMC"
        shared.Properties = pikepdf.Dictionary(Gs=pdf.make_indirect(pikepdf.Dictionary(ActualText=HIDDEN.decode())))
    else:
        content = b"/Other Do"
        other = pikepdf.Dictionary(Alternates=[pikepdf.Dictionary(Image=picture)], OC=pikepdf.Dictionary(Im=picture))
        other.Type, other.Subtype, other.Width, other.Height = name.XObject, name.Image, 1, 1
        shared.XObject.Other = pdf.make_stream(b"x", other)
    for drawn in (content, b"/Im Do"):
        page = pdf.add_blank_page()
        page.obj.Contents, page.obj.Resources = pdf.make_stream(drawn, Whose=picture), shared
        page.obj.Group = pikepdf.Dictionary(S=name.Transparency, Of=pdf.make_indirect(pikepdf.Dictionary(Im=picture)))
    pdf.save(path, compress_streams=False)
    return path


@pytest.mark.parametrize("kind", ["soft mask", "drawn font", "marks", "picture"])
def test_resources_that_pages_share_lead_to_nothing_of_the_others(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    made = cut(_shared(kind, tmp_path / "shared.pdf"), out, FIRST, {})
    assert made.faults == ()
    assert HIDDEN not in out.read_bytes()


def test_content_that_grows_beyond_all_measure_is_refused_at_once(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page().obj.Contents = stream = pdf.make_stream(b"")
    stream.write(zlib.compress(b"0 g " * (20 << 20), 9), filter=pikepdf.Name.FlateDecode)
    pdf.save(tmp_path / "bomb.pdf")
    (fault,) = cut(tmp_path / "bomb.pdf", tmp_path / "out.pdf", FIRST, {}).faults
    assert fault.id == "fault.pages.document-unreadable"
