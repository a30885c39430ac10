"""What the command line prints of untrusted text: nothing that a terminal would take for a command."""

from __future__ import annotations

import io
import json

from codebinder.cli.output import Output
from codebinder.model.text import shown

HOSTILE = "a\x1b[2J\x07\x7f\x9b31m\u202eb\u200b\u2028\udc80中é"


def test_json_and_sentences_hold_no_control_and_nothing_that_turns_a_line_around() -> None:
    out, err = io.StringIO(), io.StringIO()
    Output(as_json=True, stdout=out, stderr=err).result({HOSTILE: [HOSTILE]})
    Output(stdout=out, stderr=err).line(HOSTILE)
    Output(stdout=out, stderr=err).fault(HOSTILE)
    for text in (out.getvalue(), err.getvalue()):
        assert all(shown(line) == line for line in text.rstrip("\n").split("\n"))
    assert json.loads(out.getvalue().split("\n")[0]) == {HOSTILE: [HOSTILE]}
    assert "中é" in out.getvalue()
