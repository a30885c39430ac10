"""Cryptographic algorithms with key lengths and modes, protocols and libraries, by the names that code gives them."""

# ruff: noqa: E501  (a gate stays one literal)

from __future__ import annotations

import re
from collections.abc import Iterable

from codebinder.detect.facts.observed import Fact, Hit, Reading, named
from codebinder.model.observations import ObservationKind

_K = ObservationKind.CRYPTO

CIPHER, HASH, MAC, SIGNATURE, EXCHANGE, PROTOCOL, LIBRARY, DERIVATION = (
    "cipher", "hash", "MAC", "signature", "key agreement", "protocol", "library", "password hashing",
)  # fmt: skip
"""First words of a detail: what kind of cryptography it is. Hashes are not encryption."""

_EDGE = r"(?:\b|_)"
_END = r"(?:\b|[_/-])"
_BITS = re.compile(rb"(?<![0-9])(128|192|256|512)(?![0-9])")
_MODE = re.compile(rb"(?i)(?:[-_/]|(?<=[0-9])|(?<=aes))(gcm|cbc|ctr|ccm|ecb|cfb|ofb|xts|siv|cmac|gmac|kw)(?![a-z])")
_SHA = re.compile(rb"(?i)sha[-_]?(?:(224|256|384|512|1)|(3)[-_]?(224|256|384|512)?)")
_RSA_BITS = re.compile(rb"(?<![0-9])(512|768|1024|1536|2048|3072|4096|8192)(?![0-9])")
_RSA_LINE = re.compile(rb"(?i)key|gen|bit|size|modul|len")
_GENERATOR = re.compile(rb"(?i)arc4random|arc4rand|rc4rand")
_NOT_CRYPTO = re.compile(rb"(?i)shader|smem|sm[234]_?(?:pin|gpio|mux|clk|usb|base|irq)")
_ABOUT_CRYPTO = re.compile(rb"(?i)sign|crypt|cipher|hash|digest|\bkey|algo|evp|oid|hmac|tls")


def _aes(hit: Hit) -> Iterable[Reading]:
    tail = hit.tail[:40]
    bits, mode = _BITS.search(tail), _MODE.search(tail)
    parts = [CIPHER]
    if bits and bits[1] != b"512":
        parts.append(f"{bits[1].decode()} bits")
    if mode:
        parts.append(mode[1].decode().upper())
    yield "AES", ", ".join(parts)


def _digest_bits(hit: Hit) -> Iterable[Reading]:
    digits = _SHA.search(hit.word)
    if digits and digits[1]:
        yield f"SHA-{digits[1].decode()}", HASH
    elif digits:
        yield "SHA-3", HASH + (f", {digits[3].decode()} bits" if digits[3] else "")


def _rc4(hit: Hit) -> Iterable[Reading]:
    if not _GENERATOR.search(hit.name):
        yield "RC4", CIPHER


def _rsa(hit: Hit) -> Iterable[Reading]:
    bits = _RSA_BITS.search(hit.tail[:24])
    if bits is None and _RSA_LINE.search(hit.line):
        bits = _RSA_BITS.search(hit.after[:80])
    yield "RSA", SIGNATURE + (f", {bits[1].decode()} bits" if bits else "")


def _curve(hit: Hit) -> Iterable[Reading]:
    word = hit.word.decode("latin-1").lower().lstrip("_")
    digits = re.search(r"(\d{3})", word)
    if digits:
        yield "Elliptic curves", f"{SIGNATURE}, {word.upper() if word.startswith('p-') else word}"
    else:
        name = "ECDSA" if "ecdsa" in word else "ECDH"
        yield name, SIGNATURE if name == "ECDSA" else EXCHANGE


