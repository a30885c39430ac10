"""An engineer and two reviewers, each at a computer of their own; files go between them and nothing else does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.certificates import PASSPHRASE, issue
from helpers.desk import TEMPLATE, Desk, Done
from helpers.filing_job import git
from helpers.small_template import SOURCE
from prove.ledger import Ledger
from prove.packages import unpacked

LIN, CHEN, ZHAO = "lin", "chen", "zhao"
TWO = TEMPLATE.replace("count: 1, role: legal", "count: 2, role: legal").replace(
    f"listing: {{mode: whole, {SOURCE}}}", "listing: {mode: none}"
)
RANGES = 12


@dataclass
class Machine:
    """One person's computer: her programs know her home, her keys, and the files that she was sent."""

    desk: Desk
    name: str
    line: str = ""

    def __call__(self, *words: object, expect: int | None = 0) -> dict[str, Any]:
        done = self.say(*words, "--json", expect=expect)
        return json.loads(done.raw) if done.raw.strip().startswith(b"{") else {}

    def say(self, *words: object, expect: int | None = 0) -> Done:
        return self.desk.child(*words, expect=expect)


@dataclass
class Scene:
    """What stands at the end, and what stood before: copies are made of it, never changes."""

    lin: Machine
    chen: Machine
    zhao: Machine
    before: Path = Path()
    """The workbook when the first round was out and nobody had answered."""
    packets: list[Path] = field(default_factory=list[Path])
    answers: list[Path] = field(default_factory=list[Path])
    archive: Path = Path()
    places: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])

    @property
    def book(self) -> Path:
        return self.lin.desk.file


def story(ledger: Ledger, folder: Path, repo: Path, rev: str, *, whole: bool) -> Scene:
    """Go through it all; `whole`: with everything that may be left out or put back."""
    machines = [machine(folder / f"at-{name}", name, role) for name, role in
                ((LIN, "engineer"), (CHEN, "legal"), (ZHAO, "legal"))]  # fmt: skip
    scene = Scene(*machines)
    begun = time.monotonic()
    first_round(scene, repo, rev)
    shutil.copy(scene.book, folder / "before.codebinder")
    scene.before = folder / "before.codebinder"
    ids = [row["subject"]["id"] for row in scene.chen("review", "show", scene.packets[0], "--as", CHEN)["subjects"]]
    rejected = ids[:3]
    decide(scene.chen, scene.packets[0], ["--all"], "approve")
    decide(scene.zhao, scene.packets[0], ["--id", *rejected], "reject", "it hides too much")
    decide(scene.zhao, scene.packets[0], ["--all"], "approve")
    scene.answers = [answered(each, scene.packets[0], folder / f"{each.name}-1.answer")
                     for each in (scene.chen, scene.zhao)]  # fmt: skip
    either_order(ledger, scene, folder, rejected)
    for each in scene.answers:
        scene.lin("review", "import", scene.book, each)
    week_old = shutil.copy(scene.book, folder / "week-old.codebinder")
    second_round(scene, rejected)
    sign_and_answer(scene, folder)
    if whole:
        packet_behind(ledger, scene)
        left_out(ledger, scene, folder)
    for each in scene.answers[2:]:
        scene.lin("review", "import", scene.book, each)
    scene.archive = Path(scene.lin("build", scene.book, "--out", scene.lin.desk.out, "--as", LIN)["build"]["archive"])
    ledger.note(
        "submitted, decided apart, three rejected, mended, signed by two, built",
        holds=True,
        figures=f"{len(ids)} redactions in {repo.name}; {time.monotonic() - begun:.0f} s",
    )
    if whole:
        packages(ledger, scene, folder)
        put_back(ledger, scene, Path(week_old))
    return scene


def machine(folder: Path, name: str, role: str) -> Machine:
    folder.mkdir()
    made = Machine(Desk(folder), name)
    made("key", "new", name, "--role", role, "--person", f"Person {name}")
    made.line = next(
        word for word in made.say("key", "export", name).out.split() if word.startswith("codebinder-key1:")
    )
    return made


