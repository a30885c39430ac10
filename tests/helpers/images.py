"""Firmware images as values, built by hand: a router's, and absurd ones. For whatever shows an analysis."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from codebinder.model.firmware import (
    Analysis,
    BuildFacts,
    Mark,
    MarkKind,
    Node,
    NodeKind,
    Profile,
    Region,
    RegionKind,
    StringCount,
    Tie,
    TieFile,
    TieMatch,
    TieRegion,
)
from codebinder.model.text import Message

KNOWN, PADDING, COMPRESSED = RegionKind.KNOWN, RegionKind.PADDING, RegionKind.COMPRESSED
ENCRYPTED, UNKNOWN = RegionKind.ENCRYPTED, RegionKind.UNKNOWN
EVEN = {KNOWN: 560, PADDING: 0, COMPRESSED: 790, ENCRYPTED: 799, UNKNOWN: 480}


class Tree:
    """An analysis in the making: nodes and regions are added, `done` gives the value."""

    def __init__(self, size: int, block: int = 0) -> None:
        self._block = block or max(1024, size // 2048)
        self._nodes = [Node(number=0, parent=-1, kind=NodeKind.IMAGE, name=b"", size=size, sha256=digest("image"))]

    def node(self, parent: int, name: bytes, size: int, **more: object) -> int:
        number = len(self._nodes)
        given: dict[str, object] = {"kind": NodeKind.PART, "sha256": digest(f"{number}"), **more}
        depth = self._nodes[parent].depth + 1
        self._nodes.append(Node(number=number, parent=parent, name=name, size=size, depth=depth, **given))
        return number

    def region(
        self, owner: int, size: int, kind: RegionKind, form: str = "", label: str = "", **more: object
    ) -> Region:
        """Add a region behind those that are there; `node` of `more` says what was read from it."""
        held = self._nodes[owner]
        start = held.regions[-1].end if held.regions else 0
        given: dict[str, object] = {"entropy": EVEN[kind], **more}
        region = Region(start=start, end=start + size, kind=kind, format=form, label=label, **given)
        self._nodes[owner] = replace(held, regions=(*held.regions, region))
        if region.node >= 0 and self._nodes[region.node].start == -2:
            self._nodes[region.node] = replace(self._nodes[region.node], start=start)
        return region

    def regions(self, node: int, regions: tuple[Region, ...]) -> None:
        self._nodes[node] = replace(self._nodes[node], regions=regions)

    def done(self, **more: object) -> Analysis:
        image = self._nodes[0]
        entropy = bytearray()
        at = 0
        for offset in range(0, image.size, self._block):
            while at < len(image.regions) - 1 and image.regions[at].end <= offset:
                at += 1
            wobble = (offset // self._block * 37) % 11 - 5
            mean = image.regions[at].entropy if image.regions else 0
            entropy.append(max(0, min(255, mean * 32 // 100 + (wobble if mean else 0))))
        profile = Profile(block=self._block, entropy=bytes(entropy))
        return Analysis(size=image.size, nodes=tuple(self._nodes), profile=profile, **more)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def router(files: int = 24) -> Analysis:
    """16 MiB as a small router has it: boot loader, environment, kernel, squashfs, an overlay, padding, keys."""
    tree = Tree(16 << 20)
    boot = tree.node(0, b"u-boot", 0x30000, start=-2, format="U-Boot")
    kernel = tree.node(0, b"uImage", 0x1A0000, start=-2, format="uImage")
    root = tree.node(0, b"squashfs", 0x900000, start=-2, format="squashfs")
    tree.region(0, 0x30000, KNOWN, "U-Boot", node=boot, facts=(("version", "2023.07"),))
    tree.region(0, 0x10000, KNOWN, "U-Boot environment", facts=(("checksum", "good"),))
    tree.region(0, 0x1A0000, KNOWN, "uImage", "Linux-5.15.137", node=kernel)
    tree.region(0, 0x20000, PADDING, facts=(("byte", "0xFF"),))
    tree.region(0, 0x900000, KNOWN, "squashfs", "rootfs", node=root, facts=(("compression", "xz"),))
    tree.region(0, 0x60000, UNKNOWN)
    tree.region(0, 0x200, KNOWN, "X.509 certificate", "CN=router.example", facts=(("key", "RSA 2048"),))
    tree.region(0, 0xFE00, ENCRYPTED)
    tree.region(0, 0x400000, KNOWN, "JFFS2", "overlay", faults=(Message("firmware.fault.cut-short"),))
    rest = (16 << 20) - tree._nodes[0].regions[-1].end
    tree.region(0, rest, PADDING, facts=(("byte", "0xFF"),))
    tree.region(boot, 0x28000, KNOWN, "code")
    tree.region(boot, 0x8000, PADDING)
    inner = tree.node(kernel, b"vmlinux", 0x480000, format="ELF", facts=(("machine", "ARM"),))
    tree.region(kernel, 64, KNOWN, "header", facts=(("load address", "0x80008000"), ("crc32", "good")))
    tree.region(kernel, 0x1A0000 - 64, KNOWN, "LZMA", node=inner)
    tree.region(inner, 0x300000, KNOWN, "section", ".text")
    tree.region(inner, 0x100000, KNOWN, "section", ".rodata")
    tree.region(inner, 0x80000, KNOWN, "section", ".data")
    tree.region(root, 96, KNOWN, "superblock")
    tree.region(root, 0x8F0000, KNOWN, "data blocks")
    tree.region(root, 0x10000 - 96, KNOWN, "tables")
    folders = (b"bin", b"etc", b"lib", b"usr/sbin", "www/图片".encode())
    for folder in folders:
        tree.node(root, folder, 0, kind=NodeKind.FOLDER, mode=0o755, sha256="")
    for number in range(files):
        name = folders[number % len(folders)] + b"/file-%03d" % number
        tree.node(root, name, 1000 + 77 * number, kind=NodeKind.FILE, mode=0o644, sha256=digest(f"f{number}"))
    tree.node(root, b"bin/sh", 0, kind=NodeKind.LINK, target=b"busybox", mode=0o777, sha256="")
    return tree.done(marks=MARKS, strings=(StringCount(node=0, ascii=900, meaningful=400),))


MARKS = (
    Mark(kind=MarkKind.BANNER, text="U-Boot 2023.07 (Jul 11 2023 - 10:22:01 +0000)", node=1, offset=0x1200),
    Mark(kind=MarkKind.BANNER, text="Linux version 5.15.137 (build@farm) (gcc 12.3.0)", node=4, offset=0x300100),
    Mark(kind=MarkKind.COMPILER, text="GCC: (OpenWrt GCC 12.3.0 r23497) 12.3.0", node=4, offset=0x300400, count=41),
    Mark(kind=MarkKind.BUILD_ID, text="8f2c0e1d5a7b4c3e9f1a2b3c4d5e6f7081920a3b", node=4, offset=0x300080),
    Mark(kind=MarkKind.BUILD_PATH, text="/builder/shared-workdir/build/sdk/router", node=4, offset=0x300900, count=7),
    Mark(kind=MarkKind.LICENCE, text="GPL-2.0", node=4, offset=0x301000, count=180),
    Mark(kind=MarkKind.URL, text="https://update.example.com/fw/latest", node=3, offset=0x2000),
    Mark(kind=MarkKind.ACCOUNT, text="root", node=3, offset=0x100, detail="no password"),
    Mark(kind=MarkKind.ACCOUNT, text="admin", node=3, offset=0x120, detail="password hash (MD5)"),
    Mark(kind=MarkKind.COMPONENT, text="BusyBox v1.36.1", node=3, offset=0x9000, name="BusyBox", version="1.36.1"),
    Mark(kind=MarkKind.COMPONENT, text="OpenSSL 3.0.12 24 Oct 2023", node=3, offset=0xA000, name="OpenSSL",
         version="3.0.12"),
    Mark(kind=MarkKind.CERTIFICATE, text="CN=router.example", node=0, offset=0xB60000,
         detail="RSA 2048, 2023-01-01 to 2033-01-01"),
    Mark(kind=MarkKind.KEY, text="RSA public key", node=3, offset=0xC000, detail="2048 bits"),
    Mark(kind=MarkKind.DATE, text="Jul 11 2023", node=1, offset=0x1210),
)  # fmt: skip


def crowded(count: int = 5000, size: int = 512) -> Analysis:
    """Very many regions of the same size, side by side."""
    tree = Tree(count * size)
    kinds = (KNOWN, PADDING, UNKNOWN, KNOWN)
    made = (
        Region(start=at * size, end=(at + 1) * size, kind=kinds[at % 4], format="UBI block" if at % 4 in {0, 3} else "",
               entropy=EVEN[kinds[at % 4]])
        for at in range(count)
    )  # fmt: skip
    tree.regions(0, tuple(made))
    return tree.done()


def huge() -> Analysis:
    """2 GB with regions of 512 bytes between very long ones."""
    tree = Tree(2 << 30, block=1 << 20)
    for at in range(7):
        tree.region(0, 512, KNOWN, "partition table", f"no. {at}")
        tree.region(0, (290 << 20) - 512, (COMPRESSED, PADDING, KNOWN)[at % 3], "ext4" if at % 3 == 2 else "")
    tree.region(0, (2 << 30) - 7 * (290 << 20), UNKNOWN)
    return tree.done()


def hostile() -> Analysis:
    """Names that steer terminals, turn text around, break JSON, or have 300 characters."""
    names = (
        "a" * 300, "\x1b[31mred\x07", "evil\u202egnp.exe", "..\\..\\x", "\U0001f600", "名" * 300, "(a) Tj ET \\",
        "<script>", "%s%n", "",
    )  # fmt: skip
    tree = Tree(len(names) << 16)
    for name in names:
        inner = tree.node(0, name.encode("utf-8", "surrogateescape") + b"\xff/..", 0x10000, start=-2, format=name[:40])
        tree.region(0, 1 << 16, KNOWN, name, name, node=inner)
        tree.region(inner, 0x8000, UNKNOWN, "", name)
        tree.region(inner, 0x8000, PADDING, "", name)
    marks = tuple(Mark(kind=kind, text=name, node=1, offset=5) for name, kind in zip(names, MarkKind, strict=False))
    return tree.done(marks=marks)


def plain(size: int, kind: RegionKind) -> Analysis:
    """One region, or none where the image is empty."""
    tree = Tree(size)
    if size:
        tree.region(0, size, kind)
    return tree.done()


TIE = Tie(
    sources=("firmware-src",), strings=412, explained=371, symbols=1200, symbols_explained=1133,
    regions=(TieRegion(node=1, strings=80, explained=77), TieRegion(node=4, strings=240, explained=231, third_party=4),
             TieRegion(node=3, strings=92, explained=63, third_party=20)),
    files=tuple(TieFile(component="firmware-src", path=b"src/net/file%02d.c" % n, strings=40 - n, alone=20 - n // 2)
                for n in range(30)),
    matches=(TieMatch(kind="version", text="2023.07", component="firmware-src", path=b"Makefile"),
             TieMatch(kind="build-id", text="8f2c0e1d5a7b4c3e9f1a2b3c4d5e6f7081920a3b")),
    unexplained=("vendor blob v3 loaded", "calibration data missing for channel %d"),
    symbols_unexplained=("brcm_otp_read",), without_source=(3,),
)  # fmt: skip
BUILD = BuildFacts(
    toolchain="gcc 11.2.0", flags="-Os -march=armv7-a", commands="make rom", built_by="Example Ltd, release team",
    built_on="2023-07-11", environment="Debian 12 container", reproducible="yes",
)  # fmt: skip
