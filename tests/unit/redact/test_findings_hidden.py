"""What detection finds and a person hides is gone from the file, in every form and encoding."""

from __future__ import annotations

import pytest

from codebinder import redact
from codebinder.detect import Engine
from codebinder.detect.rules import EXAMPLE_PATH, SECRET_KINDS, Rule
from codebinder.model.findings import Confidence
from codebinder.model.redaction import Redaction, RedactionKind, Secret
from codebinder.model.template import RedactionPolicy

ENGINE = Engine.load()
RULES = [
    rule
    for rule in ENGINE.rules
    if rule.pattern and rule.kind in SECRET_KINDS and rule.examples[0].path == EXAMPLE_PATH and not rule.paths
]
POLICY = RedactionPolicy(allowed=True)


def as_filed(data: bytes, encoding: str, other: bytes) -> tuple[bytes, bytes, list[bytes]]:
    secrets = [
        Secret(
            redaction=Redaction(
                id=f"R-{number}",
                kind=RedactionKind.VALUE,
                component="tree",
                path=b"a",
                start=found.start,
                end=found.end,
                reason="CRY",
                published_reason="CRY",
                note="",
                proposer="",
                content_tag="",
            ),
            value=found.value,
            encoding=encoding,
        )
        for number, found in enumerate(ENGINE.scan(b"a", data, encoding), 1)
    ]
    tool = redact.Redactor(secrets, policy=POLICY, component="tree")
    outs: list[bytes] = []
    for path, raw, codec in ((b"a", data, encoding), (b"b", other, "utf-8")):
        filed = tool.apply(
            path=path,
            payload_path="data/source/tree/x",
            executable=False,
            data=raw,
            encoding=codec,
            language="",
            spans=tool.spans(path, raw, codec),
            first_ordinal=1,
            salt=lambda span, hidden: bytes(32),
            identity=redact.CommitContext(filing_uid="0b9e3f7a-5c1d-4b7e-9a51-2f6f3f1c8d10"),
        )
        outs.append(filed.data)
    return outs[0], outs[1], [secret.value for secret in secrets]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_finding_that_is_hidden_is_found_no_more(rule: Rule, encoding: str) -> None:
    text = "int n; /* 价格 */\n" + rule.examples[0].data.decode() + "\nint m;\n"
    values = [one.value for one in ENGINE.scan(b"a", text.encode(encoding), encoding)]
    other = b"copy: " + b" ".join(value.decode(encoding).encode() for value in values) + b"\n"
    here, there, hidden = as_filed(text.encode(encoding), encoding, other)
    assert hidden
    for value in hidden:
        assert value not in here
        assert value.decode(encoding).encode() not in there
    assert here.startswith("int n; /* 价格 */\n".encode(encoding))
    assert here.endswith("\nint m;\n".encode(encoding))
    left = [one for one in ENGINE.scan(b"a", here, encoding) if one.rule == rule.id]
    assert not [one for one in left if one.confidence is not Confidence.LOW]  # a label may read like a placeholder