def first_round(scene: Scene, repo: Path, rev: str) -> None:
    """Workbook, roster from lines that were sent, a real repository, ranges in it; then the packet."""
    lin, book = scene.lin, scene.book
    lin("new", book, "--vendor", "Example Devices", "--vendor-zh", "示例设备")
    lin("key", "trust", book, LIN)
    for each in (scene.chen, scene.zhao):
        lin("key", "trust", book, each.line, "--as", LIN)
    certificate = lin.desk.folder / "chen.der"
    certificate.write_bytes(issue("rsa2048", days=3650).der)
    lin("key", "certificate", book, CHEN, "--certificate", certificate, "--as", LIN)
    lin("product", "add", book, "--name", "Gateway", "--version", "2.1", "--slug", "gw")
    template = lin.desk.template(TWO)
    lin("filing", "add", book, "--product", "gw", "--template", template, "--slug", "f")
    lin("source", "add", book, "--filing", "f", "--repo", repo, "--rev", rev, "--slug", "src")
    lin("scan", book, "--filing", "f", expect=None)
    found = lin("list", book, "findings", "--filing", "f")["findings"]
    left = [each["id"] for each in found if each["state"] == "open" and each["confidence"] != "low"]
    if left:
        lin("keep", book, "--filing", "f", "--finding", *left, "--note", "stands in a public repository", "--as", LIN)
    for path, line in places(repo, rev):
        where = ("--path", path, "--lines", f"{line}-{line + 3}", "--reason", "TS")
        identity = lin("redact", book, "--filing", "f", *where, "--as", LIN)["redactions"][0]["id"]
        scene.places[identity] = (path, line)
    submit(scene)


def places(repo: Path, rev: str) -> list[tuple[str, int]]:
    """Some files spread over the repository, each with the first of four lines that stand nowhere else in it."""
    found: list[tuple[str, int]] = []
    names = [
        name.decode() for name in git(repo, "ls-tree", "-r", "-z", "--name-only", rev).split(b"\0") if name.isascii()
    ]
    draw = random.Random(5)
    draw.shuffle(names)
    for name in filter(None, names):
        data = git(repo, "cat-file", "-p", f"{rev}:{name}")
        lines = data.split(b"\n")
        if not data.isascii() or b"\0" in data or not 30 < len(lines) < 3000:
            continue
        for at in range(4, min(len(lines) - 8, 40), 4):
            if all(alone(repo, rev, row) for row in lines[at : at + 4]):
                found.append((name, at + 1))
                break
        if len(found) == RANGES:
            break
    return found


def alone(repo: Path, rev: str, line: bytes) -> bool:
    text = line.strip().decode()
    if len(text) < 12:
        return False
    said = subprocess.run(["git", "-C", str(repo), "grep", "-I", "-c", "-F", "-e", text, rev], capture_output=True,
                          check=False).stdout.splitlines()  # fmt: skip
    return len(said) == 1 and said[0].endswith(b":1")


def submit(scene: Scene) -> None:
    number = len(scene.packets) + 1
    scene.lin("review", "submit", scene.book, "--filing", "f", "--to", CHEN, ZHAO, "--as", LIN)
    packet = scene.lin.desk.folder / f"round-{number}.packet"
    scene.lin("review", "export", scene.book, "--filing", "f", "--out", packet, "--to", CHEN, ZHAO, LIN, "--as", LIN)
    scene.packets.append(packet)


def decide(who: Machine, packet: Path, which: Sequence[str], verdict: str, comment: str = "") -> dict[str, Any]:
    more = ("--comment", comment) if comment else ()
    return who("review", "decide", packet, *which, "--verdict", verdict, *more, "--as", who.name)


def answered(who: Machine, packet: Path, out: Path) -> Path:
    who("review", "answer", packet, "--out", out, "--as", who.name)
    return out


