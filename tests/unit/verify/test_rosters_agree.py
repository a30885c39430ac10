"""The verifier in the package and the program itself come to the same judgement about rosters and signatures.

Both have rules of their own. Here many small chains of rosters, good and bad ones, are put before both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebinder import review
from codebinder.base import canonical
from codebinder.bundle.seal import message
from codebinder.errors import UserError
from codebinder.model.review import Duty, Role, Roster, Signed, SignedType
from codebinder.verify import standalone
from helpers import packages
from helpers.packages import FILING, WORKBOOK, Person

OTHER_FILING = "22222222-2222-4222-8222-222222222222"
NOWHERE = {"filing": "", "round": 0, "template": ""}
DAYS = ("", "2026-03-03", "2026-03-04", "2026-03-05")


def people() -> dict[str, Person]:
    """Anna and Bert are engineers, Cora and Dora legal; Echo is Dora's second key."""
    roles = {"anna": Role.ENGINEER, "bert": Role.ENGINEER, "cora": Role.LEGAL, "dora": Role.LEGAL, "echo": Role.LEGAL}
    return {name: Person(name, role, bytes([place + 1]) * 32) for place, (name, role) in enumerate(roles.items())}


PEOPLE = people()
PRINTS = {name: person.public.fingerprint for name, person in PEOPLE.items()}
NAMES = sorted(PEOPLE)


def member(who: str, **other: object) -> dict[str, object]:
    row = packages.member(PEOPLE[who].public)
    return {**row, "person": "Dora" if who == "echo" else who.title(), **other}


def sign(name: str, kind: SignedType, fields: dict[str, object], **other: object) -> Signed:
    return Person(name, PEOPLE[name].role, PEOPLE[name].seed, sequence=5).sign(kind, {**fields, **other})


@dataclass
class Chain:
    """Versions of a roster as somebody made them, with what successors signed."""

    rosters: list[Signed] = field(default_factory=list)
    endorsements: list[Signed] = field(default_factory=list)
    fields: dict[str, object] = field(default_factory=dict)

    def begin(self, **other: object) -> None:
        self.fields = {"members": [member("anna")], "keeper": PRINTS["anna"], "previous_roster": ""}
        self.rosters = [sign("anna", SignedType.ROSTER, {**self.fields, "roster": 1, **NOWHERE, **other})]

    def add(self, by: str, changes: dict[str, object], **other: object) -> None:
        """Sign one more version as `by`, with `changes` (None: without that field)."""
        self.fields = {name: value for name, value in {**self.fields, **changes}.items() if value is not None}
        self.fields["previous_roster"] = review.stored_digest(self.rosters[-1])
        fields = {**self.fields, "roster": len(self.rosters) + 1, **NOWHERE, **other}
        self.rosters.append(sign(by, SignedType.ROSTER, fields))

    def endorse(self, by: str, new_keeper: str, **other: object) -> Signed:
        fields = {
            "new_keeper": PRINTS[new_keeper], "previous_roster": review.stored_digest(self.rosters[-1]),
            "roster": len(self.rosters), **NOWHERE, **other,
        }  # fmt: skip
        self.endorsements.append(sign(by, SignedType.ENDORSEMENT, fields))
        return self.endorsements[-1]


def by_the_program(chain: Chain) -> tuple[Roster, ...] | None:
    try:
        return review.check_roster_chain(chain.rosters, workbook=WORKBOOK, endorsements=chain.endorsements)
    except UserError:
        return None


def read(signed: Signed, kind: str) -> standalone.Signed:
    return standalone.Signed("x", kind, message(signed), signed.signature)


def by_the_verifier(chain: Chain) -> list[standalone.Roster] | None:
    """Put each version's endorsements beside it, as a package has them: those that the program would put there."""
    found: list[standalone.Roster] = []
    try:
        for number, signed in enumerate(chain.rosters):
            beside: Sequence[Signed] = ()
            if number and signed.signer != found[-1].keeper:
                known = review.check_roster_chain(
                    chain.rosters[:number], workbook=WORKBOOK, endorsements=chain.endorsements
                )
                beside = review.endorsements_of(
                    chain.rosters[number - 1], known[-1], signed.signer, chain.endorsements, workbook=WORKBOOK
                )
            version = read(signed, "roster")
            endorsements = [read(each, "endorsement") for each in beside]
            found.append(standalone.following(found[-1] if found else None, version, endorsements))
    except (standalone.Problem, UserError):
        return None
    return found


