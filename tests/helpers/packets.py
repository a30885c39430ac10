"""Packets as a hostile sender would make them: taken apart, changed, listed and signed again."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from codebinder import vault
from codebinder.base import canonical
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Signed, SignedType
from codebinder.review import packet as container
from codebinder.review import packetparts as parts
from codebinder.review import signing
from codebinder.workflow import packetopen
from helpers.workflows import ENGINEER, LEGAL, Room

QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}


def plain(room: Room, path: Path, *, key: str = LEGAL) -> bytes:
    """Give what the age layer holds."""
    target = room.folder / "plain"
    target.unlink(missing_ok=True)
    packetopen.decrypted(room.environment, path, target, key=key, passphrase="", **QUIET)
    data = target.read_bytes()
    target.unlink()
    return data


def encrypted(room: Room, data: bytes, *names: str) -> Path:
    """Encrypt a container to people."""
    out = io.BytesIO()
    with vault.EncryptingWriter([room.vault.public(name).age for name in names or (LEGAL,)], out) as writer:
        writer.write(data)
        writer.close()
    path = room.folder / "changed.packet"
    path.write_bytes(out.getvalue())
    return path


class Apart:
    """A packet taken apart: `members` by name, `fields` of its signed object."""

    def __init__(self, room: Room, path: Path) -> None:
        self.room = room
        held = room.folder / "apart"
        held.write_bytes(plain(room, path))
        with container.PacketContainer(held) as box:
            self.members: dict[str, bytes] = {name: box.read(name, 1 << 30) for name in box.members}
            self.fields: dict[str, Any] = json.loads(box.stored)
        held.unlink()

    def rows(self, name: str) -> list[list[Any]]:
        return json.loads(self.members[name])

    def put(self, name: str, rows: object) -> None:
        self.members[name] = canonical.dumps(rows)

    def change(
        self, name: str, kind: type[Any], changed: Callable[[dict[str, Any]], object], *, only: int = -1
    ) -> None:
        """Change rows of a list, given as tables by the names of their fields; None takes a row away."""
        names = list(kind.__dataclass_fields__)
        rows: list[list[Any]] = []
        for number, row in enumerate(self.rows(name)):
            table = dict(zip(names, row, strict=True))
            if only in {-1, number} and changed(table) is None:
                continue
            rows.append([table[each] for each in names])
        self.put(name, rows)

    def objects(self) -> list[Signed]:
        return list(parts.load_signed(self.members[parts.OBJECTS]))

    def submitted(self, **change: object) -> None:
        """Sign the submission again with other fields, as whoever submitted might."""
        made: list[Signed] = []
        for each in self.objects():
            fields = json.loads(each.stored)
            if each.type is SignedType.SUBMISSION and fields["round"] == self.fields["round"]:
                stored = canonical.dumps({**fields, **change})
                signature = self.room.vault.signer(ENGINEER).sign(signing.signed_message(each.type, stored))
                made.append(Signed(type=each.type, stored=stored, signature=signature, signer=each.signer))
            else:
                made.append(each)
        self.members[parts.OBJECTS] = parts.dump_signed(made)

    def container(self, *, key: str = ENGINEER, fields: Mapping[str, object] | None = None) -> bytes:
        """List and sign it again with somebody's key."""
        out = io.BytesIO()
        writer = container.PacketWriter(out)
        for name, data in self.members.items():
            writer.add(container.Packed.of(name, data))
        listing = writer.listing()
        signer = self.room.vault.signer(key)
        table = {**self.fields, "members": container.digest_of(listing), "signer": signer.fingerprint, **(fields or {})}
        stored = canonical.dumps(table)
        writer.close(listing, stored, signer.sign(signing.signed_message(SignedType.PACKET, stored)))
        return out.getvalue()

    def again(self, *to: str, key: str = ENGINEER, fields: Mapping[str, object] | None = None) -> Path:
        """Give it as a packet to people."""
        return encrypted(self.room, self.container(key=key, fields=fields), *to)
