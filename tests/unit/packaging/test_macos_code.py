"""The recipe for macOS, part one: what is code in a bundle, and in which order and by which commands it is signed."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from devkit.macos import image, macho, signing
from devkit.macos.plists import ENTITLEMENTS, IDENTIFIER
from devkit.macos.signing import Signer
from helpers.mach_o import ARM, INTEL, fat, thin

SOMEBODY = Signer(identity="Developer ID Application: Some Body (AB12CD34EF)")


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A bundle as PyInstaller lays one out, with frameworks, links across and data that looks like code."""
    app = tmp_path / "Code Binder.app"
    contents = app / "Contents"
    put(contents, "MacOS/codebinder-desktop", thin(kind=macho.EXECUTABLE))
    put(contents, "MacOS/codebinder", thin(kind=macho.EXECUTABLE))
    put(contents, "Frameworks/libz.dylib", thin())
    put(contents, "Frameworks/PySide6/QtCore.abi3.so", thin(kind=macho.PLUGIN, oldest=(15, 0)))
    put(contents, "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", thin())
    put(contents, "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/Helpers/helper", thin(kind=macho.EXECUTABLE))
    put(contents, "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist", b"<plist/>")
    (contents / "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/Current").symlink_to("A")
    (contents / "Frameworks/PySide6/Qt/lib/QtCore.framework/QtCore").symlink_to("Versions/Current/QtCore")
    put(contents, "Resources/codebinder/sample.bin", b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(60))
    (contents / "Resources/libz.dylib").symlink_to("../Frameworks/libz.dylib")
    (contents / "Resources/PySide6").symlink_to("../Frameworks/PySide6")
    return app


# -- Mach-O


@pytest.mark.parametrize("old", [False, True], ids=["build-version", "version-min"])
def test_a_file_says_what_it_is_and_which_system_it_asks_for(tmp_path: Path, old: bool) -> None:
    path = put(tmp_path, "one", thin(kind=macho.PLUGIN, oldest=(14, 2), old=old))
    (part,) = macho.read(path)
    assert (part.processor, part.kind, part.oldest) == ("arm64", macho.PLUGIN, (14, 2))


def test_a_file_for_two_processors_says_both(tmp_path: Path) -> None:
    path = put(tmp_path, "two", fat((INTEL, thin(INTEL, oldest=(10, 13))), (ARM, thin(oldest=(11, 0)))))
    assert [(part.processor, part.oldest) for part in macho.read(path)] == [("x86_64", (10, 13)), ("arm64", (11, 0))]
    assert macho.without([path]) == []
    only = put(tmp_path, "old", thin(INTEL))
    assert macho.without([path, only]) == [only]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xcf\xfa\xed\xfe",
        b"\x7fELF" + bytes(60),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(60),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x02" + bytes(10),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x01" + b"\xff" * 40,
        thin()[:20],
        struct.pack("<IIIIIIII", 0xFEEDFACF, ARM, 0, 99, 0, 0, 0, 0),
    ],
    ids=["empty", "magic", "elf", "java", "cut-table", "far-slice", "cut-head", "unknown-kind"],
)  # fmt: skip
def test_what_is_no_code_is_not_taken_for_it(tmp_path: Path, data: bytes) -> None:
    assert macho.read(put(tmp_path, "file", data)) == ()


@pytest.mark.parametrize("length", [0, 1, 4, 0xFFFFFFFF])
def test_a_command_of_a_wrong_length_ends_the_reading(tmp_path: Path, length: int) -> None:
    data = bytearray(thin())
    struct.pack_into("<I", data, 36, length)
    (part,) = macho.read(put(tmp_path, "file", bytes(data)))
    assert part.oldest == (0, 0)


def test_the_bundle_asks_for_the_newest_system_that_anything_in_it_asks_for(app: Path) -> None:
    assert macho.oldest_system(signing.every_file(app)) == (15, 0)
    assert macho.oldest_system([]) == (11, 0)


# -- signing


def test_what_lies_inside_is_signed_before_what_it_lies_in(app: Path) -> None:
    wanted = signing.plan(app)
    order = [path.relative_to(app / "Contents").as_posix() for path in (*wanted.inner, *wanted.tools)]
    assert order == [
        "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/Helpers/helper",
        "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A",
        "Frameworks/PySide6/QtCore.abi3.so",
        "Frameworks/libz.dylib",
        "MacOS/codebinder",
    ]
    assert wanted.strangers == ()
    for at, path in enumerate(wanted.inner):
        assert not any(path.is_relative_to(before) for before in wanted.inner[:at])


