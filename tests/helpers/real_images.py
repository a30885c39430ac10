"""One small image of each kind, made by the tool that people make it with, around one tree of files.

For whatever must hold of every format: mutations, comparisons with other programs, the whole way through the product.
"""

from __future__ import annotations

import gzip
import random
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from helpers.outside_tools import made

PROGRAM = b"""
#include <stdio.h>
const char banner[] = "blinker 2.4.1 (built by hand)";
int main(void) { puts(banner); return 0; }
"""
PIECE = 8 << 10


def tree(folder: Path) -> Path:
    """Make a small root file system."""
    root = folder / "root"
    for name in ("bin", "etc/ssl", "lib/empty", "www"):
        (root / name).mkdir(parents=True)
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\nsupport:x:500:500::/:/bin/sh\n")
    (root / "etc/banner").write_text("Blinker 2.4.1, a small device\n" * 3)
    (root / "etc/ssl/notes.txt").write_bytes("设备使用说明：不要打开外壳。\n".encode("gb18030") * 5)
    (root / "www/index.html").write_text("<html><title>Blinker</title>" + "<p>status of the lamp</p>" * 200)
    (root / "www/zero.bin").write_bytes(bytes(9000))
    (root / "lib/data.bin").write_bytes(random.Random(8).randbytes(5000))
    (root / "bin/sh").symlink_to("blinker")
    source = folder / "blinker.c"
    source.write_bytes(PROGRAM)
    made("gcc", "-Os", "-s", "-o", root / "bin/blinker", source)
    return root


