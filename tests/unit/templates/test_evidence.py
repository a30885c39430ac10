"""What is stated beside what the code shows: a contradiction is a problem with its places, for a person to decide."""

from __future__ import annotations

import pytest

from codebinder import templates
from codebinder.errors import Faults
from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.observations import Observation, ObservationKind, ObservedAt
from codebinder.model.template import FilingTemplate
from helpers.small_template import PARTS, SOURCE, requirement, template_of, text_of

K = ObservationKind
AES = Observation(
    kind=K.CRYPTO, subject="AES", detail="cipher, 256 bits, GCM", count=5, aside=1,
    places=tuple(ObservedAt(path=b"src/a.c", line=line) for line in (3, 9, 12, 40)),
)  # fmt: skip
SHA = Observation(kind=K.CRYPTO, subject="SHA-256", detail="hash", count=9, places=AES.places)
TELNET = Observation(kind=K.REMOTE, subject="Telnet server", detail="remote shell", count=1, places=AES.places[:1])


def port(number: int, detail: str = "listens here; usually HTTP", *, aside: int = 0) -> Observation:
    places = (ObservedAt(path=b"src/srv.c", line=7),)
    return Observation(kind=K.PORT, subject=str(number), detail=detail, count=1, aside=aside, places=places)


def rows(template: FilingTemplate, facts: FilingFacts) -> dict[str, ChecklistRow]:
    return {row.requirement: row for row in templates.checklist(template, facts)}


def test_no_encryption_is_a_problem_where_the_code_encrypts() -> None:
    template = template_of(parts=PARTS.replace("Crypto?}", "Crypto?}, contradicted_by: [encryption]"))
    facts = FilingFacts(facts=(("uses_crypto", "no"),), observations=(AES, SHA))
    row = rows(template, facts)["contradicted_uses_crypto"]
    assert row.state is RequirementState.UNMET
    assert "AES (cipher, 256 bits, GCM) at src/a.c:3, src/a.c:9, src/a.c:12 and 1 more" in row.why
    assert "SHA-256" not in row.why
    assert "product set FILE --product SLUG uses_crypto=yes" in row.where
    for other in (
        FilingFacts(facts=(("uses_crypto", "yes"),), observations=(AES,)),
        FilingFacts(facts=(("uses_crypto", "no"),), observations=(SHA,)),
        FilingFacts(facts=(("uses_crypto", "no"),)),
        FilingFacts(observations=(AES,)),
    ):
        assert "contradicted_uses_crypto" not in rows(template, other)


def test_a_person_decides_a_contradiction_with_a_reason() -> None:
    template = template_of(parts=PARTS)
    ruling = (("contradicted_uses_crypto", "The code is a test bench, and no part of the product."),)
    facts = FilingFacts(facts=(("uses_crypto", "no"),), observations=(AES,), rulings=ruling)
    row = rows(template, facts)["contradicted_uses_crypto"]
    assert row.state is RequirementState.DECIDED
    assert "test bench" in row.why
    assert templates.is_contradiction(template, "contradicted_uses_crypto")
    assert templates.is_contradiction(template, "undeclared_name")
    assert not templates.is_contradiction(template, "contradicted_nothing")
    assert not templates.is_contradiction(template, "uses_crypto")


def test_what_stands_in_tests_alone_contradicts_nothing() -> None:
    aside = Observation(kind=K.CRYPTO, subject="AES", detail="cipher", count=2, aside=2, places=AES.places)
    facts = FilingFacts(facts=(("uses_crypto", "no"),), observations=(aside,))
    assert "contradicted_uses_crypto" not in rows(template_of(parts=PARTS), facts)


def test_a_fact_that_the_template_does_not_ask_for_is_compared_all_the_same() -> None:
    facts = FilingFacts(facts=(("has_remote_control", "no"),), observations=(TELNET,))
    assert "Telnet server" in rows(template_of(), facts)["contradicted_has_remote_control"].why


@pytest.mark.parametrize(
    ("answer", "found"), [("none", True), ("无", True), ("No.", True), ("telnet on port 23", False)]
)
def test_an_answer_that_says_no_is_compared(answer: str, found: bool) -> None:
    template = template_of(requirement("remote_access", "text", "contradicted_by: [remote]"))
    facts = FilingFacts(answers=(("remote_access", answer),), observations=(TELNET,))
    assert ("contradicted_remote_access" in rows(template, facts)) == found


def test_a_declaration_is_compared_where_it_is_made() -> None:
    wanted = requirement(
        "no_backdoor", "declaration", "statement: {en: There is none.}", "contradicted_by: [interfaces]"
    )
    places = AES.places[:1]
    door = Observation(kind=K.INTERFACE, subject="hidden function", detail="maintenance", count=1, places=places)
    template = template_of(wanted)
    assert "contradicted_no_backdoor" not in rows(template, FilingFacts(observations=(door,)))
    facts = FilingFacts(answers=(("no_backdoor", "yes"),), observations=(door,))
    assert rows(template, facts)["contradicted_no_backdoor"].state is RequirementState.UNMET


COLUMNS = "columns: [{id: port, label: {en: Port}, fill: name}, {id: why, label: {en: Why}}]"
PORTS = requirement("ports", "table", "prefill: [ports]", COLUMNS)


def test_ports_that_the_table_leaves_out_are_a_problem() -> None:
    template = template_of(PORTS)
    answer = '[{"port":"TCP 443","why":"web"},{"port":"9999","why":"?"}]'
    seen = (port(443), port(8080), port(6000, "named as a port"), port(23, aside=1))
    row = rows(template, FilingFacts(answers=(("ports", answer),), observations=seen))["undeclared_ports"]
    assert row.state is RequirementState.UNMET
    assert "8080 (listens here; usually HTTP) at src/srv.c:7" in row.why
    assert "443 (" not in row.why
    assert "6000" not in row.why
    assert "The table names ports that the code does not: 9999." in row.why
    agreed = FilingFacts(answers=(("ports", answer.replace("9999", "8080")),), observations=seen)
    assert "undeclared_ports" not in rows(template, agreed)
    assert "undeclared_ports" not in rows(template, FilingFacts(observations=seen))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (requirement("a", "text", "prefill: [ports]"), "prefill"),
        (requirement("a", "table", "prefill: [port]", "columns: [{id: c, label: {en: C}, fill: name}]"), "ports"),
        (requirement("a", "table", "columns: [{id: c, label: {en: C}, fill: name}]"), 'its table has "prefill"'),
        (requirement("a", "table", "prefill: [ports]", "columns: [{id: c, label: {en: C}}]"), "fill: name"),
        (requirement("a", "table", "prefill: [ports]", "columns: [{id: c, label: {en: C}, fill: nam}]"), "name"),
        (requirement("a", "date", "contradicted_by: [ports]"), "contradicted_by"),
    ],
)
def test_hints_that_mean_nothing_are_faults_of_the_template(text: str, sentence: str) -> None:
    with pytest.raises(Faults) as fault:
        templates.load(text_of(text), name="t.yaml")
    assert any(sentence in each for each in fault.value.faults)


def test_the_hints_are_optional_everywhere() -> None:
    assert SOURCE
    assert template_of(requirement("a", "table", "columns: [{id: c, label: {en: C}}]")).requirements[0].prefill == ()