def either_order(ledger: Ledger, scene: Scene, folder: Path, rejected: Sequence[str]) -> None:
    states: list[str] = []
    conflicts: set[str] = set()
    for number, order in enumerate((scene.answers, scene.answers[::-1], [*scene.answers, *scene.answers])):
        copy = Path(shutil.copy(scene.book, folder / f"order-{number}.codebinder"))
        for each in order:
            scene.lin("review", "import", copy, each)
        status = scene.lin("review", "status", copy, "--filing", "f")
        decisions = scene.lin("list", copy, "decisions", "--filing", "f")["decisions"]
        told = json.dumps([status, sorted(decisions, key=lambda row: json.dumps(row, sort_keys=True))], sort_keys=True)
        states.append(told)
        conflicts |= {each for each in rejected if each in json.dumps(status)}
    ledger.note(
        "two answers give the same state in both orders, and when imported twice",
        len(set(states)) == 1,
        f"{len(states)} orders, {len(states[0])} characters of state",
    )
    ledger.note("what they disagree about is named", conflicts == set(rejected), f"{len(conflicts)} of {len(rejected)}")


def second_round(scene: Scene, rejected: Sequence[str]) -> None:
    """The engineer takes back what was rejected and hides less."""
    for each in rejected:
        scene.lin("redact", "withdraw", scene.book, "--filing", "f", "--redaction", each, "--as", LIN)
        path, line = scene.places[each]
        where = ("--path", path, "--lines", f"{line + 1}-{line + 2}", "--reason", "TS", "--as", LIN)
        scene.lin("redact", scene.book, "--filing", "f", *where)
    submit(scene)


def packet_behind(ledger: Ledger, scene: Scene) -> None:
    """Take up the first packet again after the second was signed: that it is old is told, and it is not signed."""
    old = scene.packets[0]
    words = ("--all", "--verdict", "approve", "--as", CHEN)
    told = scene.chen.say("review", "decide", old, *words, expect=None).out.splitlines()[:1]
    refused = scene.chen.say("review", "sign", old, "--as", CHEN, expect=None)
    holds = bool(told) and "put back" in told[0] and refused.code == 3
    ledger.note("an old packet again: it is told, and signing is refused", holds, " ".join(told)[:130])


def sign_and_answer(scene: Scene, folder: Path) -> None:
    for who in (scene.chen, scene.zhao):
        decide(who, scene.packets[1], ["--all"], "approve")
        more: tuple[object, ...] = ()
        if who is scene.chen:
            more = ("--pkcs12", issue("rsa2048", days=3650).write(who.desk.folder, "chen.p12"))
            who.desk.changes["CODEBINDER_PKCS12_PASSPHRASE"] = PASSPHRASE
        who("review", "sign", scene.packets[1], *more, "--as", who.name)
        scene.answers.append(answered(who, scene.packets[1], folder / f"{who.name}-2.answer"))


def left_out(ledger: Ledger, scene: Scene, folder: Path) -> None:
    """Import one of the two answers only: it is told, and nothing is built."""
    copy = Path(shutil.copy(scene.book, folder / "left-out.codebinder"))
    found = scene.lin("review", "import", copy, scene.answers[2])["import"]
    done = scene.lin.say("build", copy, "--out", folder, "--as", LIN, expect=None)
    ledger.note(
        "an answer left out: who is missing is named, and nothing is built",
        ZHAO in json.dumps(found["missing"]) and done.code == 1 and not list(folder.glob("*/*.zip")),
        (done.out + done.err).strip().splitlines()[0][:110],
    )