class Maker:
    """Makes images in a folder, each from `root`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = tree(folder)
        self.images: dict[str, Path] = {}

    def all(self) -> dict[str, Path]:
        """Make every kind; give name and file."""
        steps: tuple[Callable[[], None], ...] = (
            self.squashfs, self.flash, self.disks, self.archives, self.streams, self.programs, self.boot, self.whole,
        )  # fmt: skip
        for step in steps:
            step()
        return self.images

    def take(self, name: str) -> Path:
        """Give where the image called `name` goes."""
        self.images[name] = path = self.folder / name
        return path

    def squashfs(self) -> None:
        for how in ("gzip", "xz", "lzo", "lz4", "zstd", "lzma"):
            where = self.take(f"squashfs-{how}")
            made("mksquashfs", self.root, where, "-comp", how, "-noappend", "-quiet", "-all-root", "-b", "16384")

    def flash(self) -> None:
        for order, flag in (("little", "-l"), ("big", "-b")):
            where = self.take(f"jffs2-{order}")
            made("mkfs.jffs2", "-r", self.root, "-o", where, flag, "-e", "64KiB", "-n")
        made("genromfs", "-d", self.root, "-f", self.take("romfs"), "-V", "lamp")
        made(
            "mkfs.ubifs",
            "-r",
            self.root,
            "-o",
            self.take("ubifs"),
            "-m",
            "512",
            "-e",
            "15360",
            "-c",
            "60",
            "-j",
            "60KiB",
        )
        config = self.folder / "ubi.ini"
        config.write_text(
            f"[rootfs]\nmode=ubi\nimage={self.images['ubifs']}\nvol_id=0\nvol_size=900KiB\nvol_type=dynamic\n"
            "vol_name=rootfs\nvol_flags=autoresize\n"
        )
        made("ubinize", "-o", self.take("ubi"), "-p", "16KiB", "-m", "512", "-Q", "7", config)

    def disks(self) -> None:
        made("mkfs.ext2", "-q", "-d", self.root, "-b", "1024", "-N", "64", self.take("ext2"), "300k")
        made(
            "mkfs.ext4",
            "-q",
            "-d",
            self.root,
            "-b",
            "1024",
            "-N",
            "64",
            "-O",
            "^has_journal",
            self.take("ext4"),
            "400k",
        )
        made("mkfs.fat", "-C", self.take("fat"), "256")
        made("mcopy", "-i", self.images["fat"], "-s", self.root / "www", self.root / "etc", "::")
        disk = self.take("gpt")
        disk.write_bytes(bytes(400 << 10))
        made("sgdisk", "-a", "8", "-n", "1:40:120", "-c", "1:boot", "-n", "2:128:400", disk)

    def archives(self) -> None:
        names = "\n".join(str(path.relative_to(self.root)) for path in sorted(self.root.rglob("*"))).encode()
        for how in ("newc", "crc", "odc", "bin"):
            self.take(f"cpio-{how}").write_bytes(made("cpio", "-o", "-H", how, cwd=self.root, given=names))
        made("tar", "-C", self.root, "-cf", self.take("tar"), ".")
        where = self.take("zip")
        made("zip", "-q", "-r", "-y", where.with_suffix(".zip"), ".", cwd=self.root)
        where.with_suffix(".zip").rename(where)
        made("ar", "rc", self.take("ar"), self.root / "etc/banner", self.root / "lib/data.bin")

    def streams(self) -> None:
        content = (self.root / "www/index.html").read_bytes() + (self.root / "bin/blinker").read_bytes()
        whole = self.folder / "content"
        whole.write_bytes(content)
        self.take("gzip").write_bytes(gzip.compress(content, mtime=1))
        self.take("zlib").write_bytes(zlib.compress(content))
        ways = {"bzip2": "bzip2 -c", "xz": "xz -c", "lzma": "xz --format=lzma -c", "zstd": "zstd -qc", "lz4": "lz4 -qc",
                "lz4-legacy": "lz4 -qlc", "lzop": "lzop -c"}  # fmt: skip
        for name, command in ways.items():
            self.take(name).write_bytes(made(*command.split(), whole))

    def programs(self) -> None:
        program = self.root / "bin/blinker"
        shutil.copy(program, self.take("elf"))
        source = self.folder / "bare.s"
        source.write_text(
            '.thumb\n.global _start\n_start: b _start\n.section .rodata\n.asciz "bare 1.0 for the lamp"\n'
        )
        bare, whole = self.take("elf-arm"), self.folder / "bare.o"
        made("arm-none-eabi-as", "-mcpu=cortex-m3", "-o", whole, source)
        made("arm-none-eabi-ld", "-o", bare, whole)
        for how in ("ihex", "srec"):
            made("arm-none-eabi-objcopy", "-O", how, bare, self.take(how))
        block = struct.pack("<8I", 0x0A324655, 0x9E5D5157, 0x2000, 0x10000000, 256, 0, 1, 0xE48BFF56)
        self.take("uf2").write_bytes(block + bytes(range(256)) + bytes(220) + struct.pack("<I", 0x0AB16F30))

    def boot(self) -> None:
        kernel = self.images["gzip"]
        made(
            "mkimage",
            "-A",
            "arm",
            "-O",
            "linux",
            "-T",
            "kernel",
            "-C",
            "gzip",
            "-n",
            "lamp",
            "-d",
            kernel,
            self.take("uimage"),
        )
        source = self.folder / "lamp.dts"
        source.write_text(
            '/dts-v1/;\n/ { model = "lamp"; compatible = "acme,lamp"; leds { red { gpio = <1 2 3>; }; }; };\n'
        )
        made("dtc", "-O", "dtb", "-o", self.take("dtb"), source)
        tree_source = self.folder / "fit.its"
        tree_source.write_text(
            '/dts-v1/;\n/ { description = "lamp"; images {\n'
            f'kernel {{ data = /incbin/("{kernel}"); type = "kernel"; arch = "arm"; os = "linux"; compression = "gzip";'
            ' load = <0x8000>; entry = <0x8000>; hash-1 { algo = "crc32"; }; hash-2 { algo = "sha256"; }; };\n'
            f'fdt {{ data = /incbin/("{self.images["dtb"]}"); type = "flat_dt"; arch = "arm"; compression = "none";'
            ' hash-1 { algo = "sha1"; }; }; };\n'
            'configurations { default = "c"; c { kernel = "kernel"; fdt = "fdt"; }; }; };\n'
        )
        made("mkimage", "-f", tree_source, self.take("fit"))
        made("mkbootimg", "--kernel", kernel, "--ramdisk", self.images["cpio-newc"], "-o", self.take("android"))
        made("img2simg", self.images["ext4"], self.take("sparse"), "1024")

    def whole(self) -> None:
        """Lay out a flash as devices have it: loader, kernel, file system, settings, erased rest."""
        parts = [self.images[name].read_bytes() for name in ("uimage", "squashfs-xz", "jffs2-little")]
        image = b"".join(part + b"\xff" * (-len(part) % PIECE) for part in parts)
        self.take("flash").write_bytes(image + random.Random(2).randbytes(PIECE) + b"\xff" * (5 * PIECE))
