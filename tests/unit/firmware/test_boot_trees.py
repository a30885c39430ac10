"""Device trees of dtc and FIT images of mkimage: what went in comes out, and every hash in them is a check."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pytest

from helpers.boot_images import bytes_of, contents, faults, find, members, noise, sure
from helpers.outside_tools import made

_TREE = """/dts-v1/;
/memreserve/ 0x10000 0x2000;
/ {
    model = "A Board"; compatible = "maker,board", "maker,chip";
    chosen { bootargs = "console=ttyS0 root=/dev/mtdblock2"; stdout-path = "/serial@100"; };
    serial@100 { reg = <0x100 0x10>; status = "okay"; empty; odd = [01 02 03]; };
    signature { key-dev { algo = "sha256,rsa2048"; required = "conf"; key-name-hint = "dev"; }; };
};
"""
_ITS = """/dts-v1/;
/ {
    description = "A FIT";
    images {
        kernel-1 { description = "the kernel"; data = /incbin/("k"); type = "kernel"; arch = "arm64"; os = "linux";
            compression = "none"; load = <0x80000>; entry = <0x80040>;
            hash-1 { algo = "crc32"; }; hash-2 { algo = "md5"; }; hash-3 { algo = "sha1"; };
            hash-4 { algo = "sha256"; }; hash-5 { algo = "sha512"; }; };
        fdt-1 { data = /incbin/("d"); type = "flat_dt"; arch = "arm64"; compression = "none"; hash { algo = "sha256"; };
            };
    };
    configurations { default = "conf-1";
        conf-1 { kernel = "kernel-1"; fdt = "fdt-1";
            signature { algo = "sha256,rsa2048"; key-name-hint = "dev"; sign-images = "kernel", "fdt"; }; }; };
};
"""


def _tree(folder: Path) -> bytes:
    (folder / "t.dts").write_text(_TREE)
    made("dtc", "-I", "dts", "-O", "dtb", "-o", folder / "t.dtb", folder / "t.dts")
    return (folder / "t.dtb").read_bytes()


def _fit(folder: Path, *options: str) -> tuple[bytes, bytes, bytes]:
    kernel, tree = noise(9001), _tree(folder)
    (folder / "k").write_bytes(kernel)
    (folder / "d").write_bytes(tree)
    (folder / "f.its").write_text(_ITS)
    made("mkimage", *options, "-f", "f.its", "f.itb", cwd=folder)
    return (folder / "f.itb").read_bytes(), kernel, tree


def test_a_tree_says_what_its_source_says(tmp_path: Path) -> None:
    image = _tree(tmp_path)
    found = sure("device tree", b"123" + image + b"4567", 3)
    said = dict(found.facts)
    assert (found.end - found.start, found.faults, found.label) == (len(image), (), "A Board")
    assert said["compatible"] == "maker,board, maker,chip"
    assert said["command line"] == "console=ttyS0 root=/dev/mtdblock2"
    assert (said["console"], said["nodes"]) == ("/serial@100", "5")
    assert said["signature keys"] == "dev sha256,rsa2048 required for conf"
    assert [each.label for each in found.regions] == ["header", "reserved memory", "structure", "strings"]


def test_its_text_compiles_to_the_same_tree(tmp_path: Path) -> None:
    image = _tree(tmp_path)
    (text,) = contents(image, sure("device tree", image)).values()
    again = made(
        "dtc", "-I", "dts", "-O", "dtb", given=text.replace(b"/dts-v1/;", b"/dts-v1/;/memreserve/ 0x10000 0x2000;")
    )
    assert again == image


@pytest.mark.parametrize("options", [(), ("-E",), ("-E", "-p", "0x3000")], ids=["inside", "offset", "position"])
def test_a_fit_gives_its_images_wherever_their_bytes_stand(tmp_path: Path, options: tuple[str, ...]) -> None:
    image, kernel, tree = _fit(tmp_path, *options)
    found = sure("FIT", b"\0" * 64 + image + b"\xff" * 9, 64)
    whole = b"\0" * 64 + image
    inside = contents(whole, found)
    assert (inside[b"kernel-1"], inside[b"fdt-1"], found.faults) == (kernel, tree, ())
    assert len(image) - 3 <= found.end - found.start <= len(image)
    said = dict(found.facts)
    assert (said["description"], said["default"]) == ("A FIT", "conf-1")
    assert said["configurations"].startswith("conf-1 (kernel kernel-1, fdt fdt-1")
    told = dict(members(found)[0].facts)
    assert (told["type"], told["load address"], told["hashes"]) == (
        "kernel",
        "0x00080000",
        "crc32, md5, sha1, sha256, sha512",
    )


def test_each_hash_covers_its_image_and_is_computed_again(tmp_path: Path) -> None:
    image, kernel, _ = _fit(tmp_path)
    found = sure("FIT", image)
    values = {each.name: image[each.start : each.end] for each in found.checks[:5]}
    assert values == {
        "crc32": zlib.crc32(kernel).to_bytes(4),
        **{each: hashlib.new(each, kernel).digest() for each in ("md5", "sha1", "sha256", "sha512")},
    }
    (covers,) = found.checks[0].covers
    assert image[covers[0] : covers[1]] == kernel
    damaged = bytearray(image)
    damaged[covers[0]] ^= 1
    assert [each.params["name"] for each in sure("FIT", bytes(damaged)).faults] == [
        f"{each} (kernel-1)" for each in ("crc32", "md5", "sha1", "sha256", "sha512")
    ]


def test_a_signature_covers_the_nodes_it_was_made_over_and_not_the_images(tmp_path: Path) -> None:
    made("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", tmp_path / "dev.key")
    made("openssl", "req", "-batch", "-new", "-x509", "-key", tmp_path / "dev.key", "-out", tmp_path / "dev.crt")
    image, kernel, _ = _fit(tmp_path, "-k", str(tmp_path), "-r")
    found = sure("FIT", image)
    (signature,) = [each for each in found.checks if each.name.startswith("signature")]
    assert (signature.name, signature.end - signature.start) == ("signature sha256,rsa2048", 256)
    covered = b"".join(image[start:end] for start, end in signature.covers)
    assert kernel[:64] not in covered
    assert hashlib.sha256(kernel).digest() in covered
    assert image[signature.start : signature.end] not in covered
    assert "signed" in dict(found.facts)["configurations"]


def test_a_cut_tree_and_lost_images_are_said(tmp_path: Path) -> None:
    image, _, tree = _fit(tmp_path, "-E")
    assert faults(sure("device tree", tree[:300])) == ["firmware.fault.cut"]
    lost = sure("FIT", image[:4000])
    assert {"firmware.fault.beyond", "firmware.fault.sum"} <= set(faults(lost))
    assert lost.end == 4000


def test_a_tree_as_deep_as_it_is_long_and_bare_magics_end_quickly() -> None:
    assert find("device tree", b"\xd0\x0d\xfe\xed" + noise(400)) is None
    deep = b"\0\0\0\1" + bytes(4) + b"\0\0\0\1a\0\0\0" * 50_000
    sizes = (40 + 16 + len(deep), 56, 56 + len(deep), 40, 17, 16, 0, 0, len(deep))
    image = b"\xd0\x0d\xfe\xed" + b"".join(each.to_bytes(4) for each in sizes) + bytes(16) + deep
    found = sure("device tree", image)
    assert faults(found) == ["firmware.fault.table"]
    (text,) = members(found)
    assert len(bytes_of(image, text)) < 100_000