def packages(ledger: Ledger, scene: Scene, folder: Path) -> None:
    """What the recipient does: our program, the verifier inside, openssl, pyHanko, and strangers' PDF tools."""
    keys = {each.name: fingerprint(scene, each.name) for each in (scene.lin, scene.chen, scene.zhao)}
    signers = [word for name in (CHEN, ZHAO) for word in ("--signer", keys[name])]
    report = scene.zhao("verify", scene.archive, "--level", "full", *signers)["verify"]
    ledger.note("codebinder verify, at a reviewer's computer", report["exit_code"] == 0, report["verdict"])
    top = unpacked(scene.archive, folder / "unpacked")
    own = subprocess.run(["unshare", "--net", "python3", "-I", "verify.py", "--level", "full", *signers], cwd=top,
                         capture_output=True, text=True, check=False)  # fmt: skip
    line = next((row for row in own.stdout.splitlines() if "APPROVAL" in row), own.stderr[-200:])
    ledger.note("the verifier in the package, without a network", own.returncode == 0, line.strip()[:110])
    checked: list[str] = []
    for message in sorted(top.glob("proof/approvals/*.msg")):
        name = next(
            each for each in keys.values() if each.encode() in message.read_bytes().split(b'"signer":"')[1][:64]
        )
        words = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(top / f"proof/keys/{name}.pem"),
                 "-in", str(message), "-sigfile", str(message.with_suffix(".sig"))]  # fmt: skip
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        checked += [message.stem] if done.returncode == 0 and "Successfully" in done.stdout else []
    wanted = {"submission", "approval-1", "approval-2"}
    ledger.note("openssl pkeyutl checks the submission and both signatures", wanted <= set(checked), ", ".join(checked))
    page(ledger, top)
    sums = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=top, check=False).returncode
    ledger.note("sha256sum -c", sums == 0)


def page(ledger: Ledger, top: Path) -> None:
    """The approval page that a certificate signed."""
    found = list(top.glob("proof/approvals/approval-*.pdf"))
    if not found:
        ledger.note("the page that a certificate signed came along", holds=False)
        return
    from codebinder import vault

    report = vault.validate_pdf(found[0].read_bytes(), issue("rsa2048", days=3650).sha256)
    ledger.note("pyHanko validates the signed page in the package", report.good, f"{found[0].name}, {report.at}")
    for words, sign in ((["pdfsig"], "Signature is Valid."), (["qpdf", "--check"], "No syntax")):
        if shutil.which(words[0]):
            done = subprocess.run([*words, str(found[0])], capture_output=True, text=True, check=False)
            ledger.note(f"{words[0]} agrees", sign in done.stdout, sign)


def fingerprint(scene: Scene, name: str) -> str:
    who = {each.name: each for each in (scene.lin, scene.chen, scene.zhao)}[name]
    return str(next(row["fingerprint"] for row in who("key", "list")["keys"] if row["name"] == name))


def put_back(ledger: Ledger, scene: Scene, week_old: Path) -> None:
    """A workbook rolled back, and an old answer again: each is seen."""
    rows: list[str] = []
    for against in (scene.packets[1], scene.archive):
        done = scene.lin.say("audit", week_old, "--against", against, "--as", LIN, expect=None)
        rows.append(done.out + done.err if done.code == 1 else f"exit {done.code}")
    seen = [text for text in rows if "rollback" in text or "cut-tail" in text]
    ledger.note("a workbook put back a week, held against packet and package", len(seen) == len(rows),
                " | ".join(first_finding(text) for text in rows)[:160])  # fmt: skip
    good = scene.lin.say("audit", scene.book, "--against", scene.archive, "--as", LIN, expect=None)
    ledger.note("the true workbook agrees with its package", good.code == 0, first_finding(good.out)[:110])
    again = scene.lin("review", "import", scene.book, scene.answers[0], expect=None)
    told = scene.lin.say("review", "import", scene.book, scene.answers[0], expect=None)
    same = again.get("import", {}).get("added", 0) == 0
    ledger.note("an old answer again changes nothing", same, (told.out + told.err).strip().splitlines()[0][:110])


def first_finding(text: str) -> str:
    kinds = ("rollback", "cut-tail", "fork", "recomputed", "foreign", "fine")
    return next((row.strip() for row in text.splitlines() if row.strip().startswith(kinds)), text.strip()[-90:])
