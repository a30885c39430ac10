"""One PDF file over ReportLab's document objects: pages of finished content, bookmarks, page labels, metadata.

The same pages give the same bytes on every machine: no clock, no host, no settings from the environment, and streams
packed by the one pinned codec, since builds of zlib differ. Pages are packed as they come, so that memory stays small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Protocol, cast
from urllib.parse import quote

import deflate
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from codebinder.model.text import shown

PRODUCER = "Codebinder"
LEVEL = 6
WATERMARK = "Draft"


class _Outlines(Protocol):
    def addOutlineEntry(  # noqa: N802  (ReportLab's name)
        self,
        destinationname: str,
        level: int,
        title: str,
        closed: bool | None,  # noqa: FBT001
    ) -> None: ...

    def prepare(self, document: object, canvas: object) -> None: ...

    ready: int


class _Catalog(Protocol):
    Dests: object
    StructTreeRoot: object
    MarkInfo: object
    PageLabels: object
    Outlines: object
    PageMode: object
    ViewerPreferences: object


class _Document(Protocol):
    Outlines: _Outlines
    Catalog: _Catalog
    info: object
    defaultStreamFilters: object  # noqa: N815  (ReportLab's name)
    delayedFonts: list[_Delayed]  # noqa: N815  (ReportLab's name)

    def thisPageRef(self) -> object: ...  # noqa: N802  (ReportLab's name)

    def addPage(self, page: object) -> None: ...  # noqa: N802  (ReportLab's name)

    def addForm(self, name: str, form: object) -> None: ...  # noqa: N802  (ReportLab's name)

    def Reference(self, thing: object) -> object: ...  # noqa: N802  (ReportLab's name)

    def format(self) -> bytes: ...


class _Tagged(Protocol):
    """A page with the two keys that ReportLab does not know."""

    __NoDefault__: list[str]
    StructParents: int
    Tabs: object


class _Delayed(Protocol):
    def addObjects(self, doc: object) -> None: ...  # noqa: N802  (ReportLab's name)


class _Packing:
    """The stream filter that ReportLab is handed instead of its own."""

    pdfname = "FlateDecode"

    def encode(self, text: str | bytes) -> bytes:
        """Pack a stream."""
        return _pack(text.encode("latin-1") if isinstance(text, str) else text)


def _pack(data: bytes) -> bytes:
    return bytes(deflate.zlib_compress(data, LEVEL))


class Link(NamedTuple):
    """An area of a page (left, bottom, right, top) that leads to a target of the file ("#name") or to another file, by
    its path from where this one stands."""

    area: tuple[float, float, float, float]
    to: str


def _annotation(link: Link) -> object:
    """Give a link as its page holds it; another PDF of the package opens at its target, where it names one ("#…")."""
    entry: dict[str, object] = {
        "Type": pdfdoc.PDFName("Annot"),
        "Subtype": pdfdoc.PDFName("Link"),
        "Rect": pdfdoc.PDFArray([_number(value) for value in link.area]),
        "Border": pdfdoc.PDFArray([0, 0, 0]),
        "F": 4,
    }
    path, _, name = link.to.partition("#")
    if not path:
        entry["Dest"] = pdfdoc.PDFName(name)
    elif path.endswith(".pdf"):
        place = pdfdoc.PDFName(name) if name else pdfdoc.PDFArray([0, pdfdoc.PDFName("Fit")])
        entry["A"] = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("GoToR"), "F": pdfdoc.PDFString(path), "D": place})
    else:
        entry["A"] = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(quote(path, safe="/"))})
    return pdfdoc.PDFDictionary(entry)


class Book:
    """A PDF in the making. `lang` is the document's language tag; `moment` its one date, or None for no date."""

    def __init__(self, *, title: str, author: str, lang: str, moment: datetime | None = None) -> None:
        _settle_configuration()
        self.doc = cast("_Document", pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7), lang=lang))
        self.pages = 0
        self._digest = hashlib.sha256(f"{title}\0{author}\0{lang}\0{moment}".encode("utf-8", "surrogatepass"))
        self._targets: dict[str, _Target] = {}
        self._named: dict[str, object] = {}
        self._tree: list[tuple[object, Sequence[tuple[str, str]]]] = []
        self._labels = pdfdoc.PDFPageLabels()
        self.doc.defaultStreamFilters = [_Packing()]
        self.doc.info = pdfdoc.PDFDictionary(_information(shown(title), shown(author), moment))

    def watermark(self, code: str, width: float, height: float) -> None:
        """Keep drawing code once in the file; pages name it as `/FormXob.Draft Do`."""
        form = pdfdoc.PDFFormXObject(0, 0, round(width), round(height))
        form.setStreamList(code)
        self.doc.addForm(WATERMARK, form)

    def page(
        self, code: str, *, width: float, height: float, marked: bool = False, links: Sequence[Link] = (),
        groups: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        """Add a page of finished content (Latin-1 operators); `marked` pages show the watermark. `groups` are the roles
        (and texts for pictures) of the page's marked content, by number."""
        data = code.encode("latin-1")
        self._digest.update(data)
        page = pdfdoc.PDFPage()
        if links:
            page.Annots = pdfdoc.PDFArray([_annotation(link) for link in links])
            self._digest.update(repr(links).encode())
        if groups:
            tagged = cast("_Tagged", page)
            tagged.__NoDefault__ = [*tagged.__NoDefault__, "StructParents", "Tabs"]
            tagged.StructParents, tagged.Tabs = len(self._tree), pdfdoc.PDFName("S")
            self._tree.append((self.doc.thisPageRef(), groups))
        page.MediaBox = pdfdoc.PDFArray([0, 0, _number(width), _number(height)])
        resources: dict[str, object] = {"Font": pdfdoc.PDFObjectReference("BasicFonts")}
        if marked:
            name = f"FormXob.{WATERMARK}"
            resources["XObject"] = pdfdoc.PDFDictionary({name: pdfdoc.PDFObjectReference(name)})
        page.Resources = pdfdoc.PDFDictionary(resources)
        stream = pdfdoc.PDFStream(content=_pack(data))
        stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        page.Contents = stream
        self.doc.addPage(page)
        self.pages += 1

    def bookmark(self, title: str, *, level: int = 0, top: float, closed: bool = False) -> None:
        """Put an entry into the outline that leads to height `top` (points from below) of the page added next."""
        key = f"b{len(self._targets)}"
        target = pdfdoc.Destination(key)
        target.fith(_number(top))
        target.setPage(self.doc.thisPageRef())
        self._targets[key] = cast("_Target", target)
        self.doc.Outlines.addOutlineEntry(key, level, shown(title), closed or None)

    def target(self, name: str, *, top: float) -> None:
        """Let links lead to height `top` of the page added next."""
        self._named[name] = pdfdoc.PDFArray([self.doc.thisPageRef(), pdfdoc.PDFName("FitH"), _number(top)])

    def number_from(self, first: int) -> None:
        """Number the pages for viewers from `first`, as they are printed."""
        label = pdfdoc.PDFPageLabel(style="ARABIC", start=first)
        self._labels.addPageLabel(0, label)
        self.doc.Catalog.PageLabels = self._labels

    def save(self, path: Path) -> None:
        """Write the file."""
        path.write_bytes(self.data())

    def data(self) -> bytes:
        """Give the whole file."""
        for font in self.doc.delayedFonts:
            font.addObjects(self.doc)
        catalog = self.doc.Catalog
        self.doc.Reference(catalog)
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        self.doc.Outlines.prepare(self.doc, _Bookmarks(self._targets))
        if self._targets:
            catalog.PageMode = pdfdoc.PDFName("UseOutlines")
        else:
            catalog.Outlines = None
        if self._named:
            catalog.Dests = pdfdoc.PDFDictionary(self._named)
        if self._tree:
            catalog.StructTreeRoot = self._structure()
            catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        name = self._digest.hexdigest()[:32]
        self.doc._ID = f"[<{name}><{name}>]".encode()  # type: ignore[attr-defined]  # noqa: SLF001  (no other way in)
        return self.doc.format()

    def _structure(self) -> object:
        """Give the tree that tells a screen reader which marked content is a heading, a picture, or running text."""
        root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        whole = pdfdoc.PDFDictionary(
            {"Type": pdfdoc.PDFName("StructElem"), "S": pdfdoc.PDFName("Document"), "P": self.doc.Reference(root)}
        )
        above = self.doc.Reference(whole)
        children: list[object] = []
        numbers: list[object] = []
        for at, (page, groups) in enumerate(self._tree):
            held: list[object] = []
            for mark, (role, alt) in enumerate(groups):
                element: dict[str, object] = {
                    "Type": pdfdoc.PDFName("StructElem"), "S": pdfdoc.PDFName(role), "P": above, "Pg": page, "K": mark,
                }  # fmt: skip
                if alt:
                    element["Alt"] = pdfdoc.PDFString(shown(alt))
                held.append(self.doc.Reference(pdfdoc.PDFDictionary(element)))
            children += held
            numbers += [at, pdfdoc.PDFArray(held)]
        whole.dict["K"] = pdfdoc.PDFArray(children)
        root.dict["K"] = above
        root.dict["ParentTree"] = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
        root.dict["ParentTreeNextKey"] = len(self._tree)
        return root


class _Target(Protocol):
    """A place in the file that a bookmark leads to."""


class _Bookmarks:
    """What ReportLab's outline asks its canvas for."""

    def __init__(self, targets: dict[str, _Target]) -> None:
        self._targets = targets

    def _bookmarkReference(self, name: str) -> _Target:  # noqa: N802  (ReportLab's name)
        return self._targets[name]


def _settle_configuration() -> None:
    """Overrule whatever a settings file or the environment made of ReportLab's defaults."""
    rl_config.invariant = 1
    rl_config.pdfMultiLine = 0
    rl_config.pdfComments = 0
    rl_config.useA85 = 0
    rl_config.ttfAsciiReadable = 1
    rl_config.documentLang = None


def _information(title: str, author: str, moment: datetime | None) -> dict[str, object]:
    out: dict[str, object] = {
        "Title": pdfdoc.PDFString(title),
        "Creator": pdfdoc.PDFString(PRODUCER),
        "Producer": pdfdoc.PDFString(PRODUCER),
    }
    if author:
        out["Author"] = pdfdoc.PDFString(author)
    if moment is not None:
        date = pdfdoc.PDFString(moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
        out["CreationDate"] = out["ModDate"] = date
    return out


def _number(value: float) -> str:
    """Give a length as the file writes it: two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


number = _number


def text_at(x: float, y: float, runs: Iterable[tuple[str, str]], size: float) -> str:
    """Give the operators that set runs of text at a point, in a text object of their own."""
    parts = [f"BT 1 0 0 1 {_number(x)} {_number(y)} Tm"]
    parts += [f"{name} {_number(size)} Tf ({operand}) Tj" for name, operand in runs]
    parts.append("ET")
    return " ".join(parts)