def agreed(chain: Chain) -> tuple[tuple[Roster, ...], list[standalone.Roster]] | None:
    one, other = by_the_program(chain), by_the_verifier(chain)
    assert (one is None) is (other is None), (one, other)
    return None if one is None or other is None else (one, other)


# -- one rule after the other, kept and broken


def delegation(giver: str = "cora", taker: str = "bert", **other: object) -> dict[str, object]:
    row = {"giver": PRINTS[giver], "taker": PRINTS[taker], "duties": ["approve"], "filing": "", "until": ""}
    return {**row, **other}


def revoked(name: str, after: object = 3, **other: object) -> dict[str, object]:
    return {"fingerprint": PRINTS[name], "loss": "lost", "after": after, **other}


def certificate(name: str, sha256: str = "a" * 64, **other: object) -> dict[str, object]:
    return {"fingerprint": PRINTS[name], "sha256": sha256, "subject": "CN=x", **other}


def duties(name: str, *held: object, **other: object) -> dict[str, object]:
    return {"fingerprint": PRINTS[name], "duties": list(held), **other}


ALL = [member(name) for name in NAMES]
GOOD: dict[str, dict[str, object]] = {
    "nothing": {},
    "members": {"members": ALL},
    "duties": {"duties": [duties("bert", "propose", "approve"), duties("cora")]},
    "delegation": {"delegations": [delegation(), delegation(filing=FILING, until="2026-03-04")]},
    "revocation": {"revoked": [revoked("bert"), revoked("cora", 0, loss="compromised")]},
    "successors": {"successors": {"need": 2, "keys": [PRINTS["cora"], PRINTS["dora"]]}},
    "certificates": {"certificates": [certificate("cora"), certificate("dora", "b" * 64)]},
    "keeper": {"keeper": PRINTS["cora"]},
    "critical": {"duties": [duties("bert", "seal")], "critical": ["duties", "audit_head", "members"]},
    "audit head": {"audit_head": [3, "a" * 64]},
    "something else": {"note": "x"},
    "empty lists": {"duties": [], "delegations": [], "revoked": [], "certificates": []},
}
BAD: dict[str, dict[str, object]] = {
    "nobody": {"members": []},
    "a key twice": {"members": [*ALL, member("bert", name="bert2")]},
    "a name twice": {"members": [*ALL[:-1], member("echo", name="ANNA")]},
    "a name twice but for what nobody sees": {"members": [*ALL[:-1], member("echo", name="an\u034fna")]},
    "nobody's name": {"members": [*ALL[:-1], member("echo", person=" ")]},
    "a name that nobody sees": {"members": [*ALL[:-1], member("echo", person="\u3164\ufe0f")]},
    "another field": {"members": [*ALL[:-1], member("echo", note="x")]},
    "another role": {"members": [*ALL[:-1], member("echo", role="king")]},
    "another fingerprint": {"members": [*ALL[:-1], member("echo", fingerprint="a" * 64)]},
    "another form of a key": {"members": [*ALL[:-1], member("echo", ed25519="AAAA")]},
    "no text": {"members": [*ALL[:-1], member("echo", age=3)]},
    "a long name": {"members": [*ALL[:-1], member("echo", person="x" * 1001)]},
    "keeper not on it": {"keeper": "a" * 64},
    "keeper no digest": {"keeper": "anna"},
    "duties no list": {"duties": {}},
    "unknown duty": {"duties": [duties("bert", "rule")]},
    "duty that is no text": {"duties": [duties("bert", ["propose"])]},
    "duty twice": {"duties": [duties("bert", "seal", "seal")]},
    "duties twice": {"duties": [duties("bert", "seal"), duties("bert")]},
    "duties of nobody": {"duties": [{"fingerprint": "a" * 64, "duties": []}]},
    "duties with more": {"duties": [duties("bert", "seal", note="x")]},
    "delegation to herself": {"delegations": [delegation(taker="cora")]},
    "delegation of nothing": {"delegations": [delegation(duties=[])]},
    "delegation of a duty twice": {"delegations": [delegation(duties=["seal", "seal"])]},
    "delegation for no filing": {"delegations": [delegation(filing="f")]},
    "delegation to a day that does not exist": {"delegations": [delegation(until="2026-02-31")]},
    "delegation to no day": {"delegations": [delegation(until="tomorrow")]},
    "delegation to a day in other figures": {"delegations": [delegation(until="２０２６-03-04")]},
    "delegation to a moment": {"delegations": [delegation(until="2026-03-04T00:00:00Z")]},
    "delegation twice": {"delegations": [delegation(), delegation(until="2026-03-04")]},
    "delegation of nobody": {"delegations": [delegation(giver="bert", taker="anna"), {}]},
    "delegation with a giver who is not on it": {"delegations": [{**delegation(), "giver": "a" * 64}]},
    "revoked twice": {"revoked": [revoked("bert"), revoked("bert", 2)]},
    "the keeper revoked": {"revoked": [revoked("anna")]},
    "revoked before the beginning": {"revoked": [revoked("bert", -1)]},
    "revoked after a truth": {"revoked": [revoked("bert", True)]},
    "revoked for another reason": {"revoked": [revoked("bert", loss="tired")]},
    "somebody unknown revoked": {"revoked": [{"fingerprint": "a" * 64, "loss": "lost", "after": 1}]},
    "no successors needed": {"successors": {"need": 0, "keys": [PRINTS["cora"]]}},
    "more needed than there are": {"successors": {"need": 2, "keys": [PRINTS["cora"]]}},
    "a successor twice": {"successors": {"need": 1, "keys": [PRINTS["cora"], PRINTS["cora"]]}},
    "a successor who is not on it": {"successors": {"need": 1, "keys": ["a" * 64]}},
    "successors with more": {"successors": {"need": 1, "keys": [PRINTS["cora"]], "note": "x"}},
    "no successors at all": {"successors": {"need": 1, "keys": []}},
    "successors a list": {"successors": []},
    "certificate twice": {"certificates": [certificate("cora"), certificate("dora")]},
    "two certificates": {"certificates": [certificate("cora"), certificate("cora", "b" * 64)]},
    "certificate that is none": {"certificates": [certificate("cora", "x")]},
    "certificate of nobody": {"certificates": [{**certificate("cora"), "fingerprint": "a" * 64}]},
    "unknown critical": {"critical": ["tomorrow"]},
    "critical no list": {"critical": "duties"},
    "audit head that is none": {"audit_head": [1]},
    "another workbook": {"workbook": OTHER_FILING},
    "another version": {"roster": 9},
    "another one before": {"previous_roster": "a" * 64},
    "no moment": {"at": "now"},
    "number nought": {"sequence": 0},
    "a version of the future": {"version": 2},
}


