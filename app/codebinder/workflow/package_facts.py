"""What a package says of itself that an opening must agree with, read once."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from codebinder import redact, review, templates
from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.base.safenames import original_path
from codebinder.model.review import Duty, PublicKey, Role, Roster, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.redact.rebuilding import layouts_of
from codebinder.verify.contents import CommitmentRow, PackageContent

_LARGEST = 8 << 20
_MOST_ROSTERS = 10_000
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{59}=)\n-----END PUBLIC KEY-----\n")
_SPKI = bytes.fromhex("302a300506032b6570032100")

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """The facts. `commits` and `withheld` by component and by commitment; `originals` the path in its source (or an
    image's name) of every payload file that has one; `labels` the masks' texts by number."""

    content: PackageContent
    filing: str
    round: int
    round_digest: str
    root: str
    template: str
    role: Role
    lines: Mapping[int, CommitmentRow]
    commits: Mapping[str, str]
    withheld: Mapping[str, str]
    labels: Mapping[int, str]
    layouts: frozenset[str]
    originals: Mapping[str, tuple[str, bytes]]
    links: Mapping[tuple[str, str], str]

    @staticmethod
    def read(content: PackageContent) -> PackageFacts:
        """Read them; UserError where the package does not have what every package has."""
        manifest = content.manifest()
        listed = content.read("proof/commitments.txt")
        template = content.read("papers/template.yaml", 8 << 20)
        rules = templates.load(template, name="papers/template.yaml")
        round_ = _table(manifest.get("round"))
        number = round_.get("number")
        return PackageFacts(
            content=content,
            filing=str(_table(manifest.get("filing")).get("uid", "")),
            round=number if type(number) is int else 0,
            round_digest=hashlib.sha256(content.read("proof/round.json")).hexdigest(),
            root=hashlib.sha256(listed).hexdigest(),
            template=hashlib.sha256(template).hexdigest(),
            role=Role(rules.approvals.role),
            lines={row[0]: row for row in content.commitments()},
            commits={
                str(row.get("component")): str(row["commit_commitment"])
                for row in _rows(manifest, "sources")
                if row.get("commit_commitment")
            },
            withheld={str(row.get("commitment")): str(row.get("component")) for row in _rows(manifest, "withheld")},
            labels={
                number: str(row.get("label", ""))
                for row in _rows(manifest, "log")
                if type(number := row.get("ordinal")) is int
            },
            layouts=layouts_of([rules.redaction, *(each.redaction for each in rules.modes if each.redaction)]),
            originals=dict(_originals(row) for row in _rows(manifest, "files") if _has_original(row)),
            links={
                (str(row.get("component")), str(row.get("original"))): str(row.get("target"))
                for row in _rows(manifest, "links")
                if row.get("kind") == "link"
            },
        )

    @property
    def count(self) -> int:
        """How many commitments the package has."""
        return len(self.lines) + len(self.commits)

    def check_release(self, opening: redact.OpeningFile) -> Message:
        """Check an opening's signed release against the keys and the round of the package; say who signed it."""
        if (opening.filing, opening.round, opening.round_digest) != (self.filing, self.round, self.round_digest):
            raise SaidError(Message("opening.wrong-round"))
        if opening.root != self.root:
            raise SaidError(Message("opening.wrong-list"))
        signed = _signed(SignedType.RELEASE, opening.message, opening.signature)
        rosters = self._rosters(_workbook(signed))
        key = _public(opening.key, rosters)
        held = self.content.names.get(f"proof/keys/{key.fingerprint}.pem")
        if held is None or self.content.read(f"proof/keys/{key.fingerprint}.pem", 4096) != opening.key:
            raise SaidError(Message("opening.wrong-key"), where=key.fingerprint[:16])
        fields = review.check(signed, key)
        at, sequence = str(fields["at"]), fields["sequence"]
        review.check_not_revoked(key.fingerprint, sequence if isinstance(sequence, int) else None, rosters[-1])
        if not review.acting_for(rosters[-1], key.fingerprint, Duty.APPROVE, filing=self.filing, at=at, role=self.role):
            review.check_may_release(key, self.role)
            raise SaidError(Message("opening.wrong-duty"), where=shown(key.name))
        mine = {
            "filing": self.filing,
            "round": self.round,
            "template": self.template,
            "digest": self.round_digest,
            "root": self.root,
            "recipient": opening.recipient,
            "commitments": sorted(item.commitment for item in opening.items),
        }
        for name, value in mine.items():
            if fields.get(name) != value:
                raise SaidError(Message("opening.wrong-release", {"name": name}))
        person = shown(key.person)
        return Message("opening.released-by", {"fingerprint": key.fingerprint, "person": person, "at": at})

    def _object(self, stem: str, type_: SignedType) -> Signed:
        return _signed(type_, self.content.read(f"{stem}.msg", _LARGEST), self.content.read(f"{stem}.sig", 64))

    def _rosters(self, workbook: str) -> tuple[Roster, ...]:
        objects: list[Signed] = []
        endorsements: list[Signed] = []
        for number in range(1, _MOST_ROSTERS):
            stem = f"proof/roster/{number:04d}"
            if f"{stem}.msg" not in self.content.names:
                break
            objects.append(self._object(stem, SignedType.ROSTER))
            for place in range(1, _MOST_ROSTERS):
                if f"{stem}-endorsement-{place}.msg" not in self.content.names:
                    break
                endorsements.append(self._object(f"{stem}-endorsement-{place}", SignedType.ENDORSEMENT))
        rosters = review.check_roster_chain(objects, workbook=workbook, endorsements=endorsements)
        if not rosters:
            raise SaidError(Message("opening.wrong-no-roster"))
        return rosters


def _signed(type_: SignedType, message: bytes, signature: bytes) -> Signed:
    """Take a signed message apart; its signature is checked where its signer's key is known."""
    prefix = len(review.signed_message(type_, b""))
    stored = message[prefix:]
    if review.signed_message(type_, stored) != message:
        raise SaidError(Message("opening.wrong-signed", {"type": type_.value}))
    fields = _table(canonical.loads(stored, limit=_LARGEST))
    return Signed(type=type_, stored=stored, signature=signature, signer=str(fields.get("signer", "")))


def _workbook(signed: Signed) -> str:
    return str(_table(canonical.loads(signed.stored, limit=_LARGEST)).get("workbook", ""))


def _public(pem: bytes, rosters: tuple[Roster, ...]) -> PublicKey:
    """Find the person behind a key on the package's last roster."""
    match = _PEM.fullmatch(pem)
    der = base64.b64decode(match[1]) if match else b""
    if len(der) != 44 or der[:12] != _SPKI:
        raise SaidError(Message("opening.wrong-key-kind"))
    key = review.member(rosters[-1], hashlib.sha256(der[12:]).hexdigest())
    if key is None:
        raise SaidError(Message("opening.wrong-outsider"))
    return key


def _has_original(row: Table) -> bool:
    return str(row.get("path", "")).startswith(("data/source/", "data/firmware/"))


def _originals(row: Table) -> tuple[str, tuple[str, bytes]]:
    path, hexed = str(row["path"]), row.get("original_hex")
    try:
        component, name = path.split("/", 3)[2:4]
        return path, (component, bytes.fromhex(str(hexed)) if hexed else original_path(name))
    except ValueError:
        raise SaidError(Message("opening.wrong-manifest"), where=shown(path)) from None


def _table(value: object) -> Table:
    if not isinstance(value, dict):
        raise SaidError(Message("opening.wrong-part"))
    return cast("Table", value)


def _rows(manifest: Table, name: str) -> list[Table]:
    value = manifest.get(name, [])
    if not isinstance(value, list):
        raise SaidError(Message("opening.wrong-manifest"), where=name)
    return [_table(row) for row in cast("list[object]", value)]