def _chinese(hit: Hit) -> Iterable[Reading]:
    number = re.search(rb"[234]", hit.word)
    if number is None or _NOT_CRYPTO.search(hit.name) or not _ABOUT_CRYPTO.search(hit.line):
        return
    what = {b"2": SIGNATURE + ", 256 bits", b"3": HASH + ", 256 bits", b"4": CIPHER + ", 128 bits"}[number[0]]
    yield f"SM{number[0].decode()}", what


def _tls(hit: Hit) -> Iterable[Reading]:
    found = re.search(rb"(?i)(ssl|tls)[-_ ]?v?([123])(?:[._]?([0123]))?", hit.word)
    if found is None:
        yield "TLS", PROTOCOL
    elif found[1].lower() == b"ssl":
        yield "SSL", f"{PROTOCOL}, version {found[2].decode()}"
    else:
        yield "TLS", f"{PROTOCOL}, version {found[2].decode()}.{(found[3] or b'0').decode()}"


def _des(hit: Hit) -> Iterable[Reading]:
    name = hit.name.lower() + hit.after[:12].lower()
    triple = any(word in name for word in (b"3des", b"des3", b"ede", b"triple", b"3-des"))
    yield ("3DES", CIPHER + ", 168 bits") if triple else ("DES", CIPHER + ", 56 bits")


_LIBRARIES = {
    "OpenSSL": r"\bEVP_(?:Encrypt|Decrypt|Cipher|Sign|Verify|Seal|Open|PKEY_|aead_)|\bopenssl_(?:en|de)crypt|\bopenssl enc\b",
    "mbed TLS": r"\bmbedtls_(?:cipher|pk|gcm|ccm|ecp|x509|entropy|ctr_drbg)_|CONFIG_MBEDTLS[A-Z_]*=y",
    "wolfSSL": r"\bwolfSSL_|\bwc_(?:Aes|Rsa|ecc|ChaCha|Des3|InitRng)|\bWOLFSSL_[A-Z]{3}",
    "Java cryptography": r"\bjavax\.crypto\b|\b(?:Cipher|KeyGenerator|KeyAgreement|SecretKeyFactory)\.getInstance\b|\borg\.bouncycastle\b",
    "Crypto++": r"\bCryptoPP::|\bcryptopp/",
    "Go cryptography": r"\"crypto/(?:cipher|rand|x509|elliptic)\"|\bgolang\.org/x/crypto/",
    "Python cryptography": r"\bcryptography\.(?:hazmat|fernet|x509)\b|\bCryptodome?\.|\bCrypto\.(?:Cipher|PublicKey|Signature)\b",
    "Web Cryptography": r"\bcrypto\.subtle\b|\bcreate(?:Cipher|Decipher)iv\b|\bCryptoJS\b",
    "libsodium": r"\bcrypto_(?:secretbox|box|aead|stream|sign|kx|pwhash)_?|\bsodium_init\b",
    "PSA Crypto": r"\bpsa_(?:cipher|aead|asymmetric|sign|generate_key|import_key)_?",
    "Windows cryptography": r"\bBCrypt(?:Encrypt|Decrypt|OpenAlgorithmProvider)\b|\bCrypt(?:Encrypt|Decrypt|AcquireContext)[AW]?\b|\bCryptProtectData\b",
    "Apple cryptography": r"\bCCCrypt\b|\bSecKey(?:Encrypt|Decrypt|CreateSignature)\b",
    "Linux kernel cryptography": r"\bCONFIG_CRYPTO_[A-Z0-9_]+=[ym]|\bcrypto_alloc_(?:skcipher|aead|cipher|ahash|shash)\b|\bAF_ALG\b",
    "GnuTLS and GCrypt": r"\bgnutls_(?:init|global_init|cipher|handshake)|\bgcry_(?:cipher|pk|md)_",
    "BearSSL": r"\bbr_(?:ssl|aes|rsa|ecdsa|gcm|x509)_",
    "PHP cryptography": r"\bmcrypt_(?:en|de)crypt\b|\bsodium_crypto_",
    ".NET cryptography": r"\bSystem\.Security\.Cryptography\b",
}  # fmt: skip

