"""A person's own templates: before the shipped ones, with their faults, and nothing followed out of the folder."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from codebinder import app, templates
from codebinder.errors import Faults, UserError
from codebinder.model.shelf import Hidden, Origin
from codebinder.workflow import shelves
from codebinder.workflow.environment import Environment
from helpers.small_template import HEAD, requirement, text_of


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("CODEBINDER_TEMPLATES_DIR", raising=False)
    return app.environment(ask=False)


def put(own: Path, name: str, text: bytes) -> Path:
    folder = own / name
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_bytes(text)
    return folder / "template.yaml"


def head(identifier: str) -> str:
    return HEAD.replace("id: small", f"id: {identifier}")


def test_an_own_template_stands_before_the_shipped_one_of_its_id(tmp_path: Path) -> None:
    put(tmp_path, "mine", text_of(head=head("escrow-deposit")))
    rows = {(each.id, each.origin): each for each in templates.shelf(tmp_path)}
    assert rows["escrow-deposit", Origin.OWN].hides
    assert rows["escrow-deposit", Origin.SHIPPED].hidden is Hidden.BY_OWN
    assert templates.find("escrow-deposit", tmp_path).names.get("en") == "Small"
    assert templates.find("escrow-deposit").names.get("en") != "Small"


def test_a_faulty_own_template_is_listed_with_its_lines_and_never_replaced_by_another(tmp_path: Path) -> None:
    put(tmp_path, "mine", text_of(head=head("escrow-deposit")).replace(b"kind: text", b"kind: txet"))
    held = templates.shelf(tmp_path)[0]
    assert held.template is None
    assert [(fault.line, fault.column) for fault in held.faults] == [(16, 11)]
    assert 'Did you mean "text"?' in held.faults[0].text
    with pytest.raises(Faults, match="can't be used"):
        templates.find("escrow-deposit", tmp_path)


def test_the_second_of_two_own_ones_with_one_id_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a", text_of())
    put(tmp_path, "b", text_of(requirement("other", "text")))
    assert [each.hidden for each in templates.shelf(tmp_path)[:2]] == [Hidden.NO, Hidden.SECOND]
    assert templates.find("small", tmp_path).requirements[0].id == "name"


def test_links_and_what_is_no_plain_file_are_not_followed(tmp_path: Path) -> None:
    outside, own = tmp_path / "outside", tmp_path / "own"
    secret = put(outside, "secret", text_of())
    own.mkdir()
    (own / "linked").symlink_to(outside / "secret", target_is_directory=True)
    (own / "file").mkdir()
    (own / "file" / "template.yaml").symlink_to(secret)
    (own / "pipe").mkdir()
    os.mkfifo(own / "pipe" / "template.yaml")
    mine = [each for each in templates.shelf(own) if each.origin is Origin.OWN]
    assert [(each.id, each.template, len(each.faults)) for each in mine] == [("file", None, 1), ("pipe", None, 1)]


def test_an_own_file_beyond_a_mebibyte_is_a_fault(tmp_path: Path) -> None:
    put(tmp_path, "large", text_of() + b"#" * (1 << 20))
    held = templates.shelf(tmp_path)[0]
    assert held.template is None
    assert "more than 1048576" in held.faults[0].text


def test_a_copy_is_a_draft_that_says_where_it_came_from(environment: Environment) -> None:
    for origin in ("cn-cpcc-deposit", "escrow-deposit"):
        path = shelves.copy_new(environment, origin, f"x-{origin}", {"en": 'Our "own": one'})
        made = templates.load(path.read_bytes(), name="t.yaml")
        before = templates.find(origin)
        assert made.based_on is not None
        assert (made.based_on.id, made.based_on.version, made.based_on.digest) == (
            before.id,
            before.version,
            before.digest,
        )
        assert (made.id, made.status.value, made.verify_before_use) == (f"x-{origin}", "draft", True)
        assert made.names.get("en") == 'Our "own": one'
        assert made.names.get("zh") == f"{before.names.get('zh')}（副本）"
        assert (made.requirements, made.redaction) == (before.requirements, before.redaction)
        assert (path.parent / "README.md").read_text().startswith(f"From `{origin}`")
        again = shelves.copy_new(environment, f"x-{origin}", f"y-{origin}", {})
        copied = templates.load(again.read_bytes(), name="t.yaml").based_on
        assert copied is not None
        assert copied.id == f"x-{origin}"


@pytest.mark.parametrize("identifier", ["", "../up", "Upper", "a--b", "x" * 65])
def test_a_copy_wants_an_id_that_is_one(environment: Environment, identifier: str) -> None:
    with pytest.raises(UserError, match="no id"):
        shelves.copy_new(environment, "escrow-deposit", identifier, {})


def test_a_copy_takes_no_others_place(environment: Environment) -> None:
    shelves.copy_new(environment, "escrow-deposit", "mine", {})
    with pytest.raises(UserError, match="already"):
        shelves.copy_new(environment, "cn-cbrc-317", "mine", {})


def test_what_another_program_wrote_meanwhile_is_not_overwritten(environment: Environment) -> None:
    path = shelves.copy_new(environment, "escrow-deposit", "mine", {})
    held = shelves.open_text(path)
    digest = shelves.save_text(path, held.text + "# one\n", held.digest)
    path.write_text("schema: 1\n")
    with pytest.raises(UserError, match="changed by another program"):
        shelves.save_text(path, "mine", digest)
    assert path.read_text() == "schema: 1\n"
    shelves.save_text(path, "mine", "")
    assert path.read_text() == "mine"


def test_a_draft_outlives_a_crash_and_goes_when_it_is_saved(environment: Environment) -> None:
    path = shelves.copy_new(environment, "escrow-deposit", "mine", {})
    held = shelves.open_text(path)
    shelves.keep_draft(path, held.text + "# typed")
    assert shelves.open_text(path).draft == held.text + "# typed"
    shelves.save_text(path, held.text + "# typed", held.digest)
    assert shelves.open_text(path).draft is None


def test_the_folder_is_the_one_named_from_outside_else_the_chosen_else_the_usual(
    environment: Environment, tmp_path: Path
) -> None:
    assert shelves.own_folder(environment) == environment.config_dir / "templates"
    (tmp_path / "here").mkdir()
    assert shelves.choose_folder(environment, tmp_path / "here") == tmp_path / "here"
    assert shelves.own_folder(replace(environment, templates_dir=tmp_path)) == tmp_path
    assert shelves.choose_folder(environment, None) == environment.config_dir / "templates"
    with pytest.raises(UserError, match="no folder"):
        shelves.choose_folder(environment, tmp_path / "nowhere")


def test_the_outline_has_every_requirement_with_its_line_even_where_there_are_faults() -> None:
    text = text_of(requirement("one", "text"), requirement("two", "txet"))
    rows = [row for row in templates.outline(text) if row.key == "requirements" and row.level]
    assert [(row.name, row.kind) for row in rows] == [("one", "text"), ("two", "txet")]
    assert text.decode().split("\n")[rows[1].line - 1].strip() == "- id: two"
    assert templates.outline(b"a: [") == ()
