"""The file that an opening is, once decrypted: a ZIP whose members stock tools check, written and read strictly.

opening.json                   what is opened, of which package, to whom; nothing rests on it alone
release.msg .sig .pem          the approver's signed release, her signature, her key
ranges/NNNNNN.message .salt    what a commitment of proof/commitments.txt is the HMAC of, and the key for it (hex)
ranges/NNNNNN.hidden .path     the hidden bytes (of a withheld file: its content; and its path)
commits/SLUG.message .salt     the same for the ids of a commit; .hidden holds them
objects/ID.commit, ID.tree     git objects as git stores them, where the path from a file to the commit is offered
CHECK.txt                      how to check all that with openssl, in English and Chinese
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from codebinder import assets
from codebinder.base import canonical
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError
from codebinder.base.zips import ZipLimits, ZipReader, ZipWriter
from codebinder.errors import UserError
from codebinder.model.redaction import IMAGE, SALT_SIZE
from codebinder.model.text import Message as Said
from codebinder.redact.opening import COMMIT_PATH, WITHHELD_PATH, Message, parse_message, parse_withheld

FORMAT, VERSION = "codebinder-opening", 1
_MOMENT = (1980, 1, 1, 0, 0, 0)
_LIMITS = ZipLimits(members=500_000, total=3 << 30, ratio=40, free=64 << 20)
_LARGEST_JSON = 64 << 20
_LARGEST_MESSAGE = 600 << 20
_HEX64 = re.compile(r"[0-9a-f]{64}")
_OBJECT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_HEAD = {"format", "version", "filing", "round", "round_digest", "root", "recipient", "earlier", "openings", "objects"}
_ITEM = {"name", "commitment", "component", "kind", "payload_path", "ordinal", "offset", "encoding", "mask"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One commitment with what opens it. `name` is its members' name without ending; `ordinal` that of the list."""

    name: str
    commitment: str
    component: str
    kind: str
    payload_path: str
    ordinal: int
    offset: int
    encoding: str
    mask: int
    salt: bytes = field(repr=False)
    message: bytes = field(repr=False)

    @property
    def parsed(self) -> Message:
        """The message's fields."""
        return parse_message(self.message)

    @property
    def is_commit(self) -> bool:
        """Are these the ids of a commit?"""
        return self.payload_path == COMMIT_PATH and self.name.startswith("commits/")

    @property
    def is_file(self) -> bool:
        """Is this a file that is withheld whole?"""
        return self.payload_path == WITHHELD_PATH

    def contents(self) -> dict[str, bytes]:
        """Give what the members with the endings .hidden and .path hold."""
        hidden = self.parsed.hidden
        if not self.is_file:
            return {"hidden": hidden}
        path, data = parse_withheld(hidden)
        return {"hidden": data, "path": path}


@dataclass(frozen=True, slots=True, kw_only=True)
class GitObject:
    """A commit or tree as git stores it."""

    component: str
    kind: str
    id: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFile:
    """A whole opening. `earlier` are digests of releases to the same recipient that this one builds upon."""

    filing: str
    round: int
    round_digest: str
    root: str
    recipient: str
    message: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    key: bytes = field(repr=False)
    items: tuple[Item, ...] = ()
    objects: tuple[GitObject, ...] = ()
    earlier: tuple[str, ...] = ()


def write_opening(opening: OpeningFile) -> bytes:
    """Give the ZIP: the same bytes for the same opening, everywhere."""
    out = io.BytesIO()
    writer = ZipWriter(out, moment=_MOMENT)
    writer.add("CHECK.txt", _check_text(opening))
    writer.add("opening.json", canonical.dumps(_described(opening)) + b"\n")
    for ending, data in (("msg", opening.message), ("sig", opening.signature), ("pem", opening.key)):
        writer.add(f"release.{ending}", data)
    for item in sorted(opening.items, key=lambda each: each.name):
        writer.add(f"{item.name}.message", item.message)
        writer.add(f"{item.name}.salt", item.salt.hex().encode("ascii") + b"\n")
        for ending, data in sorted(item.contents().items()):
            writer.add(f"{item.name}.{ending}", data)
    for each in sorted(opening.objects, key=lambda one: one.id):
        writer.add(f"objects/{each.id}.{each.kind}", each.data)
    writer.close()
    return out.getvalue()


def read_opening(data: bytes) -> OpeningFile:
    """Read what `write_opening` gave, repacked or not; UserError where it is not an opening, whole and nothing else."""
    if not data.startswith(b"PK\3\4"):
        raise no_opening(Said("fault.openfile.not-zip-archive"))
    with ZipReader(data, limits=_LIMITS) as archive:
        return _Reading(archive).opening()


def no_opening(why: Said) -> UserError:
    """The sentence for a file that is none."""
    return SaidError(Said("refuse.openfile.not-opening", {"why": why}), next_step=Said("next.ask-vendor-opening-again"))


