"""What is hidden in a source and open in an image that is built from it: a warning to whoever decides and signs.

To mask an algorithm in its source is of little use where the compiled algorithm leaves beside it. The names of what is
hidden, and the texts in it, are looked for in every image as it would leave; an image that is said to be built from the
source is named even where no name of it stands there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast

from codebinder import firmware, redact
from codebinder.base import encoding as encodings
from codebinder.base.files import PrivateFolder
from codebinder.base.values import ValueSearch
from codebinder.errors import UserError
from codebinder.firmware import Blob
from codebinder.model.filing import Filing
from codebinder.model.firmware import Node
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import REASON_CODES, Grain, RedactionKind, Secret
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import contents, filedimages, filings, hiding, images, leftout
from codebinder.workflow.imagenodes import NAMED, Told, Ways, stretches
from codebinder.workflow.session import Session

_RULES = 2
"""Which rules found out what is kept: those of before looked for no text that holds an escape."""
KIND = "exposure"
"""Name of the reading that keeps this of an image."""
_HOUSE = frozenset({"TS", "TS-ALG", "VUL"})
"""Reasons about code: trade secret, algorithm, unfixed vulnerability."""
_SHORTEST, _TELLING, _TEXT = 6, 10, 10
"""Bytes of a name that is looked for, of one that tells by itself, and of a text."""
_MOST_NAMES, _MOST_TOLD, _MOST_PLACES = 20_000, 12, 100_000
_LITERAL = re.compile(rb'"((?:[^"\\\n]|\\.){10,400})"')
_TABLE = re.compile(rb"\b([A-Za-z_][A-Za-z0-9_]{5,})\s*(?:\[[^\]\n]*\]\s*)+=")
_ESCAPE = re.compile(rb"\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
"""What a literal writes otherwise than it stands in a program; the text between is looked for."""
_LETTER = re.compile(rb"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """Something hidden in a source that an image shows, or must be taken to show.

    `names` are functions and tables of what is hidden that stand in the image, `texts` how many texts of it do, `where`
    the parts of the image in which (by their way and region); all empty where the image is only said to be built from
    the source (`declared`). Without a `reason` it tells of files of the source that no rule takes in, and that stand
    whole in the image: `names` are their paths; with the `path` "image" of files in what the image `source` hides.
    """

    image: str
    disclosure: str
    source: str
    path: str
    reason: str
    redactions: tuple[str, ...]
    declared: bool
    names: tuple[str, ...] = ()
    texts: int = 0
    where: tuple[str, ...] = ()

    @property
    def said(self) -> Message:
        """Say it in a sentence."""
        params: dict[str, str | int | Message] = {
            "ids": ", ".join(self.redactions), "path": shown(self.path), "source": shown(self.source),
            "reason": shown(self.reason), "image": shown(self.image), "names": _few(self.names), "texts": self.texts,
            "where": _few(self.where),
        }  # fmt: skip
        if not self.reason:
            return Message("exposed.inside" if self.path else "exposed.left-out", params)
        if not self.where:
            return Message("exposed.declared", params)
        return Message("exposed.names" if self.names else "exposed.texts", params)


def _few(texts: Sequence[str]) -> str:
    told = ", ".join(map(shown, texts[:_MOST_TOLD]))
    return f"{told}, … (+{len(texts) - _MOST_TOLD})" if len(texts) > _MOST_TOLD else told


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What is hidden of one file for one reason: its redactions, names and texts."""

    source: str
    path: bytes
    reason: str
    redactions: tuple[str, ...]
    names: frozenset[bytes]
    texts: frozenset[bytes]


def about_code(policy: RedactionPolicy) -> frozenset[str]:
    """Give the reasons that are about code: the house's three, and those of the template that it publishes alike."""
    known = redact.known_reasons(policy)
    alike = {each.published for each in known if each.internal in _HOUSE}
    own = {each.internal for each in known if each.published in alike and each.internal not in REASON_CODES}
    return _HOUSE | own


