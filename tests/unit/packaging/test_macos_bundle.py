"""The recipe for macOS, part two: what the bundle says of itself, what goes into it, and what its paper promises."""

from __future__ import annotations

import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs.macos import MacOS

from codebinder.ui.frame import mimetypes, winfiles
from codebinder.workflow import wholeness
from devkit import building, freezing, freezing_parts
from devkit.commands import COMMANDS, USAGE
from devkit.macos import image, making, plists, signing
from devkit.macos.signing import Signer
from devkit.places import PACKAGING
from devkit.talk import Stop
from helpers.mach_o import thin
from helpers.registry import Registry

README = PACKAGING / "macos" / "README.md"
INFO = plists.info(version="0.1.0", oldest=(15, 0))
PAIR = re.compile(r'"((?:[^"\\\n]|\\.)+)" = "((?:[^"\\\n]|\\.)*)";\n')


def read_strings(data: bytes) -> dict[str, str]:
    """Read a .strings file, which must be pairs and nothing else."""
    text = data.decode("utf-8")
    assert "".join(found[0] for found in PAIR.finditer(text)) == text
    return {plain(found[1]): plain(found[2]) for found in PAIR.finditer(text)}


def plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


# -- what it says


def test_info_plist_holds_what_macos_needs_to_start_sign_and_show_it() -> None:
    needed = {
        "CFBundleExecutable": "codebinder-desktop", "CFBundleIdentifier": plists.IDENTIFIER,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": "0.1.0", "CFBundleVersion": "0.1.0", "LSMinimumSystemVersion": "15.0",
        "NSHighResolutionCapable": True, "NSPrincipalClass": "NSApplication", "NSRequiresAquaSystemAppearance": False,
        "NSSupportsSuddenTermination": False, "CFBundleIconFile": "codebinder.icns",
    }  # fmt: skip
    assert {key: INFO[key] for key in needed} == needed
    assert "LSBackgroundOnly" not in INFO
    assert plistlib.loads(plistlib.dumps(INFO)) == INFO


def test_identifiers_hold_only_what_apple_allows() -> None:
    kinds = [each["UTTypeIdentifier"] for key in ("UTExportedTypeDeclarations", "UTImportedTypeDeclarations")
             for each in INFO[key]]  # fmt: skip
    for name in (plists.IDENTIFIER, *kinds):
        assert re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", name)
    assert not any(name.startswith(("public.", "com.apple.")) for name in kinds)


@pytest.mark.parametrize("version", ["1", "1.0", "1.0.0rc1", "1.0.0+dirty"])
def test_a_version_that_macos_would_misread_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match=re.escape(version)):
        plists.info(version=version, oldest=(13, 0))


def test_the_program_names_are_those_of_the_frozen_programs() -> None:
    programs = {each.name: each.console for each in freezing_parts.programs()}
    assert programs == {plists.TOOL: True, plists.PROGRAM: False}
    assert f"{plists.NAME}.app" == freezing.BUNDLE


def test_the_same_kinds_of_files_are_ours_as_on_linux_and_windows() -> None:
    declared = {
        each["UTTypeTagSpecification"]["public.filename-extension"][0]: each["UTTypeIdentifier"]
        for key in ("UTExportedTypeDeclarations", "UTImportedTypeDeclarations")
        for each in INFO[key]
    }
    linux = {pattern.rpartition(".")[2] for pattern in re.findall(r'pattern="([^"]+)"', mimetypes.types_xml().decode())}
    assert linux == {*declared, "zip"}
    opened = {each["LSItemContentTypes"][0]: each["LSHandlerRank"] for each in INFO["CFBundleDocumentTypes"]}
    assert opened == {declared["codebinder"]: "Owner", declared["age"]: "Alternate", "public.zip-archive": "Alternate"}
    keys = Registry()
    winfiles.register(keys, ["x"])
    titles = {keys.values[f"Software\\Classes\\{kind}", ""] for kind in
              (winfiles.WORKBOOK, winfiles.SEALED, winfiles.PACKAGE)}  # fmt: skip
    assert {each["CFBundleTypeName"] for each in INFO["CFBundleDocumentTypes"]} == titles


def test_others_encrypted_files_are_not_called_ours_and_keep_their_picture() -> None:
    (sealed,) = INFO["UTImportedTypeDeclarations"]
    assert "Codebinder" not in sealed["UTTypeDescription"]
    assert "UTTypeIconFile" not in sealed


def test_every_text_that_people_see_is_there_in_both_languages() -> None:
    made = plists.files(version="0.1.0", oldest=(15, 0))
    held = {language: read_strings(made[f"Resources/{folder}.lproj/InfoPlist.strings"])
            for folder, language in plists.LANGUAGES.items()}  # fmt: skip
    assert set(held["en"]) == set(held["zh"])
    shown = {each["CFBundleTypeName"] for each in INFO["CFBundleDocumentTypes"]}
    shown |= {each["UTTypeDescription"] for key in ("UTExportedTypeDeclarations", "UTImportedTypeDeclarations")
              for each in INFO[key]}  # fmt: skip
    shown |= {key for key in INFO if key.endswith("UsageDescription")}
    assert shown <= set(held["en"])
    for name in shown:
        assert re.search(r"[\u4e00-\u9fff]", held["zh"][name]), name
    assert all(held["en"][key] == INFO[key] for key in INFO if key in held["en"])
    assert sorted(plists.LANGUAGES) == INFO["CFBundleLocalizations"]


