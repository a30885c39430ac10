"""A gesture happens whole or not at all: one transaction, one folder, nothing half-done after bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import CodebinderError, Faults, UserError
from codebinder.model.review import Verdict
from codebinder.model.source import Disclosure
from codebinder.workbook.builds import Builds
from codebinder.workflow import attachments, audit, building, filings, given, output, overview, sources, vendors
from codebinder.workflow.session import Session
from helpers.workflows import QUIET, TOKEN, Room

CODE = b'char *t = "' + TOKEN + b'";\n'


def actions(room: Room) -> list[str]:
    return [row.action for row in audit.rows(room.session).items]


def test_a_workbook_that_can_not_be_written_gets_no_package(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.source({b"a.c": b"int a;\n"})
    room.scan()
    room.approve()
    add = Builds.add

    def spoilt(builds: Builds, row: object) -> None:
        add(builds, row)  # type: ignore[arg-type]
        builds._store.write("PRAGMA defer_foreign_keys = ON")
        builds._store.write("INSERT INTO scans VALUES (999, '', '', 0)")  # the commit itself fails by it

    monkeypatch.setattr(Builds, "add", spoilt)
    with pytest.raises(CodebinderError):
        room.build()
    assert not list(room.out.iterdir())
    monkeypatch.undo()
    assert not building.builds(room.session, room.filing)
    assert room.build().is_file()


def test_a_rejection_while_it_is_built_stops_the_build(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.approve()
    search = output.leakcheck.check_archive

    def slow(*given: object, **more: object) -> object:
        room.decide("R-1", verdict=Verdict.REJECT)
        return search(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(output.leakcheck, "check_archive", slow)
    with pytest.raises(UserError, match="rejected"):
        room.build()
    assert not list(room.out.iterdir())


def test_building_again_gives_the_same_bytes_and_refuses_the_same_place(room: Room, tmp_path: Path) -> None:
    room.source({b"a.c": CODE, b"empty": b"", b"long": b"x" * 300_000})
    room.scan()
    room.redact()
    room.approve()
    first = room.build()
    with pytest.raises(UserError, match="already"):
        room.build()
    other = tmp_path / "other"
    other.mkdir()
    assert room.build(other).read_bytes() == first.read_bytes()
    assert len(building.builds(room.session, room.filing)) == 2


def test_a_file_of_answers_with_one_fault_sets_nothing(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "fields.yaml"
    path.write_text('product:\n  version: "9.9"\nfacts: {uses_crypto: yes}\nanswers:\n  code: text\n')
    before = actions(room)
    with pytest.raises(Faults):
        filings.load_fields(room.session, room.filing, path)
    assert filings.product(room.session, room.filing).version == "2.1"
    assert actions(room) == before
    path.write_text('product:\n  version: "9.9"\nanswers:\n  purpose: text\n')
    assert filings.load_fields(room.session, room.filing, path) == 2
    assert filings.product(room.session, room.filing).version == "9.9"
    assert actions(room) == [*before, "filing set"]


def test_a_wrong_due_date_sets_nothing(room: Room) -> None:
    for due in ("2026-02-31", "31 September 2026", "tomorrow", "01/02/2026"):
        with pytest.raises(UserError, match="no day of the calendar"):
            filings.set_given(room.session, room.filing, given.Given(answers={"purpose": "x"}, due=due))
    assert filings.answers(room.session, room.filing) == {}


@pytest.mark.parametrize("slug", ["con", "aux.txt", "lpt1", "a.", "-a", "../a", "A", "a b", "x" * 41])
def test_a_short_name_that_can_be_no_folder_is_not_taken(room: Room, slug: str) -> None:
    with pytest.raises(UserError, match=r"short name|Windows"):
        vendors.add_product(room.session, name="x", version="1", slug=slug)


def test_a_short_name_is_made_from_any_name(room: Room) -> None:
    repo = room.folder / "Con.git"
    from helpers.git_repo import RepoBuilder

    made = RepoBuilder(repo, bare=True)
    made.tag("v1", made.commit({b"a": b"a\n"}))
    report = sources.add_repository(room.session, room.filing, repo=repo, rev="v1", **QUIET)
    assert report.component.slug == "con-2"
    assert vendors.add_product(room.session, name="网关", version="二").slug == "item"


def test_a_document_swapped_while_it_is_looked_at_is_not_taken(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    path = room.folder / "note.txt"
    path.write_text("clean\n")
    inspect = attachments.intake.inspect_document

    def slow(given: Path) -> object:
        facts = inspect(given)
        path.write_text("swapped\n")
        return facts

    monkeypatch.setattr(attachments.intake, "inspect_document", slow)
    with pytest.raises(UserError, match="changed while"):
        attachments.add_document(room.session, room.filing, requirement="manual", path=path, cancel=QUIET["cancel"])
    assert not filings.components(room.session, room.filing)


def test_another_account_never_makes_a_second_key_for_a_workbook_with_sealed_entries(room: Room) -> None:
    from codebinder.vault import MemoryVault

    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.submit()
    sources.remove(room.session, room.filing, "src")
    room.session.close()
    room.vault = MemoryVault()
    from codebinder.workflow.environment import Environment

    elsewhere = Environment(
        clock=room.environment.clock, randomness=room.environment.randomness, open_vault=lambda: room.vault,
        config_dir=room.folder, temp_root=room.temp,
    )  # fmt: skip
    with Session.open(elsewhere, room.folder / "w.codebinder") as session:
        with pytest.raises(UserError, match="sealed entries"):
            _ = session.sealer
        assert overview.view(session, filings.resolve(session, None)).redactions == 0


def test_a_filing_of_documents_and_images_only_goes_its_way(room: Room) -> None:
    note, image = room.folder / "note.txt", room.folder / "image.bin"
    note.write_text("A manual.\n")
    image.write_bytes(bytes(range(256)))
    attachments.add_document(room.session, room.filing, requirement="manual", path=note, cancel=QUIET["cancel"])
    attachments.add_firmware(room.session, room.filing, image=image, disclose=Disclosure.WITHHELD, **QUIET)
    room.approve()
    with pytest.raises(UserError, match="requirements are not met"):
        room.build()
    assert room.build(draft=True).is_file()


def test_two_sources_with_the_same_paths_stay_apart(room: Room) -> None:
    room.source({b"a.c": CODE}, slug="one")
    room.source({b"a.c": b"int a;\n"}, slug="two")
    room.scan()
    with pytest.raises(UserError, match="Several sources"):
        room.hide(b"a.c", 1, 1)
    room.hide(b"a.c", 1, 1, component="two")
    assert room.states() == ["open"]
    room.redact()
    room.approve()
    assert room.build().is_file()


def test_nothing_of_a_hidden_value_is_in_the_workbook_or_left_in_a_temporary_folder(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.approve()
    room.build()
    room.session.close()
    data = (room.folder / "w.codebinder").read_bytes()
    assert TOKEN not in data
    assert TOKEN[4:20] not in data
    assert not list(room.temp.iterdir())