def kept(session: Session, filing: Filing) -> tuple[Exposed, ...] | None:
    """Give what was found out last; None where that was not looked at, or sources, redactions or images have changed
    since."""
    wanted = _wanted(session, filing)
    found: list[Exposed] = []
    for part, secrets in wanted:
        held = session.book.readings.get(filing.slug, part.slug, KIND)
        if held is None or held[0] != _made_from(session, filing, part, secrets):
            remembered = session.measures.get(_key(filing, part))
            if not isinstance(remembered, tuple) or remembered[0] != _made_from(session, filing, part, secrets):
                return None
            found += cast("tuple[Exposed, ...]", remembered[1])
            continue
        found += loads(session.sealer.unseal(images.READING, held[1]).decode())
    return tuple(found)


def look(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel) -> tuple[Exposed, ...]:
    """Find out what is hidden in sources and open in images; what is known already is not looked for again."""
    known = kept(session, filing)
    if known is not None:
        return known
    found: list[Exposed] = []
    for part, secrets in _wanted(session, filing):
        hidden = _hidden(session, filing, secrets, cancel)
        rows = _in_image(session, filing, part, hidden, progress=progress, cancel=cancel)
        rows += _left_out(session, filing, part, progress=progress, cancel=cancel)
        session.measures[_key(filing, part)] = (_made_from(session, filing, part, secrets), rows)
        found += rows
    return tuple(found)


def write(session: Session, filing: Filing) -> None:
    """Keep what was found out, sealed; in a transaction."""
    for part, secrets in _wanted(session, filing):
        remembered = session.measures.get(_key(filing, part))
        made_from = _made_from(session, filing, part, secrets)
        if isinstance(remembered, tuple) and remembered[0] == made_from:
            text = dumps(cast("tuple[Exposed, ...]", remembered[1]))
            sealed = session.sealer.seal(images.READING, text.encode())
            session.book.readings.put(filing.slug, part.slug, KIND, made_from=made_from, sealed=sealed)


def dumps(rows: Iterable[Exposed]) -> str:
    """Write as JSON."""
    return json.dumps([asdict(each) for each in rows], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str) -> tuple[Exposed, ...]:
    """Read what `dumps` wrote; ValueError where it is anything else."""
    value: object = json.loads(text) if text else []
    if not isinstance(value, list):
        raise ValueError("no list")  # noqa: TRY004  (what comes from outside is a fault of its text)
    return tuple(_row(each) for each in cast("list[object]", value))


def _row(value: object) -> Exposed:
    if not isinstance(value, dict):
        raise ValueError("no row")  # noqa: TRY004  (as above)
    row = cast("Mapping[str, object]", value)
    texts = {name: row.get(name) for name in ("image", "disclosure", "source", "path", "reason")}
    lists = {name: row.get(name) for name in ("redactions", "names", "where")}
    count, declared = row.get("texts"), row.get("declared")
    good = all(isinstance(each, str) for each in texts.values()) and isinstance(count, int)
    if not good or not all(_texts(each) for each in lists.values()) or len(row) != len(texts) + len(lists) + 2:
        raise ValueError("no row")
    held = {name: tuple(cast("list[str]", each)) for name, each in lists.items()}
    named = cast("Mapping[str, str]", texts)
    return Exposed(
        image=named["image"], disclosure=named["disclosure"], source=named["source"], path=named["path"],
        reason=named["reason"], redactions=held["redactions"], declared=declared is True, names=held["names"],
        texts=cast("int", count), where=held["where"],
    )  # fmt: skip


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in cast("list[object]", value))


def _key(filing: Filing, part: Component) -> str:
    return f"exposure {filing.uid} {part.slug}"


def _wanted(session: Session, filing: Filing) -> list[tuple[Component, list[Secret]]]:
    """Give the images that leave as such, with what is hidden in sources for reasons about code; none where there is
    nothing of that kind, no rule leaves anything out of a source, and no image hides anything."""
    parts = [
        part
        for part in filings.components(session, filing, ComponentKind.FIRMWARE)
        if part.disclosure in {Disclosure.WHOLE, Disclosure.REDACTED}
    ]
    if not parts:
        return []
    reasons = about_code(filings.template(session, filing).redaction)
    secrets = [
        each
        for each in hiding.secrets(session, filing)
        if not each.in_image and each.redaction.kind is not RedactionKind.VALUE and each.redaction.reason in reasons
    ]
    return (
        [(part, secrets) for part in parts]
        if secrets or leftout.sources(session, filing) or leftout.hiding(session, filing)
        else []
    )


