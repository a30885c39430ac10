"""Checks a Codebinder package, offline, with the standard library of Python 3.8 alone; it trusts nothing in it.

    python3 -I verify.py [PACKAGE] [--level quick|complete|full] [--signer FINGERPRINT]...
                         [--digest SHA256] [--lang en|zh] [--json]

PACKAGE is an archive or its unpacked folder (default: the folder of this file). Exit code: 0 nothing wrong,
1 damage, or a key or digest that was asked for did not match, 2 usage, 3 not a package. The same file is the program's
own verifier and is copied into every package; resources/help/package-format.md describes what it checks.
"""

# ruff: noqa: ANN401, B905, FBT001, FBT003, RUF005, TRY301
# Values read from a package can be anything; Python 3.8 has no zip(strict=) and older ones unpack tuples less well;
# outcomes are plain booleans; a Problem is raised where it is seen and caught where it is written down.

import sys

if __name__ == "__main__":
    # A file beside this one must not stand in for a module of the standard library. -I leaves the folder out already.
    _here = __file__.replace("\\", "/").rpartition("/")[0]
    if not sys.flags.isolated and not getattr(sys.flags, "safe_path", False):
        del sys.path[:1]
    sys.path[:] = [_p for _p in sys.path if _p not in ("", ".", _here, _here.replace("/", "\\"))]
    sys.dont_write_bytecode = True

import argparse
import base64
import binascii
import hashlib
import io
import json
import mmap
import os
import re
import stat
import struct
import unicodedata
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple, cast

FORMAT = "codebinder-package"
FORMAT_VERSION = "1"
LEVELS = ("quick", "complete", "full")
PASS, FAIL, NOT_CHECKED = "PASS", "FAIL", "NOT CHECKED"

MAX_MEMBERS = 2000000
MAX_DEFLATED = 16 << 20  # larger members are stored, so a larger deflated one is a trap
MAX_TOTAL = 1 << 42
MAX_RATIO = 250
RATIO_FREE = 256 << 20
MAX_LIST = 256 << 20  # checksum lists and manifest.json
MAX_SIGNED = (8 << 20) + 64
CHUNK = 4 << 20
MAX_DEPTH = 64
MAX_FAULTS = 1000
MAX_NAME = 1024
MAX_NODES = 3000000  # objects and lists in one JSON file: a few bytes each there, and hundreds in memory
MAX_VALUES = 30000000
MAX_ROSTERS = 1000

TAG_MANIFEST = "tagmanifest-sha256.txt"
PAYLOAD_MANIFEST = "manifest-sha256.txt"
UNLISTED = (TAG_MANIFEST, "proof/seal.msg", "proof/seal.sig")
UNSUMMED = UNLISTED + ("SHA256SUMS", "SM3SUMS")
UNMANIFESTED = UNSUMMED + ("manifest.json", "manifest.pdf")
COMMON_FIELDS = (
    "type", "version", "workbook", "filing", "round", "previous_round", "template", "roster", "signer", "sequence",
    "previous", "at",
)  # fmt: skip
SPECIAL_FIELDS = {
    "roster": (
        "members", "keeper", "previous_roster", "duties", "delegations", "revoked", "successors", "certificates",
        "audit_head",
    ),
    "endorsement": ("new_keeper", "previous_roster", "audit_head"),
    "submission": ("digest", "reviewers", "scope", "audit_head"),
    "approval": ("digest", "shown", "audit_head", "account_shared", "certificate"),
    "answer": ("digest", "packet", "objects", "audit_head"),
    "excusal": ("digest", "reviewer", "comment_tag", "audit_head"),
    "seal": ("tagmanifest", "round_digest", "draft", "audit_head"),
}  # fmt: skip
UNAPPROVED = ("submission", "answer", "excusal", "seal")  # nobody approves what these say, and no round holds them
DUTIES = ("propose", "approve", "seal")
DEFAULT_DUTIES = {"engineer": ("propose", "seal"), "legal": DUTIES}
MAX_ROWS = 1000  # of each list of a roster, and of the reviewers and components that a submission names
MAX_TEXT = 1000
MAX_OBJECTS = 1000000  # that an answer names
MANIFEST_FIELDS = {
    "": (
        "format", "version", "draft", "filing", "vendor", "product", "template", "round", "approvals", "sources",
        "firmware", "documents", "files", "withheld", "log", "commitments", "links", "codec", "programs", "verifier",
        "not_proven", "hidden", "listing_files",
    ),
    "round": ("number", "digest"),
    "commitments": ("count", "root"),
    "verifier": ("sha256",),
    "approvals": ("message", "person", "role", "fingerprint", "at", "account_shared", "acting_for"),
    "files": ("path", "size", "sha256", "sm3", "state", "component", "original", "original_hex", "executable"),
}  # fmt: skip
ROUND_EXEMPT = (
    "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "SHA256SUMS", "SM3SUMS",
    "manifest.json", "manifest.pdf", "proof/round.json", "proof/seal.msg", "proof/seal.sig",
)  # fmt: skip
ROUND_EXEMPT_FOLDERS = ("proof/approvals/", "proof/keys/")
REQUIRED = (
    "bagit.txt", "bag-info.txt", "SHA256SUMS", "SM3SUMS", "manifest.json", "manifest.pdf", "papers/template.yaml",
    "papers/form.json", "papers/redaction-log.json", "papers/withheld.json", "papers/accounting.json",
    "proof/commitments.txt", "proof/round.json", "verify.py",
)  # fmt: skip
DRAFT_NOTE = "DRAFT: not approved, not to be filed"
BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