def test_a_strings_file_survives_quotes_and_backslashes() -> None:
    texts = {'a "b" \\': 'c\\"d', "e": "中文"}
    assert read_strings(plists.strings_file(texts)) == texts


def test_the_pictures_that_info_plist_names_are_brought() -> None:
    named = {INFO["CFBundleIconFile"], *(each["CFBundleTypeIconFile"] for each in INFO["CFBundleDocumentTypes"])}
    assert {f"Resources/{name}" for name in named} <= set(making.pictures())


def test_the_entitlements_open_nothing_and_hold_no_comment() -> None:
    data = plists.ENTITLEMENTS.read_bytes()
    assert plistlib.loads(data) == {}
    assert b"<!--" not in data  # macOS' own reader of entitlements refuses comments


@pytest.mark.skipif(shutil.which("plistutil") is None, reason="plistutil is not here")
def test_a_stranger_reads_the_property_lists(tmp_path: Path) -> None:
    (tmp_path / "Info.plist").write_bytes(plists.files(version="0.1.0", oldest=(15, 0))["Info.plist"])
    for path in (tmp_path / "Info.plist", plists.ENTITLEMENTS):
        out = tmp_path / "out.bin"
        subprocess.run(["plistutil", "-i", path, "-o", out, "-f", "bin"], check=True, capture_output=True)
        assert plistlib.loads(out.read_bytes()) == plistlib.loads(path.read_bytes())


# -- what goes into it


@pytest.fixture
def frozen(tmp_path: Path) -> tuple[Path, Path]:
    """A frozen folder and the bundle that PyInstaller makes of it, both tiny."""
    tree, app = tmp_path / "codebinder", tmp_path / "Codebinder.app"
    for name, data in {"licences/MIT.txt": b"MIT", "README.txt": b"hello", "_internal/x": b"x"}.items():
        making.write(tree / name, data)
    making.write(app / "Contents/MacOS/codebinder-desktop", thin(kind=2))
    making.write(app / "Contents/MacOS/codebinder", thin(kind=2))
    making.write(app / "Contents/Frameworks/libone.dylib", thin(oldest=(14, 0)))
    making.write(app / "Contents/Resources/codebinder/build.json", b"{}")
    making.write(app / "Contents/_CodeSignature/CodeResources", b"before")
    (app / "Contents/Frameworks/codebinder").symlink_to("../Resources/codebinder")
    return tree, app


BUILD = building.Build(version="0.1.0", commit="0" * 40, epoch=1_700_000_000, kind="frozen")


def test_a_completed_bundle_can_check_itself_before_and_after_it_is_signed(frozen: tuple[Path, Path]) -> None:
    tree, app = frozen
    making.complete(app, tree, BUILD)
    contents = app / "Contents"
    held = plistlib.loads((contents / "Info.plist").read_bytes())
    assert held["LSMinimumSystemVersion"] == "14.0"
    assert (contents / "Resources/licences/MIT.txt").read_bytes() == b"MIT"
    assert wholeness.check_tree(contents).whole
    (contents / "MacOS/codebinder").write_bytes(thin(kind=2) + b"signature")
    (contents / "_CodeSignature/CodeResources").write_bytes(b"after")
    (contents / "CodeResources").write_bytes(b"Apple's answer")
    making.write(contents / "Frameworks/One.framework/Versions/A/_CodeSignature/CodeResources", b"seal")
    assert wholeness.check_tree(contents).whole
    (contents / "Resources/codebinder/build.json").write_bytes(b"[]")
    (contents / "Resources/more.txt").write_bytes(b"")
    found = wholeness.check_tree(contents)
    assert (found.changed, found.extra) == (("Resources/codebinder/build.json",), ("Resources/more.txt",))


def test_the_list_in_a_bundle_names_no_place_of_the_machine(frozen: tuple[Path, Path]) -> None:
    tree, app = frozen
    making.complete(app, tree, BUILD)
    held = json.loads((app / "Contents" / making.LIST).read_bytes())
    assert set(held["links"].values()) == {"../Resources/codebinder"}
    assert not any(name.startswith("/") for name in held["files"])


def test_a_bundle_for_the_wrong_processor_is_refused(frozen: tuple[Path, Path]) -> None:
    tree, app = frozen
    (app / "Contents/Frameworks/libone.dylib").write_bytes(thin(0x01000007))
    with pytest.raises(Stop, match=r"Apple silicon: libone\.dylib"):
        making.complete(app, tree, BUILD)


def test_without_others_licences_there_is_no_bundle(frozen: tuple[Path, Path]) -> None:
    tree, app = frozen
    shutil.rmtree(tree / "licences")
    with pytest.raises(Stop, match="licences"):
        making.complete(app, tree, BUILD)