OF_EVERY_OBJECT = ("workbook", "roster", "previous_roster", "at", "sequence", "version")


def grown() -> Chain:
    chain = Chain()
    chain.begin()
    chain.add("anna", {"members": ALL})
    return chain


@pytest.mark.parametrize("name", GOOD)
def test_both_take_a_good_version(name: str) -> None:
    chain = grown()
    chain.add("anna", GOOD[name])
    assert agreed(chain) is not None


@pytest.mark.parametrize("name", BAD)
def test_both_refuse_a_bad_version(name: str) -> None:
    chain = grown()
    own = {key: BAD[name][key] for key in OF_EVERY_OBJECT if key in BAD[name]}
    chain.add("anna", {key: value for key, value in BAD[name].items() if key not in own}, **own)
    assert agreed(chain) is None


@pytest.mark.parametrize("by", ["bert", "cora"])
def test_both_refuse_a_version_by_somebody_else_than_the_keeper(by: str) -> None:
    chain = grown()
    chain.add(by, {"keeper": PRINTS[by]})
    assert agreed(chain) is None


@pytest.mark.parametrize(
    ("before", "after", "good"),
    [
        ([revoked("bert")], [revoked("bert")], True),
        ([revoked("bert")], [revoked("bert", 2)], True),
        ([revoked("bert")], [revoked("bert", 3, loss="compromised")], True),
        ([revoked("bert")], [revoked("bert", 4)], False),
        ([revoked("bert")], [revoked("cora")], False),
        ([revoked("bert")], None, False),
    ],
    ids=["as it was", "earlier", "for another reason", "later", "another one", "taken back"],
)
def test_both_hold_on_to_a_revocation(
    before: list[dict[str, object]], after: list[dict[str, object]] | None, *, good: bool
) -> None:
    chain = grown()
    chain.add("anna", {"revoked": before})
    chain.add("anna", {"revoked": after})
    assert (agreed(chain) is not None) is good


