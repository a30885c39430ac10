"""Wireless networks, tunnels, name servers, RADIUS and SNMP: configuration files of network services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.judge import HIGH, LOW, MEDIUM, Weight, hidden, live, packed, secret
from codebinder.detect.formats.pairs import ini, properties, spaced
from codebinder.detect.formats.tables import Lines, Named, Several, Wish, sight
from codebinder.detect.formats.xmlwalk import xml
from codebinder.detect.formats.yamlwalk import yaml
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_STATIC_KEY = re.compile(
    rb"-----BEGIN OpenVPN Static key V1-----[\s\\nr]{1,8}((?:[0-9a-fA-F]{32}[\s\\nr]{1,40}){4,16})-----END OpenVPN "
    rb"Static key V1-----"
)
_TWO_LINES = re.compile(rb"[^\s]{1,128}[ \t]*\r?\n([^\s]{3,128})\s{0,10}")
_LOGIN = re.compile(rb"<auth-user-pass>\s{1,20}[^\r\n<]{1,200}\r?\n[ \t]*([^\r\n<]{1,200}?)\s{0,20}</auth-user-pass>")


def _passphrase(value: bytes, grade: Confidence) -> Weight | None:
    """WPA: 8 to 63 characters, or 64 hexadecimal digits; shorter texts are something else."""
    weight = live(value.removeprefix(b"&quot;").removesuffix(b"&quot;").strip(b"'\""), grade)
    return weight if weight is None or len(value) >= 5 else Weight(LOW, "too short for a network key")


wifi = Several(
    Named(
        ini,
        Wish(
            rb"(?:psk|sae_password|wpa_passphrase|wpa_psk|wep-?_?key[0-3]?|password|private_key2?_passwd"
            rb"|eap_user_password"
            rb"|leap-password|private-key-password|phase2-private-key-password|pin|presharedkey|passphrase"
            rb"|eap-[\w-]+password[\w-]*)",
            "wifi-passphrase",
            HIGH,
            _passphrase,
        ),
        Wish(rb"(?:auth|acct)_server_shared_secret", "radius-secret", HIGH, live),
        Wish(rb"vpn-secrets/[\w -]+", "vpn-password", HIGH, live),
    ),
)
"""wpa_supplicant, hostapd, NetworkManager's keyfiles, iwd."""

wpa_psk = Lines(
    Wish(
        rb"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}[ \t]{1,8}(?P<v>[^\r\n]{8,64}?)[ \t]*\r?$",
        "wifi-passphrase",
        HIGH,
        _passphrase,
    ),
)
"""hostapd's list of passphrases by address."""

wifi_xml = Named(
    xml,
    Wish(
        rb"keymaterial|(?:string|value)\[(?:presharedkey|password|wepkeys?|passphrase)\]",
        "wifi-passphrase",
        HIGH,
        _passphrase,
    ),
    Wish(rb"array/string", "wifi-passphrase", LOW, secret),
)

netplan = Named(yaml, Wish(rb"(?:access-points|wifis|auth)/.*password", "wifi-passphrase", HIGH, _passphrase))

wireguard = Named(
    ini,
    Wish(rb"privatekey", "wireguard-private-key", HIGH, hidden),
    Wish(rb"presharedkey", "wireguard-preshared-key", HIGH, hidden),
)


def openvpn(file: FileView) -> Iterator[Sight]:
    """Static keys, and names with passwords, that stand in the configuration itself."""
    for match in _STATIC_KEY.finditer(file.flat):
        yield sight(file, *match.span(), "openvpn-static-key", Weight(HIGH))
    for match in _LOGIN.finditer(file.flat):
        weight = live(match[1], HIGH)
        if weight is not None:
            yield sight(file, *match.span(1), "vpn-password", weight)


def two_lines(file: FileView) -> Iterator[Sight]:
    """What OpenVPN's auth-user-pass names: a file with a name on its first line and the password on its second."""
    match = _TWO_LINES.fullmatch(file.flat) if len(file.flat) < 500 else None
    if match is not None:
        weight = live(match[1], HIGH)
        if weight is not None:
            yield sight(file, *match.span(1), "vpn-password", weight)


