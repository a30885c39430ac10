"""What papers say of folders, and in which languages: counted over disclosed bytes, kept with the filing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.measure import Measure
from codebinder.model.package import FolderPart, Origin
from codebinder.model.template import RedactionPolicy
from codebinder.workflow import filings, papering, paperlook, undoing
from codebinder.workflow.assembling import assemble
from codebinder.workflow.census import Census, notice_of, top_of
from helpers.filing_papers import as_filed
from helpers.pdf_text import bare, text_by_pdfium
from helpers.small_template import SOURCE
from helpers.workflows import QUIET, TEMPLATE, TOKEN, Room

_PAPERS = f"""papers:
  - {{id: handed_over, kind: transmittal, title: {{en: Handed over, zh: 移交清单}}, {SOURCE}}}
  - id: only_crypto
    kind: declaration
    title: {{en: Cryptography, zh: 密码}}
    when: {{fact: field.purpose, is: crypto}}
    {SOURCE}
  - {{id: for_counsel, kind: counsel, place: beside, title: {{en: Counsel, zh: 法务}}, {SOURCE}}}
  - {{id: disc, kind: media_label, place: beside, title: {{en: Disc, zh: 光盘}}, {SOURCE}}}
listing: {{mode: none}}"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    both = re.sub(r"\{en: ([^{}]*)\}", r"{en: \1, zh: \1}", TEMPLATE).replace("languages: [en]", "languages: [en, zh]")
    text = both.replace("listing: {mode: none}", _PAPERS)
    made = Room(tmp_path, template=text)
    made.source({
        b"src/a.c": b"int a;\n" * 30, b"src/k.c": b'char *k = "' + TOKEN + b'";\n', b"README": b"hello\n",
        b"vendor/zlib/z.c": b"/* Permission is hereby granted, free of charge */\nint z;\n",
    })  # fmt: skip
    yield made
    made.session.close()


def _folders(census: Census, policy: RedactionPolicy, **more: object) -> dict[str, FolderPart]:
    given: dict[str, object] = {"printed": None, "measures": {}, "purposes": {}, **more}
    found = census.folders([], policy=policy, **given)  # type: ignore[arg-type]
    return {f"{each.component}/{each.path}": each for each in found}


def test_folders_are_those_at_the_top_and_below_a_vendored_one() -> None:
    assert [top_of(path) for path in (b"a", b"src/a", b"src/x/a", b"vendor/zlib/a", b"third_party/a")] == [
        b"", b"src", b"src", b"vendor/zlib", b"third_party",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"// SPDX-License-Identifier: (GPL-2.0-only OR MIT)", "GPL-2.0-only"),
        (b"// SPDX-License-Identifier: LicenseRef-Ours", ""),
        (b"/* Licensed under the Apache License,\n * Version 2.0 */", "Apache-2.0"),
        (b"Copyright Example Devices", ""),
    ],
    ids=["spdx", "own", "apache", "none"],
)
def test_licences_of_others_are_known_by_their_notices(head: bytes, name: str) -> None:
    assert notice_of(head) == name


def test_what_is_not_printed_is_not_counted_where_only_a_print_leaves() -> None:
    census = Census(lines=False)
    for path in ("src/a.c", "src/b.c", "doc/c.c"):
        census.take(as_filed(path, b"int a;\n"))
    (only,) = _folders(census, RedactionPolicy(), printed=frozenset({"main/src/a.c"})).values()
    assert (only.path, only.files, only.lines, only.languages) == ("src", 1, None, (("C", 1, None),))


def test_a_folder_has_a_percent_only_where_that_is_published_and_tells_no_single_value() -> None:
    census = Census(lines=True)
    census.take(as_filed("big/a.c", b"x [REDACTED 000001 CRY]\n", labels=("[REDACTED 000001 CRY]",)))
    census.take(as_filed("small/a.c", b"y [REDACTED 000002 CRY]\n", labels=("[REDACTED 000002 CRY]",)))
    measures = {
        "main/big/a.c": Measure(chars=40_000, hidden_chars=500), "main/small/a.c": Measure(chars=400, hidden_chars=5),
        "main/big/withheld.c": Measure(chars=40_000, hidden_chars=40_000),
    }  # fmt: skip
    told = RedactionPolicy(allowed=True, share="percent", basis="chars")
    found = _folders(census, told, measures=measures)
    assert (found["main/big"].percent, found["main/small"].percent) == (2, None)
    for policy in (replace(told, share="within"), replace(told, share="none"), replace(told, basis="area")):
        assert all(each.percent is None for each in _folders(census, policy, measures=measures).values())