def test_both_keep_a_revocation_of_somebody_who_was_taken_off() -> None:
    chain = grown()
    chain.add("anna", {"members": [each for each in ALL if each["name"] != "bert"], "revoked": [revoked("bert")]})
    assert agreed(chain) is not None


# -- taking over


def succession(need: int = 2) -> Chain:
    chain = grown()
    keys = [PRINTS[name] for name in ("cora", "dora", "echo")]
    chain.add("anna", {"successors": {"need": need, "keys": keys}, "duties": [duties("bert", "seal")]})
    return chain


def test_both_let_enough_successors_name_another_keeper() -> None:
    chain = succession()
    chain.endorse("dora", "bert")
    chain.endorse("cora", "bert")
    chain.add("bert", {"keeper": PRINTS["bert"]})
    chain.add("bert", {"revoked": [revoked("anna")]})
    assert agreed(chain) is not None


TOO_LITTLE: dict[str, object] = {
    "nobody": lambda chain: None,
    "one": lambda chain: chain.endorse("cora", "bert"),
    "one person with two keys": lambda chain: [chain.endorse(each, "bert") for each in ("dora", "echo")],
    "one twice": lambda chain: [chain.endorse("cora", "bert", at=f"2026-03-04T05:06:0{n}Z") for n in (1, 2)],
    "somebody who is no successor": lambda chain: [chain.endorse(each, "bert") for each in ("cora", "anna")],
    "for somebody else": lambda chain: [chain.endorse("cora", "bert"), chain.endorse("dora", "cora")],
    "of another version": lambda chain: [chain.endorse("cora", "bert"), chain.endorse("dora", "bert", roster=2)],
    "of another workbook": lambda chain: [
        chain.endorse("cora", "bert"), chain.endorse("dora", "bert", workbook=OTHER_FILING),
    ],
    "of a filing": lambda chain: [chain.endorse("cora", "bert"), chain.endorse("dora", "bert", filing=FILING)],
    "after another version": lambda chain: [
        chain.endorse("cora", "bert"), chain.endorse("dora", "bert", previous_roster="a" * 64),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_LITTLE)
def test_both_refuse_a_take_over_that_too_few_endorsed(name: str) -> None:
    chain = succession()
    TOO_LITTLE[name](chain)  # type: ignore[operator]
    chain.add("bert", {"keeper": PRINTS["bert"]})
    assert agreed(chain) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"duties": None}, {"revoked": [revoked("anna")]}, {"members": ALL[:-1]}, {"successors": None},
        {"delegations": [delegation()]}, {"certificates": [certificate("cora")]}, {"keeper": PRINTS["cora"]},
    ],
    ids=["duties", "revoked", "members", "successors", "delegations", "certificates", "another keeper"],
)  # fmt: skip
def test_both_refuse_a_take_over_that_changes_more_than_the_keeper(changes: dict[str, object]) -> None:
    chain = succession()
    chain.endorse("dora", "bert")
    chain.endorse("cora", "bert")
    chain.add("bert", {"keeper": PRINTS["bert"], **changes})
    assert agreed(chain) is None


def test_both_refuse_the_endorsement_of_a_revoked_key() -> None:
    for after, good in ((6, True), (5, False)):
        chain = succession()
        chain.add("anna", {"revoked": [revoked("cora", after)]})
        chain.endorse("dora", "bert")
        chain.endorse("cora", "bert")  # its number is 6
        chain.add("bert", {"keeper": PRINTS["bert"]})
        assert (agreed(chain) is not None) is good


