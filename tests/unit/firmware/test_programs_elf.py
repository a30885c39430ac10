"""What compilers link is read as their own tools read it; what lies is bounded, and said."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebinder.firmware.front import read_image
from codebinder.firmware.programs.symbols import symbols
from codebinder.firmware.reading import Memory
from codebinder.model.firmware import RegionKind, account, stretches
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.boot_images import ample, contents, faults, members
from helpers.outside_tools import made
from helpers.program_images import ASSEMBLY, SOURCE, find, mutated, sure

BARE = ("-O1", "-nostdlib", "-ffreestanding")
TARGETS = {
    "gcc": ("gcc", (), "x86-64", "64 bit", "little-endian"),
    "aarch64": ("aarch64-linux-gnu", (), "AArch64", "64 bit", "little-endian"),
    "arm": ("arm-none-eabi", ("-mcpu=cortex-m3", "-mthumb"), "ARM", "32 bit", "little-endian"),
    "arm-big": ("arm-none-eabi", ("-EB",), "ARM", "32 bit", "big-endian"),
}


def linked(folder: Path, *options: str) -> bytes:
    (folder / "a.c").write_bytes(SOURCE)
    made("gcc", *BARE, *options, "-o", folder / "a", folder / "a.c")
    return (folder / "a").read_bytes()


def of(folder: Path, target: str) -> bytes:
    """Make the program for a target: by the compiler, or from assembly, which needs the small half of a toolchain."""
    tools, options, *_ = TARGETS[target]
    if tools == "gcc":
        return linked(folder, "-no-pie")
    (folder / "a.s").write_bytes(ASSEMBLY)
    made(f"{tools}-as", *options, "-o", folder / "a.o", folder / "a.s")
    made(f"{tools}-ld", *(each for each in options if each == "-EB"), "-o", folder / "a", folder / "a.o")
    return (folder / "a").read_bytes()


def sections(folder: Path) -> list[tuple[str, int, int]]:
    """Give the sections with bytes, as readelf lists them."""
    text = made("readelf", "-SW", folder / "a").decode()
    rows = re.findall(r"^ +\[ *\d+\] (\S+) +(\S+) +[0-9a-f]+ ([0-9a-f]+) ([0-9a-f]+)", text, re.MULTILINE)
    return [(name, int(at, 16), int(at, 16) + int(size, 16)) for name, kind, at, size in rows if kind != "NOBITS"]


@pytest.mark.parametrize("target", TARGETS)
def test_sections_stand_where_readelf_says_even_inside_something_bigger(tmp_path: Path, target: str) -> None:
    _, _, machine, word, order = TARGETS[target]
    data = of(tmp_path, target)
    found = sure("elf", b"before" + data + bytes(100) + b"behind", 6)
    assert (found.start, found.end, found.faults) == (6, 6 + len(data), ())
    said = dict(found.facts)
    assert (said["machine"], said["word"], said["byte order"]) == (machine, word, order)
    told = {(each.label, each.start - 6, each.end - 6) for each in found.regions}
    wanted = {each for each in sections(tmp_path) if each[1] < each[2]}
    assert wanted
    assert wanted <= told


@pytest.mark.parametrize("target", TARGETS)
def test_symbols_are_those_that_readelf_lists(tmp_path: Path, target: str) -> None:
    data = of(tmp_path, target)
    found = {row[0]: row[1:] for row in symbols(Memory(b"xyz" + data), 3, 3 + len(data), ample())}
    text = made("readelf", "-sW", tmp_path / "a").decode()
    rows = re.findall(r"^ +\d+: ([0-9a-f]+) +(\d+) (FUNC|OBJECT) +\S+ +\S+ +\S+ (\S+)", text, re.MULTILINE)
    assert {name for _, _, _, name in rows} >= {"shown", "banner", "table", "_start"}
    for value, size, kind, name in rows:
        thumb = ~1 if kind == "FUNC" and target == "arm" else ~0
        wanted = (int(value, 16) & thumb, int(size), "function" if kind == "FUNC" else "object")
        assert found[name.encode()] == wanted


def test_the_build_id_covers_all_of_the_file_but_itself(tmp_path: Path) -> None:
    data = linked(tmp_path, "-no-pie", "-Wl,--build-id=sha1")
    found = sure("elf", b"\0" * 64 + data, 64)
    note = re.search(r"Build ID: ([0-9a-f]+)", made("readelf", "-n", tmp_path / "a").decode())
    assert note is not None
    assert dict(found.facts)["build id"] == note.group(1)
    (check,) = found.checks
    assert (b"\0" * 64 + data)[check.start : check.end].hex() == note.group(1)
    assert check.covers == ((64, check.start), (check.end, 64 + len(data)))


HARDENED = {
    "all": (("-pie", "-fPIE", "-Wl,-z,relro,-z,now", "-Wl,-z,noexecstack"), ("yes", "full", "yes")),
    "some": (("-pie", "-fPIE", "-Wl,-z,relro,-z,lazy", "-Wl,-z,execstack"), ("yes", "partial", "no")),
    "none": (("-no-pie", "-Wl,-z,norelro", "-Wl,-z,execstack"), ("no", "no", "no")),
}


@pytest.mark.parametrize("case", HARDENED)
def test_protections_are_those_that_were_asked_of_the_linker(tmp_path: Path, case: str) -> None:
    options, wanted = HARDENED[case]
    (tmp_path / "a.c").write_text("int puts(const char *); int main(void) { char b[99]; puts(b); return b[3]; }")
    made("gcc", "-w", "-fstack-protector-all", *options, "-o", tmp_path / "a", tmp_path / "a.c")
    said = dict(sure("elf", (tmp_path / "a").read_bytes()).facts)
    assert (said["position independent"], said["RELRO"], said["NX stack"]) == wanted
    assert (said["kind"], said["stack protector"], said["stripped"]) == ("executable", "yes", "no")
    assert said["needs"].split(", ")[-1].startswith("libc.so")
    made("strip", tmp_path / "a")
    assert dict(sure("elf", (tmp_path / "a").read_bytes()).facts)["stripped"] == "yes"


def test_a_library_says_its_name_and_its_compiler(tmp_path: Path) -> None:
    data = linked(tmp_path, "-shared", "-fPIC", "-g", "-Wl,-soname,libexample.so.3")
    said = dict(sure("elf", data).facts)
    assert (said["kind"], said["soname"], said["debug information"]) == ("shared object", "libexample.so.3", "yes")
    assert "GCC: (" in said["compiler"]


@pytest.mark.parametrize("version", ["2", "3", "4", "5"])
def test_debugging_information_names_sources_folder_and_options(tmp_path: Path, version: str) -> None:
    (tmp_path / "more.c").write_text("int more(int x) { return x + 1; }")
    data = linked(tmp_path, "-fno-pie", "-no-pie", f"-gdwarf-{version}", str(tmp_path / "more.c"), "-fdebug-prefix-map="
                  f"{tmp_path}=/build/agent")  # fmt: skip
    said = dict(sure("elf", data).facts)
    assert said["sources"] == "2"
    assert {name.rpartition("/")[2] for name in said["source names"].split(", ")} == {"a.c", "more.c"}
    assert "GNU C" in said["built with"]
    assert "-O1" in said["built with"]
    assert str(tmp_path) not in said["source names"]


def test_a_kernel_module_says_what_its_author_says_and_its_signature_is_a_check(tmp_path: Path) -> None:
    words = rb"license=GPL\0author=Somebody\0vermagic=6.1.0 SMP mod_unload\0depends="
    source = b'static const char info[] __attribute__((section(".modinfo"), used)) = "%s";' % words
    (tmp_path / "m.c").write_bytes(source)
    made("gcc", "-c", "-o", tmp_path / "m.ko", tmp_path / "m.c")
    module = (tmp_path / "m.ko").read_bytes()
    key, cert = tmp_path / "k.pem", tmp_path / "c.pem"
    made("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
         "-out", cert, "-subj", "/CN=modules")  # fmt: skip
    signature = made(
        "openssl", "cms", "-sign", "-binary", "-outform", "der", "-signer", cert, "-inkey", key, given=module
    )
    tail = struct.pack(">BBBBB3xI", 0, 0, 2, 0, 0, len(signature)) + b"~Module signature appended~\n"
    found = sure("elf", module + signature + tail + b"more")
    said = dict(found.facts)
    assert (said["kind"], said["licence"], said["author"]) == ("kernel module", "GPL", "Somebody")
    assert said["vermagic"] == "6.1.0 SMP mod_unload"
    assert found.end == len(module + signature + tail)
    (check,) = found.checks
    assert (check.name, check.start, check.end, check.covers) == (
        "signature", len(module), found.end, ((0, len(module)),),
    )  # fmt: skip


def test_data_is_looked_into_and_code_is_not(tmp_path: Path) -> None:
    data = linked(tmp_path)
    inside = contents(data, sure("elf", data))
    assert struct.pack("<3I", 1, 2, 3) in inside[b".data"]
    assert b".text" not in inside


def test_a_key_among_a_programs_data_leaves_the_rest_known_as_the_program(tmp_path: Path) -> None:
    key = made("openssl", "genpkey", "-algorithm", "ed25519", "-outform", "der")
    linked(tmp_path)
    (tmp_path / "keys").write_bytes(bytes(range(100)) + key + bytes(range(100)))
    made("objcopy", "--add-section", f".keys={tmp_path / 'keys'}", tmp_path / "a", tmp_path / "b")
    image = (tmp_path / "b").read_bytes()
    analysis = read_image(Memory(image), name=b"a", progress=NoProgress(), cancel=NeverCancel())
    kinds = account(stretches(analysis))
    assert kinds[RegionKind.KNOWN] == len(image)
    (node,) = [each for each in analysis.nodes if each.format == "private key"]
    place = analysis.place(node.number)
    assert place is not None
    assert image[place : place + node.size] == key


def test_a_file_that_is_cut_off_reaches_to_where_it_was_cut(tmp_path: Path) -> None:
    data = linked(tmp_path, "-no-pie")
    for length in (200, len(data) // 2, len(data) - 10):
        found = find("elf", data[:length])
        assert found is not None
        assert found.end <= length
        assert faults(found)
    assert sure("elf", data[: len(data) - 10]).end == len(data) - 10


def test_a_section_that_lies_about_its_length_hides_nothing(tmp_path: Path) -> None:
    data = bytearray(linked(tmp_path, "-no-pie"))
    table = int.from_bytes(data[40:48], "little")
    struct.pack_into("<Q", data, table + 3 * 64 + 32, 1 << 60)
    found = sure("elf", bytes(data) + bytes(5000))
    assert found.end == len(data)
    assert faults(found) == ["firmware.fault.beyond"]


def test_a_header_alone_is_no_file() -> None:
    assert find("elf", b"\x7fELF" + bytes(60)) is None
    assert find("elf", b"\x7fELF\x02\x01\x01" + b"\xff" * 200) is None
    assert find("elf", b"\x7fELF\x01\x01\x01" + bytes(9) + struct.pack("<HHIIIIIHHHHHH", 2, 40, 1, 0, 0, 0, 0, 52, 32,
                0, 40, 0, 0)) is None  # fmt: skip


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return linked(tmp_path_factory.mktemp("elf"), "-g", "-fPIC", "-shared", "-Wl,--build-id=sha1")


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=9)), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, length=st.integers(1, 1 << 14))
def test_no_change_to_a_file_breaks_the_reader(program: bytes, changes: list[tuple[int, bytes]], length: int) -> None:
    data = mutated(program, changes, length)
    found = find("elf", data)
    if found is not None:
        members(found)
    assert sum(1 for _ in symbols(Memory(data), 0, len(data), ample())) < 1 << 20