ipsec = Several(
    Lines(
        Wish(
            rb"[^\r\n#\"]{0,200}?:[ \t]{0,20}(?:PSK|EAP|XAUTH|NTLM|RSA[ \t]{1,8}\S{1,200}|PKCS12[ \t]{1,8}\S{1,200}"
            rb"|P12[ \t]{1,8}\S{1,200})"
            rb"[ \t]{1,20}(?:\"(?P<v>[^\"\r\n]{1,400})\"|(?P<w>0[sx][\w+/=]{6,400}))",
            "ipsec-secret",
            HIGH,
            live,
        ),
    ),
    Named(ini, Wish(rb"secret", "ipsec-secret", HIGH, live)),
)
"""ipsec.secrets and swanctl.conf."""

tunnels = Named(properties, Wish(rb"secret|password|psk|auth_?key|challenge", "vpn-password", HIGH, live))

named_keys = Lines(
    Wish(
        rb"(?:[^\r\n]{0,200}?[{;\s])?secret[ \t]{1,20}\"?(?P<v>[A-Za-z0-9+/]{10,200}={0,2})\"?[ \t]{0,4};",
        "tsig-key",
        HIGH,
        hidden,
    ),
    Wish(
        (
            rb"\S{1,200}[ \t]{1,8}IN[ \t]{1,8}KEY[ \t]{1,8}[0-9]{1,5}[ \t]3[ \t]157[ \t](?P<v>[A-Za-z0-9+/]{10,200}={0,"
            rb"2})"
        ),
        "tsig-key",
        HIGH,
        hidden,
    ),
    Wish(rb"Key:[ \t](?P<v>[A-Za-z0-9+/]{10,200}={0,2})[ \t]*\r?$", "tsig-key", HIGH, hidden),
)

radius = Several(
    Named(
        ini,
        Wish(rb"secret", "radius-secret", HIGH, live),
        Wish(rb"password|private_key_password", "radius-secret", HIGH, secret),
    ),
    Lines(
        Wish(
            (
                rb"\S{1,128}[ \t]{1,80}(?:Auth-Type[ \t]*[:=]=[ \t]*\w{1,20},?[ \t]*)?(?:Cleartext|User|NT|LM|Crypt|MD5"
                rb"|SMD5|SHA|SSHA|CHAP)-Password[ \t]*[:=]=[ \t]*\"(?P<v>[^\"\r\n]{1,400})\""
            ),
            "radius-user-password",
            HIGH,
            live,
        ),
        Wish(
            (
                rb"(?:client[ \t]{1,20})?\d[\d.:/]{6,60}[ \t]{1,40}(?P<v>[^\s{=]{3,100})(?:[ \t]{1,20}[0-9]{1,4})?[ \t]"
                rb"*\r?$"
            ),
            "radius-secret",
            HIGH,
            live,
        ),
    ),
)

tacacs = Lines(
    Wish(
        rb"(?:[^\r\n#]{0,80}[ \t{])?key[ \t]*=[ \t]*(?:\"(?P<v>[^\"\r\n]{1,200})\"|(?P<w>[^\s\"{}]{1,200}))",
        "tacacs-secret",
        HIGH,
        live,
    ),
    Wish(
        rb"(?:[^\r\n#]{0,80}[ \t{])?(?:login|enable|pap|chap|global|opap|arap|ms-chap"
        rb"|password)[ \t]*=[ \t]*(?:cleartext|clear|des|crypt)[ \t]{1,8}"
        rb"(?:\"(?P<v>[^\"\r\n]{1,200})\"|(?P<w>[^\s\"{}]{1,200}))",
        "tacacs-secret",
        HIGH,
        live,
    ),
)

