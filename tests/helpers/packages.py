"""Makes small whole packages by hand: real keys, real signatures, stand-in PDFs where a test is not about them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from codebinder.base import canonical
from codebinder.base.digests import sm3
from codebinder.base.zips import ZipWriter
from codebinder.bundle import bagit
from codebinder.bundle import seal as seals
from codebinder.bundle.package import Bundle, round_listing
from codebinder.bundle.pages import Draw, ManifestPage, Member, Pages
from codebinder.bundle.sinks import DigestSink, InventoryDigest, MemberSink, ZipSink, zip_moment
from codebinder.model.measure import PageCover
from codebinder.model.package import (
    Approval,
    DocumentPart,
    FieldValue,
    FirmwarePart,
    Identity,
    ListedFile,
    LogRow,
    Papers,
    SourcePart,
    in_round,
)
from codebinder.model.redaction import AsFiled, HiddenRange, RedactionKind, Withheld
from codebinder.model.review import PublicKey, Role, Round, RoundFile, RoundState, Signed, SignedType
from codebinder.model.source import Accounting, Disclosure
from codebinder.model.stripping import Stripped
from codebinder.model.template import FilingTemplate, Status
from codebinder.model.text import LangText

MOMENT = datetime(2026, 3, 4, 5, 6, 8, tzinfo=UTC)
WORKBOOK = "0b0c8d2e-6a53-4d8e-9d3c-0d5a3e1f7a10"
FILING = "5f4a3f0e-1df1-4c52-8a39-54e3bd0a7c11"
TEMPLATE_TEXT = b"schema: 1\nid: cn-test\n"


class PlainPages:
    """Stands in for the PDF half where a test is about the archive."""

    class _Volumes:
        printed: frozenset[str] | None = None
        listed: tuple[ListedFile, ...] = ()
        stripped = Stripped()
        covers: tuple[PageCover, ...] = ()

        def __init__(self, folder: Path) -> None:
            self._out = folder / "listing.pdf"
            self._texts: list[bytes] = []

        def add(self, asfiled: AsFiled) -> None:
            self._texts.append(asfiled.data)

        def finish(self) -> Sequence[Path]:
            self._out.write_bytes(b"%PDF-1.4\n" + b"".join(self._texts))
            return [self._out]

    def listing(
        self,
        layout: object,
        identity: object,
        folder: Path,
        *,
        draft: bool,
        lang: str,
        redaction: object,
        answers: object,
        names: object,
        leaves_out: object,
    ) -> _Volumes:
        del layout, identity, draft, lang, redaction, answers, names, leaves_out
        return self._Volumes(folder)

    def papers(self, papers: Papers) -> Iterator[tuple[str, Draw]]:
        def draw(out: Path, members: Sequence[Member]) -> int:
            assert all(each.path != "papers/form.pdf" for each in members)
            out.write_bytes(b"%PDF-1.4\n" + papers.identity.vendor.encode())
            return 1

        yield "papers/form.pdf", draw

    def manifest(self, out: Path, papers: Papers, page: ManifestPage) -> None:
        del papers
        out.write_bytes(b"%PDF-1.4\n" + "\n".join(row.sha256 for row in page.inventory).encode())


@dataclass
class Person:
    """A key pair and who holds it."""

    name: str
    role: Role
    seed: bytes
    sequence: int = 0
    previous: str = ""
    private: Ed25519PrivateKey = field(init=False)

    def __post_init__(self) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> PublicKey:
        raw = self.private.public_key().public_bytes_raw()
        return PublicKey(
            name=self.name,
            person=self.name.title(),
            role=self.role,
            ed25519=raw,
            age="",
            origin=f"origin-{self.name}",
            fingerprint=hashlib.sha256(raw).hexdigest(),
        )

    def sign(self, kind: SignedType, fields: Mapping[str, object]) -> Signed:
        self.sequence += 1
        stored = canonical.dumps(
            {
                "type": kind.value,
                "version": 1,
                "workbook": WORKBOOK,
                "filing": FILING,
                "round": 1,
                "previous_round": "",
                "template": hashlib.sha256(TEMPLATE_TEXT).hexdigest(),
                "roster": 1,
                "signer": self.public.fingerprint,
                "sequence": self.sequence,
                "previous": self.previous,
                "at": "2026-03-04T05:06:08Z",
                **fields,
            }
        )
        self.previous = hashlib.sha256(stored).hexdigest()
        message = f"codebinder/{kind.value}/v1".encode() + b"\0" + len(stored).to_bytes(8, "big") + stored
        return Signed(type=kind, stored=stored, signature=self.private.sign(message), signer=self.public.fingerprint)


def people() -> tuple[Person, Person]:
    """An engineer, who keeps the roster, and a lawyer."""
    return Person("ying", Role.ENGINEER, b"\1" * 32), Person("lin", Role.LEGAL, b"\2" * 32)


def member(key: PublicKey) -> dict[str, object]:
    return {
        "name": key.name,
        "person": key.person,
        "role": key.role.value,
        "ed25519": key.ed25519.hex(),
        "age": key.age,
        "fingerprint": key.fingerprint,
    }


def identity() -> Identity:
    return Identity(
        filing_uid=FILING,
        filing_slug="gateway-test",
        vendor="Example Devices Ltd",
        vendor_zh="示例设备有限公司",
        product="Gateway",
        model="G-1",
        version="2.0",
        category="network",
        recipient="The Authority",
    )


def template(**changes: object) -> FilingTemplate:
    values: dict[str, object] = {
        "id": "cn-test",
        "version": "1",
        "schema": 1,
        "names": LangText((("en", "Test"),)),
        "summary": LangText(),
        "authority": LangText(),
        "jurisdiction": "CN",
        "languages": ("zh",),
        "status": Status.IN_FORCE,
        "status_date": "2026-01-01",
        "status_note": LangText(),
        "confidence": "source",
        "verify_before_use": False,
        "text": TEMPLATE_TEXT,
        "digest": hashlib.sha256(TEMPLATE_TEXT).hexdigest(),
    }
    return FilingTemplate(**{**values, **changes})  # pyright: ignore[reportArgumentType]


def hidden(ordinal: int, payload_path: str, offset: int, label: str) -> HiddenRange:
    commitment = hashlib.sha256(b"commitment %d" % ordinal).hexdigest()
    return HiddenRange(
        ordinal=ordinal,
        component="main",
        path=payload_path.removeprefix("data/source/main/").encode(),
        payload_path=payload_path,
        kind=RedactionKind.VALUE,
        start=0,
        end=4,
        offset=offset,
        label=label,
        reason="CRY",
        redactions=("R-1",),
        salt=b"s" * 32,
        hidden=b"4711",
        commitment=commitment,
    )


def source_files() -> list[AsFiled]:
    """As filed: plain, executable, masked, empty, with a name that is not UTF-8, and one that compresses badly."""
    label = "[REDACTED 000001 CRY]"
    masked = f'pin = "{label}"\n'.encode()
    path = "data/source/main/src/pin.py"

    def plain(name: str, safe: str, data: bytes, *, executable: bool = False) -> AsFiled:
        return AsFiled(
            component="main",
            path=name.encode("latin-1"),
            payload_path=f"data/source/main/{safe}",
            executable=executable,
            data=data,
            encoding="utf-8",
            language="Python",
        )

    files = [
        plain("README.md", "README.md", b"# Gateway\n" * 40),
        plain("build.sh", "build.sh", b"#!/bin/sh\nmake\n", executable=True),
        plain("empty", "empty", b""),
        plain("noise.bin", "noise.bin", b"".join(hashlib.sha256(bytes([n])).digest() for n in range(64))),
        plain("caf\xe9.txt", "caf=E9.txt", b"coffee\n"),
        AsFiled(
            component="main",
            path=b"src/pin.py",
            payload_path=path,
            executable=False,
            data=masked,
            encoding="utf-8",
            language="Python",
            ranges=(hidden(1, path, masked.index(b"["), label),),
        ),
    ]
    return sorted(files, key=lambda item: item.path)


def papers(files: Sequence[AsFiled], firmware: Sequence[FirmwarePart] = (), **changes: object) -> Papers:
    log = tuple(
        LogRow(
            ordinal=item.ordinal,
            payload_path=item.payload_path,
            label=item.label,
            reason=item.reason,
            reason_label="Credential",
            commitment=item.commitment,
        )
        for file in files
        for item in file.ranges
    )
    withheld = Withheld(
        ordinal=2, component="main", shown_name="", reason="TS", commitment=hashlib.sha256(b"file").hexdigest()
    )
    part = SourcePart(
        slug="main",
        rev="v2.0",
        commit="",
        tree="",
        commit_commitment=hashlib.sha256(b"commit").hexdigest(),
        accounting=Accounting(
            total=len(files) + 1,
            disclosed=len(files) - 1,
            redacted=1,
            withheld=1,
            excluded=0,
            links=0,
            submodules=0,
        ),
        withheld=(withheld,),
    )
    values: dict[str, object] = {
        "identity": identity(),
        "template": template(),
        "fields": (FieldValue(requirement="applicant", label_en="Applicant", label_zh="申请人", text="示例"),),
        "checklist": (),
        "sources": (part,),
        "firmware": tuple(firmware),
        "log": log,
    }
    return Papers(**{**values, **changes})  # pyright: ignore[reportArgumentType]


@dataclass
class Made:
    """A built package and what went into it."""

    archive: Path
    digest: str
    engineer: Person
    lawyer: Person
    round_digest: str

    draft: bool = False

    @property
    def top(self) -> str:
        return identity().filing_slug + ("-draft" if self.draft else "")


def fill(
    sink: MemberSink, work: Path, engineer: Person, lawyer: Person, **options: object
) -> tuple[Bundle, Papers, str]:
    """Do what submit and build have in common; give the bundle, its papers and the round's digest."""
    work.mkdir(exist_ok=True)
    draft = bool(options.get("draft"))
    moment = None if draft else MOMENT
    pages = options.get("pages") or PlainPages()
    used = options.get("template") or template()
    assert isinstance(used, FilingTemplate)
    bundle = Bundle(
        identity=identity(), template=used, sink=sink, work=work, draft=draft, moment=moment,
        pages=pages,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    files = source_files()
    for item in files:
        bundle.add_source(item)
    image = work / "image.bin"
    image.write_bytes(b"\x7fFW" + bytes(4000))
    part = FirmwarePart(
        slug="fw",
        name="image.bin",
        disclosure=Disclosure.WHOLE,
        size=4003,
        sha256=hashlib.sha256(image.read_bytes()).hexdigest(),
        sm3="",
        built_from="main",
    )
    bundle.add_firmware(part, image)
    letter = work / "letter.txt"
    letter.write_bytes(b"Dear Sirs\n")
    document = DocumentPart(slug="letter", requirement="cover", payload_path="data/documents/cover/letter.txt", size=10)
    bundle.add_document(document, letter)
    said = papers(files, [part], documents=(document,), template=used, draft=draft)
    rosters = options.get("rosters") or [
        Person("ying", Role.ENGINEER, b"\1" * 32).sign(
            SignedType.ROSTER,
            {
                "keeper": engineer.public.fingerprint,
                "members": [member(engineer.public), member(lawyer.public)],
                "previous_roster": "",
                "filing": "",
                "round": 0,
                "template": "",
            },
        )
    ]
    endorsed = options.get("endorsements") or {}
    round_files = bundle.finish_payload(said, rosters, endorsements=endorsed)  # pyright: ignore[reportArgumentType]
    return bundle, said, hashlib.sha256(round_listing(round_files)).hexdigest()


def round_of(digest: str) -> Round:
    return Round(
        number=1,
        digest=digest,
        previous="",
        state=RoundState.SIGNED,
        submitted_at="2026-03-04T05:00:00Z",
        submitter="",
        input_tag="",
        files=0,
        size=0,
        programs=(("codebinder", "0.1.0"),),
    )


def make(
    folder: Path,
    *,
    draft: bool = False,
    pages: Pages | None = None,
    workers: int = 2,
    change: Callable[[str, Mapping[str, object]], Mapping[str, object]] = lambda _kind, fields: fields,
    approver: Person | None = None,
    sealer: Person | None = None,
    used: FilingTemplate | None = None,
    rosters: Sequence[Signed] = (),
    endorsements: Mapping[int, Sequence[Signed]] = MappingProxyType({}),
    acting_for: Sequence[PublicKey] = (),
    answers: Callable[[str], Sequence[Signed]] = lambda _digest: (),
    signed_page: bytes = b"",
    part: bool = False,
) -> Made:
    """Submit, approve and build in `folder`; `change` may bend what is signed, `approver` and `sealer` who signs.

    `part` names the archive's folder as that of a round of single components; `answers` are made of the round's
    digest; `acting_for` is what the manifest says of the approver.
    """
    engineer, lawyer = people()
    options = {"draft": draft, "pages": pages, "template": used, "rosters": rosters, "endorsements": endorsements}
    with DigestSink(workers=workers) as digests:
        _, _, digest = fill(digests, folder / "submit", engineer, lawyer, **options)
    engineer.sequence, engineer.previous = max(1, len(rosters)), ""
    signer = approver or lawyer
    submission = engineer.sign(SignedType.SUBMISSION, change("submission", {"digest": digest}))
    fields = {"digest": digest, "shown": {"undecided": 0, "kept": 1, "scored_down": 0}, "audit_head": [7, "a" * 64]}
    approved = signer.sign(SignedType.APPROVAL, change("approval", fields))
    approval = Approval(
        signed=approved, key=signer.public, at="2026-03-04T05:06:08Z", account_shared=False,
        acting_for=tuple(acting_for),
    )  # fmt: skip
    by = sealer or engineer

    def seal(*, tagmanifest: str, round_digest: str, draft: bool) -> Signed:
        fields = {"tagmanifest": tagmanifest, "round_digest": round_digest, "draft": draft, "audit_head": [9, "b" * 64]}
        return by.sign(SignedType.SEAL, change("seal", fields))

    name = "gateway-test-draft" if draft else "gateway-test-part-1" if part else "gateway-test"
    archive = folder / f"{name}.zip"
    with ZipSink(archive, top=name, moment=None if draft else MOMENT, workers=workers) as sink:
        bundle, _, _ = fill(sink, folder / "build", engineer, lawyer, **options)
        bundle.close(
            round=None if draft else round_of(digest),
            approvals=() if draft else (approval,),
            submission=None if draft else submission,
            keys=(engineer.public, lawyer.public, by.public),
            seal=seal,
            answers=answers(digest),
            signed_pages={hashlib.sha256(approved.stored).hexdigest(): signed_page} if signed_page else {},
        )
        made = sink.close()
    return Made(archive, made.sha256, engineer, lawyer, digest, draft)


def reseal(
    made: Made,
    out: Path,
    change: Callable[[dict[str, bytearray]], object],
    *,
    bend: Callable[[dict[str, object]], object] = lambda _manifest: None,
) -> Path:
    """Do what a dishonest sealer can: change files, then make every list, manifest.json and the seal again."""
    with zipfile.ZipFile(made.archive) as archive:
        files = {info.filename.partition("/")[2]: bytearray(archive.read(info)) for info in archive.infolist()}
        executable = {
            info.filename.partition("/")[2] for info in archive.infolist() if info.external_attr >> 16 & 0o100
        }
    change(files)
    listing = round_listing(
        RoundFile(path=path, size=len(data), sha256=hashlib.sha256(data).hexdigest())
        for path, data in files.items()
        if in_round(path)
    )
    digest = hashlib.sha256(listing).hexdigest()
    files["proof/round.json"][:] = listing
    sums = {path: digests(path, bytes(data)) for path, data in files.items()}
    files["manifest-sha256.txt"][:] = bagit.payload_manifest(sums.values())
    sums["manifest-sha256.txt"] = digests("manifest-sha256.txt", bytes(files["manifest-sha256.txt"]))
    manifest = json.loads(files["manifest.json"])
    manifest["round"]["digest"] = digest
    manifest["files"] = [row for row in manifest["files"] if row["path"] in sums]
    for row in manifest["files"]:
        now = sums[row["path"]]
        row.update(size=now.size, sha256=now.sha256, sm3=now.sm3)
    bend(manifest)
    files["manifest.json"][:] = json.dumps(manifest, ensure_ascii=False).encode()
    sums["manifest.json"] = digests("manifest.json", bytes(files["manifest.json"]))
    for name, make_list in (("SHA256SUMS", bagit.sha256_sums), ("SM3SUMS", bagit.sm3_sums)):
        files[name][:] = make_list(sums.values())
    for name in ("SHA256SUMS", "SM3SUMS"):
        sums[name] = digests(name, bytes(files[name]))
    files["tagmanifest-sha256.txt"][:] = bagit.tag_manifest(sums.values())
    engineer = Person("ying", Role.ENGINEER, b"\1" * 32, sequence=50)
    fields = {
        "tagmanifest": hashlib.sha256(files["tagmanifest-sha256.txt"]).hexdigest(),
        "round_digest": digest,
        "draft": False,
        "audit_head": [9, "b" * 64],
    }
    for name, data in seals.pair("proof/seal", engineer.sign(SignedType.SEAL, fields)):
        files[name][:] = data
    with out.open("wb") as stream:
        writer = ZipWriter(stream, moment=zip_moment(MOMENT))
        for path, data in files.items():
            writer.add(f"{made.top}/{path}", bytes(data), executable=path in executable)
        writer.close()
    return out


def digests(path: str, data: bytes) -> InventoryDigest:
    return InventoryDigest(path, len(data), hashlib.sha256(data).hexdigest(), sm3(data).hexdigest())
