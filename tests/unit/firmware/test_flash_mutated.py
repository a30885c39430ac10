"""Flash images with bytes changed, cut off, and stretches repeated: read as far as they go, and never worse."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebinder.firmware.flash import jffs2_log, romfs, ubi_blocks, ubifs_nodes
from codebinder.firmware.reading import Exhausted
from helpers.flash_images import budget, find, taken
from helpers.outside_tools import made

KINDS = ("squashfs", "squashfs plain", "jffs2 little", "jffs2 big", "ubifs", "ubi", "cramfs", "romfs")
Change = tuple[int, int, bytes]


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("mutated")
    root = folder / "root"
    (root / "folder/inner").mkdir(parents=True)
    for number in range(12):
        (root / f"folder/f{number}").write_bytes(b"file %d\n" % number * number)
    (root / "folder/inner/large").write_bytes(bytes(range(256)) * 100)
    (root / "link").symlink_to("folder")
    quiet = ("-noappend", "-quiet", "-no-progress", "-all-root", "-b", "4096")
    made("mksquashfs", root, folder / "squashfs", *quiet)
    made("mksquashfs", root, folder / "squashfs plain", *quiet, "-noI", "-noD", "-noF")
    made("mkfs.jffs2", "-r", root, "-o", folder / "jffs2 little", "-l", "-e", "16KiB")
    made("mkfs.jffs2", "-r", root, "-o", folder / "jffs2 big", "-b", "-e", "16KiB", "-m", "none")
    made("mkfs.ubifs", "-r", root, "-o", folder / "ubifs", "-m", "512", "-e", "15360", "-c", "60")
    (folder / "ini").write_text(
        f"[a]\nmode=ubi\nimage={folder}/squashfs\nvol_id=0\nvol_type=static\nvol_name=a\n"
        f"[b]\nmode=ubi\nimage={folder}/romfs\nvol_id=1\nvol_size=128KiB\nvol_type=dynamic\nvol_name=b\n"
    )
    made("genromfs", "-d", root, "-f", folder / "romfs")
    made("ubinize", "-o", folder / "ubi", "-p", "16KiB", "-m", "512", folder / "ini")
    made("mkfs.cramfs", root, folder / "cramfs")
    return {kind: (folder / kind).read_bytes() for kind in KINDS}


def mutated(data: bytes, changes: list[Change], keep: int) -> bytes:
    """Write something over places (the first thousand bytes more often), and cut the end off."""
    out = bytearray(data)
    for where, near, new in changes:
        at = where % (1000 if near else len(out))
        out[at : at + len(new)] = new
    return bytes(out[: len(out) - keep % len(out)] if keep else out)


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1 << 24),
        st.integers(0, 2),
        st.sampled_from([b"\0", b"\xff", b"\xff" * 4, b"\0" * 8, b"\xff\xff\xff\x7f", b"\x01", b"\x80", b"\x10\0\0\0"])
        | st.binary(min_size=1, max_size=4),
    ),
    max_size=6,
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, database=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
@given(changes=CHANGES, keep=st.just(0) | st.integers(0, 1 << 24))
def test_a_mutated_image_is_read_as_far_as_it_goes(
    images: dict[str, bytes], kind: str, changes: list[Change], keep: int
) -> None:
    look(mutated(images[kind], changes, keep))


class Fits(int):
    """A sum that fits whatever it is compared with."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = int.__hash__


@pytest.mark.parametrize("kind", ["jffs2 little", "jffs2 big", "ubifs", "ubi", "romfs"])
@settings(max_examples=25, deadline=None, database=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
@given(changes=CHANGES, keep=st.just(0) | st.integers(0, 1 << 24))
def test_so_is_one_whose_sums_were_made_to_fit(
    images: dict[str, bytes], kind: str, changes: list[Change], keep: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jffs2_log, "kernel_crc", lambda *_: Fits(1))
        patch.setattr(ubi_blocks, "crc", lambda *_: Fits(1))
        patch.setattr(ubifs_nodes, "crc", lambda *_: Fits(1))
        patch.setattr(romfs, "_sums_up", lambda *_: True)
        look(mutated(images[kind], changes, keep))


def look(data: bytes) -> None:
    """Read whatever is there; only a used-up budget may end it early."""
    try:
        found = find(data, 0, budget(steps=500_000, unpacked=64 << 20))
        if found is not None:
            taken(data, found, unique=False)
    except Exhausted:
        pass