_NAMED = (
    ("ChaCha20", CIPHER + ", 256 bits", r"(?i:chacha20|chacha_?poly|\bchacha\b)"),
    ("Salsa20", CIPHER, r"(?i:salsa20)"),
    ("Poly1305", MAC, r"(?i:" + _EDGE + r"poly1305)"),
    ("Blowfish", CIPHER, r"(?i:blowfish)"),
    ("Camellia", CIPHER, r"(?i:camellia)"),
    ("Twofish", CIPHER, r"(?i:twofish)"),
    ("CAST5", CIPHER, r"(?i:\bcast5\b|\bcast-128\b)"),
    ("ARIA", CIPHER, r"\bARIA[-_](?:128|192|256)|\baria_(?:set_encrypt_key|encrypt)"),
    ("SEED", CIPHER, r"\bSEED[-_](?:CBC|ECB|CFB)|\bEVP_seed_"),
    ("RC2", CIPHER, r"\bRC2[-_](?:CBC|40|64|ECB)|\bEVP_rc2_|\brc2-"),
    ("ZUC", CIPHER + ", 128 bits", r"\bZUC(?:-?256|-?128)?\b|(?i:128-eea3|128-eia3|\bzuc_(?:init|generate|encrypt))"),
    ("GOST", CIPHER, r"(?i:kuznyechik|grasshopper-|\bmagma-|gost28147|gost89)"),
    ("Streebog", HASH, r"(?i:streebog|gostr3411|gost_?r?_?34_?11)"),
    ("X25519", EXCHANGE, r"(?i:x25519|curve25519)"),
    ("Ed25519", SIGNATURE, r"(?i:ed25519)"),
    ("Ed448", SIGNATURE, r"(?i:\bed448|\bx448)"),
    ("DSA", SIGNATURE, r"\bDSA_(?:sign|verify|generate)|\bssh-dss\b|\bDSA(?:Public|Private)Key|mbedtls_dsa"),
    ("Diffie-Hellman", EXCHANGE, r"\bDH_(?:generate|compute|new|check)|diffie[-_]hellman|DiffieHellman|mbedtls_dhm_"),
    ("bcrypt", DERIVATION, r"(?i:" + _EDGE + r"bcrypt)" + _END),
    ("scrypt", DERIVATION, r"(?i:" + _EDGE + r"scrypt)" + _END),
    ("Argon2", DERIVATION, r"(?i:argon2)"),
    ("PBKDF2", DERIVATION, r"(?i:pbkdf2)"),
    ("HMAC", MAC, r"(?i:" + _EDGE + r"hmac)" + _END + r"|\bHMAC[A-Z]|\bHmac[A-Z]"),
    ("CMAC", MAC, r"(?i:" + _EDGE + r"cmac)" + _END),
    ("BLAKE2", HASH, r"(?i:" + _EDGE + r"blake2[bs]?)" + _END),
    ("BLAKE3", HASH, r"(?i:" + _EDGE + r"blake3)" + _END),
    ("RIPEMD", HASH, r"(?i:ripemd)"),
    ("Whirlpool", HASH, r"(?i:" + _EDGE + r"whirlpool)" + _END),
    ("MD5", HASH + ", 128 bits", r"(?i:" + _EDGE + r"md[-_]?5)" + _END + r"|\bMD5[A-Z_]"),
    ("MD4", HASH + ", 128 bits", r"(?i:" + _EDGE + r"md4)" + _END),
    ("Kerberos", PROTOCOL, r"(?i:\bkrb5_|\bgss_(?:init|accept)_sec_context|GSSAPI)"),
    ("IPsec", PROTOCOL, r"(?i:\bstrongswan\b|\bipsec[-_.]|CONFIG_XFRM|\bcharon\b)"),
    ("OpenVPN", PROTOCOL, r"(?i:\bopenvpn\b)"),
    ("WireGuard", PROTOCOL, r"(?i:\bwireguard\b|\bwg-quick\b)"),
    ("SSH", PROTOCOL, r"\bssh2?_(?:session|connect|userauth|channel)_|\blibssh2?_|\bparamiko\b|\bssh-(?:rsa|ed25519)\b"),
    ("PGP", PROTOCOL, r"\bgpgme_|\bOpenPGP\b|\bPGP(?:Encrypted|PublicKey|SecretKey)"),
)  # fmt: skip

