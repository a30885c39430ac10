"""What images say of themselves: each kind of mark by its own words, nothing of a secret, accounts without hashes."""

from __future__ import annotations

import pytest

from codebinder.firmware import FileBlob, Memory, read_image
from codebinder.firmware.accounts import accounts, holds_accounts, password
from codebinder.firmware.components import named, rules
from codebinder.firmware.markrules import of_what, said_by
from codebinder.firmware.marks import MOST, Marks
from codebinder.firmware.strings import scan
from codebinder.model.firmware import Mark, MarkKind, Node, NodeKind
from codebinder.model.ports import NeverCancel, NoProgress

LINUX = "Linux version 5.10.110 (ci@build7) (gcc version 10.3.0) #1 SMP"
U_BOOT = "U-Boot SPL 2021.01-rc2 (Jan 01 2021 - 00:00:00 +0000)"
BUILD_ID = "135afc8c6d1b9e02356cce218bf0109c3687ad9f"
SAID = [
    (MarkKind.BANNER, LINUX, LINUX),
    (MarkKind.BANNER, U_BOOT, U_BOOT),
    (MarkKind.COMPILER, "GCC: (GNU) 12.2.0", "GCC: (GNU) 12.2.0"),
    (MarkKind.COMPILER, "gnu-gcc (Debian 12.2.0-14) 12.2.0", "gnu-gcc (Debian 12.2.0-14) 12.2.0"),
    (MarkKind.COMPILER, "IAR ANSI C/C++ Compiler V8.50.9", "IAR ANSI C/C++ Compiler V8.50.9"),
    (MarkKind.COMPILER, "Android clang version 14.0.7", "Android clang version 14.0.7"),
    (MarkKind.BUILD_PATH, "/home/jenkins/gw/src/main.c", "/home/jenkins/gw/src/main.c"),
    (MarkKind.BUILD_PATH, "C:\\Work\\gateway\\app\\main.c", "C:\\Work\\gateway\\app\\main.c"),
    (MarkKind.LICENCE, "license=GPL v2", "license=GPL v2"),
    (MarkKind.LICENCE, "Copyright (C) 2019 Example GmbH", "Copyright (C) 2019 Example GmbH"),
    (MarkKind.URL, "see https://ota.example.cn/v2/check for more", "https://ota.example.cn/v2/check"),
    (MarkKind.URL, "mqtts://user:pa55word@broker.example.com:8883/x?token=abcdef", "mqtts://broker.example.com:8883/x"),
    (MarkKind.DATE, "built Mar  3 2024 12:01:02", "Mar  3 2024 12:01:02"),
    (MarkKind.DATE, "2024-03-05T10:11:12Z", "2024-03-05T10:11:12Z"),
    (MarkKind.VERSION, "Firmware Version: 3.1.4-beta", "3.1.4-beta"),
    (MarkKind.VERSION, "v2.4-12-gabcdef0-dirty", "2.4-12-gabcdef0-dirty"),
    (MarkKind.VERSION, "stable release version 2.36.", "2.36"),
    (MarkKind.VERSION, "Version: 252.39-1~deb12u2", "252.39-1~deb12u2"),
    (MarkKind.COMPILER, "gcc: (Debian 12.2.0-14) 12.2.0", "gcc: (Debian 12.2.0-14) 12.2.0"),
    (MarkKind.COMPILER, "Compiled by GNU CC version 12.2.0.", "GNU CC version 12.2.0."),
    (MarkKind.BUILD_PATH, "-ffile-prefix-map=/build/gw/gw-1.2=.", "/build/gw/gw-1.2"),
    (MarkKind.DATE, "date=2008-10-21", "2008-10-21"),
    (MarkKind.DATE, "2008-10-21", "2008-10-21"),
    (MarkKind.BUILD_ID, f"BuildID: {BUILD_ID}", BUILD_ID),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "wanted"), SAID, ids=[f"{at}-{row[0].value}" for at, row in enumerate(SAID)])
def test_a_string_says_what_it_says(kind: MarkKind, text: str, wanted: str) -> None:
    assert (kind, wanted) in [(each[0], each[1]) for each in said_by(text)]


@pytest.mark.parametrize("text", ["/opt/data/cache", "lib/crc32.c", "%s: no such device", "10.0.0.1", "Press any key"])
def test_other_strings_say_nothing(text: str) -> None:
    assert list(said_by(text)) == []


NOISE = (
    "MIME-Version: 1.0",
    "Foundation; either version 2.1 of the License, or (at your option) any later",
    "% 2000-08-21: Won-kyu Park <wkpark@example.org>",
    "in effect since 2000-07-08. Document number is 55-1620.",
    "--proxy http://]host[:port]/",
    "Keil Software, Inc.",
    "This is not GNU sed version 4.0",
    "Copyright (C) <year>  <name of author>",
)


@pytest.mark.parametrize("text", NOISE, ids=[str(at) for at in range(len(NOISE))])
def test_what_is_said_of_something_else_is_no_mark(text: str) -> None:
    assert list(said_by(text)) == []


def test_a_licence_is_named_once_however_its_text_goes_on() -> None:
    lines = ("under the GNU General Public License as published by", "of the GNU General Public License along")
    assert {row[1] for line in lines for row in said_by(line)} == {"GNU General Public License"}
    (row,) = said_by("the terms of the GNU Lesser General Public License, version 2.1 as published")
    assert row[1] == "GNU Lesser General Public License, version 2.1"


def test_a_byte_before_a_banner_is_no_part_of_it() -> None:
    assert [row[1] for row in said_by("dU-Boot 2023.01 for wandboard board")] == ["U-Boot 2023.01 for wandboard board"]


