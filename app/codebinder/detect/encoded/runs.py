"""Runs of base 64, hex and base 32: widened to their edges and over line breaks, decoded, and searched again."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from codebinder.detect.encoded.payload import Again, Batch, Budget, Payload, outward, payload, plausible
from codebinder.detect.patterns import compile_pattern
from codebinder.detect.placeholders import why_placeholder
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
_HEX_DIGITS = b"0123456789abcdefABCDEF"
_RUN = re.compile(rb"[A-Za-z0-9+/_-]*={0,2}")
_HEX_RUN = re.compile(rb"[0-9a-fA-F]*")
_BREAK = re.compile(
    rb"(?:\\[rn])*[\"']?[ \t]*[+.&\\]?[ \t]*\r?\n[ \t]*(?:[*#>|;]|//)?[ \t]*[+.&]?[ \t]*[\"']?|(?:\\[rn])+"
)
_LINE = 40
"""Characters of the shortest line that another one may follow."""
_CLOSERS = frozenset({b"", b"\n", b"\r", *(bytes([byte]) for byte in b"\"'`,;)]}<\\")})
_LARGEST = 8 << 20
_BACK = 8192
_BASE32_MOST = 64 << 10
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_IMAGE = re.compile(rb"data:(?:image|font|audio|video|application/(?:x-)?font[\w-]*)/?[\w.+-]{0,40}[^,]{0,40},$")
_ARMOUR = re.compile(rb"-----BEGIN [A-Z0-9 ]{0,40}-----[\\rn\s\"'+]{0,90}$")
_PAIR = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._@+-]{1,40}:(?=[^:]*[0-9A-Z!@#$%^&*_-])[!-9;-~]{6,60}")
_LOGIN = re.compile(rb"(?i)auth|basic|login|cred|passw|registry|token|secret")
_BASE32 = compile_pattern(
    rb"(?:[BE-P][ABEFIJMNQRUVYZ45][A-Z2-7][AC-HQS-X][ACEGIKMOQSUWY246][A-Z2-7][A-DI-LQ-TYZ23][A-Z2-7]){3,}"
)
_BASE32_RUN = re.compile(rb"[A-Z2-7]*={0,6}")
_BASE32_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class Runs:
    """The runs of one file, asked for in order."""

    def __init__(self, flat: bytes, again: Again, budget: Budget) -> None:
        self._flat, self._budget = flat, budget
        self._batch = Batch(again)
        self._done = 0

    def look(self, start: int, end: int) -> Iterator[Sight]:
        """Give what stands in the run around [start, end)."""
        if start < self._done:
            return
        if not self._flat[start:end].translate(None, _HEX_DIGITS):
            left, right = self._edges(start, end, _HEX_DIGITS, _HEX_RUN)
            if right - left <= _LARGEST and (right - start) % 2 == 0 and not self._flat[right : right + 1].isalnum():
                yield from self._hex(start if (start - left) % 2 else left, right)
                return
        left, right = self._edges(start, end, _ALPHABET, _RUN)
        yield from self._base64(left, start, right)

    def look_base32(self) -> Iterator[Sight]:
        """Give what stands in long runs of base 32."""
        done = 0
        for match in _BASE32.finditer(self._flat):
            start, end = match.span()
            if start < done:
                continue
            left, done = self._edges(start, end, _BASE32_ALPHABET, _BASE32_RUN)
            text = self._flat[start if (start - left) % 8 else left : done].rstrip(b"=")
            if len(text) > _BASE32_MOST or not self._budget.take(len(text)):
                continue
            try:
                decoded = base64.b32decode(text + b"=" * (-len(text) % 8))
            except binascii.Error:
                continue
            yield from self._searched(payload(decoded, self._budget), left, done, "base 32")

    def rest(self) -> Iterator[Sight]:
        """Give what stands in runs that were only noted so far."""
        yield from self._batch.flush()

    def _searched(self, held: Payload, start: int, end: int, code: str) -> Iterator[Sight]:
        if held.known is not None:
            yield from outward([held.known], start, end, code)
        yield from self._batch.add(held.texts, start, end, held.how + code)

    def _edges(self, start: int, end: int, alphabet: bytes, run: re.Pattern[bytes]) -> tuple[int, int]:
        before = self._flat[max(self._done, start - _BACK) : start]
        found = run.match(self._flat, end)
        return start - (len(before) - len(before.rstrip(alphabet))), found.end() if found is not None else end

    def _hex(self, start: int, end: int) -> Iterator[Sight]:
        self._done = end
        lines = [self._flat[start:end]]
        for low, high in self._lines(start, end, _HEX_RUN):
            lines.append(self._flat[low:high])
            self._done = end = high
        text = b"".join(lines)
        if not self._budget.take(len(text) // 2):
            return
        decoded = bytes.fromhex(text[: len(text) // 2 * 2].decode("ascii"))
        yield from self._searched(payload(decoded, self._budget), start, end, "hex")

    def _base64(self, left: int, start: int, end: int) -> Iterator[Sight]:
        """Try the run from its edge, then from where text shows in it: a path or a name may stand right before it."""
        self._done = end
        if end - left > _LARGEST or self._passed_over(left, end):
            return
        for begin in dict.fromkeys((left, start)):
            if (start - begin) % 4 or not plausible(_decoded(self._flat[begin : begin + 64].rstrip(b"="))):
                continue
            lines = [(begin, end), *self._lines(begin, end, _RUN)]
            for count in dict.fromkeys((len(lines), max(len(lines) - 1, 1), 1)):
                stop = lines[count - 1][1]
                text = b"".join(self._flat[low:high] for low, high in lines[:count]).rstrip(b"=")
                if not self._budget.take(len(text)):
                    return
                decoded = _decoded(text)
                held = payload(decoded, self._budget)
                if held.texts or held.known:
                    break
            else:
                return
            self._done = max(self._done, stop)
            if count == 1 and _PAIR.fullmatch(decoded):
                yield from self._login(begin, end, decoded)
            yield from self._searched(held, begin, stop, "base 64")
            return

    def _login(self, start: int, end: int, decoded: bytes) -> Iterator[Sight]:
        """A name and a password with a colon between them, as HTTP and registries take them, where words say so."""
        if _LOGIN.search(self._flat, max(0, start - 48), start) is None:
            return
        placeholder = why_placeholder(decoded)
        yield Sight(
            start=start,
            end=end,
            rule="encoded-login",
            confidence=Confidence.LOW if placeholder else Confidence.MEDIUM,
            reason=placeholder,
        )

    def _lines(self, start: int, end: int, run: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
        """Give the further lines of a block: as long as the first one, but for the last."""
        size = end - start
        total = size
        if size < _LINE or size % 4 or self._flat[end - 1] == 0x3D:
            return
        while total <= _LARGEST:
            gap = _BREAK.match(self._flat, end)
            found = run.match(self._flat, gap.end()) if gap is not None else None
            if found is None or not 0 < found.end() - found.start() <= size:
                return
            if found.end() - found.start() < size and self._flat[found.end() : found.end() + 1] not in _CLOSERS:
                return  # a word of the next line
            yield found.span()
            total += found.end() - found.start()
            end = found.end()
            if found.end() - found.start() < size:
                return

    def _passed_over(self, left: int, end: int) -> bool:
        """Is it what other rules look at as it is: an image, a block in armour, a part of a JSON web token?"""
        flat = self._flat
        before = flat[max(0, left - 160) : left]
        if before.endswith(b".") or (flat[left : left + 3] == b"eyJ" and flat[end : end + 1] == b"."):
            return True
        if before.endswith(b",") and _IMAGE.search(before):
            return True
        return b"-----" in before and _ARMOUR.search(before) is not None


def _decoded(text: bytes) -> bytes:
    """Decode base 64 of either alphabet, without its padding; a character that is over is left out."""
    usable = text[: len(text) - 1] if len(text) % 4 == 1 else text
    try:
        return binascii.a2b_base64(usable.translate(_URL_SAFE) + b"=" * (-len(usable) % 4))
    except binascii.Error:
        return b""
