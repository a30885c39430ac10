"""Pictures of the look at lines that a listing would leave out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Settle = Callable[[Any], None]


def take_strip(window: Any, name: str, out: Path, settle: Settle) -> list[Path]:
    """Make the picture, on the sample: what leaving out both kinds of lines would come to."""
    from codebinder.model.rule_source import Certainty, RuleSource
    from codebinder.model.template import Choice, Level, Requirement, RequirementKind
    from codebinder.model.text import LangText
    from codebinder.ui.stripping import StripDialog

    words = {"none": ("Nothing", "不省略"), "both": ("Blank and comment lines", "空行和注释行")}
    choices = tuple(Choice(value=value, label=LangText((("en", en), ("zh", zh)))) for value, (en, zh) in words.items())
    requirement = Requirement(
        id="strip", kind=RequirementKind.ENUM, level=Level.OPTIONAL, choices=choices,
        label=LangText((("en", "Lines left out"), ("zh", "省略的行"))),
        source=RuleSource(text="A picture", certainty=Certainty.INFERRED),
    )  # fmt: skip
    dialog = StripDialog(window.desk, requirement, window)
    dialog.open()
    dialog.choice.setCurrentIndex(1)
    dialog.show_it.click()
    time.sleep(0.4)
    settle(window)
    made = out / f"strip-{name}.png"
    dialog.grab().save(str(made))
    dialog.reject()
    return [made]
