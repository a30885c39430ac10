"""What the labelled set draws besides words: PEM and other keys, hashes, tokens, and papers with check digits.

Nothing here opens anything: the numbers in the keys are random, so that they look right and are of no use.
"""

from __future__ import annotations

import base64
import json
import random
import string
import zlib
from collections.abc import Callable

_CRYPT = "./" + string.digits + string.ascii_uppercase + string.ascii_lowercase
_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_PINYIN = ["zhang", "wang", "li", "liu", "chen", "huang", "lin", "xiaoming", "tianxia", "beijing", "hangzhou", "yanfa"]
_WORDS = ["amber", "basin", "cedar", "falcon", "garden", "harbor", "kestrel", "maple", "orchid", "pepper", "silver"]
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国志文"
_FIRST = ["Anna", "Bjorn", "Carla", "Daniel", "Eva", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Luis"]
_LAST = ["Albrecht", "Brunner", "Castell", "Dietz", "Eklund", "Ferrer", "Gruber", "Hollis", "Ibarra", "Jansen"]
_REGIONS = ["110105", "310115", "440305", "330106", "510104", "320505", "420111", "610113", "350203", "370202"]


def _integer(drawn: random.Random, size: int) -> bytes:
    body = bytes([drawn.randrange(1, 0x80)]) + drawn.randbytes(size - 1)
    return _der(0x02, body)


def _unsigned(drawn: random.Random, size: int) -> bytes:
    return _der(0x02, b"\0" + bytes([drawn.randrange(0x80, 0x100)]) + drawn.randbytes(size - 1))


def _der(tag: int, body: bytes) -> bytes:
    size = len(body)
    if size < 0x80:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def _rsa(drawn: random.Random, size: int = 128) -> bytes:
    head = _der(0x02, b"\0") + _unsigned(drawn, size) + bytes.fromhex("0203010001") + _integer(drawn, size)
    return _der(0x30, head + b"".join(_unsigned(drawn, size // 2) for _ in range(5)))


def _pkcs8(drawn: random.Random) -> bytes:
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    return _der(0x30, bytes.fromhex("020100") + algorithm + _der(0x04, _rsa(drawn)))


def _ec(drawn: random.Random) -> bytes:
    curve = _der(0xA0, bytes.fromhex("06082a8648ce3d030107"))
    public = _der(0xA1, _der(0x03, b"\0\x04" + drawn.randbytes(64)))
    return _der(0x30, bytes.fromhex("020101") + _der(0x04, drawn.randbytes(32)) + curve + public)


def _dsa(drawn: random.Random) -> bytes:
    numbers = [_unsigned(drawn, 128), _unsigned(drawn, 20), *(_integer(drawn, 128) for _ in range(2))]
    return _der(0x30, _der(0x02, b"\0") + b"".join(numbers) + _integer(drawn, 20))


def _ed25519(drawn: random.Random) -> bytes:
    return bytes.fromhex("302e020100300506032b657004220420") + drawn.randbytes(32)


def _encrypted(drawn: random.Random) -> bytes:
    derived = _der(0x30, _der(0x04, drawn.randbytes(8)) + bytes.fromhex("02020800"))
    function = _der(0x30, bytes.fromhex("06092a864886f70d01050c") + derived)
    cipher = _der(0x30, bytes.fromhex("060960864801650304012a") + _der(0x04, drawn.randbytes(16)))
    scheme = _der(0x30, bytes.fromhex("06092a864886f70d01050d") + _der(0x30, function + cipher))
    return _der(0x30, scheme + _der(0x04, drawn.randbytes(640)))


def _openssh(drawn: random.Random) -> bytes:
    def text(value: bytes) -> bytes:
        return len(value).to_bytes(4, "big") + value

    public = text(b"ssh-ed25519") + text(drawn.randbytes(32))
    check = drawn.randbytes(4)
    private = check + check + public + text(drawn.randbytes(64)) + text(b"deploy@build") + b"\1\2\3\4"
    none = text(b"none")
    return b"openssh-key-v1\0" + none + none + text(b"") + b"\0\0\0\1" + text(public) + text(private)


def _lines(body: bytes, width: int = 64) -> list[str]:
    text = base64.b64encode(body).decode()
    return [text[at : at + width] for at in range(0, len(text), width)]


def _pem(
    label: str, make: Callable[[random.Random], bytes], *, glue: str = "\n", width: int = 64, extra: str = ""
) -> Callable[[random.Random], str]:
    def maker(drawn: random.Random) -> str:
        headers = extra.replace("IV", drawn.randbytes(16).hex().upper()).split("|") if extra else []
        return glue.join([f"-----BEGIN {label}-----", *headers, *_lines(make(drawn), width), f"-----END {label}-----"])

    return maker


def _pgp(drawn: random.Random) -> str:
    body = b"\x95\x03\xc6\x04" + drawn.randbytes(900)
    check = "=" + base64.b64encode(drawn.randbytes(3)).decode()
    label = "PGP PRIVATE KEY BLOCK-----"
    return "\n".join([f"-----BEGIN {label}", "", *_lines(body), check, f"-----END {label}"])


def _ppk(drawn: random.Random) -> str:
    public = _lines(b"\0\0\0\x07ssh-rsa\0\0\0\3\1\0\1\0\0\1\1\0" + drawn.randbytes(256))
    private = _lines(b"\0\0\1\0" + drawn.randbytes(592))
    head = ["PuTTY-User-Key-File-2: ssh-rsa", "Encryption: none", "Comment: rsa-key-20190412"]
    parts = [f"Public-Lines: {len(public)}", *public, f"Private-Lines: {len(private)}", *private]
    return "\n".join([*head, *parts, f"Private-MAC: {drawn.randbytes(20).hex()}"])


def _plain(drawn: random.Random) -> str:
    word = drawn.choice(_WORDS)
    mixed = "".join(drawn.choices(_BASE62, k=drawn.randrange(8, 15)))
    forms = (
        word.capitalize() + str(drawn.randrange(100, 99999)),
        drawn.choice(string.ascii_letters) + mixed,
        word + drawn.choice("_-.") + str(drawn.randrange(10, 9999)),
        word.capitalize() + drawn.choice(_WORDS).capitalize() + str(drawn.randrange(10, 99)),
        mixed[:4] + drawn.choice("-_.") + mixed[4:],
    )
    return drawn.choice(forms)


def _chinese(drawn: random.Random) -> str:
    word = drawn.choice(_PINYIN)
    forms = (
        word + str(drawn.randrange(1000, 999999)),
        word.capitalize() + "@" + str(drawn.randrange(2012, 2025)),
        word.capitalize() + "#" + str(drawn.randrange(100, 9999)),
        "woaini" + str(drawn.randrange(100, 9999)),
        drawn.choice(("Admin@", "Test@", "Root#", "Yunwei@")) + str(drawn.randrange(100, 99999)),
    )
    return drawn.choice(forms)


def _crypt(prefix: str, salt: int, size: int) -> Callable[[random.Random], str]:
    def maker(drawn: random.Random) -> str:
        salted = "".join(drawn.choices(_CRYPT, k=salt)) + "$" if salt else ""
        return prefix + salted + "".join(drawn.choices(_CRYPT, k=size))

    return maker


def _jwt(drawn: random.Random) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")

    start = drawn.randrange(1_500_000_000, 1_760_000_000)
    claims = {"sub": str(drawn.randrange(10**9)), "role": drawn.choice(("user", "service_role")), "iat": start}
    head = {"alg": "HS256", "typ": "JWT"}
    mark = base64.urlsafe_b64encode(drawn.randbytes(32)).decode().rstrip("=")
    return f"{part(head)}.{part({**claims, 'exp': start + 10**8})}.{mark}"


def _basic(drawn: random.Random) -> str:
    return base64.b64encode(f"svc-{drawn.choice(_WORDS)}:{_plain(drawn)}".encode()).decode()


def _checked_tail(drawn: random.Random) -> str:
    body = "".join(drawn.choices(_BASE62, k=30))
    number, tail = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        tail = _BASE62[digit] + tail
    return body + tail.rjust(6, "0")


def _cisco_seven(drawn: random.Random) -> str:
    key = b"dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87"
    start = drawn.randrange(16)
    return f"{start:02d}" + "".join(
        f"{ord(sign) ^ key[(start + at) % len(key)]:02X}" for at, sign in enumerate(_plain(drawn))
    )


def _resident(drawn: random.Random) -> str:
    born = f"19{drawn.randrange(55, 100)}{drawn.randrange(1, 13):02}{drawn.randrange(1, 29):02}"
    body = drawn.choice(_REGIONS) + born + f"{drawn.randrange(1, 1000):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(sign) * weight for sign, weight in zip(body, weights, strict=True)) % 11]


def _card(prefixes: tuple[str, ...], size: int) -> Callable[[random.Random], str]:
    def maker(drawn: random.Random) -> str:
        prefix = drawn.choice(prefixes)
        body = prefix + "".join(drawn.choices(string.digits, k=size - 1 - len(prefix)))
        doubled = sum(sum(divmod(int(sign) * 2, 10)) for sign in body[::-2])
        return body + str(-(doubled + sum(int(sign) for sign in body[-2::-2])) % 10)

    return maker


def _iban(drawn: random.Random) -> str:
    account = "".join(drawn.choices(string.digits, k=18))
    return f"DE{98 - int(account + '131400') % 97:02}{account}"


def _mobile(drawn: random.Random) -> str:
    return drawn.choice(("138", "139", "150", "158", "186", "177", "199")) + "".join(drawn.choices(string.digits, k=8))


def _name(drawn: random.Random) -> str:
    return drawn.choice(_SURNAMES) + "".join(drawn.choices(_GIVEN, k=drawn.choice((1, 2, 2))))


def _of_bytes(form: str, glue: str, *, signed: bool = False) -> Callable[[random.Random, int], str]:
    def maker(drawn: random.Random, size: int) -> str:
        return glue.join(form.format(each - 256 * (signed and each > 127)) for each in drawn.randbytes(size))

    return maker


SIZED: dict[str, Callable[[random.Random, int], str]] = {
    "raw64": lambda drawn, size: base64.b64encode(drawn.randbytes(size)).decode(),
    "rawurl64": lambda drawn, size: base64.urlsafe_b64encode(drawn.randbytes(size)).decode(),
    "cbytes": _of_bytes("0x{:02x}", ", "),
    "CBYTES": _of_bytes("0x{:02X}", ","),
    "jbytes": _of_bytes("(byte) 0x{:02x}", ", "),
    "sbytes": _of_bytes("{}", ", ", signed=True),
    "decbytes": _of_bytes("{}", ", "),
    "xesc": _of_bytes("\\x{:02x}", ""),
    "colons": _of_bytes("{:02x}", ":"),
    "spaced": _of_bytes("{:02X}", " "),
}

MAKERS: dict[str, Callable[[random.Random], str]] = {
    "plainpw": _plain,
    "urlpw": lambda drawn: _plain(drawn) + drawn.choice(("", "%40", "!", "%23", "_")),
    "cnpw": _chinese,
    "cryptsha": _crypt("$6$", 8, 86),
    "cryptshorter": _crypt("$5$", 8, 43),
    "cryptmd": _crypt("$1$", 8, 22),
    "apr": _crypt("$apr1$", 8, 22),
    "bcrypt": _crypt("$2y$10$", 0, 53),
    "jwt": _jwt,
    "basic": _basic,
    "checkedtail": _checked_tail,
    "ciscoseven": _cisco_seven,
    "rsapem": _pem("RSA PRIVATE KEY", _rsa),
    "rsawide": _pem("RSA PRIVATE KEY", _rsa, width=76),
    "rsaescaped": _pem("RSA PRIVATE KEY", _rsa, glue="\\n"),
    "rsalocked": _pem("RSA PRIVATE KEY", _rsa, extra="Proc-Type: 4,ENCRYPTED|DEK-Info: AES-256-CBC,IV|"),
    "rsabody": lambda drawn: base64.b64encode(_rsa(drawn)).decode(),
    "pkcspem": _pem("PRIVATE KEY", _pkcs8),
    "pkcsescaped": _pem("PRIVATE KEY", _pkcs8, glue="\\n"),
    "pkcscrlf": _pem("PRIVATE KEY", _pkcs8, glue="\\r\\n"),
    "pkcsbody": lambda drawn: base64.b64encode(_pkcs8(drawn)).decode(),
    "pkcsjoined": lambda drawn: '\\n" +\n    "'.join(_pem("PRIVATE KEY", _pkcs8)(drawn).split("\n")),
    "pkcsquoted": lambda drawn: '\\n"\n    "'.join(_pem("PRIVATE KEY", _pkcs8)(drawn).split("\n")),
    "pemindented": lambda drawn: "\n    ".join(_pem("PRIVATE KEY", _pkcs8)(drawn).split("\n")),
    "pemcoded": lambda drawn: base64.b64encode(_pem("RSA PRIVATE KEY", _rsa)(drawn).encode()).decode(),
    "lockedpem": _pem("ENCRYPTED PRIVATE KEY", _encrypted),
    "ecpem": _pem("EC PRIVATE KEY", _ec),
    "ecescaped": _pem("EC PRIVATE KEY", _ec, glue="\\n"),
    "edpem": _pem("PRIVATE KEY", _ed25519),
    "dsapem": _pem("DSA PRIVATE KEY", _dsa),
    "opensshpem": _pem("OPENSSH PRIVATE KEY", _openssh, width=70),
    "opensshindented": _pem("OPENSSH PRIVATE KEY", _openssh, width=70, glue="\n      "),
    "pgpkey": _pgp,
    "ppk": _ppk,
    "agekey": lambda drawn: "AGE-SECRET-KEY-1" + "".join(drawn.choices(_BECH32, k=58)),
    "cnid": _resident,
    "cnmobile": _mobile,
    "cnname": _name,
    "person": lambda drawn: f"{drawn.choice(_FIRST)} {drawn.choice(_LAST)}",
    "bankcard": _card(("621700", "622848", "622202", "621661"), 19),
    "visa": _card(("4", "51", "55"), 16),
    "iban": _iban,
    "ssn": lambda drawn: f"{drawn.randrange(100, 660)}-{drawn.randrange(10, 100)}-{drawn.randrange(1000, 10000)}",
    "phone": lambda drawn: f"+49 {drawn.randrange(151, 180)} {drawn.randrange(1000000, 99999999)}",
}
