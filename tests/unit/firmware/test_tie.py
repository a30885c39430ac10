"""Images against sources: what explains a string, what must not, and what is told of the rest."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.firmware import ImageText, Memory, imagetext, read_image, tie
from codebinder.firmware.sourcetext import said
from codebinder.model.firmware import Analysis, Tie
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.outside_tools import needs

CANCEL = NeverCancel()


def gathered(data: bytes) -> tuple[ImageText, Analysis]:
    text = ImageText(CANCEL)
    read = read_image(Memory(data), name=b"fw.bin", takers=(text,), progress=NoProgress(), cancel=CANCEL)
    return text, read


def tied(data: bytes, files: Iterable[tuple[bytes, bytes]], encoding: str = "utf-8") -> Tie:
    sources = [("src", path, text, encoding) for path, text in files]
    return tie(*gathered(data), sources, cancel=CANCEL)


def image(*texts: bytes) -> bytes:
    return bytes(32) + b"\0\0".join(texts) + bytes(32)


CHINESE = "无法打开设备 gateway"
EXPLAINED = [
    (b"a.c", rb'puts("the gateway has no serial number");', b"the gateway has no serial number"),
    (b"a.c", b'puts("the gateway" /* so */\n   " has no"\\\n  " serial number");', b"the gateway has no serial number"),
    (b"a.c", rb'f("first line of it\nsecond line of it\n");', b"second line of it"),
    (b"a.c", rb'f("tab\there and \x41\x42 \"quoted\" \101");', b'tab\there and AB "quoted" A'),
    (b"a.c", rb'printf("link %-8s: %5.2f ms\r\n", n, t);', b"link %-8s: %5.2f ms"),
    (b"a.c", rb"""char q = '"'; f("after a quote in quotes");""", b"after a quote in quotes"),
    (b"a.c", b"// don't be misled\nf(\"after an apostrophe in a comment\");", b"after an apostrophe in a comment"),
    (b"a.c", b"#define S(x) #x\nconst char *n = S(gateway_link_state);", b"gateway_link_state"),
    (b"a.c", b"ut_assert(link_count(net) == 3);\n", b"link_count(net) == 3"),
    (b"a.c", b'ut_asserteq(0, run_command("gateway up", 0));', b'0 == run_command("gateway up", 0)'),
    (b"a.c", b'say("Gateway boots from " MEDIUM " with the fallback image of the vendor");',
     b"Gateway boots from flash with the fallback image of the vendor"),
    (b"a.cpp", b'auto t = R"(raw "text" of the gateway)";', b'raw "text" of the gateway'),
    (b"boot/rc.sh", b"#!/bin/sh\n  mount -t tmpfs none /var/run\n", b"mount -t tmpfs none /var/run"),
    (b"gw.dts", b'uart0: serial@9000 { compatible = "acme,gw-uart"; acme,fifo-depth = <16>; };', b"acme,fifo-depth"),
    (b"Kconfig", b'config GATEWAY_LINK\n\tbool "Watch the uplink"\n', b"Watch the uplink"),
    (b"drivers/net/gw_link.c", b"int f;", b"/build/gw-2.1/drivers/net/gw_link.c"),
    (b"a.c", f'char *n = "{CHINESE}";'.encode(), CHINESE.encode()),
    (b"a.c", b'wchar_t *n = L"the gateway is offline";', "the gateway is offline".encode("utf-16-le")),
    (b"a.c", b'printk(KERN_ERR "gateway: out of descriptors\\n");', b"\0013gateway: out of descriptors"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "source", "text"), EXPLAINED, ids=range(len(EXPLAINED)))
def test_a_source_explains_what_it_leaves_in_an_image(path: bytes, source: bytes, text: bytes) -> None:
    found = tied(image(text), [(b"other.c", b"int x;"), (path, source)])
    assert (found.strings, found.explained) == (1, 1)
    assert tied(image(text), [(b"other.c", b"int x;")]).explained == 0


UNEXPLAINED = [
    (b'f("the gateway has a number"); g("a serial gateway has no");', b"the gateway has no serial number"),
    (b"// the gateway has no serial number", b"the gateway has no serial number"),
    (b'f("gateway.c"); int main;', b"/build/other/src/gateway.c"),
    (b"int gateway, link, state;", b"gateway_link_state"),
]


@pytest.mark.parametrize(("source", "text"), UNEXPLAINED, ids=range(len(UNEXPLAINED)))
def test_common_words_and_comments_explain_nothing(source: bytes, text: bytes) -> None:
    assert tied(image(text), [(b"a.c", source)]).explained == 0


@pytest.mark.parametrize("text", [b"gateway", b"Failed:", b"Permission denied", b"/dev/null", b"0x12345678", b"%s: %s"])
def test_what_says_nothing_of_its_origin_is_not_counted(text: bytes) -> None:
    assert tied(image(text), [(b"a.c", b'f("' + text + b'");')]).strings == 0


def test_gb18030_sources_explain_an_image_in_utf_8() -> None:
    text = "固件升级失败，请重新启动设备"
    found = tied(image(text.encode()), [(b"a.c", f'f("{text}");'.encode("gb18030"))], "gb18030")
    assert (found.strings, found.explained) == (1, 1)


def test_a_file_that_is_no_text_is_found_where_it_is_embedded() -> None:
    blob = b"\x7f\x01" + b"calibration of the first antenna\0" + bytes(range(256))
    found = tie(*gathered(image() + blob), [("src", b"cal.bin", blob, "binary")], cancel=CANCEL)
    assert [each.path for each in found.files] == [b"cal.bin"]


def test_files_count_their_strings_and_those_that_stand_in_no_other() -> None:
    both, one = b"both files say this sentence", b"only the first file says this"
    files = [(b"one.c", b'"%s" "" , "%s"' % (both, one)), (b"two.c", b'"' + both + b'"')]
    found = tied(image(both, one, b"nobody at all says this one"), files)
    assert [(each.path, each.strings, each.alone) for each in found.files] == [(b"one.c", 2, 1), (b"two.c", 1, 0)]
    assert found.unexplained == ("nobody at all says this one",)


def test_versions_commits_and_dates_are_matched() -> None:
    data = image(b"U-Boot 2023.04-00012-gabcdef012345 (Apr 01 2023 - 10:00:00 +0000)")
    makefile = b"VERSION = 2023\nPATCHLEVEL = 04\nSUBLEVEL =\nEXTRAVERSION =\n"
    sources = [("boot", b"Makefile", makefile, "utf-8")]
    found = tie(*gathered(data), sources, commits={"boot": "abcdef0123456789" + "0" * 24}, cancel=CANCEL)
    rows = {(each.kind, each.text): (each.component, each.path) for each in found.matches}
    assert rows["commit", "abcdef012345"] == ("boot", b"")
    assert rows["version", "2023.04"] == ("boot", b"Makefile")
    assert rows["date", "Apr 01 2023"] == ("", b"")


def test_symbols_of_a_program_are_explained_by_name_and_by_pasting(tmp_path: Path) -> None:
    needs("gcc")
    text = b"#define LIST(n) int gw_list_2_##n = 1\nLIST(uplink_watch);\n"
    text += b"int gw_uplink_start(void) { return gw_list_2_uplink_watch; }\n"
    (tmp_path / "a.c").write_bytes(text)
    subprocess.run(["gcc", "-c", tmp_path / "a.c", "-o", tmp_path / "a.o"], check=True)
    data = (tmp_path / "a.o").read_bytes()
    right = tied(data, [(b"a.c", text)])
    assert (right.symbols, right.symbols_explained) == (2, 2)
    wrong = tied(data, [(b"b.c", b"int gw_other; int uplink_watch;")])
    assert wrong.symbols_explained == 0
    assert set(wrong.symbols_unexplained) == {"gw_list_2_uplink_watch", "gw_uplink_start"}


def test_parts_without_source_and_third_parties_are_told() -> None:
    foreign = b"\0".join(b"nobody disclosed message number " + bytes([97 + at]) * 3 for at in range(6))
    data = image(b"BusyBox v1.36.1 (2023-05-19 13:50:01 UTC) multi-call binary.", foreign)
    found = tied(data, [(b"a.c", b"int x;")])
    assert found.without_source == (0,)
    assert found.third_party == found.strings == 7
    assert found.regions[0].third_party == 7


def test_bounds_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imagetext, "MOST_STRINGS", 3)
    found = tied(image(*(b"sentence of the kind number " + bytes([97 + at]) * 3 for at in range(6))), [(b"a.c", b"")])
    assert found.strings == 3
    assert [each.id for each in found.stopped] == ["firmware.tie.strings-bound"]


def test_a_list_that_is_cut_says_so() -> None:
    texts = [
        b"sentence of the kind number %s" % bytes(97 + at // 26**place % 26 for place in range(3)) for at in range(2100)
    ]
    found = tied(image(*texts), [(b"a.c", b"")])
    assert (found.strings, len(found.unexplained)) == (2100, 2000)
    assert [each.id for each in found.stopped] == ["firmware.tie.listed"]


def test_the_order_of_files_changes_no_share() -> None:
    files = [(f"f{at}.c".encode(), b'"sentence of the kind number ' + bytes([97 + at]) * 3 + b'"') for at in range(5)]
    data = image(*(text.strip(b'"') for _, text in files))
    one, other = tied(data, files), tied(data, files[::-1])
    assert (one.explained, {each.path for each in one.files}) == (other.explained, {each.path for each in other.files})


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abz_\"'\\/*#\n ()01xRu;,", max_size=300), st.sampled_from([b"a.c", b"a.sh", b"a.dts"]))
def test_any_source_is_read_without_an_error(text: str, path: bytes) -> None:
    assert said(path, text) is not None


def test_hostile_sources_take_linear_time() -> None:
    for text in (
        '"' * 90_000,
        "/*" * 60_000,
        "\\" * 90_000,
        "assert(" * 9_000,
        '"a" ' * 40_000,
        "#" * 90_000,
        "x##" * 30_000,
        'R"(' * 9_000,
    ):
        said(b"a.c", text)
        said(b"a.sh", text)
