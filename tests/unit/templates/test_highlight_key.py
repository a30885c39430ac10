"""A template says whether its listing is printed in inks; one that says nothing is printed as ever."""

from __future__ import annotations

import pytest

from codebinder import templates
from helpers.small_template import SOURCE, TAIL, requirement, text_of


@pytest.mark.parametrize(("written", "lit"), [("", False), (", highlight: yes", True), (", highlight: no", False)])
def test_highlight_is_read_and_is_no_where_nothing_is_said(written: str, lit: bool) -> None:
    tail = TAIL.replace(
        "listing: {mode: none}", f"listing: {{mode: whole, page: {{font_size: 9{written}, {SOURCE}}}, {SOURCE}}}"
    )
    sources = requirement("sources", "source")
    template = templates.load(text_of(sources, tail=tail), name="small.yaml")
    assert template.listing.page.highlight is lit