def test_a_version_says_of_what_it_is() -> None:
    assert of_what("description=Marvell WiFi-Ex Driver version 1.0", "1.0") == "Marvell WiFi-Ex Driver version"
    assert of_what("ACME Router RT-1 firmware 3.2.1 built by hand", "3.2.1") == "ACME Router RT-1 firmware"
    assert of_what("version=1.0", "1.0") == ""


def test_there_are_sixty_components_and_each_has_a_source() -> None:
    assert len({rule.name for rule in rules()}) >= 60
    assert all(rule.where and rule.licence for rule in rules())


@pytest.mark.parametrize("at", range(len(rules())))
def test_a_component_is_known_by_its_own_banner_and_by_no_other(at: int) -> None:
    rule = rules()[at]
    assert (rule.name, rule.version) in [(each.name, version) for each, version in named(rule.example)]
    others = [each.example for each in rules() if each.name != rule.name]
    # Product lines name several parts: what is built on another names that one as well.
    assert sum(rule.banner.search(each) is not None for each in others) <= 1


def test_shapes_of_rules_hold_against_near_misses() -> None:
    for text in (
        "BusyBox vanished",
        "OpenSSL 1.1.1k is not installed",
        "curling 7.1",
        "U-Boot environment",
        "Linux versions",
    ):
        assert list(named(text)) == []


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (b"", "no password"), (b"x", "password in shadow"), (b"*", "locked"), (b"!", "locked"), (b"!!", "locked"),
        (b"!$6$abc$def", "locked, hash SHA-512"), (b"$1$salt$hash", "password set, hash MD5"),
        (b"$y$j9T$abc$def", "password set, hash yescrypt"), (b"abJnggxhB/yWI", "password set, hash DES"),
        (b"*LK*", "locked"), (b"nonsense", "locked (no valid hash)"),
        (b"$zz$a$b", "password set, hash of an unknown kind"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_password_field_tells_no_hash(field: bytes, told: str) -> None:
    assert password(field) == told


def test_accounts_of_a_tree_are_listed_without_their_hashes() -> None:
    secret = b"$6$Zb1kQe$Q7vQmY0uVJ1r6m3"
    shadow = Node(number=4, parent=0, kind=NodeKind.FILE, name=b"etc/shadow", size=0)
    found = list(accounts(shadow, Memory(b"root:" + secret + b":19000:0:99999:7:::\nftp::1::::::\nbad line\n")))
    assert [(each.text, each.detail, each.offset) for each in found] == [
        ("root", "password set, hash SHA-512", 0), ("ftp", "no password", found[1].offset),
    ]  # fmt: skip
    assert secret.decode() not in repr(found)
    passwd = Node(number=5, parent=0, kind=NodeKind.FILE, name=b"rootfs/etc/passwd", size=0)
    (root, nobody) = accounts(passwd, Memory(b"root:x:0:0:root:/root:/bin/sh\nnobody:*:99:99::/:/bin/false\n"))
    assert root.detail == "password in shadow, superuser, shell /bin/sh"
    assert nobody.detail == "locked, no login"
    assert not holds_accounts(Node(number=6, parent=0, kind=NodeKind.FILE, name=b"bin/passwd.sh.txt.gz", size=0))


def marks_of(data: bytes) -> tuple[Mark, ...]:
    return read_image(Memory(data), name=b"fw.bin", progress=NoProgress(), cancel=NeverCancel()).marks


def test_marks_are_counted_and_stand_where_they_were_first_seen() -> None:
    banner = b"U-Boot 2023.04 (Apr 01 2023 - 10:00:00 +0000)"
    found = marks_of(bytes(100) + banner + bytes(50) + banner + b"\0")
    (mark,) = [each for each in found if each.kind is MarkKind.COMPONENT]
    assert (mark.offset, mark.count, mark.name, mark.version, mark.node) == (100, 2, "U-Boot", "2023.04", 0)


def test_strings_in_chinese_and_utf_16_are_marks_too() -> None:
    data = (
        bytes(64)
        + "版权所有 示例公司".encode("gb18030")
        + bytes(64)
        + "OpenSSL 1.1.1k  25 Mar 2021".encode("utf-16-le")
        + bytes(9)
    )
    found = marks_of(data)
    assert [each.text for each in found if each.kind is MarkKind.LICENCE] == ["版权所有 示例公司"]
    assert [each.version for each in found if each.kind is MarkKind.COMPONENT] == ["1.1.1k"]


def test_marks_are_bounded_and_say_so() -> None:
    marks = Marks()
    data = Memory(b"".join(b"http://host-%d.example.com/\0" % number for number in range(MOST + 5)))
    marks.begin(Node(number=0, parent=-1, kind=NodeKind.IMAGE, name=b"", size=data.size), data)
    for batch in scan(data, cancel=NeverCancel()):
        marks.take(batch)
    assert len(marks.marks()) == MOST
    assert [each.id for each in marks.stopped.values()] == ["firmware.marks-bound"]


def test_no_pattern_takes_more_than_linear_time() -> None:
    for text in (
        "/a" * 4000,
        "http://" + "a." * 4000,
        "GCC: (" + "(" * 4000,
        "build id " * 900,
        "C:\\" + "a b\\" * 2000,
        "1." * 4000,
    ):
        list(said_by(text))


def test_an_image_on_disk_gives_its_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("image") / "fw.bin"
    path.write_bytes(bytes(64) + b"the update was refused by the device" + bytes(64))
    with FileBlob(path) as blob:
        found = read_image(blob, name=b"fw.bin", progress=NoProgress(), cancel=NeverCancel())
    assert [(each.node, each.ascii, each.meaningful) for each in found.strings] == [(0, 1, 1)]
