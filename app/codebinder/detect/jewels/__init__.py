"""Crown jewels: code that the vendor protects, kept as keyed fingerprints only, and found again in copies.

The front door: `fingerprint` reads a piece of code, `JewelIndex` finds it again, renamed, reformatted or in part.
"""

from codebinder.detect.jewels.cutting import function_in, lines_in
from codebinder.detect.jewels.index import JewelIndex
from codebinder.detect.jewels.marks import FEWEST_TOKENS, TooLittle, fingerprint

__all__ = ["FEWEST_TOKENS", "JewelIndex", "TooLittle", "fingerprint", "function_in", "lines_in"]
