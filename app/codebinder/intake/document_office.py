"""Finds what an Office or OpenDocument file holds besides its text: properties, comments, changes, hidden parts."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from codebinder.model.source import DocumentTrait
from codebinder.model.text import shown

_SHOWN = 500
_MOST_MEMBERS = 20_000
_MEMBER_LIMIT = 32 * 1024 * 1024
_TOTAL_LIMIT = 256 * 1024 * 1024
_MOST_TRAITS = 300
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_KINDS = (
    ("word/", "wordprocessingml.document"),
    ("xl/", "spreadsheetml.sheet"),
    ("ppt/", "presentationml.presentation"),
)
_PROPERTIES = frozenset({"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml"})
_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, KeyError, RuntimeError, EOFError)
# Statistics, which say nothing about people.
_DULL = frozenset({
    "TotalTime", "Pages", "Words", "Characters", "Lines", "Paragraphs", "CharactersWithSpaces", "DocSecurity", "Slides",
    "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged", "document-statistic", "i4", "lpstr", "Notes",
    "HiddenSlides", "MMClips",
})  # fmt: skip
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "changed-region"})
# By member name: (kind, pattern). Their mere presence tells.
_BY_NAME = (
    ("embedded", re.compile(r"(?:^|/)embeddings/|^ObjectReplacements/|^Object \d+/content\.xml$")),
    ("macro", re.compile(r"vbaProject\.bin$|^Basic/|^Scripts/")),
    ("custom-xml", re.compile(r"^customXml/item\d+\.xml$")),
    ("thumbnail", re.compile(r"(?:^docProps/thumbnail\.|^Thumbnails/)")),
    ("revision", re.compile(r"^Versions/|^xl/revisions/")),
    ("external-link", re.compile(r"^xl/externalLinks/externalLink\d+\.xml$")),
    ("printer-settings", re.compile(r"(?:^|/)printerSettings/")),
    ("cached-data", re.compile(r"^xl/(?:pivotCache/pivotCacheRecords\d+|queryTables/.*|connections)\.(?:xml|bin)$")),
    ("speaker-notes", re.compile(r"^ppt/notesSlides/notesSlide\d+\.xml$")),
)
_COMMENTS = re.compile(r"^(?:word/comments\w*|xl/comments\d+|xl/threadedComments/.*|(?:ppt|xl)/comments/.*)\.xml$")
_PEOPLE = re.compile(r"^(?:word/people|ppt/commentAuthors|ppt/authors|xl/persons/.*)\.xml$")
_SETTINGS = re.compile(r"^(?:word/settings|xl/worksheets/sheet\d+|xl/workbook|settings)\.xml$")
_ELSEWHERE = re.compile(r"(?i)^(?:file:|\\\\|[a-z]:[\\/]|/)")
_BODIES = re.compile(
    r"^(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes)|xl/workbook|ppt/slides/slide\d+|content)\.xml$"
)


def look(data: bytes) -> tuple[str, list[DocumentTrait]]:
    """Say what kind of ZIP `data` is, and give what is in it besides the visible text."""
    found: list[DocumentTrait] = []
    media_type = "application/zip"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            media_type = _media_type(archive, names)
            if media_type == "application/zip":
                return media_type, [_trait("unreadable", "format", "an archive; give its files one by one")]
            if len(names) > _MOST_MEMBERS:
                return media_type, [_trait("unreadable", "members", f"more than {_MOST_MEMBERS} parts")]
            for trait in _parts(archive):
                found.append(trait)
                if len(found) >= _MOST_TRAITS:
                    found.append(_trait("unreadable", "count", f"more than {_MOST_TRAITS} traits; not all are listed"))
                    break
    except _FAULTS as error:
        found.append(_trait("unreadable", "structure", f"damaged or unusual ({type(error).__name__})"))
    return media_type, found


def rtf_traits(data: bytes) -> list[DocumentTrait]:
    """Give the information block, comments, changes and objects of a rich text file."""
    found = [
        _trait("metadata", match[1].decode("ascii"), match[2].decode("latin-1"))
        for match in re.finditer(
            rb"\{\\(author|operator|company|manager|title|subject|keywords|doccomm) ([^{}\\]{1,500})", data
        )
    ]
    for kind, mark in (("comment", b"{\\*\\annotation"), ("tracked-change", b"\\revised"), ("embedded", b"{\\object"),
                       ("hidden-text", b"\\v "), ("deleted", b"\\deleted")):  # fmt: skip
        if count := data.count(mark):
            found.append(_trait(kind, "document", f"{count} places"))
    return found


def _media_type(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "mimetype" in names:
        kind = _read(archive, archive.getinfo("mimetype"), 200).strip()
        if kind.startswith(_OPENDOCUMENT):
            return shown(kind.decode("ascii", "replace"))
    if "[Content_Types].xml" in names:
        for folder, name in _KINDS:
            if any(item.startswith(folder) for item in names):
                return f"application/vnd.openxmlformats-officedocument.{name}"
    return "application/zip"


def _parts(archive: zipfile.ZipFile) -> Iterator[DocumentTrait]:
    left = _TOTAL_LIMIT
    for info in archive.infolist():
        name = info.filename
        for kind, pattern in _BY_NAME:
            if pattern.search(name) and not info.is_dir():
                yield _trait(kind, name, f"{info.file_size} bytes")
        if not (name in _PROPERTIES or _COMMENTS.match(name) or _PEOPLE.match(name) or _BODIES.match(name)
                or _SETTINGS.match(name) or name.endswith(".rels")):  # fmt: skip
            continue
        data = _read(archive, info, min(_MEMBER_LIMIT, left))
        left -= len(data)
        if len(data) < info.file_size:
            yield _trait("unreadable", name, "too large to look into")
        elif b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            yield _trait("unreadable", name, "declares entities, which Office files never do")
        else:
            try:
                root = ET.fromstring(data)  # noqa: S314 - without a document type nothing can be declared or expanded
            except ET.ParseError:
                yield _trait("unreadable", name, "is not well-formed")
                continue
            yield from _part(name, root)


def _part(name: str, root: ET.Element) -> Iterator[DocumentTrait]:
    if name in _PROPERTIES:
        for element in root.iter():
            text = (element.text or "").strip()
            tag = _local(element)
            if text and text != "0" and tag not in _DULL:
                yield _trait("metadata", element.get("name") or tag, text)
    elif _COMMENTS.match(name):
        yield from _comments(root)
    elif _PEOPLE.match(name):
        for element in root.iter():
            person = _attribute(element, "author", "name", "displayName")
            if person:
                yield _trait("metadata", "author of comments", person)
    elif name.endswith(".rels"):
        yield from _relations(name, root)
    elif _SETTINGS.match(name):
        yield from _settings(name, root)
        if _BODIES.match(name):
            yield from _body(name, root)
    else:
        yield from _body(name, root)


def _comments(root: ET.Element) -> Iterator[DocumentTrait]:
    for element in root.iter():
        if _local(element) in {"comment", "threadedComment", "cm"}:
            yield _trait("comment", _attribute(element, "author", "authorId", "personId"), _words(element))


def _relations(name: str, root: ET.Element) -> Iterator[DocumentTrait]:
    """Find what is named of other places: a template, a picture, a workbook on somebody's disk or server."""
    for element in root.iter():
        target = element.get("Target", "")
        fetched = not element.get("Type", "").endswith("/hyperlink")
        if element.get("TargetMode") == "External" and (fetched or _ELSEWHERE.match(target)):
            yield _trait("external-link", name, target)