class _Reading:
    """One pass over the members; each must be called for once, and none may be left."""

    def __init__(self, archive: ZipReader) -> None:
        self._archive = archive
        self._left = {member.name for member in archive.members if not member.folder}

    def opening(self) -> OpeningFile:
        head = _table(canonical.loads(self._take("opening.json", _LARGEST_JSON).rstrip(b"\n"), limit=_LARGEST_JSON))
        if head.get("format") != FORMAT:
            raise no_opening(Said("fault.openfile.opening-json-says-something-else"))
        if head.get("version") != VERSION:
            raise SaidError(
                Said("refuse.openfile.opening-made-newer-codebinder"), next_step=Said("next.install-newer-program")
            )
        if set(head) != _HEAD:
            raise no_opening(Said("fault.openfile.opening-json-does-not-fields"))
        self._take("CHECK.txt", 1 << 20)
        opening = OpeningFile(
            filing=_text(head["filing"]), round=_number(head["round"]), round_digest=_hex(head["round_digest"]),
            root=_hex(head["root"]), recipient=_text(head["recipient"]),
            earlier=tuple(_hex(each) for each in _list(head["earlier"])),
            message=self._take("release.msg", 16 << 20), signature=self._take("release.sig", 64),
            key=self._take("release.pem", 4096),
            items=tuple(self._item(_table(row)) for row in _list(head["openings"])),
            objects=tuple(self._object(_table(row)) for row in _list(head["objects"])),
        )  # fmt: skip
        if self._left:
            raise no_opening(Said("fault.openfile.holds-members-no-opening", {"count": len(self._left)}))
        if len({item.commitment for item in opening.items}) != len(opening.items) or not opening.items:
            raise no_opening(Said("fault.openfile.opens-nothing-same-twice"))
        return opening

    def _item(self, row: Mapping[str, object]) -> Item:
        if set(row) != _ITEM:
            raise no_opening(Said("fault.openfile.opening-json-describes-range-other"))
        name, component = _text(row["name"]), _text(row["component"])
        ordinal, offset = _number(row["ordinal"]), _number(row["offset"])
        commit = name == f"commits/{component}" and _SLUG.fullmatch(component) is not None
        if not commit and name != f"ranges/{ordinal:06d}":
            raise no_opening(Said("fault.openfile.opening-json-names-member-no"))
        if _text(row["encoding"]) not in {
            "",
            IMAGE,
            *encodings.NAMES,
        }:  # Python knows codecs that fail, or that show other words
            raise no_opening(Said("fault.openfile.opening-json-names-encoding-no", {"name": name}))
        salt = self._take(f"{name}.salt", 1024).strip()
        if not re.fullmatch(rb"(?:[0-9a-f]{2})*", salt) or len(salt) != 2 * SALT_SIZE:
            raise no_opening(
                Said("fault.openfile.salt-exactly-bytes-another-length", {"salt_size": SALT_SIZE, "name": name})
            )
        item = Item(
            name=name, commitment=_hex(row["commitment"]), component=component, kind=_text(row["kind"]),
            payload_path=_text(row["payload_path"]), ordinal=ordinal, offset=offset, encoding=_text(row["encoding"]),
            mask=_number(row["mask"]), salt=bytes.fromhex(salt.decode("ascii")),
            message=self._take(f"{name}.message", _LARGEST_MESSAGE),
        )  # fmt: skip
        for ending, data in item.contents().items():
            if self._take(f"{name}.{ending}", _LARGEST_MESSAGE) != data:
                raise no_opening(Said("fault.openfile.not-what-message-holds", {"name": name, "ending": ending}))
        return item

    def _object(self, row: Mapping[str, object]) -> GitObject:
        if set(row) != {"component", "kind", "id"}:
            raise no_opening(Said("fault.openfile.opening-json-describes-git-object"))
        kind, name = _text(row["kind"]), _text(row["id"])
        if kind not in {"commit", "tree"} or not _OBJECT_ID.fullmatch(name):
            raise no_opening(Said("fault.openfile.opening-json-names-git-object"))
        data = self._take(f"objects/{name}.{kind}", _LARGEST_MESSAGE)
        return GitObject(component=_text(row["component"]), kind=kind, id=name, data=data)

    def _take(self, name: str, limit: int) -> bytes:
        member = self._archive.find(name)
        if member is None or name not in self._left:
            raise no_opening(Said("fault.openfile.missing", {"name": name}))
        self._left.discard(name)
        return self._archive.read(member, limit)


def _described(opening: OpeningFile) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "filing": opening.filing,
        "round": opening.round,
        "round_digest": opening.round_digest,
        "root": opening.root,
        "recipient": opening.recipient,
        "earlier": sorted(opening.earlier),
        "openings": [
            {
                "name": item.name,
                "commitment": item.commitment,
                "component": item.component,
                "kind": item.kind,
                "payload_path": item.payload_path,
                "ordinal": item.ordinal,
                "offset": item.offset,
                "encoding": item.encoding,
                "mask": item.mask,
            }
            for item in sorted(opening.items, key=lambda each: each.name)
        ],
        "objects": [
            {"component": each.component, "kind": each.kind, "id": each.id}
            for each in sorted(opening.objects, key=lambda one: one.id)
        ],
    }


def _check_text(opening: OpeningFile) -> bytes:
    """Give CHECK.txt: the commands for the first range as they are typed, and a loop for all."""
    first = min(opening.items, key=lambda each: each.name)
    texts = [(assets.resources() / "help" / f"OPENING-{lang}.txt").read_text(encoding="utf-8") for lang in ("en", "zh")]
    values = {
        "@FIRST@": first.name,
        "@COMMITMENT@": first.commitment,
        "@ROOT@": opening.root,
        "@ROUND@": opening.round_digest,
        "@COUNT@": str(len(opening.items)),
        "@GIT@": str(len(opening.objects)),
    }
    whole = "\n\n".join(texts)
    for mark, value in values.items():
        whole = whole.replace(mark, value)
    return whole.encode("utf-8")


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise no_opening(Said("fault.openfile.opening-json-not-what-should"))
    return cast("Mapping[str, object]", value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise no_opening(Said("fault.openfile.opening-json-not-what-should"))
    return cast("list[object]", value)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 10_000:
        raise no_opening(Said("fault.openfile.opening-json-not-what-should"))
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise no_opening(Said("fault.openfile.opening-json-not-what-should"))
    return value


def _hex(value: object) -> str:
    if not isinstance(value, str) or not _HEX64.fullmatch(value):
        raise no_opening(Said("fault.openfile.opening-json-not-what-should"))
    return value
