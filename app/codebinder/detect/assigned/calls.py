"""Calls whose name says which argument is the secret: login("user", "…"), new SecretKeySpec("…"), jwt.sign(x, "…")."""

from __future__ import annotations

import re
from functools import lru_cache

from codebinder.detect.assigned.names import Name, Sort
from codebinder.detect.assigned.parse import Found, second_text
from codebinder.detect.assigned.shapes import Shape
from codebinder.detect.assigned.sights import PASSWORD, Where
from codebinder.detect.assigned.values import look_at

_LOGIN = re.compile(
    rb"(?i)(?:(?:login|logon|signin|sign_in|authenticate)\w{0,16}|auth|authentication|basic_?auth|credentials?|creds|httpbasic"
    rb"|withbasicauth|setbasicauth|plain_?auth|digest_?auth|passwordauthentication|httpbasicauth|networkcredential"
    rb"|with_?credentials|usernamepassword\w*|username_pw_set|userpass\w*|user_?auth\w*|set_?credentials"
    rb"|basicauthentication"
    rb"|basic_authorize|auth_basic|wifi\.begin|sta\.config|wlan\.connect|wifi_?connect|softap|wifi\.softap"
    rb"|psk_?credential)$"
)
_CONNECT = re.compile(rb"(?i)(?:getconnection|mysqli?_p?connect|new mysqli|new pdo|connect)$")
_KEYS = re.compile(
    rb"(?i)(?:secretkeyspec|deskeyspec|desedekeyspec|fernet|aes\.new|des3?\.new|hmac\d{3}|hmacsha\d+"
    rb"|hmacmd5|keys\.hmacshakeyfor|aes|hmac\.new|hmac"
    rb"|symmetricsecuritykey|symmetricsecuritykey|aesgcm|setsigningkey|signwith|cryptojs\.aes\.(?:en|de)crypt)$"
)
_SECOND_KEYS = re.compile(
    rb"(?i)(?:jwt\.(?:sign|verify|encode|decode)|createhmac|createcipheriv|createdecipheriv|createcipher|createdecipher"
    rb"|hash_hmac|signwith|openssl_(?:en|de)crypt|mcrypt_\w+|aes\.(?:en|de)crypt|setsigningkey|hmac_?sha\d+)$"
)
_IVS = re.compile(rb"(?i)ivparameterspec$|gcmparameterspec$")
_SURE = re.compile(
    rb"(?i)(?:usernamepassword\w*|passwordauthentication|networkcredential|httpbasicauth|basic_?auth|plain_?auth"
    rb"|setbasicauth|withbasicauth|httpbasic|username_pw_set|passwordcredentials|userpassauth\w*)$"
)
_STORES = re.compile(rb"(?i)keystore\.load$|password_?encoder\.encode$|bcrypt\.(?:compare|hash)(?:_?sync)?$")
_KEY = Name(Sort.SECRET, "assigned-key")
_IV = Name(Sort.SALT, "assigned-salt")


@lru_cache(maxsize=16384)
def is_call(name_text: bytes) -> bool:
    """Is the name one of the calls that this module knows?"""
    return any(pattern.search(name_text) for pattern in (_LOGIN, _CONNECT, _KEYS, _SECOND_KEYS, _IVS, _STORES))


def is_sure(name_text: bytes) -> bool:
    """Does the call's name leave no doubt that its second argument is a password?"""
    return _SURE.search(name_text) is not None


def argument(flat: bytes, name_text: bytes, found: Found) -> tuple[Name, Where] | None:  # noqa: PLR0911
    """Give the secret argument of a call whose first text argument is `found`, and what it is."""
    ahead = found.args  # arguments in front of the first text
    if _KEYS.search(name_text) and not ahead and not _SECOND_KEYS.search(name_text):
        return _KEY, Where(found.start, found.end, found.joined)
    if _STORES.search(name_text):
        first = not ahead and not name_text.lower().endswith(b"load")
        return (PASSWORD, Where(found.start, found.end, found.joined)) if ahead or first else None
    if _IVS.search(name_text):
        return _IV, Where(found.start, found.end, found.joined)
    if _SECOND_KEYS.search(name_text):
        if ahead:
            return _KEY, Where(found.start, found.end, found.joined)
        span = second_text(flat, found.end)
        return (_KEY, Where(*span)) if span else None
    if _LOGIN.search(name_text):
        span = second_text(flat, found.end)
        if span is None and ahead == 1 and re.search(rb"(?i)login|auth|wifi|cred", name_text):
            return PASSWORD, Where(found.start, found.end, found.joined)
        if span is None and not ahead and look_at(flat[found.start : found.end]).shape is Shape.RANDOM:
            return _KEY, Where(found.start, found.end)
        return (PASSWORD, Where(*span)) if span else None
    if _CONNECT.search(name_text):
        span = second_text(flat, found.end, 1 if ahead else 2)
        return (PASSWORD, Where(*span)) if span else None
    return None