HEX = re.compile(r"(?:[0-9a-f]{2})+\Z")
HEX64 = re.compile(r"[0-9a-f]{64}\Z")
NEWER = re.compile(r"(?:[2-9]|[1-9][0-9]{1,5})\Z")
NEWER_TEXT = "This package is of format %s, and this verifier knows format %s: check it with a newer Codebinder."
SEGMENT = r"[A-Za-z0-9._+,@~()\[\]{}!#$^&';=\- ]*[A-Za-z0-9_+,@~()\[\]{}!#$^&';=\- ]"
SAFE_NAME = re.compile(SEGMENT + r"(?:/" + SEGMENT + r")*\Z", re.ASCII)
SUM_LINE = re.compile(r"([0-9a-f]{64})  (.+)\Z")
ROSTER_STEM = re.compile(r"proof/roster/([0-9]{4})(?:-endorsement-([1-9][0-9]{0,3}))?\Z", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
COMMITMENT_LINE = re.compile(r"([0-9]{6,9})  ([0-9a-f]{64})  (value|place|file)  (.+)  (0|[1-9][0-9]{0,14})\Z")
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")

NOT_PROVEN = (
    "who holds the keys whose fingerprints are given",
    "that two keys are two persons",
    "the times, which are claims of the signers' computers",
    "that hidden text is what its label and reason say",
    "that the source is complete, or that it builds the firmware",
    "that nothing was withdrawn after this package was made",
)

ZH = {
    "who holds the keys whose fingerprints are given": "所列指纹的密钥由谁持有",
    "that two keys are two persons": "两个密钥属于两个人",
    "the times, which are claims of the signers' computers": "各时间的真实性（时间由签名者的计算机声明）",
    "that hidden text is what its label and reason say": "隐去的内容与其标记和理由相符",
    "that the source is complete, or that it builds the firmware": "源代码完整，或能够编译出该固件",
    "that nothing was withdrawn after this package was made": "本材料包制作之后没有任何内容被撤回",
    "not proven:": "不能证明的事项：",
    "that anything was approved but these components: {names}": "除下列组件外的任何内容已获批准：{names}",
    "what the signature in {name} says, which a PDF program that knows PAdES checks": (
        "{name} 中签名的有效性（由支持 PAdES 的 PDF 程序核验）"
    ),
    "{line}; covers only: {names}": "{line}；仅涵盖：{names}",
    "{who} for {others}": "{who}（代 {others}）",
    "{n} files, every digest matches": "共 {n} 个文件，摘要全部相符",
    "{n} files, every digest matches, SM3 and the manifest too": "共 {n} 个文件，摘要全部相符，SM3 与清单亦相符",
    "{n} files, names and sizes only (level quick)": "共 {n} 个文件，仅核对名称与大小（quick 级）",
    "{bad} bad, {missing} missing, {additional} additional, {other} other": (
        "损坏 {bad}，缺失 {missing}，多余 {additional}，其他 {other}"
    ),
    "sealed by {who}": "由 {who} 封印",
    "the package has no valid seal": "材料包没有有效的封印",
    "round {round}, approved by {who}": "第 {round} 轮，批准人 {who}",
    "a draft: nobody has approved it": "草稿：尚未经任何人批准",
    "this package is not approved as it is": "本材料包的现状未经批准",
    "{n} hidden ranges and withheld files, each with a commitment": "共 {n} 处隐去内容及扣留文件，均有承诺值",
    "nothing is hidden": "没有隐去任何内容",
    "the list of what is hidden does not fit": "隐去内容清单不一致",
    "{id} {version}, status {status}, as it was signed": "{id} {version}，状态 {status}，与签名所载一致",
    "the template is not the one that was signed": "模板与签名所载不一致",
    "this verifier has SHA-256 {digest}; compare it with the release's README": (
        "本核验程序的 SHA-256 为 {digest}；请与发行说明（README）比对"
    ),
    "the package's verify.py is that of a known release, SHA-256 {digest}": (
        "材料包内的 verify.py 属于已知的发行版，SHA-256 为 {digest}"
    ),
    "the package's verify.py is of no known release; do not run it": (
        "材料包内的 verify.py 不属于任何已知的发行版，请勿运行"
    ),
    "the package says that Codebinder {version} made it, which is newer than this one; do not run its verify.py before "
    "you have compared its SHA-256 {digest} with that release's README": (
        "材料包声明由 Codebinder {version} 制作，该版本比本程序新；"
        "请先将其 verify.py 的 SHA-256 {digest} 与该版本的 README 核对，核对前请勿运行"
    ),
    "is missing": "缺失",
    "stands on no list": "不在任何清单中",
    "its SHA-256 is not the one listed": "其 SHA-256 与清单不符",
    "its SM3 is not the one listed": "其 SM3 与清单不符",
    "its SM3 is not the one in manifest.json": "其 SM3 与 manifest.json 不符",
    "its compressed bytes are damaged": "其压缩数据已损坏",
    "its bytes do not have the CRC-32 that the archive says": "其内容与压缩包所载的 CRC-32 不符",
    "the archive is truncated, or something is appended to it": "压缩包被截断，或其后附有其他数据",
    "is a link; it was not followed": "是链接，未予跟随",
    "stands twice in the archive": "在压缩包中出现两次",
    "its name is an absolute path; it was not followed": "其名称是绝对路径，未予跟随",
    "its name leads out of the package; it was not followed": "其名称指向材料包之外，未予跟随",
    "is not the list of these files": "不是这些文件的清单",
    "approves other files than these (another round, or a package changed and sealed again)": (
        "所批准的不是这些文件（属于另一轮次，或材料包被修改后重新封印）"
    ),
    "is over other files (another tag manifest)": "所封印的是另外的文件（标签清单不同）",
    "is of another filing": "属于另一份申报",
    "is of another template": "属于另一模板",
    "is of another workbook": "属于另一工作簿",
    "is not the template that was signed": "不是签名所载的模板",
    "is not the verifier of any release known here; do not run it": "不是此处已知的任何发行版的核验程序，请勿运行",
    "differs only by case from {other}": "与 {other} 仅大小写不同",
    "differs only by Unicode normalisation (NFC/NFD) from {other}": "与 {other} 仅 Unicode 规范化形式（NFC/NFD）不同",
}


class Refused(Exception):
    """The input is no package, or the question makes no sense: exit code 3."""


class Problem(Exception):
    """One thing is wrong with the package; the text says what."""


def shown(text: str) -> str:
    """Escape every character of untrusted text that is not printable: control, format, surrogate, odd blanks."""
    out: List[str] = []
    for char in text[:2000]:
        if not char.isprintable():
            point = ord(char)
            form = "\\x%02x" if point < 0x100 else "\\u%04x" if point < 0x10000 else "\\U%08x"
            out.append(form % point)
        else:
            out.append(char)
    return "".join(out)


def plain(text: str) -> str:
    """Escape what the program escapes when it writes names and bag-info: control, format, surrogate, private use."""
    out: List[str] = []
    for char in text:
        if char != " " and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
            point = ord(char)
            form = "\\x%02x" if point < 0x100 else "\\u%04x" if point < 0x10000 else "\\U%08x"
            out.append(form % point)
        else:
            out.append(char)
    return "".join(out)


def one_line(text: str) -> str:
    """A value of bag-info.txt: blanks joined, a dash for nothing."""
    return plain(" ".join(text.split())) or "-"


def original_of(safe: str) -> bytes:
    """The bytes of the path that a member's name stands for, where it was not shortened."""
    return re.sub(rb"=([0-9A-F]{2})", lambda match: bytes([int(match.group(1), 16)]), safe.encode("ascii", "replace"))


def sentence(lang: str, template: str, **values: object) -> str:
    """Give a sentence in English or Chinese."""
    return (ZH.get(template, template) if lang == "zh" else template).format(**values)


# ---------------------------------------------------------------------------------------------------------------------
# Ed25519 (RFC 8032), strictly: canonical encodings only, no point of small order, S below the group's order.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = Tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    u, v, w, z = f - e, h - g, h + g, f + e
    return (u * v % P, w * z % P, v * w % P, u * z % P)


def _multiply(scalar: int, point: Point) -> Point:
    out: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            out = _add(out, point)
        point = _add(point, point)
        scalar >>= 1
    return out


def _same(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def _decode_point(data: bytes) -> Optional[Point]:
    """Give the point that 32 bytes encode, or None where the encoding is not the canonical one of a point."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = _decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_valid(key: bytes, message: bytes, signature: bytes) -> bool:
    """Is `signature` (64 bytes) one over `message` by the owner of `key` (32 bytes)?"""
    if len(key) != 32 or len(signature) != 64 or BASE is None:
        return False
    a, r, s = _decode_point(key), _decode_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    neutral = (0, 1, 1, 0)
    if _same(_multiply(8, a), neutral) or _same(_multiply(8, r), neutral):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return _same(_multiply(s, BASE), _add(r, _multiply(h, a)))


# ---------------------------------------------------------------------------------------------------------------------
# SM3 (GB/T 32905-2016): OpenSSL's where it has one and gives the standard's example, else our own, which is slow.

M32 = 0xFFFFFFFF
SM3_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def _turn(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & M32


def _sm3_block(state: Tuple[int, ...], block: bytes) -> Tuple[int, ...]:
    w = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _turn(w[j - 3], 15)
        w.append(x ^ _turn(x, 15) ^ _turn(x, 23) ^ _turn(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        turned = _turn(a, 12)
        ss1 = _turn((turned + e + _turn(0x79CC4519 if j < 16 else 0x7A879D8A, j)) & M32, 7)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & M32 & g)
        tt1 = (ff + d + (ss1 ^ turned) + (w[j] ^ w[j + 4])) & M32
        tt2 = (gg + h + ss1 + w[j]) & M32
        d, c, b, a = c, _turn(b, 9), a, tt1
        h, g, f, e = g, _turn(f, 19), e, tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17)
    return tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h)))


class OwnSm3(object):
    """SM3 in plain Python."""

    def __init__(self) -> None:
        self._state: Tuple[int, ...] = (
            0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
        )  # fmt: skip
        self._rest = b""
        self._size = 0

    def update(self, data: bytes) -> None:
        self._size += len(data)
        data = self._rest + bytes(data)
        whole = len(data) - len(data) % 64
        for at in range(0, whole, 64):
            self._state = _sm3_block(self._state, data[at : at + 64])
        self._rest = data[whole:]

    def hexdigest(self) -> str:
        tail = self._rest + b"\x80" + b"\0" * ((55 - self._size) % 64) + struct.pack(">Q", self._size * 8)
        state = self._state
        for at in range(0, len(tail), 64):
            state = _sm3_block(state, tail[at : at + 64])
        return "".join("%08x" % word for word in state)


def _stock_sm3() -> bool:
    try:
        return hashlib.new("sm3", b"abc").hexdigest() == SM3_ABC
    except (ValueError, TypeError):
        return False


STOCK_SM3 = _stock_sm3()


def new_sm3() -> Any:
    return hashlib.new("sm3") if STOCK_SM3 else OwnSm3()


# ---------------------------------------------------------------------------------------------------------------------
# Strict JSON


def _object(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise Problem("has the same key twice in one object")
    return table


def _no_constant(_text: str) -> Any:
    raise Problem("has a number that is not finite")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > 2**53 - 1:
        raise Problem("has an integer beyond 2^53")
    return int(text)


def _no_fraction(_text: str) -> Any:
    raise Problem("has a number with a fraction")


def strict_json(data: bytes) -> Any:
    """Parse UTF-8 JSON; raise Problem for duplicate keys, numbers that are not finite, depth, or anything else."""
    if data.count(b"{") + data.count(b"[") > MAX_NODES or data.count(b",") > MAX_VALUES:
        raise Problem("holds more values than a verifier reads")
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_integer,
            parse_float=_no_fraction,
        )
        if _too_deep(value):
            raise Problem("is nested too deeply")
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate pair has no bytes
        return value
    except (ValueError, RecursionError):
        raise Problem("is not strict JSON") from None


def _too_deep(value: Any) -> bool:
    """Level by level, since a search of the text for brackets can be made to take time without end."""
    level: List[Any] = [value]
    for _ in range(MAX_DEPTH + 1):
        tables = [cast("Dict[str, Any]", item) for item in level if isinstance(item, dict)]
        lists = [cast("List[Any]", item) for item in level if isinstance(item, list)]
        if not tables and not lists:
            return False
        level = [inner for table in tables for inner in table.values()] + [inner for row in lists for inner in row]
    return True


# ---------------------------------------------------------------------------------------------------------------------
# Reading: an archive or a folder. Both give `names` → size, and the bytes of a member; neither writes anything.


class Member(object):
    """One member of an archive as its directory describes it."""

    __slots__ = ("crc", "executable", "method", "moment", "name", "offset", "packed", "size", "start")

    def __init__(self, name: str, start: int, offset: int, packed: int, size: int, method: int, crc: int) -> None:
        self.name, self.start, self.offset, self.packed, self.size = name, start, offset, packed, size
        self.method, self.crc = method, crc
        self.executable = False
        self.moment: Tuple[int, int] = (0, 0)


class Archive(object):
    """A ZIP archive of the form that a package has: members one after the other, nothing between, before or behind."""

    is_folder = False

    def __init__(self, path: str) -> None:
        self.faults: List[Tuple[str, str, str]] = []
        self.members: Dict[str, Member] = {}
        self.top = ""
        try:
            with open(path, "rb") as stream:
                self.size = os.fstat(stream.fileno()).st_size
                if stream.read(4) != b"PK\3\4":
                    raise Refused("This file is not a package: it does not begin like a ZIP archive.")
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "unknown reason"
            raise Refused("The file cannot be read: %s." % reason) from None
        try:
            self._read_directory()
        except (Problem, struct.error) as error:
            text = str(error) if isinstance(error, Problem) else "the archive's directory is cut off"
            self.faults.append(("structure", "", text))

    def close(self) -> None:
        self._map.close()

    def names(self) -> Dict[str, int]:
        return {name: member.size for name, member in self.members.items()}

    def digest(self, cancel: Callable[[], None]) -> str:
        out = hashlib.sha256()
        for at in range(0, self.size, CHUNK):
            cancel()
            out.update(self._map[at : at + CHUNK])
        return out.hexdigest()

    def chunks(self, name: str) -> Iterator[bytes]:
        member = self.members[name]
        end = member.offset + member.packed
        if member.method == 0:
            crc = 0
            for at in range(member.offset, end, CHUNK):
                data = self._map[at : min(end, at + CHUNK)]
                crc = zlib.crc32(data, crc)
                yield data
        else:
            data = self._inflate(member, self._map[member.offset : end])
            crc = zlib.crc32(data)
            yield data
        if crc != member.crc:
            raise Problem("its bytes do not have the CRC-32 that the archive says")

    @staticmethod
    def _inflate(member: Member, packed: bytes) -> bytes:
        try:
            engine = zlib.decompressobj(-15)
            head = engine.decompress(packed[:-1], member.size + 1)
            if engine.unconsumed_tail or engine.eof:
                raise Problem("it unpacks to another size than the archive says")
            twin = engine.copy()
            tail = engine.decompress(packed[-1:], member.size + 1)
        except zlib.error:
            raise Problem("its compressed bytes are damaged") from None
        if not engine.eof or engine.unused_data or len(head) + len(tail) != member.size:
            raise Problem("it unpacks to another size than the archive says")
        last = packed[-1]
        if last:  # bits behind the end of the stream mean nothing, so they must be zero
            try:
                less = twin.decompress(bytes([last & ~(1 << (last.bit_length() - 1))]), member.size + 1)
            except zlib.error:
                less = None
            if twin.eof and less == tail:
                raise Problem("its compressed bytes go on behind their end")
        return head + tail

    # -- the directory

    def _read_directory(self) -> None:
        count, begin, length = self._find_directory()
        entries: List[Tuple[str, Member]] = []
        at = begin
        for _ in range(count):
            at = self._read_entry(at, begin + length, entries)
        if at != begin + length:
            raise Problem("the archive's directory has more bytes than entries")
        self._check_layout(entries, begin)
        total = sum(member.size for _, member in entries)
        if total > MAX_TOTAL or total > RATIO_FREE + MAX_RATIO * self.size:
            raise Problem("the members would unpack to %d bytes, which no package of this size does" % total)
        tops = {name.partition("/")[0] for name, _ in entries}
        self.top = min(tops) if tops else ""
        if len(tops) > 1:
            text = "members stand outside the package's one folder"
            self.faults.append(("structure", shown(sorted(tops)[1]), text))
        for name, member in entries:
            self._keep(name, member)

    def _find_directory(self) -> Tuple[int, int, int]:
        end = self.size - 22
        if end < 0 or self._map[end : end + 4] != b"PK\5\6":
            raise Problem("the archive is truncated, or something is appended to it")
        disk, first, here, count, length, begin, comment = struct.unpack("<4H2LH", self._map[end + 4 : end + 22])
        if disk or first or here != count or comment:
            raise Problem("the end of the archive is not of the form that a package has")
        if count == 0xFFFF or length == 0xFFFFFFFF or begin == 0xFFFFFFFF:
            asked = (count, length, begin)
            end, count, length, begin = self._find_wide_directory(end)
            if asked != (min(count, 0xFFFF), min(length, 0xFFFFFFFF), min(begin, 0xFFFFFFFF)):
                raise Problem("the two ends of the archive contradict each other")
        if begin + length != end:
            raise Problem("the archive is truncated, or its directory is not where it says")
        if count > MAX_MEMBERS:
            raise Problem("the archive has %d members, more than %d" % (count, MAX_MEMBERS))
        return count, begin, length

    def _find_wide_directory(self, end: int) -> Tuple[int, int, int, int]:
        magic, disk, wide, disks = struct.unpack("<4sLQL", self._map[max(0, end - 20) : end])
        if magic != b"PK\6\7" or disk or disks != 1 or wide != end - 20 - 56:
            raise Problem("the ZIP64 end of the archive is not of the form that a package has")
        head = struct.unpack("<4sQ2H2L4Q", self._map[wide : wide + 56])
        if head[:7] != (b"PK\6\6", 44, 0x32D, 45, 0, 0, head[7]):
            raise Problem("the ZIP64 end of the archive is not of the form that a package has")
        return wide, head[7], head[8], head[9]

    def _read_entry(self, at: int, limit: int, entries: List[Tuple[str, Member]]) -> int:
        if at + 46 > limit:
            raise Problem("the archive's directory is cut off")
        (magic, made, needed, flags, method, time, date, crc, packed, size, name_size, extra_size, comment, disk,
         inner, outer, offset) = struct.unpack("<4s6H3L5H2L", self._map[at : at + 46])  # fmt: skip
        end = at + 46 + name_size + extra_size
        if magic != b"PK\1\2" or end + comment > limit:
            raise Problem("the archive's directory is damaged")
        if name_size > MAX_NAME:
            raise Problem("a member has a name of %d bytes, which packages do not have" % name_size)
        raw = self._map[at + 46 : at + 46 + name_size]
        name = shown(raw.decode("utf-8", "backslashreplace"))
        extra = self._map[at + 46 + name_size : end]
        size, packed, offset = _wide_fields(name, extra, size, packed, offset)
        if flags & 1:
            raise Problem("the member %s is encrypted" % name)
        if stat.S_ISLNK(outer >> 16):
            raise Problem("the member %s is a link" % name)
        if outer not in (0o100644 << 16, 0o100755 << 16) or inner or disk or comment:
            raise Problem("the member %s is not a plain file" % name)
        if flags or method not in (0, 8) or made != 0x300 | needed or needed not in (20, 45):
            raise Problem("the member %s is written in a way that packages are not" % name)
        if needed != (45 if extra else 20):
            raise Problem("the member %s asks for another version than it needs" % name)
        if method == 8 and (size > MAX_DEFLATED or packed >= size):
            raise Problem("the member %s is compressed in a way that packages are not (%d bytes)" % (name, size))
        if method == 0 and packed != size:
            raise Problem("the member %s has two sizes" % name)
        begin = self._check_local(name, raw, offset, (flags, method, time, date, crc), packed, size)
        if "\\" in name or not _safe(raw):
            self.faults.append(("structure", name, _why_unsafe(raw)))
        member = Member(name, offset, begin, packed, size, method, crc)
        member.executable, member.moment = outer == 0o100755 << 16, (date, time)
        entries.append((name, member))
        return end

    def _check_local(self, name: str, raw: bytes, offset: int, fields: Tuple[int, ...], packed: int, size: int) -> int:
        """Compare a member's local header with the directory, byte for byte; give where its bytes begin."""
        head = self._map[offset : offset + 30]
        if len(head) < 30 or head[:4] != b"PK\3\4":
            raise Problem("the member %s is not where the directory says" % name)
        needed, flags, method, time, date, crc, had, has, name_size, extra_size = struct.unpack("<5H3L2H", head[4:])
        behind = self._map[offset + 30 : offset + 30 + name_size + extra_size]
        extra = behind[name_size:]
        wide = struct.pack("<2H2Q", 1, 16, size, packed)
        good = (had, has, needed, extra) in (
            (packed, size, 20, b""),
            (0xFFFFFFFF, 0xFFFFFFFF, 45, wide),
        )
        if not good or behind[:name_size] != raw or (flags, method, time, date, crc) != fields:
            raise Problem("the member %s is described in two different ways" % name)
        return offset + 30 + name_size + extra_size

    def _check_layout(self, entries: List[Tuple[str, Member]], begin: int) -> None:
        at = 0
        for name, member in entries:
            if member.start != at:
                raise Problem("members overlap, or something stands between them, at %s" % name)
            at = member.offset + member.packed
        if at != begin:
            raise Problem("something stands between the last member and the directory")

    def _keep(self, name: str, member: Member) -> None:
        inside = name.partition("/")[2]
        if not inside:
            self.faults.append(("structure", name, "stands outside the package's one folder"))
        elif inside in self.members:
            self.faults.append(("structure", inside, "stands twice in the archive"))
        else:
            self.members[inside] = member


def _wide_fields(name: str, extra: bytes, size: int, packed: int, offset: int) -> Tuple[int, int, int]:
    """Read ZIP64's field of a directory entry: exactly the values that do not fit, and nothing else."""
    if not extra:
        if 0xFFFFFFFF in (size, packed, offset):
            raise Problem("the member %s lacks its ZIP64 sizes" % name)
        return size, packed, offset
    values = list(struct.unpack("<%dQ" % (max(0, len(extra) - 4) // 8), extra[4 : 4 + max(0, len(extra) - 4) // 8 * 8]))
    sizes = size == 0xFFFFFFFF and packed == 0xFFFFFFFF
    wanted = (2 if sizes else 0) + (1 if offset == 0xFFFFFFFF else 0)
    if extra[:4] != struct.pack("<2H", 1, 8 * wanted) or len(extra) != 4 + 8 * wanted or not wanted:
        raise Problem("the member %s has extra fields that packages do not have" % name)
    if sizes:
        size, packed = values[0], values[1]
    if offset == 0xFFFFFFFF:
        offset = values[-1]
    return size, packed, offset


def _safe(raw: bytes) -> bool:
    try:
        return _safe_name(raw.decode("ascii"))
    except UnicodeDecodeError:
        return False


def _safe_name(name: str) -> bool:
    return bool(SAFE_NAME.match(name)) and " /" not in name and "/ " not in name and name == name.strip(" ")


def _why_unsafe(raw: bytes) -> str:
    name = raw.decode("utf-8", "backslashreplace")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "its name is an absolute path; it was not followed"
    if ".." in name.replace("\\", "/").split("/"):
        return "its name leads out of the package; it was not followed"
    if "\\" in name:
        return "its name has a backslash"
    return "its name is none that a package may have"


class Folder(object):
    """An unpacked package. Links are never followed."""

    is_folder = True

    def __init__(self, path: str) -> None:
        self.faults: List[Tuple[str, str, str]] = []
        self.size = 0
        self._root = os.path.abspath(path)
        self._sizes: Dict[str, int] = {}
        self._paths: Dict[str, str] = {}
        try:
            inside = sorted(os.listdir(self._root))
        except OSError as error:
            raise Refused("The folder cannot be read: %s." % (error.strerror or "unknown reason")) from None
        only = os.path.join(self._root, inside[0]) if len(inside) == 1 else ""
        if only and os.path.isdir(only) and not os.path.islink(only):
            self._root = only
        signs = ("bagit.txt", "manifest.json", TAG_MANIFEST)
        if not any(os.path.lexists(os.path.join(self._root, name)) for name in signs):
            raise Refused("This folder is not a package: it has no bagit.txt and no manifest.json.")
        self.top = os.path.basename(self._root)
        self._walk("")

    def _walk(self, below: str) -> None:
        folders = [below]
        while folders:
            below = folders.pop()
            try:
                with os.scandir(os.path.join(self._root, *below.split("/")) if below else self._root) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError:
                self.faults.append(("structure", shown(below), "this folder cannot be read"))
                continue
            if below and not listed:
                self.faults.append(("structure", shown(below), "this folder is empty; no package has one"))
            for entry in listed:
                name = below + "/" + entry.name if below else entry.name
                if entry.is_symlink():
                    self.faults.append(("structure", shown(name), "is a link; it was not followed"))
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                elif entry.is_file(follow_symlinks=False):
                    self._keep(name, entry)
                else:
                    self.faults.append(("structure", shown(name), "is not a plain file"))
                if len(self._sizes) > MAX_MEMBERS:
                    raise Refused("The folder holds more than %d files." % MAX_MEMBERS)

    def _keep(self, name: str, entry: "os.DirEntry[str]") -> None:
        try:
            self._sizes[name] = entry.stat(follow_symlinks=False).st_size
            self._paths[name] = entry.path
        except OSError:
            self.faults.append(("structure", shown(name), "this file cannot be read"))

    def close(self) -> None:
        pass

    def names(self) -> Dict[str, int]:
        return dict(self._sizes)

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            handle = os.open(self._paths[name], os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(handle, "rb") as stream:
                while True:
                    data = stream.read(CHUNK)
                    if not data:
                        return
                    yield data
        except OSError as error:
            raise Problem("cannot be read: %s" % (error.strerror or "unknown reason")) from None


# ---------------------------------------------------------------------------------------------------------------------
# What is checked


class Signed(object):
    """A signed object that was read: its fields, the message that was signed, the signature."""

    def __init__(self, stem: str, kind: str, message: bytes, signature: bytes) -> None:
        prefix = b"codebinder/" + kind.encode("ascii") + b"/v1\0"
        start = len(prefix) + 8
        length = int.from_bytes(message[len(prefix) : start], "big")
        if not message.startswith(prefix) or length != len(message) - start:
            raise Problem("is not a signed message of type %s" % kind)
        if len(signature) != 64:
            raise Problem("its signature does not have 64 bytes")
        self.stem, self.message, self.signature = stem, message, signature
        self.stored = message[start:]
        self.fields = _table(strict_json(self.stored))
        if canonical(self.fields) != self.stored:
            raise Problem("is not in canonical form")
        self._check_common(kind)

    def _check_common(self, kind: str) -> None:
        get = self.fields.get
        texts = all(isinstance(get(key), str) for key in ("workbook", "filing"))
        digests = ("previous_round", "template", "previous")
        texts = texts and all(get(key) == "" or _is_hex64(get(key)) for key in digests)
        numbers = _is_count(get("round")) and all(_is_count(get(key)) and get(key) for key in ("roster", "sequence"))
        if get("type") != kind or get("version") != 1 or get("version") is True:
            raise Problem("is a signed object of another type or version")
        if not texts or not numbers or not _is_hex64(get("signer")) or not TIME.match(str(get("at"))):
            raise Problem("lacks fields that every signed object has")
        critical = get("critical", [])
        known = COMMON_FIELDS + SPECIAL_FIELDS[kind]
        if not isinstance(critical, list) or any(name not in known for name in _rows(critical)):
            raise Problem("has critical fields that this verifier does not know")
        if kind in UNAPPROVED and set(self.fields) - set(known) - {"critical"}:
            raise Problem("says more than a %s says, and nobody approved that" % kind)
        if "audit_head" in self.fields and not _is_head(get("audit_head")):
            raise Problem("lacks fields that every signed object has")
        for name, test, optional in SPECIAL_TESTS.get(kind, ()):
            if not (optional and name not in self.fields) and not test(get(name)):
                raise Problem("has a field %s that is missing or not what it should be" % name)

    @property
    def signer(self) -> str:
        return str(self.fields["signer"])

    def check(self, key: Optional[bytes]) -> None:
        if key is None:
            raise Problem("its signer %s is not on the roster" % self.signer)
        if not ed25519_valid(key, self.message, self.signature):
            raise Problem("its signature by %s is not valid" % self.signer)


class Person(object):
    """A member of the roster."""

    def __init__(self, value: Any) -> None:
        row = _exactly(value, "name", "person", "role", "ed25519", "age", "fingerprint")
        if not all(_is_text(text) for text in row.values()) or row["role"] not in DEFAULT_DUTIES:
            raise Problem("has a member who is none")
        self.name, self.person, self.role = str(row["name"]), str(row["person"]), str(row["role"])
        self.key = binascii.unhexlify(row["ed25519"]) if _is_hex64(row["ed25519"]) else b""
        self.fingerprint = str(row["fingerprint"])
        self.folded = _one_name(self.person)
        if len(self.key) != 32 or hashlib.sha256(self.key).hexdigest() != self.fingerprint or not self.folded:
            raise Problem("has a member whose key, fingerprint and name do not fit")


class Roster(object):
    """One version of the roster: who is on it, what each may sign for, and what counts no more."""

    def __init__(self, signed: Signed) -> None:
        fields = signed.fields
        self.version, self.workbook = fields["roster"], fields["workbook"]
        self.digest = hashlib.sha256(signed.stored).hexdigest()
        self.keeper, self.previous = fields.get("keeper"), fields.get("previous_roster")
        rows = _rows(fields.get("members"))
        people = [Person(row) for row in rows[:MAX_ROWS]]
        self.people = {person.fingerprint: person for person in people}
        if len(self.people) != len(people) or not people or len(rows) > MAX_ROWS:
            raise Problem("has no members, or the same key twice, or more than a verifier reads")
        if len({_one_name(person.name) for person in people}) != len(people):
            raise Problem("has two keys of one name")
        if self.key(self.keeper) is None:
            raise Problem("its keeper is not on it")
        self.duties = self._duties(fields)
        self.delegations = self._delegations(fields)
        self.revoked = self._revoked(fields)
        self.need, self.successors = self._successors(fields)
        self._check_certificates(fields)
        self.ever = set(self.people)
        later = ("members", "duties", "delegations", "revoked", "successors", "certificates")
        self.rest = canonical([fields.get(name) or [] for name in later])

    def _list(self, fields: Dict[str, Any], name: str, *keys: str) -> List[Dict[str, Any]]:
        rows = _rows(fields.get(name, []))
        if len(rows) > MAX_ROWS:
            raise Problem("has more %s than a verifier reads" % name)
        return [_exactly(row, *keys) for row in rows]

    def _named(self, value: Any) -> str:
        if self.key(value) is None:
            raise Problem("names a key that is not on it")
        return str(value)

    @staticmethod
    def _some_duties(value: Any) -> Tuple[str, ...]:
        duties = _rows(value)
        if any(duty not in DUTIES for duty in duties) or len(set(duties)) != len(duties):
            raise Problem("has a duty that is none, or one twice")
        return tuple(str(duty) for duty in duties)

    def _duties(self, fields: Dict[str, Any]) -> Dict[str, Tuple[str, ...]]:
        found: Dict[str, Tuple[str, ...]] = {}
        for row in self._list(fields, "duties", "fingerprint", "duties"):
            if row["fingerprint"] in found:
                raise Problem("says twice what a key may do")
            found[self._named(row["fingerprint"])] = self._some_duties(row["duties"])
        return found

    def _delegations(self, fields: Dict[str, Any]) -> List[Tuple[str, str, Tuple[str, ...], str, str]]:
        found: List[Tuple[str, str, Tuple[str, ...], str, str]] = []
        for row in self._list(fields, "delegations", "giver", "taker", "duties", "filing", "until"):
            giver, taker, duties = (
                self._named(row["giver"]),
                self._named(row["taker"]),
                self._some_duties(row["duties"]),
            )
            filing, until = row["filing"], row["until"]
            if giver == taker or not duties or not isinstance(filing, str) or (filing and not UUID.match(filing)):
                raise Problem("has a delegation that is none")
            if until != "" and not _is_day(until):
                raise Problem("has a delegation that ends on a day that does not exist")
            if any((giver, taker, filing) == (one[0], one[1], one[3]) for one in found):
                raise Problem("has a delegation twice")
            found.append((giver, taker, duties, filing, str(until)))
        return found

    def _revoked(self, fields: Dict[str, Any]) -> Dict[str, int]:
        found: Dict[str, int] = {}
        for row in self._list(fields, "revoked", "fingerprint", "loss", "after"):
            fingerprint, after = row["fingerprint"], row["after"]
            if not _is_hex64(fingerprint) or row["loss"] not in ("lost", "compromised") or not _is_count(after):
                raise Problem("has a revocation that is none")
            if fingerprint in found or fingerprint == self.keeper:
                raise Problem("revokes a key twice, or that of its keeper")
            found[str(fingerprint)] = int(after)
        return found

    def _successors(self, fields: Dict[str, Any]) -> Tuple[int, List[str]]:
        if "successors" not in fields:
            return 0, []
        row = _exactly(fields["successors"], "need", "keys")
        keys = [self._named(key) for key in _rows(row["keys"])]
        if not _is_count(row["need"]) or not 1 <= row["need"] <= len(keys) or len(set(keys)) != len(keys):
            raise Problem("has successors of whom no number can agree")
        return int(row["need"]), keys

    def _check_certificates(self, fields: Dict[str, Any]) -> None:
        seen: Set[str] = set()
        for row in self._list(fields, "certificates", "fingerprint", "sha256", "subject"):
            here = {"key " + self._named(row["fingerprint"]), "certificate " + str(row["sha256"])}
            if not _is_hex64(row["sha256"]) or not _is_text(row["subject"]) or here & seen:
                raise Problem("binds a certificate that is none, or binds one twice")
            seen |= here

    def key(self, fingerprint: Any) -> Optional[bytes]:
        person = self.people.get(fingerprint) if isinstance(fingerprint, str) else None
        return person.key if person else None

    def _has(self, person: Person, duty: str, role: str) -> bool:
        """Has somebody a duty in her own right, in the role asked for? Where the roster says nothing of her duties, who
        is in the role that the template asks for may approve."""
        if role and person.role != role:
            return False
        own = self.duties.get(person.fingerprint)
        if own is None and role and duty == "approve":
            return True
        return duty in (DEFAULT_DUTIES[person.role] if own is None else own)

    def acting_for(self, signer: str, duty: str, filing: str, at: str, role: str) -> List[Person]:
        """The persons a signature stands for: she, or she and who delegated it to her; nobody where she may not."""
        person = self.people.get(signer)
        if person is None:
            return []
        if self._has(person, duty, role):
            return [person]
        for giver, taker, duties, where, until in self.delegations:
            in_force = where in ("", filing) and (not until or at[:10] <= until)
            if taker == signer and duty in duties and in_force and self._has(self.people[giver], duty, role):
                return [person, self.people[giver]]
        return []

    def counts(self, signed: Signed) -> bool:
        """Does an object not stand after the last one that counts of a revoked key?"""
        after = self.revoked.get(signed.signer)
        return after is None or int(signed.fields["sequence"]) <= after


def following(before: Optional[Roster], signed: Signed, endorsements: Sequence[Signed]) -> Roster:
    """Read the version of the roster that follows `before`; a Problem where it does not follow."""
    roster = Roster(signed)
    number = before.version + 1 if before else 1
    if roster.version != number:
        raise Problem("version %d has another number" % number)
    if roster.previous != (before.digest if before else ""):
        raise Problem("version %d does not follow the one before" % number)
    if before and roster.workbook != before.workbook:
        raise Problem("version %d is of another workbook" % number)
    if signed.signer == (before or roster).keeper:
        signed.check((before or roster).key(signed.signer))
        if endorsements:
            raise Problem("version %d is signed by its keeper, so nobody endorses it" % number)
    elif before is None:
        raise Problem("version 1 is not signed by the roster's keeper")
    else:
        _check_taken_over(before, roster, signed, endorsements)
    if before:
        roster.ever |= before.ever
        if any(roster.revoked.get(who, after + 1) > after for who, after in before.revoked.items()):
            raise Problem("version %d takes a revocation back" % number)
    if any(who not in roster.ever for who in roster.revoked):
        raise Problem("version %d revokes a key that was never on it" % number)
    return roster


def _check_taken_over(before: Roster, roster: Roster, signed: Signed, endorsements: Sequence[Signed]) -> None:
    """Where the keeper's key is lost, enough of the successors name another one, who changes nothing else."""
    signed.check(before.key(signed.signer))
    if not before.successors or roster.keeper != signed.signer:
        raise Problem("version %d is not signed by the roster's keeper" % roster.version)
    if roster.rest != before.rest:
        raise Problem("version %d takes the roster over and changes more than its keeper" % roster.version)
    persons: Set[str] = set()
    signers: Set[str] = set()
    for each in endorsements:
        get = each.fields.get
        said = (get("workbook"), get("filing"), get("new_keeper"), get("previous_roster"), get("roster"))
        if each.signer not in before.successors or each.signer in signers or not before.counts(each):
            raise Problem("an endorsement of version %d is by nobody who may sign one" % roster.version)
        each.check(before.key(each.signer))
        if said != (before.workbook, "", signed.signer, before.digest, before.version):
            raise Problem("an endorsement of version %d is of something else" % roster.version)
        signers.add(each.signer)
        persons.add(before.people[each.signer].folded)
    if len(persons) < before.need:
        raise Problem("version %d is endorsed by too few of the successors" % roster.version)


def _table(value: Any) -> Dict[str, Any]:
    """Take an object for one; a Problem where it is none."""
    if not isinstance(value, dict):
        raise Problem("has something else where an object belongs")
    return cast("Dict[str, Any]", value)


def _rows(value: Any) -> List[Any]:
    """Take a list for one; a Problem where it is none."""
    if not isinstance(value, list):
        raise Problem("has something else where a list belongs")
    return cast("List[Any]", value)


def _exactly(value: Any, *names: str) -> Dict[str, Any]:
    """Take an object that has exactly these fields."""
    row = _table(value)
    if set(row) != set(names):
        raise Problem("has a row with other fields than it should have")
    return row


def canonical(value: Any) -> bytes:
    """JSON as RFC 8785 has it, for values without fractions and with ASCII keys, which is all that is signed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_head(value: Any) -> bool:
    """Sequence and salted head of the vendor's audit chain."""
    head = cast("List[Any]", value) if isinstance(value, list) else []
    return len(head) == 2 and _is_count(head[0]) and _is_hex64(head[1])


def _is_hex64(value: Any) -> bool:
    return isinstance(value, str) and bool(HEX64.match(value))


def _is_hex64_or_empty(value: Any) -> bool:
    return value == "" or _is_hex64(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MAX_TEXT


def _is_day(value: Any) -> bool:
    try:
        return bool(isinstance(value, str) and DAY.match(value) and datetime.strptime(value + "Z", "%Y-%m-%d%z"))
    except ValueError:
        return False


def _all(test: Callable[[Any], bool], most: int) -> Callable[[Any], bool]:
    def of(value: Any) -> bool:
        rows = cast("List[Any]", value) if isinstance(value, list) else None
        return rows is not None and len(rows) <= most and all(map(test, rows))

    return of


def _is_shown(value: Any) -> bool:
    """How many findings the signing page counted."""
    shown_ = cast("Dict[str, Any]", value) if isinstance(value, dict) else {}
    return set(shown_) == {"undecided", "kept", "scored_down"} and all(map(_is_count, shown_.values()))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _one_name(text: str) -> str:
    """A name in the form in which two names are compared; what nobody sees of it makes no difference."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().split())


# Field, test, and whether it may be missing.
SPECIAL_TESTS: Dict[str, Tuple[Tuple[str, Callable[[Any], bool], bool], ...]] = {
    "endorsement": (("new_keeper", _is_hex64, False), ("previous_roster", _is_hex64, False)),
    "submission": (
        ("digest", _is_hex64, False), ("reviewers", _all(_is_hex64, MAX_ROWS), True),
        ("scope", _all(_is_text, MAX_ROWS), True),
    ),
    "approval": (
        ("digest", _is_hex64, False), ("shown", _is_shown, False), ("audit_head", _is_head, False),
        ("account_shared", _is_flag, True), ("certificate", _is_hex64_or_empty, True),
    ),
    "answer": (
        ("digest", _is_hex64, False), ("packet", _is_hex64_or_empty, False),
        ("objects", _all(_is_hex64, MAX_OBJECTS), False),
    ),
    "excusal": (
        ("digest", _is_hex64, False), ("reviewer", _is_hex64, False), ("comment_tag", _is_hex64_or_empty, False),
    ),
    "seal": (
        ("tagmanifest", _is_hex64, False), ("round_digest", _is_hex64_or_empty, False), ("draft", _is_flag, False),
        ("audit_head", _is_head, False),
    ),
}  # fmt: skip


def in_round(name: str) -> bool:
    """Does the round digest this file?"""
    return name not in ROUND_EXEMPT and not name.startswith(ROUND_EXEMPT_FOLDERS)


def _nothing(*_: object) -> None:
    pass


def release_numbers(version: Any) -> Tuple[int, ...]:
    """Give a release's numbers; none for what is no such version."""
    if not isinstance(version, str) or not re.match(r"[0-9]{1,6}(\.[0-9]{1,6}){2}\Z", version):
        return ()
    return tuple(int(part) for part in version.split("."))


class Check(object):
    """One verification. `run` fills `lines`, `faults`, `verdict` and `exit_code`."""

    def __init__(
        self,
        source: Any,
        *,
        level: str = "complete",
        signers: Sequence[str] = (),
        digest: str = "",
        lang: str = "en",
        known_verifiers: Sequence[str] = (),
        own_version: str = "",
        advance: Callable[[int, int], None] = _nothing,
        cancel: Callable[[], None] = _nothing,
    ) -> None:
        self.source, self.level, self.lang = source, level, lang
        self.asked, self.asked_digest = tuple(signers), digest
        self.known_verifiers, self.own_version = known_verifiers, own_version
        self._advance, self._cancel = advance, cancel
        self.faults: List[Tuple[str, str, str]] = []
        self.lines: List[Tuple[str, str, str]] = []
        self.verdict, self.exit_code = "", 1
        self.draft = False
        self.signers: List[str] = []
        self.sealer = ""
        self.archive_digest = ""
        self.listed: Dict[str, str] = {}
        self.found: Dict[str, Tuple[str, str]] = {}
        self.manifest: Dict[str, Any] = {}
        self.rows: Dict[str, Dict[str, Any]] = {}
        self.rosters: List[Roster] = []
        self.objects: List[Signed] = []
        self.round_digest = ""
        self.template_digest = ""
        self.approvers: List[str] = []
        self.acting: Dict[str, List[Person]] = {}
        self.not_proven: List[str] = list(NOT_PROVEN)
        self.unproven: List[str] = []
        self.names: Dict[str, int] = {}
        self.extra: Callable[[], None] = _nothing

    # -- small tools

    def say(self, template: str, **values: object) -> str:
        return sentence(self.lang, template, **values)

    def fault(self, cause: str, name: str, text: str) -> None:
        self.faults.append((cause, shown(name), shown(ZH.get(text, text) if self.lang == "zh" else text)))

    def read(self, name: str, limit: int = MAX_LIST) -> bytes:
        if name not in self.names:
            raise Problem("is missing")
        if self.names[name] > limit:
            raise Problem("has %d bytes, more than a verifier reads" % self.names[name])
        out: List[bytes] = []
        size = 0
        for chunk in self.source.chunks(name):
            size += len(chunk)
            if size > limit:
                raise Problem("is larger than a verifier reads")
            out.append(chunk)
        return b"".join(out)

    def line(self, name: str, good: Optional[bool], text: str) -> None:
        self.lines.append((name, NOT_CHECKED if good is None else PASS if good else FAIL, text))

    # -- the whole

    def run(self) -> None:
        self.names = self.source.names()
        for cause, name, text in self.source.faults:
            self.fault(cause, name, text)
        self._read_lists()
        self._compare_names()
        self._hash_files()
        self._read_manifest()
        self._compare_sums()
        self._compute_round()
        self.extra()
        self._files_line()
        before = len(self.faults)
        self._check_rosters()
        self._check_seal()
        seal_good = len(self.faults) == before
        self.line("SEAL", seal_good, self._seal_text(seal_good))
        self._check_approvals()
        self._check_hidden()
        self._check_template()
        self._check_verifier()
        self._conclude()

    def _files_line(self) -> None:
        count = len(self.names)
        if not self.faults:
            how = {
                "quick": "{n} files, names and sizes only (level quick)",
                "complete": "{n} files, every digest matches",
                "full": "{n} files, every digest matches, SM3 and the manifest too",
            }[self.level]
            self.line("FILES", None if self.level == "quick" else True, self.say(how, n=count))
            return
        by = [sum(1 for cause, _, _ in self.faults if cause == kind) for kind in ("bad", "missing", "additional")]
        text = self.say(
            "{bad} bad, {missing} missing, {additional} additional, {other} other",
            bad=by[0], missing=by[1], additional=by[2], other=len(self.faults) - sum(by),
        )  # fmt: skip
        self.line("FILES", False, text)

    # -- lists and names

    def _read_lists(self) -> None:
        for name, payload in ((TAG_MANIFEST, False), (PAYLOAD_MANIFEST, True)):
            try:
                rows = parse_sums(self.read(name))
                for path, value in rows:
                    if path.startswith("data/") is not payload or path in UNLISTED:
                        raise Problem("lists %s, which does not belong there" % path)
                    self.listed[path] = value
            except Problem as problem:
                self.fault("missing" if str(problem) == "is missing" else "bad", name, str(problem))

    def _compare_names(self) -> None:
        expected = set(self.listed) | set(UNLISTED) | set(REQUIRED)
        missing, extra = expected - set(self.names), set(self.names) - expected
        folded: Dict[str, List[str]] = {}
        for name in extra:
            folded.setdefault(_folded(name), []).append(name)
        for name in sorted(missing):
            near = folded.get(_folded(name), [])
            if near:
                other = near.pop()
                extra.discard(other)
                self.fault("name", other, _difference(self.lang, name, other))
            else:
                self.fault("missing", name, "is missing")
        for name in sorted(extra):
            self.fault("additional", name, "stands on no list")
        seen: Dict[str, str] = {}
        for name in sorted(set(self.names) - extra):
            if not _safe_name(name):
                self.fault("structure", name, _why_unsafe(os.fsencode(name)))
            other = seen.setdefault(_folded(name), name)
            if other != name:
                self.fault("name", name, _difference(self.lang, other, name))
        self._compare_folders(seen)

    def _compare_folders(self, files: Dict[str, str]) -> None:
        """A name that is a file here and a folder there, or folders that differ by case only, cannot be unpacked."""
        folders: Dict[str, str] = {}
        for below in sorted({name.rpartition("/")[0] for name in self.names}):
            name = below
            while name:
                folded = _folded(name)
                known = folders.get(folded)
                if known == name:
                    break
                if folded in files:
                    self.fault("structure", name, "is both a file and a folder")
                if known is not None:
                    self.fault("name", name, _difference(self.lang, known, name))
                folders[folded] = name
                name = name.rpartition("/")[0]

    # -- digests

    def _wanted(self) -> List[str]:
        names = [name for name in self.listed if name in self.names]
        if self.level == "quick":
            names = [name for name in names if not name.startswith("data/") and not name.endswith(".pdf")]
        return sorted(names)

    def _hash_files(self) -> None:
        wanted = self._wanted()
        batches: List[List[str]] = [[]]
        held = 0
        for name in wanted:
            batches[-1].append(name)
            held += self.names[name]
            if held > 1 << 21 or len(batches[-1]) >= 512:
                batches.append([])
                held = 0
        with ThreadPoolExecutor(max_workers=max(1, min(4, os.cpu_count() or 1))) as pool:
            for results in pool.map(self._hash_batch, batches):
                self._advance(len(results), sum(result[1] for result in results))
                for name, size, sha256, sm3, problem in results:
                    self.found[name] = (sha256, sm3)
                    if problem:
                        self.fault("bad", name, problem)
                    elif sha256 != self.listed[name]:
                        self.fault("bad", name, "its SHA-256 is not the one listed")
                    elif size != self.names[name]:
                        self.fault("bad", name, "it changed while it was read")

    def _hash_batch(self, names: List[str]) -> List[Tuple[str, int, str, str, str]]:
        out: List[Tuple[str, int, str, str, str]] = []
        for name in names:
            self._cancel()
            sha256, sm3 = hashlib.sha256(), new_sm3() if self.level == "full" else None
            size, problem = 0, ""
            try:
                for chunk in self.source.chunks(name):
                    sha256.update(chunk)
                    if sm3 is not None:
                        sm3.update(chunk)
                    size += len(chunk)
                    self._cancel()
            except Problem as trouble:
                problem = str(trouble)
            out.append((name, size, sha256.hexdigest(), sm3.hexdigest() if sm3 is not None else "", problem))
        return out

    def _read_manifest(self) -> None:
        try:
            manifest = _table(strict_json(self.read("manifest.json")))
            if manifest.get("format") != FORMAT:
                raise Problem("is not the manifest of a package")
            version = manifest.get("version")
            if version != FORMAT_VERSION:
                if isinstance(version, str) and NEWER.match(version) and not self.faults:  # whole, so not a flipped bit
                    raise Refused(NEWER_TEXT % (version, FORMAT_VERSION))
                raise Problem("has a version of the format that this verifier does not know")
            self.manifest = manifest
            self._check_shape()
            self.draft = manifest["draft"]
            self._compare_rows(manifest["files"])
            self._compare_archive()
        except Problem as problem:
            if str(problem) != "is missing":
                self.fault("bad", "manifest.json", str(problem))

    def _check_shape(self) -> None:
        shape = {
            "draft": bool, "filing": dict, "vendor": dict, "product": dict, "template": dict, "round": dict,
            "approvals": list, "sources": list, "firmware": list, "documents": list, "files": list, "withheld": list,
            "log": list, "commitments": dict, "links": list, "codec": str, "programs": dict, "verifier": dict,
            "not_proven": list,
        }  # fmt: skip
        for key, kind in shape.items():
            if not isinstance(self.manifest.get(key), kind):
                self.manifest = {}
                raise Problem("its field %s is missing or of another kind" % key)
        for key, fields in MANIFEST_FIELDS.items():
            value: Any = self.manifest[key] if key else self.manifest
            for row in _rows(value) if isinstance(value, list) else [value]:
                if not set(_table(row)) <= set(fields):
                    raise Problem("has fields that a manifest does not have, in %s" % (key or "the object itself"))
        if self.manifest["verifier"].get("sha256") != self.listed.get("verify.py"):
            self.fault("bad", "manifest.json", "names another verifier than verify.py")

    def _compare_rows(self, rows: List[Any]) -> None:
        for entry in rows:
            row = _table(entry)
            if not isinstance(row.get("path"), str) or not _is_count(row.get("size")):
                raise Problem("has a row for a file that is none")
            path = str(row["path"])
            if path in self.rows:
                raise Problem("lists %s twice" % path)
            self.rows[path] = row
            if path in self.names and self.names[path] != row["size"]:
                self.fault("bad", path, "it has %d bytes, not %d" % (self.names[path], row["size"]))
            if path in self.listed and self.listed[path] != row.get("sha256"):
                self.fault("bad", path, "manifest.json and the checksum lists give it different digests")
            if self.level == "full" and path in self.found and self.found[path][1] != row.get("sm3"):
                self.fault("bad", path, "its SM3 is not the one in manifest.json")
        expected = set(self.listed) - set(UNMANIFESTED)
        for path in sorted(expected ^ set(self.rows)):
            self.fault("structure", path, "stands in only one of manifest.json and the checksum lists")

    def _compare_archive(self) -> None:
        """An archive says more than a folder: its one folder's name, one time, and what is executable."""
        if self.source.is_folder:
            return
        if self.source.top not in (self._folder(False), self._folder(True)):
            self.fault("structure", self.source.top, "the package's one folder does not have the filing's name")
        for name, member in self.source.members.items():
            if member.executable is not (self.rows.get(name, {}).get("executable") is True):
                self.fault("bad", name, "the archive and manifest.json differ on whether it is executable")
        if len({member.moment for member in self.source.members.values()}) > 1:
            self.fault("structure", "", "the members have different times; a package has one")

    def _folder(self, part: bool) -> str:
        """The name of an archive's one folder; `part`: of a round that does not cover all components."""
        slug = str(self.manifest["filing"].get("slug"))
        if self.draft:
            return slug + "-draft"
        return "%s-part-%s" % (slug, self.manifest["round"].get("number")) if part else slug

    def _compare_sums(self) -> None:
        listed = {path: value for path, value in self.listed.items() if path not in UNSUMMED}
        try:
            if "SHA256SUMS" in self.names and dict(parse_sums(self.read("SHA256SUMS"))) != listed:
                raise Problem("differs from the manifests of the package")
        except Problem as problem:
            self.fault("bad", "SHA256SUMS", str(problem))
        try:
            if "SM3SUMS" in self.names:
                sums = dict(parse_sums(self.read("SM3SUMS")))
                if set(sums) != set(listed):
                    raise Problem("lists other files than SHA256SUMS")
                for path in sorted(sums):
                    if self.level == "full" and path in self.found and self.found[path][1] != sums[path]:
                        self.fault("bad", path, "its SM3 is not the one listed")
        except Problem as problem:
            self.fault("bad", "SM3SUMS", str(problem))
        if "bagit.txt" in self.names and self._try_read("bagit.txt") != BAGIT_TXT:
            self.fault("bad", "bagit.txt", "is not the declaration of BagIt 1.0")

    def _try_read(self, name: str) -> bytes:
        try:
            return self.read(name)
        except Problem:
            return b""

    def _compute_round(self) -> None:
        """The round's digest from these very files (level quick: from the listed digests)."""
        rows: List[List[Any]] = []
        for path in sorted(path for path in self.listed if in_round(path)):
            value = self.found[path][0] if path in self.found else self.listed[path]
            rows.append([path, self.names.get(path, 0), value])
        listing = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self.round_digest = hashlib.sha256(listing).hexdigest()
        if "proof/round.json" in self.names and self._try_read("proof/round.json") != listing:
            self.fault("bad", "proof/round.json", "is not the list of these files")
        if self.manifest and self.manifest["round"].get("digest") != self.round_digest:
            self.fault("bad", "manifest.json", "names another round than that of these files")
        template = self.found.get("papers/template.yaml")
        self.template_digest = template[0] if template else ""

    # -- signatures

    def _signed(self, stem: str, kind: str) -> Signed:
        return Signed(stem, kind, self.read(stem + ".msg", MAX_SIGNED), self.read(stem + ".sig", 64))

    def _stems(self, folder: str, pages: Sequence[str] = ()) -> List[str]:
        """The signed objects of a folder, by name without ending; anything else there (but `pages`) is a fault."""
        stems: Set[str] = set()
        for name in self.names:
            if name.startswith(folder):
                stem, _, ending = name.rpartition(".")
                if ending in ("msg", "sig"):
                    stems.add(stem)
                elif name not in pages:
                    self.fault("structure", name, "does not belong in this folder")
        return sorted(stems)

    def _check_rosters(self) -> None:
        stems = self._stems("proof/roster/")
        try:
            versions: Dict[int, List[str]] = {}
            for stem in stems:
                match = ROSTER_STEM.match(stem)
                if not match:
                    raise Problem("has something else than versions and endorsements: %s" % stem)
                versions.setdefault(int(match.group(1)), []).append(stem)
            if len(stems) > MAX_ROSTERS:
                raise Problem("the roster has %d versions, more than a verifier reads" % len(stems))
            for number in range(1, max(versions, default=0) + 1):
                self._check_version(number, set(versions.get(number, ())))
        except Problem as problem:
            self.fault("bad", "proof/roster", str(problem))
        self._check_keys()

    def _check_version(self, number: int, stems: Set[str]) -> None:
        stem = "proof/roster/%04d" % number
        if stem not in stems:
            raise Problem("the roster's versions are not numbered without a gap")
        signed = self._signed(stem, "roster")
        endorsements: List[Signed] = []
        for place in range(1, len(stems)):
            name = "%s-endorsement-%d" % (stem, place)
            if name not in stems:
                raise Problem("the endorsements of version %d are not numbered without a gap" % number)
            endorsements.append(self._signed(name, "endorsement"))
        roster = following(self.rosters[-1] if self.rosters else None, signed, endorsements)
        self.rosters.append(roster)
        self.objects.append(signed)
        self.objects.extend(endorsements)

    def _check_keys(self) -> None:
        for name in sorted(name for name in self.names if name.startswith("proof/keys/")):
            try:
                text = self.read(name, 4096)
                match = re.match(
                    rb"-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{59}=)\n-----END PUBLIC KEY-----\n\Z", text
                )
                der = base64.b64decode(match.group(1)) if match else b""
                if der[:12] != binascii.unhexlify("302a300506032b6570032100") or len(der) != 44:
                    raise Problem("is not an Ed25519 key")
                if name != "proof/keys/%s.pem" % hashlib.sha256(der[12:]).hexdigest():
                    raise Problem("is not the key of its fingerprint")
                if not any(roster.key(name[11:-4]) for roster in self.rosters):
                    raise Problem("is the key of nobody on the roster")
            except Problem as problem:
                self.fault("bad", name, str(problem))

    def _roster_of(self, signed: Signed) -> Roster:
        version = int(signed.fields["roster"])
        if not 1 <= version <= len(self.rosters):
            raise Problem("names version %d of the roster, which is not here" % version)
        if self.rosters[version - 1].key(signed.signer) is not None and self.rosters[-1].key(signed.signer) is None:
            raise Problem("its signer %s was taken off the roster" % signed.signer)
        then, now = self.rosters[version - 1].people.get(signed.signer), self.rosters[-1].people.get(signed.signer)
        if then and now and then.role != now.role:
            raise Problem("its signer %s has another role by now" % signed.signer)
        if not self.rosters[-1].counts(signed):
            raise Problem("its signer's key %s was revoked, and this comes after what counts of it" % signed.signer)
        return self.rosters[version - 1]

    def _acting_for(self, signed: Signed, duty: str, role: str = "") -> List[Person]:
        """The persons whom a signature stands for, by the version of the roster that it names and by the last one."""
        found: Dict[str, Person] = {}
        filing, at = str(signed.fields["filing"]), str(signed.fields["at"])
        for roster in (self.rosters[int(signed.fields["roster"]) - 1], self.rosters[-1]):
            persons = roster.acting_for(signed.signer, duty, filing, at, role)
            if not persons:
                what = "in the role %s" % role if role and duty == "approve" else "allowed to %s" % duty
                raise Problem("its signer is not %s, and nobody who is has delegated it to her" % what)
            for person in persons:
                found.setdefault(person.fingerprint, person)
        return list(found.values())

    def _check_place(self, signed: Signed) -> None:
        """An object of another workbook, filing, round or template is a replay, however good its signature."""
        fields = signed.fields
        if self.manifest and fields["filing"] != self.manifest["filing"].get("uid"):
            raise Problem("is of another filing")
        if self.manifest and not self.draft and fields["round"] != self.manifest["round"].get("number"):
            raise Problem("is of another round (%d)" % fields["round"])
        if fields["template"] != self.template_digest:
            raise Problem("is of another template")
        for other in self.objects:
            if other.fields["workbook"] != fields["workbook"]:
                raise Problem("is of another workbook")
            if (other.signer, other.fields["sequence"]) == (signed.signer, fields["sequence"]):
                raise Problem("has a number that its signer used already")
        self.objects.append(signed)

    def _check_seal(self) -> None:
        try:
            seal = self._signed("proof/seal", "seal")
            seal.check(self._roster_of(seal).key(seal.signer))
            self._check_place(seal)
            self._acting_for(seal, "seal")
            listed = hashlib.sha256(self._try_read(TAG_MANIFEST)).hexdigest()
            if seal.fields.get("tagmanifest") != listed:
                raise Problem("is over other files (another tag manifest)")
            if seal.fields.get("round_digest") != self.round_digest:
                raise Problem("is over another round than that of these files")
            if seal.fields.get("draft") is not self.draft:
                raise Problem("and manifest.json differ on whether this is a draft")
            self.sealer = seal.signer
            self.signers.append(seal.signer)
        except Problem as problem:
            self.fault("missing" if str(problem) == "is missing" else "bad", "proof/seal.msg", str(problem))

    def _seal_text(self, good: bool) -> str:
        if good:
            return self.say("sealed by {who}", who=self._who(self.sealer))
        return self.say("the package has no valid seal")

    def _who(self, fingerprint: str) -> str:
        person = self.rosters[-1].people.get(fingerprint) if self.rosters else None
        return "%s (%s)" % (fingerprint, shown(person.person)) if person else fingerprint

    def _check_approvals(self) -> None:
        before = len(self.faults)
        pages = [name for name in self.names if re.match(r"proof/approvals/approval-[1-9][0-9]{0,8}\.pdf\Z", name)]
        stems = self._stems("proof/approvals/", pages)
        if self.draft:
            if stems or pages:
                self.fault("structure", "proof/approvals", "a draft has no approvals")
            self._check_bag("")
            good = len(self.faults) == before
            self.line("APPROVAL", None if good else False, self.say("a draft: nobody has approved it"))
            return
        submission = self._check_submission()
        role, count = self._checked_policy()
        people = list(submission[1]) if submission else []
        for stem in self._numbered(stems, "approval"):
            try:
                approval = self._signed(stem, "approval")
                persons = self._check_approval(approval, "approve", role)
                for person in persons:
                    if any(person.fingerprint == one.fingerprint or person.folded == one.folded for one in people):
                        raise Problem("its signer also submitted or approved this round: two persons are asked for")
                people.extend(persons)
                self._check_previous(approval, submission)
                self.approvers.append(approval.signer)
                self.acting[approval.signer] = persons[1:]
            except Problem as problem:
                self.fault("bad", stem + ".msg", str(problem))
        if len(self.approvers) < count:
            self.fault("missing", "proof/approvals", "%d valid approvals, %d asked for" % (len(self.approvers), count))
        self._check_reviewers(stems, submission)
        self._check_pages(pages)
        self._compare_approvals()
        self._check_moment()
        self.signers.extend(who for who in self.approvers if who not in self.signers)
        self._approval_line(len(self.faults) == before, self._covered(submission))

    def _numbered(self, stems: List[str], kind: str) -> List[str]:
        """The stems of one kind in their order; a fault where they are not numbered from 1 without a gap."""
        prefix = "proof/approvals/%s-" % kind
        found = sorted((stem for stem in stems if stem.startswith(prefix)), key=_number)
        for number, stem in enumerate(found, 1):
            if stem != prefix + str(number):
                self.fault("bad", stem + ".msg", "the %ss are not numbered without a gap" % kind)
        if kind == "approval":
            known = tuple("proof/approvals/%s-" % each for each in ("approval", "answer", "excusal"))
            for stem in stems:
                if stem != "proof/approvals/submission" and not stem.startswith(known):
                    self.fault("structure", stem + ".msg", "does not belong in this folder")
        return found

    @staticmethod
    def _check_previous(signed: Signed, submission: Optional[Tuple[Signed, List[Person]]]) -> None:
        if submission and submission[0].fields["previous_round"] != signed.fields["previous_round"]:
            raise Problem("and the submission name different earlier rounds")

    def _check_reviewers(self, stems: List[str], submission: Optional[Tuple[Signed, List[Person]]]) -> None:
        """Everybody whom the submission asked has approved, has answered, or was released by the roster's keeper."""
        asked = [str(each) for each in _rows(submission[0].fields.get("reviewers", []))] if submission else []
        done = set(self.approvers)
        for kind in ("answer", "excusal"):
            for stem in self._numbered(stems, kind):
                try:
                    who = self._check_answer(self._signed(stem, kind), kind, submission)
                    if who not in asked or who in done:
                        raise Problem("is of nobody who was asked, or of somebody who has answered already")
                    done.add(who)
                except Problem as problem:
                    self.fault("bad", stem + ".msg", str(problem))
        for who in asked:
            if who not in done:
                text = "%s was asked, and has neither approved nor answered nor been released" % self._who(who)
                self.fault("missing", "proof/approvals", text)

    def _check_answer(self, signed: Signed, kind: str, submission: Optional[Tuple[Signed, List[Person]]]) -> str:
        """Check an answer or an excusal; give the fingerprint of the reviewer."""
        roster = self._roster_of(signed)
        signed.check(roster.key(signed.signer))
        if signed.fields["digest"] != self.round_digest:
            raise Problem("approves other files than these (another round, or a package changed and sealed again)")
        self._check_place(signed)
        self._check_previous(signed, submission)
        if kind == "answer":
            return signed.signer
        reviewer = str(signed.fields["reviewer"])
        if signed.signer != self.rosters[-1].keeper or signed.signer == reviewer:
            raise Problem("is not signed by the roster's keeper for somebody else")
        return reviewer

    def _check_pages(self, pages: List[str]) -> None:
        """A page that a certificate signed goes with its approval; what its signature says, other programs check."""
        for name in sorted(pages):
            if name[: -len(".pdf")] + ".msg" not in self.names:
                self.fault("structure", name, "goes with no approval")
            text = "what the signature in {name} says, which a PDF program that knows PAdES checks"
            self.not_proven.append(text.format(name=name))
            self.unproven.append(self.say(text, name=shown(name)))

    def _covered(self, submission: Optional[Tuple[Signed, List[Person]]]) -> List[str]:
        """The components that the round covers, where it does not cover all; files of others must not be there."""
        scope = [str(each) for each in _rows(submission[0].fields.get("scope", []))] if submission else []
        if self.manifest and not self.source.is_folder and self.source.top != self._folder(bool(scope)):
            text = "the package's one folder has the name of %s" % ("the whole" if scope else "a part")
            self.fault("structure", self.source.top, text)
        if not scope:
            return []
        for name in sorted(self.names):
            parts = name.split("/", 3)
            if name.startswith(("data/source/", "data/firmware/")) and (len(parts) < 4 or parts[2] not in scope):
                self.fault("bad", name, "is of a component that the round does not cover")
        names = ", ".join(shown(each) for each in scope)
        text = "that anything was approved but these components: {names}"
        self.not_proven.append(text.format(names=names))
        self.unproven.append(self.say(text, names=names))
        return scope

    def _check_submission(self) -> Optional[Tuple[Signed, List[Person]]]:
        try:
            submission = self._signed("proof/approvals/submission", "submission")
            return submission, self._check_approval(submission, "propose")[:1]
        except Problem as problem:
            missing = str(problem) == "is missing"
            self.fault("missing" if missing else "bad", "proof/approvals/submission.msg", str(problem))
            return None

    def _approval_line(self, good: bool, scope: List[str]) -> None:
        if good:
            who = ", ".join(self._who_for(fingerprint) for fingerprint in self.approvers)
            number = self.manifest["round"].get("number") if self.manifest else "?"
            text = self.say("round {round}, approved by {who}", round=number, who=who)
            if scope:
                names = ", ".join(shown(each) for each in scope)
                text = self.say("{line}; covers only: {names}", line=text, names=names)
            self.line("APPROVAL", True, text)
        else:
            self.line("APPROVAL", False, self.say("this package is not approved as it is"))

    def _who_for(self, fingerprint: str) -> str:
        others = ", ".join(self._who(person.fingerprint) for person in self.acting.get(fingerprint, ()))
        who = self._who(fingerprint)
        return self.say("{who} for {others}", who=who, others=others) if others else who

    def _check_approval(self, signed: Signed, duty: str, role: str = "") -> List[Person]:
        """Check a submission or an approval; give the persons whom it stands for."""
        roster = self._roster_of(signed)
        signed.check(roster.key(signed.signer))
        if signed.fields.get("digest") != self.round_digest:
            raise Problem("approves other files than these (another round, or a package changed and sealed again)")
        self._check_place(signed)
        return self._acting_for(signed, duty, role)

    def _checked_policy(self) -> Tuple[str, int]:
        try:
            return self._policy()
        except Problem as problem:
            self.fault("bad", "manifest.json", str(problem))
            return "legal", 1

    def _policy(self) -> Tuple[str, int]:
        asked = _table(self.manifest["template"].get("approvals", {})) if self.manifest else {}
        role, count = str(asked.get("role", "legal")), asked.get("count", 1)
        keeper = self.rosters[-1].people.get(str(self.rosters[-1].keeper)) if self.rosters else None
        if asked.get("legal_keeper") is True and (keeper is None or keeper.role != "legal"):
            self.fault("bad", "proof/roster", "its keeper is not in the role legal, which the template asks for")
        return role, (max(1, int(count)) if _is_count(count) else 1)

    def _compare_approvals(self) -> None:
        try:
            rows = self._tables("approvals") if self.manifest else []
            if self.manifest and [row.get("fingerprint") for row in rows] != self.approvers:
                raise Problem("names other approvers than those who signed")
            signed = [item for item in self.objects if "/approval-" in item.stem]
            for row, item in zip(rows, signed):
                person = self.rosters[-1].people.get(str(row.get("fingerprint"))) if self.rosters else None
                said = (row.get("person"), row.get("role"), row.get("at"), row.get("message"))
                if person is None or said != (person.person, person.role, item.fields["at"], item.stem + ".msg"):
                    raise Problem("says something else of an approver than the roster and the approval")
                others = [person.fingerprint for person in self.acting.get(item.signer, ())]
                if row.get("acting_for", []) != others:
                    raise Problem("says something else of whom an approver stands for")
                if row.get("account_shared") is not item.fields.get("account_shared", False):
                    raise Problem("says something else of an approver's account than she signed")
        except Problem as problem:
            self.fault("bad", "manifest.json", str(problem))

    def _check_moment(self) -> None:
        """The one time in an archive is that of the last approval."""
        if not self.approvers:
            return
        times = [signed.fields["at"] for signed in self.objects if "/approval-" in signed.stem]
        try:
            last = max(datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc) for at in times)
        except ValueError:
            self.fault("bad", "proof/approvals", "has a time that does not exist")
            return
        self._check_bag(last.strftime("%Y-%m-%d"))
        if self.source.is_folder:
            return
        date = (last.year - 1980) << 9 | last.month << 5 | last.day
        moment = (date, last.hour << 11 | last.minute << 5 | last.second // 2)
        if any(member.moment != moment for member in self.source.members.values()):
            self.fault("structure", "", "the members' time is not that of the last approval")

    def _check_bag(self, date: str) -> None:
        """bag-info.txt is made after approval, of approved values only: it says exactly what they say."""
        if not self.manifest:
            return
        filing, product = self.manifest["filing"], self.manifest["product"]
        sizes = [size for name, size in self.names.items() if name.startswith("data/")]
        rows = [
            ("Source-Organization", self.manifest["vendor"].get("name")),
            ("External-Description", "%s %s %s" % tuple(product.get(key) for key in ("name", "model", "version"))),
            ("External-Identifier", "urn:uuid:%s" % filing.get("uid")),
            ("Internal-Sender-Identifier", filing.get("slug")),
        ]
        rows.append(("Internal-Sender-Description", DRAFT_NOTE) if self.draft else ("Bagging-Date", date))
        rows.append(("Payload-Oxum", "%d.%d" % (sum(sizes), len(sizes))))
        text = "".join("%s: %s\n" % (label, one_line(str(value))) for label, value in rows)
        if "bag-info.txt" in self.names and self._try_read("bag-info.txt") != text.encode("utf-8"):
            self.fault("bad", "bag-info.txt", "says something else than manifest.json and the approvals")

    # -- what is hidden

    def _check_hidden(self) -> None:
        before = len(self.faults)
        count = 0
        try:
            text = self.read("proof/commitments.txt")
            lines = parse_commitments(text)
            count = len(lines)
            if self.manifest:
                self._compare_commitments(text, lines)
            if self.manifest:
                self._compare_papers()
            if self.level == "full" and self.manifest:
                self._check_masks(lines)
        except Problem as problem:
            self.fault("bad", "proof/commitments.txt", str(problem))
        good = len(self.faults) == before
        if not good:
            self.line("HIDDEN", False, self.say("the list of what is hidden does not fit"))
        elif count:
            text_ = "{n} hidden ranges and withheld files, each with a commitment"
            self.line("HIDDEN", True, self.say(text_, n=count))
        else:
            self.line("HIDDEN", True, self.say("nothing is hidden"))

    def _compare_commitments(self, text: bytes, lines: List[Tuple[int, str, str, str, int]]) -> None:
        stated = self.manifest["commitments"]
        if stated.get("root") != hashlib.sha256(text).hexdigest() or stated.get("count") != len(lines):
            raise Problem("is not the list whose root manifest.json gives")
        ranges = [[number, value, path] for number, value, _, path, _ in lines if path != "-"]
        files = [value for _, value, _, path, _ in lines if path == "-"]
        keys = ("ordinal", "commitment", "payload_path")
        log: List[List[Any]] = [[row.get(key) for key in keys] for row in self._tables("log")]
        if ranges != log:
            raise Problem("and the published redaction log do not have the same ranges")
        if files != [row.get("commitment") for row in self._tables("withheld")]:
            raise Problem("and the list of withheld files do not have the same files")

    def _tables(self, key: str) -> List[Dict[str, Any]]:
        return [_table(row) for row in self.manifest[key]]

    def _compare_papers(self) -> None:
        """The manifest is made after approval: what it says must be what the approved papers say."""
        if self.manifest["not_proven"] != list(NOT_PROVEN):
            self.fault("bad", "manifest.json", "does not say what is not proven")
        for name, key, field in (
            ("papers/redaction-log.json", "log", "rows"),
            ("papers/withheld.json", "withheld", "files"),
            ("papers/accounting.json", "hidden", "hidden"),
            ("papers/accounting.json", "sources", "sources"),
            ("papers/accounting.json", "links", "links"),
            ("papers/accounting.json", "firmware", "firmware"),
            ("papers/accounting.json", "documents", "documents"),
            ("papers/accounting.json", "listing_files", "listing_files"),
            ("papers/form.json", "filing", "filing"),
            ("papers/form.json", "vendor", "vendor"),
            ("papers/form.json", "product", "product"),
            ("papers/form.json", "template", "template"),
        ):
            if name in self.names:
                paper = _table(strict_json(self.read(name)))
                if paper.get(field) != self.manifest.get(key):
                    self.fault("bad", name, "says something else than manifest.json")
        self._compare_origins()
        filled = {
            str(row.get("payload_path")).split("/")[2]
            for row in self._tables("log")
            if str(row.get("payload_path")).startswith("data/firmware/")
        }
        for row in self._tables("firmware"):
            if (row.get("component") in filled) is not (row.get("disclosure") == "redacted"):
                self.fault("bad", "papers/accounting.json", "an image is disclosed otherwise than the log says")
        for row in self._tables("sources"):
            if not accounting_adds_up(_table(row.get("accounting"))):
                self.fault("bad", "papers/accounting.json", "its numbers do not add up")

    def _compare_origins(self) -> None:
        """What a row says of where its file came from follows from its name, its masks and the approved papers."""
        paper = _table(strict_json(self.read("papers/accounting.json")))
        executables = [path for path, row in sorted(self.rows.items()) if row.get("executable") is True]
        if paper.get("executables") != executables:
            self.fault("bad", "papers/accounting.json", "says something else than manifest.json of what is executable")
        cut = [_table(row) for row in _rows(paper.get("shortened"))]
        shortened = {str(row.get("path")): row.get("original_hex") for row in cut}
        documents = {str(row.get("path")): row.get("component") for row in self._tables("documents")}
        redacted = {str(row.get("payload_path")) for row in self._tables("log")}
        for path, row in self.rows.items():
            said = tuple(row.get(key) for key in ("component", "original", "original_hex"))
            if said != self._origin(path, documents, shortened):
                self.fault("bad", path, "manifest.json says something else of its origin than its name and the papers")
            state = "redacted" if path in redacted else "disclosed" if path.startswith("data/") else "paper"
            if row.get("state") != state:
                self.fault("bad", path, "the manifest and the commitments differ on whether it is redacted")

    @staticmethod
    def _origin(path: str, documents: Dict[str, Any], shortened: Dict[str, Any]) -> Tuple[Any, Any, Any]:
        parts = path.split("/", 3)
        if path.startswith("data/listing/"):
            return "listing", None, None
        if path.startswith("data/documents/"):
            return documents.get(path), None, None
        if len(parts) < 4 or not path.startswith(("data/source/", "data/firmware/")):
            return None, None, None
        if "=~" in path:
            spelt = shortened.get(path)
            original = binascii.unhexlify(spelt) if isinstance(spelt, str) and HEX.match(spelt) else b""
        else:
            original = original_of(parts[3])
        same = path.encode("ascii", "replace").endswith(b"/" + original)
        return parts[2], plain(original.decode("utf-8", "backslashreplace")), None if same else original.hex()

    def _check_masks(self, lines: List[Tuple[int, str, str, str, int]]) -> None:
        """Where the list says that a mask stands, its label stands, in whatever encoding the file has; in a firmware
        image, as many bytes of the filling as the log says."""
        labels = {str(row.get("ordinal")): row.get("label") for row in self._tables("log")}
        sizes = {row.get("ordinal"): row.get("size") for row in self._tables("log")}
        by_file: Dict[str, List[Tuple[int, int]]] = {}
        for number, _, _, path, offset in lines:
            if path != "-":
                by_file.setdefault(path, []).append((number, offset))
        for path, places in sorted(by_file.items()):
            if path not in self.names:
                continue  # the template lets only the listing leave
            if path.startswith("data/firmware/"):
                self._check_filling(path, sorted((offset, sizes.get(number)) for number, offset in places))
                continue
            data = self.read(path)
            for number, offset in places:
                label = labels.get(str(number))
                if not isinstance(label, str) or not label or not mask_stands(data, offset, label):
                    self.fault("bad", path, "no mask %s stands at byte %d" % (label, offset))

    def _check_filling(self, path: str, places: List[Tuple[int, Any]]) -> None:
        """An image may be larger than memory: it is read once, piece by piece, and its places in order."""
        end = 0
        for offset, size in places:
            if not _is_count(size) or not size or offset < end or offset + size > self.names[path]:
                raise Problem("says of no filling in %s how long it is, or where" % shown(path))
            end = offset + size
        bad: Set[int] = set()
        at = first = 0
        for chunk in self.source.chunks(path):
            while first < len(places) and sum(places[first]) <= at:
                first += 1
            for offset, size in places[first:]:
                low, high = max(offset, at), min(offset + size, at + len(chunk))
                if low >= high:
                    break
                begin = (low - offset) % len(FILL)
                if chunk[low - at : high - at] != (FILL * ((high - low) // len(FILL) + 2))[begin : begin + high - low]:
                    bad.add(offset)
            at += len(chunk)
        for offset in sorted(bad):
            self.fault("bad", path, "no filling stands at byte %d" % offset)

    # -- template, verifier, verdict

    def _check_template(self) -> None:
        stated: Dict[str, Any] = self.manifest.get("template", {})
        good = bool(self.template_digest) and stated.get("digest") == self.template_digest
        signed = [item.fields["template"] for item in self.objects if not item.stem.startswith("proof/roster/")]
        good = good and all(value == self.template_digest for value in signed)
        if good:
            values = {key: shown(str(stated.get(key, ""))) for key in ("id", "version", "status")}
            self.line("TEMPLATE", True, self.say("{id} {version}, status {status}, as it was signed", **values))
        else:
            self.fault("bad", "papers/template.yaml", "is not the template that was signed")
            self.line("TEMPLATE", False, self.say("the template is not the one that was signed"))

    def _check_verifier(self) -> None:
        if not self.known_verifiers:
            text = self.say(
                "this verifier has SHA-256 {digest}; compare it with the release's README", digest=own_digest()
            )
            self.line("VERIFIER", None, text)
            return
        found = self.found.get("verify.py", ("", ""))[0]
        if found in self.known_verifiers:
            text = "the package's verify.py is that of a known release, SHA-256 {digest}"
            self.line("VERIFIER", True, self.say(text, digest=found))
        elif self._made_later():
            text = (
                "the package says that Codebinder {version} made it, which is newer than this one; do not run its "
                "verify.py before you have compared its SHA-256 {digest} with that release's README"
            )
            version = self.manifest["programs"]["codebinder"]
            self.line("VERIFIER", None, self.say(text, version=version, digest=found))
        else:
            self.fault("bad", "verify.py", "is not the verifier of any release known here; do not run it")
            text = "the package's verify.py is of no known release; do not run it"
            self.line("VERIFIER", False, self.say(text))

    def _made_later(self) -> bool:
        """Does the manifest name a release after this one? Its verifier cannot be known here, and nothing of this
        verdict hangs on it: the line is NOT CHECKED then, and no package is called damaged for being younger."""
        programs = self.manifest.get("programs")
        named = cast("Dict[str, Any]", programs) if isinstance(programs, dict) else {}
        stated = release_numbers(named.get("codebinder"))
        own = release_numbers(self.own_version)
        return bool(stated and own) and stated > own

    def _conclude(self) -> None:
        failed = [name for name, outcome, _ in self.lines if outcome == FAIL]
        if self.faults and not failed:
            failed = ["FILES"]
        origin = self._check_origin()
        if failed:
            self.verdict = "DAMAGED: " + ", ".join(failed)
        elif origin.startswith("ORIGIN WRONG"):
            self.verdict = origin
        else:
            self.verdict = ("CONTENTS NOT CHECKED, " if self.level == "quick" else "INTACT, ") + origin
            self.exit_code = 0
        if self.draft:
            self.verdict = "DRAFT, NOT TO BE FILED; " + self.verdict
        asked = bool(self.asked or self.asked_digest)
        outcome = FAIL if self.exit_code else PASS if asked else NOT_CHECKED
        self.lines.insert(0, ("VERDICT", outcome, self.verdict))

    def _check_origin(self) -> str:
        """From whom: only what was given from outside the package can tell."""
        good: List[str] = []
        if self.asked_digest:
            if self.source.is_folder:
                raise Refused("A digest is that of the archive, and this is a folder.")
            self.archive_digest = self.source.digest(self._cancel)
            if self.archive_digest != self.asked_digest:
                return "ORIGIN WRONG: THE ARCHIVE HAS ANOTHER DIGEST, " + self.archive_digest
            good.append("DIGEST AS GIVEN")
        for fingerprint in self.asked:
            if fingerprint not in self.signers:
                return "ORIGIN WRONG: NOT SIGNED BY " + fingerprint
            how = "SEALED BY " if fingerprint == self.sealer else "APPROVED BY "
            good.append(how + fingerprint)
        return ", ".join(good) or "ORIGIN NOT CHECKED"


def parse_sums(data: bytes) -> List[Tuple[str, str]]:
    """Read a checksum list strictly: sorted, no name twice, LF at each end; give (path, digest)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("is not UTF-8") from None
    if text and not text.endswith("\n"):
        raise Problem("is cut off")
    out: List[Tuple[str, str]] = []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        match = SUM_LINE.match(line)
        if not match:
            raise Problem("line %d is not a digest and a name" % number)
        if out and match.group(2) <= out[-1][0]:
            raise Problem("line %d is out of order or twice there" % number)
        out.append((match.group(2), match.group(1)))
    return out


def parse_commitments(data: bytes) -> List[Tuple[int, str, str, str, int]]:
    """Read proof/commitments.txt: ordinal, commitment, kind, payload path, offset of the mask."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        raise Problem("is not ASCII") from None
    if text and not text.endswith("\n"):
        raise Problem("is cut off")
    out: List[Tuple[int, str, str, str, int]] = []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        match = COMMITMENT_LINE.match(line)
        if not match:
            raise Problem("line %d is not a commitment" % number)
        row = (int(match.group(1)), match.group(2), match.group(3), match.group(4), int(match.group(5)))
        if out and (row[0] <= out[-1][0] or (out[-1][3] == "-" and (row[3] != "-" or row[1] <= out[-1][1]))):
            raise Problem("line %d is out of order" % number)
        if (row[3] == "-") is not (row[2] == "file") or (row[3] == "-" and row[4]):
            raise Problem("line %d is of another kind than it says" % number)
        out.append(row)
    return out


def accounting_adds_up(counts: Dict[str, Any]) -> bool:
    """Is every entry of a source accounted for?"""
    parts = ("disclosed", "redacted", "withheld", "excluded", "links", "submodules", "outside_excerpt")
    values: List[Any] = [counts.get(key) for key in parts]
    return all(_is_count(value) for value in values) and counts.get("total") == sum(values)


FILL = b"\xff\xdf"
"""What stands, again and again, where something of a firmware image is hidden."""
MOST_BLANKS = 4096
"""More of them before a label than any strip is wide (in bytes)."""


def mask_stands(data: bytes, offset: int, label: str) -> bool:
    """Does the label stand at the offset, in one of the encodings that files have?

    Blanks may stand before it: beside a visible strip masks stand at the same columns on every line.
    """
    for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "latin-1"):
        form, blank, at = label.encode(codec, "replace"), " ".encode(codec), offset
        while data.startswith(blank, at) and at - offset < MOST_BLANKS:
            at += len(blank)
        if data.startswith(form, at):
            return True
    return False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _difference(lang: str, name: str, other: str) -> str:
    same = unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other)
    text = "differs only by case from {other}"
    if same:
        text = "differs only by Unicode normalisation (NFC/NFD) from {other}"
    return sentence(lang, text, other=shown(name))


def _number(stem: str) -> Tuple[int, str]:
    digits = stem.rpartition("-")[2]
    return (int(digits) if digits.isdigit() and len(digits) < 9 else 0, stem)


def own_digest() -> str:
    """SHA-256 of this very file."""
    try:
        with open(__file__, "rb") as stream:
            return hashlib.sha256(stream.read()).hexdigest()
    except OSError:
        return "unknown"


def open_source(path: str) -> Any:
    """Open an archive or a folder; raise Refused where it is neither."""
    if os.path.isdir(path):
        return Folder(path)
    if os.path.isfile(path):
        return Archive(path)
    raise Refused("There is no package at this place.")


# ---------------------------------------------------------------------------------------------------------------------
# The command


def fingerprint_of(text: str) -> str:
    """Read a fingerprint or digest as people copy it: any case, with blanks or colons between."""
    value = re.sub(r"[\s:]", "", text).lower()
    if not HEX64.match(value):
        raise argparse.ArgumentTypeError("64 hexadecimal digits are wanted")
    return value


def as_object(check: Check) -> Dict[str, Any]:
    """Everything that a verification found, for --json."""
    return {
        "verdict": check.verdict,
        "exit_code": check.exit_code,
        "level": check.level,
        "draft": check.draft,
        "lines": [{"name": name, "outcome": outcome, "text": text} for name, outcome, text in check.lines],
        "faults": [{"cause": cause, "path": path, "text": text} for cause, path, text in check.faults],
        "not_proven": check.not_proven,
        "signers": check.signers,
        "round": check.round_digest,
        "verifier": own_digest(),
    }


def print_report(check: Check) -> None:
    """Print the fixed lines, every fault, and what is not proven."""
    for name, outcome, text in check.lines:
        print("%-9s %-11s %s" % (name, outcome, text))
    for cause, path, text in check.faults[:MAX_FAULTS]:
        print("  %-10s %s: %s" % (cause, path or "-", text))
    if len(check.faults) > MAX_FAULTS:
        print("  … %d more" % (len(check.faults) - MAX_FAULTS))
    print(sentence(check.lang, "not proven:"))
    for text in [sentence(check.lang, each) for each in NOT_PROVEN] + check.unproven:
        print("  - " + text)


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run the command; give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(prog="verify.py", description="Checks a Codebinder package, offline.")
    parser.add_argument("package", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--level", choices=LEVELS, default="complete")
    parser.add_argument("--signer", action="append", default=[], type=fingerprint_of, metavar="FINGERPRINT")
    parser.add_argument("--digest", type=fingerprint_of, metavar="SHA256")
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        source = open_source(asked.package)
        try:
            check = Check(source, level=asked.level, signers=asked.signer, digest=asked.digest or "", lang=asked.lang)
            check.run()
        finally:
            source.close()
    except Refused as refusal:
        if asked.json:
            print(json.dumps({"verdict": "NOT A PACKAGE", "exit_code": 3, "text": str(refusal)}))
        else:
            print(str(refusal), file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    if asked.json:
        print(json.dumps(as_object(check), ensure_ascii=True, sort_keys=True))
    else:
        print_report(check)
    return check.exit_code


if __name__ == "__main__":
    sys.exit(main())