def _settings(name: str, root: ET.Element) -> Iterator[DocumentTrait]:
    sessions = hidden = 0
    for element in root.iter():
        tag = _local(element)
        if tag == "rsid":
            sessions += 1
        elif tag == "docVar":
            yield _trait("metadata", _attribute(element, "name"), _attribute(element, "val"))
        elif tag == "absPath":
            yield _trait("metadata", "path", _attribute(element, "url"))
        elif tag == "definedName" and element.get("hidden") in {"1", "true"}:
            yield _trait("hidden-name", element.get("name", ""), element.text or "")
        elif tag in {"row", "col"} and element.get("hidden") in {"1", "true"}:
            hidden += 1
        elif tag == "config-item" and _attribute(element, "name") in {"PrinterName", "PrinterSetup"} and element.text:
            yield _trait("metadata", _attribute(element, "name"), element.text)
    if sessions:
        yield _trait("metadata", "rsid", f"{sessions} editing sessions are told apart")
    if hidden:
        yield _trait("hidden-text", name, f"{hidden} hidden rows or groups of columns")


def _body(name: str, root: ET.Element) -> Iterator[DocumentTrait]:
    changes = hidden_text = 0
    if name.startswith("ppt/slides/") and root.get("show") == "0":
        yield _trait("hidden-slide", name, "is not shown")
    for element in root.iter():
        tag = _local(element)
        if tag in _CHANGES:
            changes += 1
        elif tag in {"vanish", "webHidden"} and _attribute(element, "val") not in {"0", "false"}:
            hidden_text += 1
        elif tag == "sheet" and element.get("state") in {"hidden", "veryHidden"}:
            yield _trait("hidden-sheet", element.get("name", ""), str(element.get("state")))
        elif tag == "annotation" and name == "content.xml":
            yield _trait("comment", "document", _words(element))
        elif tag == "table-properties" and _attribute(element, "display") == "false":
            yield _trait("hidden-sheet", _attribute(element, "name"), "a table style that is not displayed")
        elif tag == "drawing-page-properties" and _attribute(element, "visibility") == "hidden":
            yield _trait("hidden-slide", name, "is not shown")
        elif tag in {"hidden-text", "hidden-paragraph"}:
            hidden_text += 1
    if changes:
        yield _trait("tracked-change", name, f"{changes} tracked changes")
    if hidden_text:
        yield _trait("hidden-text", name, f"{hidden_text} places")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    with archive.open(info) as member:
        return member.read(limit)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: ET.Element, *names: str) -> str:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] in names:
            return value
    return ""


def _words(element: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _trait(kind: str, name: str, text: str) -> DocumentTrait:
    return DocumentTrait(kind=kind, name=shown(name[:_SHOWN]), text=shown(text[:_SHOWN]))