FACTS: tuple[Fact, ...] = (
    *(named(_K, name, gate, LIBRARY) for name, gate in _LIBRARIES.items()),
    Fact(
        kind=_K,
        gate=r"(?i:" + _EDGE + r"aes(?:\b|[_/0-9-]))|\bAES(?:GCM|CBC|CTR|CCM|ECB|SIV|XTS|Key|Wrap|CMAC|ENC|DEC)"
        r"|Aes(?:Gcm|Cbc|Ctr|Ccm|Ecb|Xts|Set|Encrypt|Decrypt|Manager|Cmac|Key|Managed)\w*",
        read=_aes,
        name_only=True,
    ),
    Fact(
        kind=_K,
        gate=r"(?i:"
        + _EDGE
        + r"(?:3des|3-des|des3(?:\b|_))|des_ede|des-ede|desede|tripledes|triple[-_]des)|\bDES_(?:set_key|ecb|ncbc|ede|key|cbc)"
        r"|\bdes-cbc\b|\bcrypto/des\b|\bDES/(?:CBC|ECB)|_DES=[ym]|\bmbedtls_des_|\bEVP_des_",
        read=_des,
    ),
    Fact(kind=_K, gate=r"(?i:" + _EDGE + r"(?:rc4|arc4|arcfour))(?:\b|[_-])", read=_rc4, name_only=True),
    Fact(
        kind=_K,
        gate=r"(?i:" + _EDGE + r"sha[-_]?(?:1|224|256|384|512))" + _END + r"|\bSHA(?:1|224|256|384|512)(?:[A-Z])"
        r"|\bSha(?:1|256|384|512)|(?i:" + _EDGE + r"sha3)[-_](?:224|256|384|512)",
        read=_digest_bits,
        name_only=True,
    ),
    Fact(
        kind=_K,
        gate=r"(?i:" + _EDGE + r"rsa(?:\b|[_0-9-]))|\bRSA(?:Key|Public|Private|ES|PSS|Crypto|Cipher|SSA)",
        read=_rsa,
    ),
    Fact(
        kind=_K,
        gate=r"(?i:secp(?:160|192|224|256|384|521)[rk][12]|prime256v1|brainpoolp(?:256|384|512)[rt]1"
        r"|nistp(?:256|384|521)|"
        + _EDGE
        + r"ecdsa(?:\b|[_-])|"
        + _EDGE
        + r"ecdhe?(?:\b|[_-]))|\bP-(?:224|256|384|521)\b",
        read=_curve,
    ),
    Fact(kind=_K, gate=r"(?i:" + _EDGE + r"sm[234])(?:\b|[_-])", read=_chinese),
    Fact(
        kind=_K,
        gate=r"(?i:"
        + _EDGE
        + r"(?:tls[-_ ]?v?1(?:[._]?[0123])?|ssl_?v[23]))(?:\b|_)|\bSSL_CTX_new|\bmbedtls_ssl_|\bssl\.(?:SSLContext|create_default_context|wrap_socket)"
        r"|\bSSL(?:Context|Engine|Socket(?:Factory)?)\b|\bcrypto/tls\b|\bjavax\.net\.ssl\b|\brustls\b|\btls\.(?:Config|Listen|Dial|createServer|connect)\b",
        read=_tls,
    ),
    *(named(_K, name, gate, what) for name, what, gate in _NAMED),
)