def test_the_verifier_refuses_endorsements_that_a_package_must_not_have() -> None:
    chain = succession()
    good = [chain.endorse("cora", "bert"), chain.endorse("dora", "bert")]
    stranger = chain.endorse("cora", "dora")
    chain.add("bert", {"keeper": PRINTS["bert"]})
    before = by_the_verifier(Chain(rosters=chain.rosters[:-1]))
    assert before is not None
    version = read(chain.rosters[-1], "roster")
    assert standalone.following(before[-1], version, [read(each, "endorsement") for each in good]).version == 4
    for wrong in ([*good, stranger], [*good, good[0]], good[:1]):
        with pytest.raises(standalone.Problem):
            standalone.following(before[-1], version, [read(each, "endorsement") for each in wrong])


# -- what counts


def objects() -> Iterator[tuple[str, str, str, int, int]]:
    """Give signer, filing, day, number of the object and version of the roster, in every combination that matters."""
    for name in NAMES:
        for filing in (FILING, OTHER_FILING):
            for day in ("2026-03-03", "2026-03-04", "2026-03-05"):
                for number in (3, 4):
                    for version in (2, 3, 4):
                        yield name, filing, day, number, version


def compare_counts(one: tuple[Roster, ...], other: list[standalone.Roster], pick: int = 1) -> int:
    """Ask both about signatures by everybody; give how many count."""
    check = standalone.Check(None)
    check.rosters = other
    counted = 0
    for place, (name, filing, day, number, version) in enumerate(objects()):
        if place % pick or version > len(one):
            continue
        person = Person(name, PEOPLE[name].role, PEOPLE[name].seed, sequence=number - 1)
        fields = {"digest": "a" * 64, "filing": filing, "at": f"{day}T12:00:00Z", "roster": version}
        signed = person.sign(SignedType.SUBMISSION, fields)
        there = read(signed, "submission")
        for duty, role in (
            (Duty.PROPOSE, None),
            (Duty.SEAL, None),
            (Duty.APPROVE, Role.LEGAL),
            (Duty.APPROVE, Role.ENGINEER),
        ):
            try:
                checked = review.check_object(signed, one, book=WORKBOOK, filing=filing, duty=duty, role=role)
                persons = review.check_counts(signed, checked, one, duty=duty, filing=filing, role=role)
                mine = [key.fingerprint for key in persons]
            except UserError:
                mine = []
            try:
                check._roster_of(there)
                theirs = [each.fingerprint for each in check._acting_for(there, duty.value, role.value if role else "")]
            except standalone.Problem:
                theirs = []
            assert mine == theirs, (name, filing, day, number, version, duty, role)
            counted += bool(mine)
    return counted


def test_both_count_the_same_signatures() -> None:
    chain = grown()
    chain.add("anna", {
        "delegations": [
            delegation(until="2026-03-04"), delegation("dora", "anna", filing=FILING, duties=["approve", "seal"]),
            delegation("anna", "cora", duties=["seal"]),
        ],
        "duties": [duties("dora", "approve"), duties("bert", "propose"), duties("cora", "approve", "propose")],
        "revoked": [revoked("echo", 3)],
    })  # fmt: skip
    found = agreed(chain)
    assert found is not None
    assert compare_counts(*found) > 20
    chain.add(
        "anna", {"delegations": None, "members": [*ALL[:2], member("cora", role="engineer"), *ALL[4:]], "duties": None}
    )
    found = agreed(chain)
    assert found is not None
    compare_counts(*found)


# -- whatever anybody might put on a roster


DUTY_LISTS = st.lists(st.sampled_from(["propose", "approve", "seal"]), max_size=3, unique=True)
SOME = st.lists(st.sampled_from(NAMES[1:]), max_size=3, unique=True)
RARELY = st.integers(0, 11).map(lambda number: number == 0)


@st.composite
def delegations(draw: st.DrawFn) -> dict[str, object]:
    giver, taker = draw(st.permutations(NAMES))[:2]
    return delegation(
        giver, giver if draw(RARELY) else taker, duties=draw(DUTY_LISTS) or ["approve"],
        filing=draw(st.sampled_from(["", FILING, OTHER_FILING])), until=draw(st.sampled_from(DAYS)),
    )  # fmt: skip


