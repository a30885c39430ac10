"""A commit id that is not published must not stand in the output, abbreviated or whole (proof.md §1)."""

import pytest

from codebinder.leakcheck import check_bytes
from codebinder.model.package import Needle

COMMIT = "3f9c1a7b2d4e6f8091a2b3c4d5e6f708192a3b4c"
NEEDLE = Needle(redaction="commit", kind="object-id", data=COMMIT.encode())


@pytest.mark.parametrize("text", [COMMIT, COMMIT[:7], COMMIT[:12], f"v2.4-3-g{COMMIT[:8]}", f"({COMMIT[:10]})"])
def test_an_abbreviated_commit_id_is_a_leak(text: str) -> None:
    assert check_bytes("version.h", f'#define VERSION "{text}"'.encode(), [NEEDLE])


@pytest.mark.parametrize(
    "text", [COMMIT[:6], "ab" + COMMIT[:7], COMMIT[:7] + "0" * 57, COMMIT[:20] + "f" * 20, "0" + COMMIT]
)
def test_a_digest_that_only_begins_alike_is_none(text: str) -> None:
    assert not check_bytes("SHA256SUMS", text.encode(), [NEEDLE])