def test_every_piece_of_code_is_signed_once_and_the_bundle_last(app: Path) -> None:
    rows = signing.commands(signing.plan(app), SOMEBODY)
    named = [word for row in rows for word in row if word.startswith(str(app))]
    assert named[-1] == str(app)
    assert len(named) == len(set(named))
    main, framework = app / "Contents/MacOS/codebinder-desktop", "QtCore.framework/Versions/A"
    for path in signing.every_file(app):
        covered = path == main or (path.name == "QtCore" and any(one.endswith(framework) for one in named))
        assert (str(path) in named or covered) == bool(macho.read(path)), path


def test_with_an_identity_everything_is_hardened_and_stamped(app: Path) -> None:
    for row in signing.commands(signing.plan(app), SOMEBODY):
        assert row[:6] == ["codesign", "--force", "--sign", SOMEBODY.identity, "--options", "runtime"]
        assert "--timestamp" in row
        assert "--deep" not in row


def test_only_programs_of_ours_get_the_entitlements_and_one_identifier(app: Path) -> None:
    rows = signing.commands(signing.plan(app), SOMEBODY)
    entitled = [row for row in rows if "--entitlements" in row]
    assert [Path(row[-1]).name for row in entitled] == ["codebinder", "Code Binder.app"]
    assert all(str(ENTITLEMENTS) in row for row in entitled)
    (tool,) = [row for row in rows if "--identifier" in row]
    assert tool[tool.index("--identifier") + 1] == IDENTIFIER
    assert tool[-1].endswith("MacOS/codebinder")


def test_without_an_identity_nothing_is_hardened_since_no_library_would_load(app: Path) -> None:
    nobody = Signer()
    assert not nobody.somebody
    for row in signing.commands(signing.plan(app), nobody):
        assert row[:5] == ["codesign", "--force", "--sign", "-", "--timestamp=none"]
        assert "runtime" not in row


def test_offline_there_is_no_time_stamp(app: Path) -> None:
    rows = signing.commands(signing.plan(app), Signer(identity="Some Body", stamped=False))
    assert all("--timestamp=none" in row and "--timestamp" not in row for row in rows)


def test_code_among_the_data_is_told(app: Path) -> None:
    stranger = put(app, "Contents/Resources/codebinder/tool.dylib", thin())
    assert signing.plan(app).strangers == (stranger,)


def test_many_libraries_of_one_depth_share_a_command_but_never_with_another_depth(tmp_path: Path) -> None:
    app = tmp_path / "One.app"
    for number in range(95):
        put(app, f"Contents/Frameworks/lib{number:02}.dylib", thin())
        put(app, f"Contents/Frameworks/deep/lib{number:02}.dylib", thin())
    rows = signing.commands(signing.plan(app), SOMEBODY)
    assert len(rows) == 3 + 3 + 1
    for row in rows[:-1]:
        assert len({len(Path(word).parts) for word in row if word.startswith(str(app))}) == 1


def test_a_signed_bundle_is_verified_strictly_and_gatekeeper_is_asked_by_kind(app: Path) -> None:
    (check,) = signing.checks(app)
    assert {"--verify", "--strict", "--deep"} <= set(check)
    assert signing.assessment(app)[-2:] == ["execute", str(app)]
    assert "context:primary-signature" in signing.assessment(Path("one.dmg"))


# -- the image


def test_the_image_s_name_is_the_one_that_releases_promise() -> None:
    assert image.artefact("0.1.0") == "codebinder-0.1.0-macos-arm64.dmg"


def test_paths_stay_one_word_each_whatever_is_in_them(tmp_path: Path) -> None:
    odd = tmp_path / "a 'b' \"c\" $d"
    for row in (image.create(odd, odd / "x.dmg", "1.2.3"), image.pack(odd, odd / "x.zip"), *image.staple(odd)):
        assert sum(str(odd) in word for word in row) == sum(word.startswith(str(odd)) for word in row) > 0
    assert "Codebinder 1.2.3" in image.create(odd, odd, "1.2.3")


def test_the_one_step_that_needs_a_network_names_a_profile_and_no_password() -> None:
    row = image.submit(Path("x.zip"), "codebinder")
    assert row[:3] == ["xcrun", "notarytool", "submit"]
    assert row[row.index("--keychain-profile") + 1] == "codebinder"
    assert not {"--password", "--apple-id", "--key"} & set(row)


def test_an_image_is_signed_without_what_belongs_to_programs() -> None:
    assert "--options" not in image.sign(Path("x.dmg"), SOMEBODY)
    assert "--timestamp=none" in image.sign(Path("x.dmg"), Signer(identity="x", stamped=False))
