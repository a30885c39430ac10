"""What a page of a PDF draws with, bared of everything that it does not name: a resource may lead to every other page.

Programs share one table of resources among all pages, forms, soft masks and drawn fonts; each copy made here has only
the entries that its own content calls for, and of each entry only the keys that drawing takes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pikepdf

DROPPED = (
    "/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents", "/OPI", "/AF", "/Ref", "/Alternates",
    "/OC", "/Measure", "/PtData", "/Parent",
)  # fmt: skip
_NAMED = ("/Font", "/XObject", "/Pattern", "/Shading", "/ColorSpace", "/ExtGState")
_KINDS = {"/ExtGState": "state", "/Font": "font"}
_DRAWN = {
    "content": frozenset({"/Filter", "/DecodeParms"}),
    "group": frozenset({"/Type", "/S", "/CS", "/I", "/K"}),
    "image": frozenset({
        "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask",
        "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Name", "/Filter", "/DecodeParms",
    }),
    "state": frozenset({
        "/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/Font", "/BG", "/BG2", "/UCR", "/UCR2",
        "/TR", "/TR2", "/HT", "/FL", "/SM", "/SA", "/BM", "/SMask", "/CA", "/ca", "/AIS", "/TK",
    }),
}  # fmt: skip
_DEEPEST = 40
_MOST_ONE, _MOST_CONTENT = 8 << 20, 64 << 20
"""How long one content may be, unpacked, and all that are looked into: reading it takes a hundred times that."""
_MOST_PACKED = 1 << 18
"""How long a content may be that is packed in another way than usual: how far that grows is not known before."""
_FLATE = frozenset({"/FlateDecode", "/Fl"})


class Barer:
    """Copies what pages of one document draw with; ValueError where their content grows beyond all measure."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._left = _MOST_CONTENT
        self._done: dict[tuple[int, int], object] = {}

    def names(self, content: Any) -> frozenset[str]:  # noqa: ANN401  (a stream, an array of them, or nothing)
        """Give every name that a content uses as an operand."""
        import pikepdf

        streams = list(content) if isinstance(content, pikepdf.Array) else [content] if content is not None else []
        found: set[str] = set()
        text = b"\n".join(map(self._unpacked, streams))
        if len(text) > _MOST_ONE:
            raise ValueError("content beyond all measure")
        for instruction in pikepdf.parse_content_stream(self._pdf.make_stream(text)):
            for operand in cast("Any", instruction).operands if hasattr(instruction, "operands") else ():
                found.update(_named(operand))
        return frozenset(found)

    def used(self, resources: Any, names: frozenset[str], depth: int) -> pikepdf.Object:  # noqa: ANN401
        """Copy a table of resources with those entries that the names call for. Marks of content keep no properties."""
        import pikepdf

        every = names | self._borrowed(resources, names)
        kept = pikepdf.Dictionary()
        for kind in _NAMED:
            table = resources.get(kind)
            entries = pikepdf.Dictionary()
            for name, thing in table.items() if table is not None else ():
                if name in every:
                    entries[name] = self.bared(thing, _KINDS.get(kind, ""), depth + 1)
            if len(entries):
                kept[kind] = entries
        marks = resources.get("/Properties")
        blanks = {name: pikepdf.Dictionary() for name, _ in marks.items() if name in names} if marks is not None else {}
        if blanks:
            kept["/Properties"] = pikepdf.Dictionary(blanks)
        return kept

    def bared(self, thing: Any, kind: str, depth: int) -> Any:  # noqa: ANN401  (any object of a PDF)
        """Copy an object with what it draws with, and nothing that it only hangs on."""
        import pikepdf

        if depth > _DEEPEST:
            raise ValueError("resources within resources")
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
            return thing
        place = thing.objgen
        if place != (0, 0) and place in self._done:
            return self._done[place]
        if isinstance(thing, pikepdf.Array):
            kind = kind if kind == "content" else ""
            return pikepdf.Array([self.bared(each, kind, depth + 1) for each in cast("Any", thing)])
        copy = self._copied(thing, kind, depth)
        if place != (0, 0):
            copy = copy if copy.is_indirect else self._pdf.make_indirect(copy)
            self._done[place] = copy
        return copy

    def _copied(self, thing: Any, kind: str, depth: int) -> Any:  # noqa: ANN401
        import pikepdf

        stream = isinstance(thing, pikepdf.Stream)
        if str(thing.get("/Subtype")) == "/Image" and stream:
            kind = "image"
        drawn = _DRAWN.get(kind)
        kept = {
            key: self.bared(value, "group" if key == "/Group" else "", depth + 1)
            for key, value in thing.items()
            if key not in {"/Length", "/Resources", *DROPPED} and (drawn is None or key in drawn)
        }
        resources = thing.get("/Resources")
        if resources is not None and drawn is None:
            kept["/Resources"] = self.used(resources, self._called(thing), depth + 1)
        if stream:
            return self._pdf.make_stream(thing.read_raw_bytes(), pikepdf.Dictionary(kept))
        return pikepdf.Dictionary(kept)

    def _called(self, thing: Any) -> frozenset[str]:  # noqa: ANN401
        """Give the names that a form's or a pattern's content uses, or those of a font's drawn signs."""
        import pikepdf

        if isinstance(thing, pikepdf.Stream):
            return self.names(thing)
        signs = thing.get("/CharProcs")
        found = [self.names(sign) for _, sign in signs.items()] if signs is not None else []
        return frozenset[str]().union(*found)

    def _borrowed(self, resources: Any, names: frozenset[str]) -> frozenset[str]:  # noqa: ANN401
        """Give the names that forms without resources of their own use: they borrow those of the page."""
        import pikepdf

        found: set[str] = set()
        waiting = set(names)
        table = resources.get("/XObject")
        while table is not None and waiting:
            form = table.get(waiting.pop())
            plain = isinstance(form, pikepdf.Stream) and str(form.get("/Subtype")) == "/Form"
            if plain and form.get("/Resources") is None:
                called = self.names(form)
                waiting |= called - found
                found |= called
        return frozenset(found)

    def _unpacked(self, stream: Any) -> bytes:  # noqa: ANN401
        """Give a content's bytes, never more than is left of what a document may have."""
        import pikepdf

        held = stream.get("/Filter")
        filters = [str(each) for each in held] if isinstance(held, pikepdf.Array) else [str(held)] if held else []
        plain = all(each in _FLATE for each in filters) and stream.get("/DecodeParms") is None
        data: bytes = stream.read_raw_bytes()
        if plain:
            for _ in filters:
                data = zlib.decompressobj().decompress(data, min(self._left, _MOST_ONE) + 1)
        elif len(data) <= _MOST_PACKED:
            data = stream.read_bytes()
        else:
            raise ValueError("content packed in an unusual way")
        self._left -= len(data)
        if self._left < 0:
            raise ValueError("content beyond all measure")
        return data


def _named(operand: object) -> Iterator[str]:
    import pikepdf

    if isinstance(operand, pikepdf.Name):
        yield str(operand)
    elif isinstance(operand, pikepdf.Array):
        for each in cast("Any", operand):
            yield from _named(each)