def _made_from(session: Session, filing: Filing, part: Component, secrets: Sequence[Secret]) -> str:
    rows = [[each.redaction.id, each.redaction.content_tag, each.redaction.reason] for each in secrets]
    open_ = [[row.start, row.end] for row in filedimages.places(session, filing, part.slug)]
    text = json.dumps([_RULES, part.disclosure.value, part.built_from, rows, open_])
    return images.made_from(session, part, text, *leftout.made_from(session, filing))


def _left_out(
    session: Session, filing: Filing, part: Component, *, progress: Progress, cancel: Cancel
) -> tuple[Exposed, ...]:
    """Give the files that rules leave out of sources, or that images hide, and that stand whole in an image: one row
    for each of these."""
    left = leftout.standing(session, filing, part, progress=progress, cancel=cancel)
    inside = leftout.inside(session, filing, part, progress=progress, cancel=cancel)
    return tuple(
        Exposed(
            image=part.slug, disclosure=part.disclosure.value, source=slug, path=path, reason="", redactions=(),
            declared=part.built_from == slug, names=tuple(map(shown_path, files)),
            where=tuple(dict.fromkeys(place for places in files.values() for place in places))[:leftout.MOST],
        )
        for path, rows in (("", left), ("image", inside))
        for slug, files in rows.items()
    )  # fmt: skip


def _hidden(session: Session, filing: Filing, secrets: Sequence[Secret], cancel: Cancel) -> list[_Hidden]:
    """Read the files of what is hidden, and name the functions, tables and texts in it."""
    found: list[_Hidden] = []
    files: dict[tuple[str, bytes], list[Secret]] = {}
    for each in secrets:
        files.setdefault((each.redaction.component, each.redaction.path), []).append(each)
    for (slug, path), rows in sorted(files.items()):
        cancel.check()
        data = _original(session, filing, slug, path)
        for reason in sorted({each.redaction.reason for each in rows}):
            mine = [each for each in rows if each.redaction.reason == reason]
            names, texts = _named(data, path, mine) if data is not None else (set[bytes](), set[bytes]())
            ids = tuple(each.redaction.id for each in mine)
            found.append(_Hidden(slug, path, reason, ids, frozenset(names), frozenset(texts)))
    return found


def _original(session: Session, filing: Filing, slug: str, path: bytes) -> bytes | None:
    try:
        part, entry = contents.find_file(session, filing, path, slug)
        with contents.opened(session, filing, part) as content:
            return content.read(entry)
    except UserError:  # a source that is gone names nothing: what is declared is told all the same
        return None


def _named(data: bytes, path: bytes, rows: Sequence[Secret]) -> tuple[set[bytes], set[bytes]]:
    encoding = encodings.detect(data)[0]
    if encoding == "binary" or encoding.startswith("utf-16"):
        return set(), set()
    functions = [each for each in redact.extents(data, encoding, path) if each.grain is Grain.FUNCTION and each.name]
    names: set[bytes] = set()
    texts: set[bytes] = set()
    for each in rows:
        whole = each.redaction.kind is RedactionKind.FILE
        low, high = (0, len(data)) if whole else (each.redaction.start, each.redaction.end)
        names |= {one.name.encode() for one in functions if one.start < high and low < one.end}
        names |= {found[1] for found in _TABLE.finditer(data, low, high)}
        literals = (found[1] for found in _LITERAL.finditer(data, low, high))
        texts |= {text for each in literals for text in _ESCAPE.split(each) if len(text) >= _TEXT}
    short = {each.rsplit(b"::", 1)[-1].rsplit(b".", 1)[-1] for each in names}
    return {each for each in short if len(each) >= _SHORTEST}, texts


