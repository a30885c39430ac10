"""Unit tests of the image tool."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import pack_image


class PackImage(unittest.TestCase):
    def test_version_is_packed_in_three_bytes(self) -> None:
        self.assertEqual(pack_image.packed_version("2.4.1"), 0x020401)

    def test_two_builds_are_the_same(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "config").mkdir()
            (root / "config" / "gateway.ini").write_text("hostname = test\n")
            (root / "mgd").write_bytes(b"\x7fELF" + bytes(100))
            self.assertEqual(pack_image.body(root / "mgd", root / "config"), pack_image.body(root / "mgd", root / "config"))


if __name__ == "__main__":
    unittest.main()
