"""How much is found and how much of it is right, on the labelled set; the figures stand in the rules' README."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from codebinder.detect import Engine
from codebinder.detect.validators import VALIDATORS
from helpers import labelled

README = Path(__file__).parents[3] / "resources" / "rules" / "README.md"
ENGINE = Engine.load()
SECRETS = [*labelled.samples(labelled.FOLDER / "secrets")]
LOOKALIKES = [*labelled.samples(labelled.FOLDER / "lookalikes")]
PROMISED = 0.80


@pytest.fixture(scope="module")
def default() -> dict[str, labelled.Score]:
    return labelled.measure(ENGINE, [*SECRETS, *LOOKALIKES], wide=False)


def test_the_set_is_as_large_as_promised() -> None:
    assert sum(len(sample.marked) for sample in SECRETS) >= 1500
    assert len(LOOKALIKES) >= 3000
    assert not any(sample.marked for sample in LOOKALIKES)


@pytest.mark.parametrize("kind", ["password", "token", "key", "private-key"])
def test_recall_and_precision_of_secrets_are_what_is_promised(default: dict[str, labelled.Score], kind: str) -> None:
    assert default[kind].recall >= PROMISED, default[kind].missed[:20]
    assert default[kind].precision >= PROMISED, default[kind].false[:20]


def test_the_table_in_the_readme_is_what_is_measured() -> None:
    text = README.read_text(encoding="utf-8")
    table = labelled.table(ENGINE)
    fresh = re.sub(
        r"(<!-- table -->\n).*?(<!-- end -->)", lambda match: match[1] + table + match[2], text, flags=re.DOTALL
    )
    if os.environ.get("CODEBINDER_WRITE_GOLDEN") == "1":
        README.write_text(fresh, encoding="utf-8")
    assert fresh == README.read_text(encoding="utf-8")


def test_the_readme_names_every_check() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in VALIDATORS if f"`{name}`" not in text] == []


def test_there_are_rules_for_the_tokens_of_very_many_providers() -> None:
    known = [rule for rule in ENGINE.rules if rule.provider]
    assert len(known) >= 250
    assert len({rule.provider for rule in known}) >= 150