def test_a_withheld_file_whose_name_is_not_published_belongs_to_no_folder(room: Room) -> None:
    room.scan()
    room.redact()
    with_names = assembled(room)
    assert {(each.path, each.withheld) for each in with_names} == {("", 0), ("src", 0), ("vendor/zlib", 0)}
    assert next(each for each in with_names if each.path == "vendor/zlib").origin is Origin.VENDORED
    assert next(each for each in with_names if each.path == "src").redacted == 1


def assembled(room: Room) -> tuple[FolderPart, ...]:
    from codebinder.bundle.sinks import DigestSink

    work = room.folder / "work"
    work.mkdir()
    with DigestSink() as sink:
        made = assemble(room.session, room.filing, sink=sink, work=work, draft=True, moment=None, **QUIET)
    return made.papers.folders


def test_papers_are_listed_and_drawn_as_their_conditions_say(room: Room) -> None:
    assert [each.name for each in papering.listed(room.session, room.filing)] == [
        "form.pdf", "overview.pdf", "handed_over.pdf", "for_counsel.pdf", "disc.pdf",
    ]  # fmt: skip
    filings.set_fields(room.session, room.filing, {"purpose": "crypto"})
    room.scan()
    room.redact()
    paths = paperlook.write(room.session, room.filing, out=room.folder / "look", draft=True, **QUIET)
    assert {each.name for each in paths} == {
        "form.pdf", "overview.pdf", "handed_over.pdf", "disc.pdf", "only_crypto.pdf", "for_counsel.pdf",
    }  # fmt: skip
    with pytest.raises(UserError):
        paperlook.write(room.session, room.filing, out=room.folder / "look", draft=True, **QUIET)


def test_counsels_page_is_beside_the_package_and_says_what_was_decided_and_why(tmp_path: Path) -> None:
    unclear = "rule_unclear: yes, unclear: {en: Two sources contradict each other}, label: {en: Purpose}"
    paper = f"papers: [{{id: advice, kind: counsel, place: beside, title: {{en: Counsel}}, {SOURCE}}}]"
    made = Room(tmp_path, template=TEMPLATE.replace("label: {en: Purpose}", unclear) + paper + "\n")
    made.source({b"a.c": b"int a;\n"})
    filings.set_fields(made.session, made.filing, {}, rulings={"purpose": "the bank said so"}, by="Chen Yu")
    drawn = {each.name: each for each in paperlook.draw(made.session, made.filing, draft=False, **QUIET)}
    made.session.close()
    assert drawn["advice.pdf"].beside
    (tmp_path / "advice.pdf").write_bytes(drawn["advice.pdf"].data)
    text = bare(text_by_pdfium(tmp_path / "advice.pdf"))
    for part in ("Two sources contradict each other", "the bank said so", "Chen Yu", "CONFIDENTIAL"):
        assert bare(part) in text


def test_purposes_are_kept_with_the_filing_refused_where_there_is_no_such_folder_and_undone(room: Room) -> None:
    done: list[undoing.Done] = []
    undoing.follow(room.session, done.append)
    papering.set_purposes(room.session, room.filing, {"src/src": "the  daemon", "src/": "readme"})
    assert papering.purposes(room.session, room.filing) == {"src/src": "the daemon", "src/": "readme"}
    rows = {each.place: (each.files, each.purpose) for each in paperlook.folders(room.session, room.filing)}
    assert rows == {"src/": (1, "readme"), "src/src": (2, "the daemon"), "src/vendor/zlib": (1, "")}
    for place in ("src", "other/src"):
        with pytest.raises(UserError):
            papering.set_purposes(room.session, room.filing, {place: "x"})
    with pytest.raises(UserError):
        papering.set_purposes(room.session, room.filing, {"src/src": "x" * 500})
    undoing.back(room.session, done[-1])
    assert papering.purposes(room.session, room.filing) == {}


def test_a_filing_in_one_language_is_so_from_form_to_listing(room: Room) -> None:
    assert papering.choices(filings.template(room.session, room.filing)) == (("en", "zh"), ("en",), ("zh",))
    papering.set_languages(room.session, room.filing, ["zh"])
    now = filings.resolve(room.session, room.filing.slug)
    assert (papering.languages(room.session, now), now.language) == (("zh",), "zh")
    with pytest.raises(UserError):
        papering.set_languages(room.session, now, ["fr"])
    papering.set_languages(room.session, now, [])
    assert papering.languages(room.session, now) == ("en", "zh")


def test_a_filing_begun_from_another_knows_what_its_folders_are_for(room: Room) -> None:
    papering.set_purposes(room.session, room.filing, {"src/src": "the daemon"})
    later = filings.add_filing(
        room.session, product="gw", template=str(room.template), slug="later", from_filing=room.filing.slug
    )
    assert papering.purposes(room.session, later) == {"src/src": "the daemon"}
