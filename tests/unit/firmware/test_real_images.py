"""Images as people's tools make them: each is what it is, to its last byte, and holds exactly what went in."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from codebinder.firmware import FileBlob, member, read_image
from codebinder.model.firmware import Analysis, NodeKind, RegionKind, account, stretches
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.real_images import Maker

WHOLE = {
    **{f"squashfs-{how}": "squashfs" for how in ("gzip", "xz", "lzo", "lz4", "zstd", "lzma")},
    "jffs2-little": "jffs2", "jffs2-big": "jffs2", "romfs": "romfs", "ubi": "ubi", "ubifs": "ubifs",
    "ext2": "ext2", "ext4": "ext4",
    **{f"cpio-{how}": "cpio" for how in ("newc", "crc", "odc", "bin")},
    "tar": "tar", "zip": "zip",
}  # fmt: skip
"""Kinds that hold the whole tree of files, and what each is called."""
PACKED = ("gzip", "zlib", "bzip2", "xz", "lzma", "zstd", "lz4", "lz4-legacy", "lzop")


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    made = Maker(tmp_path_factory.mktemp("images"))
    made.all()
    return made


def read(path: Path) -> Analysis:
    with FileBlob(path) as blob:
        return read_image(blob, name=path.name.encode(), progress=NoProgress(), cancel=NeverCancel())


def inside(found: Analysis) -> dict[bytes, tuple[NodeKind, int, str, bytes]]:
    """Give what a file system holds, by path without what leads to it."""
    rows: dict[bytes, tuple[NodeKind, int, str, bytes]] = {}
    kinds = {NodeKind.FILE, NodeKind.LINK}
    for node in found.nodes[1:]:
        if node.kind in kinds and found.nodes[node.parent].format in {*WHOLE.values()}:
            digest = node.sha256 if node.kind is NodeKind.FILE else ""
            rows[node.name.removeprefix(b"./").lstrip(b"/")] = (node.kind, 0, digest, node.target)
    return rows


def went_in(root: Path) -> dict[bytes, tuple[NodeKind, int, str, bytes]]:
    rows: dict[bytes, tuple[NodeKind, int, str, bytes]] = {}
    for path in root.rglob("*"):
        name = os.fsencode(path.relative_to(root))
        if path.is_symlink():
            rows[name] = (NodeKind.LINK, 0, "", os.fsencode(path.readlink()))
        elif path.is_file():
            rows[name] = (NodeKind.FILE, 0, hashlib.sha256(path.read_bytes()).hexdigest(), b"")
    return rows


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_system_holds_exactly_the_files_that_went_in(maker: Maker, kind: str) -> None:
    found = read(maker.images[kind])
    assert found.nodes[0].format == WHOLE[kind] or found.nodes[1].format == WHOLE[kind]
    assert found.stopped == ()
    assert inside(found) == went_in(maker.root)


def test_a_fat_holds_the_files_that_were_copied(maker: Maker) -> None:
    found = read(maker.images["fat"])
    held = {node.name.lstrip(b"/"): node.sha256 for node in found.nodes if node.kind is NodeKind.FILE}
    wanted = {
        name: digest
        for name, (kind, _, digest, _) in went_in(maker.root).items()
        if kind is NodeKind.FILE and name.startswith((b"www/", b"etc/"))
    }
    assert held == wanted


@pytest.mark.parametrize("kind", PACKED)
def test_a_stream_ends_where_it_ends_and_gives_its_content(maker: Maker, kind: str) -> None:
    found = read(maker.images[kind])
    wanted = hashlib.sha256((maker.folder / "content").read_bytes()).hexdigest()
    assert found.nodes[0].format
    assert wanted in {node.sha256 for node in found.nodes}


def test_a_whole_flash_is_told_apart_as_it_was_laid_out(maker: Maker) -> None:
    found = read(maker.images["flash"])
    rows = [each.region.format or each.region.kind.value for each in stretches(found, 1)]
    names = [name for name in rows if name in {"uImage", "squashfs", "jffs2"}]
    assert list(dict.fromkeys(names)) == ["uImage", "squashfs", "jffs2"]
    sums = account(stretches(found))
    assert sums[RegionKind.ENCRYPTED] == 8 << 10
    paths = {found.path(node.number) for node in found.nodes}
    assert any(path.endswith(b"!/etc/passwd") for path in paths)


def test_every_member_can_be_fetched_by_its_path(maker: Maker) -> None:
    found = read(maker.images["flash"])
    wanted = [node for node in found.nodes if node.sha256]
    with FileBlob(maker.images["flash"]) as blob:
        for node in wanted[:: max(1, len(wanted) // 12)]:
            digest = member(
                blob,
                found.path(node.number),
                lambda _node, inner: hashlib.sha256(inner.read(0, inner.size)).hexdigest(),
                cancel=NeverCancel(),
            )
            assert digest == node.sha256
        assert member(blob, b"nothing!/of the kind", lambda *_: True, cancel=NeverCancel()) is None