snmp = Lines(
    Wish(rb"(?:ro|rw)(?:community|comm)6?[ \t]{1,40}\"?(?P<v>[^\s\"#]{1,100})", "snmp-community", HIGH, secret),
    Wish(
        (
            rb"com2sec6?[ \t]{1,40}(?:-Cn[ \t]{1,8}\S{1,64}[ \t]{1,8})?\S{1,64}[ \t]{1,40}\S{1,128}[ \t]{1,40}\"?(?P<v>"
            rb"[^\s\"#]{1,100})"
        ),
        "snmp-community",
        HIGH,
        secret,
    ),
    Wish(rb"trapcommunity[ \t]{1,40}\"?(?P<v>[^\s\"#]{1,100})", "snmp-community", HIGH, secret),
    Wish(rb"trap2?sink[ \t]{1,40}\S{1,128}[ \t]{1,40}(?P<v>[^\s\"#]{1,100})", "snmp-community", HIGH, secret),
    Wish(
        rb"(?:createUser|usmUser)[ \t]{1,8}(?:-e[ \t]{1,8}\S{1,80}[ \t]{1,8})?\"?[\w.-]{1,64}\"?[ \t]{1,20}(?:MD5"
        rb"|SHA[\w-]{0,8})[ \t]{1,20}\"?(?P<v>[^\s\"#]{2,128})\"?"
        rb"(?:[ \t]{1,20}(?:DES|AES[\w-]{0,8})(?:[ \t]{1,20}\"?(?P<w>[^\s\"#]{2,128}))?)?",
        "snmp-user-password",
        HIGH,
        secret,
    ),
    Wish(rb"def(?:Auth|Priv)?Pass(?:phrase)?[ \t]{1,20}\"?(?P<v>[^\s\"#]{2,128})", "snmp-user-password", HIGH, secret),
    Wish(rb"defcommunity[ \t]{1,20}\"?(?P<v>[^\s\"#]{2,128})", "snmp-community", HIGH, secret),
)

ldif = Several(
    Lines(
        Wish(
            (
                rb"(?:userPassword|unicodePwd|krbPrincipalKey|olcRootPW|authPassword"
                rb"|userPKCS12)::[ \t]*(?P<v>[A-Za-z0-9+/=]{4,2000})"
            ),
            "ldap-password",
            HIGH,
            packed,
        ),
        Wish(
            (
                rb"(?:userPassword|olcRootPW|authPassword|olcDbBindPassword)(?:;[\w-]{1,20})?:[ \t]*(?P<v>[^\s:][^\r\n]"
                rb"{1,400})"
            ),
            "ldap-password",
            HIGH,
            secret,
        ),
        Wish(rb"samba(?:NT|LM)Password:[ \t]*(?P<v>[0-9A-F]{32})", "windows-password-hash", HIGH, hidden),
    ),
)

ldap_client = Named(
    spaced,
    Wish(
        (
            rb"bindpw|rootbindpw|rootpw|ldap_default_authtok|credentials|binddn_?pass(?:word)?|sasl_secret"
            rb"|tls_keypassword"
        ),
        "ldap-password",
        HIGH,
        live,
    ),
    Wish(rb"ldapdnpass|ldappassword|rootdnpw", "ldap-password", HIGH, live),
)

samba = Named(ini, Wish(rb"ldap_admin_password|(?:client )?password|passwd", "smb-password", MEDIUM, secret))
"""Credentials files of mount.cifs: "username=" and "password="."""


def keytab(file: FileView) -> Iterator[Sight]:
    """A Kerberos key table: version 5.1 or 5.2, then entries with their lengths."""
    data = file.data
    if data[:2] not in {b"\x05\x02", b"\x05\x01"} or len(data) < 20 or file.flat is not data:
        return
    size = int.from_bytes(data[2:6], "big" if data[1] == 2 else "little", signed=True)
    if 10 <= abs(size) <= len(data) - 6:
        yield sight(file, 0, len(data), "kerberos-keytab", Weight(HIGH))


def vnc_file(file: FileView) -> Iterator[Sight]:
    """What vncpasswd writes: 8 bytes a password, scrambled with a key that everybody knows."""
    if len(file.data) in {8, 16, 24} and not file.data.strip().isalnum():
        yield sight(file, 0, len(file.flat), "vnc-password", Weight(MEDIUM))
