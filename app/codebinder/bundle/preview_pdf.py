"""What `template preview` shows: a template's papers and one page of its listing, filled with samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from codebinder.bundle.book import Book
from codebinder.bundle.draft import draft_mark
from codebinder.bundle.fonts import LOCK, mono_face
from codebinder.bundle.listing_bates import stamp_of
from codebinder.bundle.listing_draw import PageDrawer
from codebinder.bundle.listing_geometry import measure
from codebinder.bundle.listing_lines import rows_of
from codebinder.bundle.listing_masks import Extent, dressed, look_of
from codebinder.bundle.listing_numbers import Numbering
from codebinder.bundle.listing_pages import Page, Paginator, read_page
from codebinder.bundle.papers_drawn import papers_of
from codebinder.bundle.preview_samples import MEMBERS, SAMPLE, sample_papers
from codebinder.bundle.slots import slots_of
from codebinder.model.package import Papers
from codebinder.model.redaction import MaskStyle
from codebinder.model.template import FilingTemplate, ReasonMap, RedactionPolicy
from codebinder.model.template_pages import Blank, LineNumbers, PageLayout

_LINES = (
    "/* A sample of the listing page. 打印清单样页 */",
    "#include <stdint.h>",
    "",
    "static uint32_t checksum(const uint8_t *data, size_t size)",
    "{",
    "\tuint32_t sum = 0;",
    "\tfor (size_t at = 0; at < size; at++) {",
    "\t\tsum = (sum << 1 | sum >> 31) ^ data[at]; /* 循环左移，再与下一个字节异或；这一行有意写得很长，以显示换行 */",
    "\t}",
    "\treturn sum;",
    "}",
    "",
)


def preview_pdf(out: Path, template: FilingTemplate, filled: Papers | None = None) -> None:
    """Write the preview to `out`: every paper, those beside the package last, then, where the template prints one, a
    page of the listing. Each has its bookmark. `filled` holds a sample's answers; without it every answer says what
    would stand there."""
    import pikepdf

    papers = filled or sample_papers(template)
    drawn: list[tuple[str, bytes]] = []
    with LOCK:
        for place in ("papers", "beside"):
            for name, draw in papers_of(papers, place):
                draw(out, MEMBERS)
                drawn.append((name.rpartition("/")[2], out.read_bytes()))
        if template.listing.on_pages:
            drawn.append(("listing.pdf", _listing_page(template, papers.languages[0])))
    with pikepdf.new() as whole, whole.open_outline() as outline:
        for name, data in drawn:
            outline.root.append(pikepdf.OutlineItem(name, len(whole.pages)))
            with pikepdf.open(BytesIO(data)) as part:
                whole.pages.extend(part.pages)
        whole.save(out, static_id=True)


def _listing_page(template: FilingTemplate, lang: str) -> bytes:
    """Draw a page of code; a listing of text files has neither header nor numbers."""
    if template.listing.form == "text":
        bare = replace(PageLayout(paper=template.listing.page.paper), line_numbers=LineNumbers.NONE, file_heading=False)
        template = replace(template, listing=replace(template.listing, page=bare))
    layout = template.listing.page
    geometry = measure(layout)
    book = Book(title=template.names.get(lang), author=SAMPLE.vendor, lang=lang)
    stamp = stamp_of(template.listing, {})
    book.watermark(draft_mark(geometry.width, geometry.height), geometry.width, geometry.height)
    look = look_of(template.redaction, lang)
    drawer = PageDrawer(book, geometry, slots_of(template.listing, SAMPLE, lang, {}), draft=True, look=look)
    page = _sample_page(template)
    values = {"page": "1", "pages": "1", "bates": stamp.of(1) if stamp else ""}
    code = drawer.draw(page, Numbering(layout).marks(page), values)
    book.page(code, width=geometry.width, height=geometry.height, marked=True)
    return book.data()


def _sample_page(template: FilingTemplate) -> Page:
    layout, geometry = template.listing.page, measure(template.listing.page)
    look, face = look_of(template.redaction), mono_face()
    kept: list[bytes] = []
    store = _Kept(kept)
    pages = Paginator(store, lines=max(1, layout.lines_per_page), count=layout.count, rows=geometry.rows)
    pages.heading("sample/checksum.c", ["sample/checksum.c"] if layout.file_heading else [], [])
    lines = _masked_lines(template.redaction) if template.redaction.allowed else [(line, ()) for line in _LINES]
    for number in range(1, geometry.rows * 2):
        line, masks = lines[(number - 1) % len(lines)]
        if not line and layout.blank_lines is Blank.DROP:
            continue
        line, masks = dressed(line, masks, look, columns=geometry.columns, tab=layout.tab_width, face=face)
        rows, _ = rows_of(line, masks, columns=geometry.columns, tab=layout.tab_width, face=face)
        pages.line(str(number), rows, blank=not line)
    pages.end_page()
    return read_page(1, kept[0])


def _masked_lines(policy: RedactionPolicy) -> list[tuple[str, Sequence[Extent]]]:
    """Give the sample with a key and the body of its function hidden, as this template's masks would show them."""
    reason = policy.reasons[0] if policy.reasons else ReasonMap(internal="TS", published="TS")
    label = f"[REDACTED 000001 {reason.published}]"
    if policy.mask == MaskStyle.BRACKET:
        label = "[***]"
    elif policy.mask == MaskStyle.EXEMPTION:
        label = f"[REDACTED {reason.mark or reason.published}]"
    whole = (0, len(label))
    key = f'static const char key[] = "{label}";'
    begin = key.index(label)
    lines: list[tuple[str, Sequence[Extent]]] = [(key, [(begin, begin + len(label))])]
    for line in _LINES:
        hidden = line.startswith("\t")
        if not hidden:
            lines.append((line, ()))
        elif policy.mask == MaskStyle.STRIP:
            lines.append(_strip_line(line, label, policy))
        elif policy.preserve_lines or lines[-1] != (label, [whole]):
            lines.append((label, [whole]))
    return lines


def _strip_line(line: str, label: str, policy: RedactionPolicy) -> tuple[str, Sequence[Extent]]:
    shown = line.replace("\t", " " * 8).encode("ascii", "replace").decode()
    window = shown[policy.strip_from : policy.strip_from + policy.strip_columns].ljust(policy.strip_columns)
    before = label if policy.strip_from else ""
    text = f"{before}{window}{label}"
    masks = [(0, len(before)), (len(text) - len(label), len(text))]
    return text, masks if before else masks[1:]


class _Kept:
    """A store of pages in a list."""

    def __init__(self, records: list[bytes]) -> None:
        self._records = records

    def put(self, record: bytes) -> None:
        """Keep a page."""
        self._records.append(record)

    def chosen(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Give these pages."""
        return ((number, self._records[number - 1]) for number in numbers)

    def close(self) -> None:
        """Nothing to let go of."""