def test_the_image_shows_the_program_the_place_to_drag_it_to_and_the_licences(
    frozen: tuple[Path, Path], tmp_path: Path
) -> None:
    tree, app = frozen
    making.complete(app, tree, BUILD)
    stage = making.stage(app, tree, tmp_path / "stage", BUILD)
    assert {path.name for path in stage.iterdir()} == {
        "Codebinder.app", "Applications", "LICENSE.txt", "licences", "READ-ME.txt"
    }  # fmt: skip
    assert (stage / image.LINK).readlink() == Path("/Applications")
    assert (stage / "Codebinder.app/Contents/Frameworks/codebinder").is_symlink()
    text = (stage / "READ-ME.txt").read_text(encoding="utf-8")
    assert text.startswith("Codebinder 0.1.0 for macOS 14 or newer")
    assert not re.search("@[A-Z]+@", text)


# -- who signs


def test_elsewhere_than_on_a_mac_it_says_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Stop, match="on macOS"):
        making.require_mac("linux", "x86_64")
    with pytest.raises(Stop, match="arm64"):
        making.require_mac("darwin", "x86_64")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Stop, match="xcode-select --install"):
        making.require_mac("darwin", "arm64")


def test_who_signs_comes_from_the_command_line_or_else_from_the_environment(tmp_path: Path) -> None:
    nobody = making.wish_of(["--out", str(tmp_path)], {})
    assert (nobody.signer, nobody.notarised) == (Signer(), False)
    held = {making.IDENTITY: "A", making.PROFILE: "p"}
    both = making.wish_of([], held)
    assert (both.signer.identity, both.profile, both.notarised) == ("A", "p", True)
    assert making.wish_of(["--identity", "B"], held).signer.identity == "B"
    assert not making.wish_of(["--offline"], held).notarised
    assert not making.wish_of([], {making.PROFILE: "p"}).notarised


@pytest.mark.parametrize(
    ("identity", "profile", "said"), [("", "", "NOT SIGNED"), ("A", "", "NOT NOTARISED"), ("A", "p", "notarised")]
)  # fmt: skip
def test_the_last_line_says_what_is_missing(tmp_path: Path, identity: str, profile: str, said: str) -> None:
    out = tmp_path / "x.dmg"
    out.write_bytes(b"image")
    arguments = [*(["--identity", identity] if identity else []), *(["--profile", profile] if profile else [])]
    assert said in making.last_words(out, making.wish_of(arguments, {}))[-1]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ('{"id": "1-2", "status": "Accepted", "message": "x"}', ("1-2", "Accepted")),
        ('{"message": "no network"}', ("", "")),
        ("Error: HTTP", ("", "")),
        ("[]", ("", "")),
    ],
    ids=["accepted", "no-id", "words", "list"],
)
def test_what_the_notary_says_is_read_or_taken_for_nothing(said: str, read: tuple[str, str]) -> None:
    assert making.answer(said) == read


def test_a_program_that_the_system_kills_stops_the_recipe(frozen: tuple[Path, Path], tmp_path: Path) -> None:
    _, app = frozen
    tool = app / "Contents/MacOS/codebinder"
    for script, said in (("kill -9 $$", "killed by signal 9"), ("exit 3", "--version --verbose")):
        tool.write_text(f"#!/bin/sh\n{script}\n")
        tool.chmod(0o755)
        with pytest.raises(Stop, match=said):
            making.try_out(app, tmp_path)


def test_a_command_that_fails_stops_the_recipe_with_what_it_said() -> None:
    with pytest.raises(Stop, match="no such luck"):
        making.run([sys.executable, "-c", "import sys; print('no such luck'); sys.exit(1)"])
    assert making.run([sys.executable, "-c", "raise SystemExit(2)"], must=False).returncode == 2


# -- the paper


def test_the_paper_says_first_that_it_was_never_run() -> None:
    head = README.read_text(encoding="utf-8").splitlines()[:4]
    assert any("never run on macOS" in line for line in head)


def test_the_paper_names_what_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    for word in (
        making.IDENTITY,
        making.PROFILE,
        image.artefact("VERSION"),
        signing.ENTITLEMENTS.name,
        plists.IDENTIFIER,
    ):
        assert word in text, word
    for option in re.findall(r"dev\.py dmg.*?(--[a-z]+)", text):
        assert option in {"--out", "--identity", "--profile", "--offline"}
    assert "dmg" in COMMANDS
    assert "\n  dmg " in USAGE
    checks = re.findall(r"^(\d+)\. ", text.partition("## Fifteen checks")[2], re.MULTILINE)
    assert checks == [str(number) for number in range(1, 16)]


def test_the_paper_says_where_the_person_s_data_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith("XDG_")]:
        monkeypatch.delenv(name)
    places = MacOS("codebinder")
    for paper in (README, making.READ_ME):
        text = paper.read_text(encoding="utf-8")
        for folder in (places.user_config_dir, places.user_cache_dir):
            assert f"~/{Path(folder).relative_to(Path.home())}" in text
