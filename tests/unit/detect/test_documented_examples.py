"""What providers print in their manuals is low wherever it stands, whoever finds it."""

from __future__ import annotations

import pytest

from codebinder.detect import Engine
from codebinder.detect.engine import shipped
from codebinder.detect.rulefile import load_rules
from codebinder.detect.rules import SECRET_KINDS
from codebinder.model.findings import Confidence

ENGINE = Engine.load()
DOCUMENTED = sorted(load_rules(shipped()).documented)


@pytest.mark.parametrize(
    "line", [b'secret_key = "%s"', b"API_TOKEN=%s", b"password: '%s'", b"Authorization: Bearer %s"]
)
def test_an_example_from_a_manual_is_low(line: bytes) -> None:
    for value in DOCUMENTED:
        text = line.replace(b"%s", value)
        for found in ENGINE.scan(b"tree/settings.py", text, "utf-8"):
            if found.kind in SECRET_KINDS and found.value == value:
                assert found.confidence is Confidence.LOW, (found.rule, value)


def test_a_value_that_is_in_no_manual_is_not_low() -> None:
    text = b'secret_key = "Gv7q0XkRz3LmPw9sTb2YdNf5"'
    assert [one for one in ENGINE.scan(b"tree/settings.py", text, "utf-8") if one.confidence is not Confidence.LOW]