def _in_image(
    session: Session, filing: Filing, part: Component, hidden: Sequence[_Hidden], *, progress: Progress,
    cancel: Cancel,
) -> tuple[Exposed, ...]:  # fmt: skip
    words = sorted({word for each in hidden for word in (*each.names, *each.texts)})[:_MOST_NAMES]
    seen: dict[bytes, dict[str, None]] = {}
    if words:
        seeing = _Seeing(words, frozenset(word for each in hidden for word in each.names), cancel)
        with (
            filedimages.filed(session, filing, part.slug, progress=progress, cancel=cancel) as blob,
            PrivateFolder(session.environment.temp_root) as folder,
        ):
            name = images.name_of(part)
            firmware.look_through(blob, (seeing,), name=name, folder=folder, progress=progress, cancel=cancel)
        seen = seeing.seen
    return tuple(row for each in hidden if (row := _exposed(part, each, seen)) is not None)


def _exposed(part: Component, each: _Hidden, seen: Mapping[bytes, Mapping[str, None]]) -> Exposed | None:
    names = sorted(word for word in each.names if word in seen)
    texts = sorted(word for word in each.texts if word in seen)
    declared = part.built_from == each.source
    telling = len(names) + len(texts) > 1 or any(len(word) >= _TELLING for word in (*names, *texts))
    whole = declared and part.disclosure is Disclosure.WHOLE
    if not (whole or (declared and (names or texts)) or telling):
        return None
    where = dict.fromkeys(place for word in (*names, *texts) for place in seen[word])
    return Exposed(
        image=part.slug, disclosure=part.disclosure.value, source=each.source, path=shown_path(each.path),
        reason=each.reason, redactions=each.redactions, declared=declared,
        names=tuple(word.decode("utf-8", "replace") for word in names), texts=len(texts), where=tuple(where),
    )  # fmt: skip


class _Seeing:
    """The visitor that looks for names and texts, and tells the parts and regions in which they stand."""

    def __init__(self, words: Sequence[bytes], names: frozenset[bytes], cancel: Cancel) -> None:
        self._words, self._names, self._cancel = words, names, cancel
        values = [(str(number), word, "utf-8") for number, word in enumerate(words)]
        self._search = ValueSearch([], plain=values, cancel=cancel)
        self._ways = Ways()
        self._told = Told()
        self._seen: list[tuple[int, bytes, str]] = []
        self._known: set[tuple[int, bytes, str]] = set()

    @property
    def seen(self) -> dict[bytes, dict[str, None]]:
        """Where each word stands, once each."""
        found: dict[bytes, dict[str, None]] = {}
        for number, word, place in self._seen:
            if not self._told.twice(number, word.hex()):
                found.setdefault(word, {})[place] = None
        return found

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        way = self._ways.add(node)
        if node.kind in NAMED or not blob.size:
            return
        for part in stretches(blob, own):
            self._cancel.check()
            for hit in self._search.search(part.data):
                word = self._words[int(hit.id)]
                at = part.start + hit.start
                if not part.fresh <= at < part.until or (
                    word in self._names and not _alone(part.data, hit.start, hit.end)
                ):
                    continue
                row = (node.number, word, _place(node, way, at))
                if row not in self._known and len(self._seen) < _MOST_PLACES:
                    self._known.add(row)
                    self._seen.append(row)
                    self._told.note(self._ways, node.number, word.hex())


def _alone(data: bytes, start: int, end: int) -> bool:
    """Is a name a name of its own here, and no part of a longer one? What mangles names writes their length before."""
    before, after = data[max(0, start - 1) : start], data[end : end + 1]
    mangled = before.isdigit()
    inside = _LETTER.match(before) is not None and not mangled
    return not inside and (mangled or (_LETTER.match(after) is None and after != b"_"))


def _place(node: Node, way: bytes, at: int) -> str:
    """Name a part of an image, and the region of it that a byte is in."""
    row = bisect_right(node.regions, at, key=lambda each: each.start) - 1
    region = node.regions[row] if row >= 0 and at < node.regions[row].end else None
    told = shown_path(way) or shown_path(node.name)
    named = (shown(region.label) or shown(region.format)) if region is not None else ""
    return f"{told} ({named})" if named and named != node.format else told


def told(session: Session, filing: Filing) -> tuple[Message, ...]:
    """Give the warnings as sentences; one that nobody knows where that was not looked at as things are now."""
    rows = kept(session, filing)
    return (Message("exposed.unknown"),) if rows is None else tuple(each.said for each in rows)