@st.composite
def changes(draw: st.DrawFn) -> dict[str, object]:
    """Give what a keeper changes: mostly good, now and then one of the bad ones."""
    out: dict[str, object] = {}
    if draw(st.booleans()):
        out["duties"] = [duties(who, *draw(DUTY_LISTS)) for who in draw(SOME)]
    if draw(st.booleans()):
        out["delegations"] = draw(st.lists(delegations(), max_size=3))
    if draw(RARELY):
        out["revoked"] = [revoked(who, draw(st.integers(2, 7))) for who in draw(SOME)]
    if draw(RARELY):
        keys = [PRINTS[who] for who in draw(SOME)]
        out["successors"] = {"need": draw(st.integers(0, 3)), "keys": keys} if keys else None
    return out | BAD[draw(st.sampled_from(sorted(BAD)))] if draw(RARELY) else out


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    chain = grown()
    keeper = "anna"
    keys = [PRINTS[name] for name in ("cora", "dora", "echo")]
    chain.add("anna", {"successors": {"need": draw(st.integers(1, 2)), "keys": keys}, **draw(changes())})
    for _ in range(draw(st.integers(1, 2))):
        what = draw(changes())
        if draw(st.booleans()):
            keeper = draw(st.sampled_from(NAMES))
            for who in draw(st.lists(st.sampled_from(["anna", "cora", "dora", "echo"]), max_size=4, unique=True)):
                chain.endorse(who, keeper)
            what = {"keeper": PRINTS[keeper], **(what if draw(RARELY) else {})}
        own = {name: what.pop(name) for name in OF_EVERY_OBJECT if name in what}
        chain.add(keeper, what, **own)
    return chain


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chains())
def test_both_judge_any_chain_alike(chain: Chain) -> None:
    found = agreed(chain)
    if found is not None:
        compare_counts(*found, pick=13)


def flipped(data: bytes, bit: int) -> bytes:
    out = bytearray(data)
    out[bit // 8] ^= 1 << bit % 8
    return bytes(out)


def whole_chain() -> Chain:
    chain = Chain()
    chain.begin()
    keys = [PRINTS["cora"], PRINTS["dora"]]
    chain.add(
        "anna",
        {"members": [member(name) for name in ("anna", "cora", "dora")], "successors": {"need": 2, "keys": keys}},
    )
    chain.endorse("cora", "dora")
    chain.endorse("dora", "dora")
    chain.add("dora", {"keeper": PRINTS["dora"]})
    return chain


def read_whole(chain: Chain) -> None:
    """Read it as the verifier reads a package, in which the endorsements stand beside the last version."""
    before: standalone.Roster | None = None
    for number, signed in enumerate(chain.rosters):
        beside = [read(each, "endorsement") for each in chain.endorsements] if number == 2 else []
        before = standalone.following(before, read(signed, "roster"), beside)


@settings(max_examples=150, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), which=st.integers(0, 4), in_signature=st.booleans())
def test_every_bit_of_a_roster_and_of_an_endorsement_counts(place: float, which: int, *, in_signature: bool) -> None:
    """A changed bit anywhere is refused by both: in a version, in one that takes over, in an endorsement."""
    chain = whole_chain()
    rows = chain.rosters if which < 3 else chain.endorsements
    at = which if which < 3 else which - 3
    was = rows[at]
    if in_signature:
        data = flipped(was.signature, int(place * len(was.signature) * 8))
        rows[at] = Signed(type=was.type, stored=was.stored, signature=data, signer=was.signer)
    else:
        data = flipped(was.stored, int(place * len(was.stored) * 8))
        rows[at] = Signed(type=was.type, stored=data, signature=was.signature, signer=was.signer)
    assert by_the_program(chain) is None
    with pytest.raises(standalone.Problem):
        read_whole(chain)


def test_the_chain_whose_bits_are_changed_is_good() -> None:
    chain = whole_chain()
    assert agreed(chain) is not None
    read_whole(chain)
    assert canonical.loads(chain.endorsements[0].stored, limit=1 << 20)
