"""Do these bytes look drawn by chance? Test vectors of standards, counting, repeats and tables are told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

_TEXT = frozenset(range(0x20, 0x7F)) | {0}

_VECTORS = tuple(
    bytes.fromhex(text)
    for text in (
        # FIPS 197 and SP 800-38A
        "2b7e151628aed2a6abf7158809cf4f3c", "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        # the GCM specification
        "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "ad7a2bd03eac835a6f620fdcb506b345",
        "11754cd72aec309bf52f7687212e8957",
        # RFC 3602, RFC 3686
        "06a9214036b8a15b512e03d534120006", "3dafba429d9eb430b422da802c9fac41", "c286696d887c9aa0611bbb3e2025a45a",
        "562e17996d093d28ddb3ba695a2e6f58", "6c3ea0477630ce21a2ce334aa746c2cd", "c782dc4c098c66cbd9cd27d825682c81",
        "56e47a38c5598974bc46903dba290349", "8ce82eefbea0da3c44699ed7db51b7d9", "ae6852f8121067cc4bf7a5765577f39e",
        "7e24067817fae0d743d6ce1f32539163", "7691be035e5020a8ac6e618529f9a0dc",
        # RFC 8439, RFC 7748, RFC 8032
        "1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0",
        "85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b",
        "77076d0a7318a57d3c16c17251b26645df4c2f92ebc099ac23e22c6e6b6c5f", "a546e36bf0527c9d3b16154b82465edd",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "9d61b19deffd5a60ba844af492ec2cc4", "4ccd089b28ff96da9db6c346ec114e0f", "c5aa8df43f9f837bedb7442f31dcb7b1",
        # DES, SM4 and what their tests use
        "133457799bbcdff1", "0123456789abcdef", "fedcba9876543210", "0e329232ea6d0d73", "0131d9619dc1376e",
        "5468617473206d79204b756e67204675", "d0c5cec9c8d5d6d9",
        # Bluetooth's debug key and mesh samples, the Zigbee link key
        "3f49f6d4a3c55f3874c9b3e3d2103f504aff607beb40b7995899b8a6cd3c1abd", "7dd7364cd842ad18c17c2b820c84c3d6",
        "63964771734fbd76e3b40519d1d94a48", "9d6dd0e96eb25dc19a40ed9914f8f03f", "5a6967426565416c6c69616e63653039",
        # RFC 4231, RFC 2202, RFC 6070
        "4a656665", "73616c74", "deadbeef", "cafebabe",
    )
)  # fmt: skip
_HEADS = {size: frozenset(vector[:size] for vector in _VECTORS if len(vector) >= size) for size in (4, 8, 16)}
_RAMPS = frozenset({bytes.fromhex("0123456789abcdef"), bytes.fromhex("fedcba9876543210")})
_STARTS = {4: frozenset({b"Jefe", b"salt", bytes.fromhex("deadbeef"), bytes.fromhex("cafebabe")})}
_KNOWN_TABLES = frozenset({
    bytes.fromhex(text)
    for text in (
        "637c777bf26b6fc5", "52096ad53036a538",  # AES: S-box and its inverse
        "3a322a221a120a02", "39312921191109", "0e110b1801050328",  # DES: permutations
        "d690e9fecce13db7",  # SM4
        "428a2f9871374491", "d76aa478e8c7b756", "6a09e667bb67ae85", "67452301efcdab89", "243f6a8885a308d3",  # digests
        "0000000077073096", "0000102120423063",  # CRC
    )
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looks:
    """What bytes look like. `regular` is a phrase for why they are not random, or empty."""

    vector: bool = False
    table: bool = False
    text: bool = False
    regular: str = ""


def looks(values: bytes) -> Looks:
    """Judge the bytes of an array."""
    if values[:8] in _KNOWN_TABLES or values[:7] in _KNOWN_TABLES:
        return Looks(table=True)
    if is_vector(values):
        return Looks(vector=True)
    regular = _regular(values)
    if regular:
        return Looks(regular=regular)
    if all(value in _TEXT for value in values):
        return Looks(text=True)
    if _is_table(values):
        return Looks(table=True)
    return Looks()


def is_vector(values: bytes) -> bool:
    """Are these bytes a key or a message with which standards test an algorithm?"""
    if values[:8] in _RAMPS:
        return True
    if values[:16] in _HEADS[16] or (len(values) <= 16 and values[:8] in _HEADS[8]):
        return True
    return len(values) <= 32 and values[:4] in _STARTS[4]


def _regular(values: bytes) -> str:
    size = len(values)
    if not any(values):
        return "all zero"
    seen = Counter(values)
    if len(seen) <= max(2, size // 5):
        return "made of very few values"
    steps = Counter((after - before) & 0xFF for before, after in pairwise(values))
    if max(steps.values()) * 5 >= (size - 1) * 3:
        return "counting in even steps"
    for period in range(1, min(size // 2, 64) + 1):
        if values[period:] == values[:-period]:
            return "repeating itself"
    if steps.keys() <= set(range(0x80)) and len(seen) == size:
        return "in rising order"
    if all(high in {low, low ^ 0xF} or high == low for high, low in ((value >> 4, value & 15) for value in values)):
        return "made of doubled digits"
    return ""


def _is_table(values: bytes) -> bool:
    """Small numbers, or far fewer different ones than chance would give: offsets, codes, pixels."""
    size = len(values)
    expected = 256 * (1 - (255 / 256) ** size)
    if len(set(values)) < 0.72 * expected:
        return True
    small = sum(value < 0x20 or value > 0xE0 for value in values)
    if small * 10 > size * 7:
        return True
    high = sum(value >= 0x80 for value in values)
    return max(values) < 0x40 or (size >= 16 and not 0.14 <= high / size <= 0.86)
