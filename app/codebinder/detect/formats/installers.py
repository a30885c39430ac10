"""Answers that installers are given: Windows set-up, group policies, kickstart, preseed, boot loaders, BMCs."""

from __future__ import annotations

import re

from codebinder.detect.formats.judge import HIGH, Weight, hidden, live, unpacked
from codebinder.detect.formats.pairs import ini
from codebinder.detect.formats.tables import Lines, Named, Wish
from codebinder.detect.formats.xmlwalk import xml
from codebinder.model.findings import Confidence

_UTF16 = re.compile(rb"(?:[\x20-\x7e]\0){2,}")


def _unattended(value: bytes, grade: Confidence) -> Weight | None:
    """Windows set-up keeps "password" + the element's name in UTF-16 and base 64, or plain text."""
    plain = unpacked(value)
    if plain and _UTF16.fullmatch(plain):
        text = plain[::2]
        for name in (b"AdministratorPassword", b"Password"):
            text = text.removesuffix(name)
        return live(text, grade)
    if value in {b"*SENSITIVE*DATA*DELETED*", b"SENSITIVE*DATA*DELETED"}:
        return None
    return live(value, grade)


group_policy = Named(xml, Wish(rb"[\w-]+(?:\[[^/]*\])*@cpassword", "group-policy-password", HIGH, hidden))
unattend = Named(
    xml,
    Wish(
        (
            rb"[\w:-]*(?:administratorpassword|password|autologon/password"
            rb"|credentials/password)(?:/value)?(?:\[[^/]*\])?"
        ),
        "windows-setup-password",
        HIGH,
        _unattended,
    ),
)
unattend_ini = Named(
    ini,
    Wish(
        (
            rb"(?:guiunattended|identification|userdata|sysprep|settings|default)/(?:adminpassword|domainadminpassword"
            rb"|userpassword|domainpassword|joindomainpassword)"
        ),
        "windows-setup-password",
        HIGH,
        live,
    ),
)
kickstart = Lines(
    Wish(
        (
            rb"rootpw[ \t]{1,8}(?:--(?:iscrypted|allow-ssh|lock)[ \t]{1,8}){0,3}(?:--plaintext[ \t]{1,8})?\"?(?P<v>(?!-"
            rb")[^\s\"]{2,300})"
        ),
        "installer-password",
        HIGH,
        live,
    ),
    Wish(
        rb"(?:user|sshpw)[ \t][^\r\n]{0,200}?--password[= ][\"']?(?P<v>[^\s\"']{2,300})",
        "installer-password",
        HIGH,
        live,
    ),
    Wish(
        (
            rb"(?:bootloader|grub_password|password(?:_pbkdf2)?)[ \t](?:[^\r\n]{0,200}?--(?:password|md5pass|iscrypted"
            rb"|md5)[= ])?(?:[\w]{1,32}[ \t])?[\"']?(?P<v>(?:grub\.pbkdf2|\$[156]\$)[^\s\"']{8,400})"
        ),
        "installer-password",
        HIGH,
        hidden,
    ),
    Wish(
        (
            rb"d-i[ \t]{1,8}[\w/-]{1,60}password(?:-again|-crypted)?[ \t]{1,8}(?:password"
            rb"|string)[ \t]{1,8}(?P<v>\S{2,300})"
        ),
        "installer-password",
        HIGH,
        live,
    ),
)
"""Anaconda's kickstart, Debian's preseed, grub."""
ipmi = Lines(
    Wish(
        (
            rb"(?:(?:set[ \t])?(?:IPMI_?(?:USER_)?|BMC_?|IDRAC_?|ILO_?)?PASS(?:WORD|WD)?"
            rb"|Password[ \t]{0,40})[ \t]*[= \t][ \t]*\"?(?P<v>[^\s\"#]{2,128})"
        ),
        "server-password",
        HIGH,
        live,
    )
)
