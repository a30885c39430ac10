"""Judges the name that a value is assigned to: which word of it says "secret", and what the words around it say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache


class Sort(IntEnum):
    """What a name promises about its value."""

    NOTHING = 0
    WEAK = 1
    """May be a secret, is often none ("key", "auth", "id"): the value has to prove itself."""
    SALT = 2
    """Salts, nonces, seeds: random, but often short."""
    HASH = 3
    """A hash of a password."""
    SECRET = 4
    """Tokens, keys, client secrets: made by machines, hence random."""
    PASSWORD = 5
    """Chosen by people."""


@dataclass(frozen=True, slots=True)
class Name:
    """The verdict on a name. `sure` is False where words around the credential's weaken it."""

    sort: Sort
    rule: str
    sure: bool = True
    fetched: bool = False
    """The name is that of a call that looks something up (getToken, readPassword): its argument is no secret."""


NOTHING = Name(Sort.NOTHING, "")

_SPLIT = re.compile(rb"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

_PASSWORD = frozenset(
    b"password passwd passwort passphrase passcode pwd pswd psw passwords pword paswd passw pssword passwrd kennwort"
    b" contrasena contrasenia kouling clave passord losenord lozinka geslo heslo sifre jelszo adgangskode kodeord"
    b" salasana matkhau senha wachtwoord haslo parol parola motdepasse mdp mima userpass userpwd dbpass dbpassword"
    b" dbpwd dbpasswd rootpw rootpass adminpass adminpassword adminpw adminpwd userpassword loginpassword sshpass"
    b" keypass storepass passkey userpasswd ftppass smtppass mailpass mypassword psk wpapsk bindpw bindpasswd"
    b" keystorepass keystorepassword truststorepassword rootpassword authpass authpassword ldappassword"
    b" emailpassword pgpassword mysqlpwd rediscliauth requirepass masterauth sshpassword mysqlpassword testpassword"
    b" testpasswd httppassword proxypassword proxypass upassword pinpassword newpass newpassword oldpassword oldpass"
    b" pwdtext pwdstr ansiblepassword sudopass sudopassword becomepass testpass wifipassword wifipass userpw".split()
)
_SECRET = frozenset(
    b"secret token secrets apikey apitoken authtoken accesstoken accesskey secretkey privatekey clientsecret appsecret"
    b" appkey authkey jwt bearer encryptionkey cryptokey signingkey masterkey apisecret refreshtoken idtoken usertoken"
    b" sessiontoken securitytoken consumersecret consumerkey sharedsecret sharedkey accountkey secretaccesskey"
    b" accesskeysecret hmackey aeskey deskey rsakey devicekey webhooksecret secretid licensekey licencekey bottoken"
    b" tokensecret oauthtoken cryptkey deploykey sharedaccesskey accesskeyid apikeyid sessionsecret cookiesecret"
    b" secrettoken secretstring secretkeybase authenticationkey appid_secret enckey symmetrickey".split()
)
_SALT = frozenset(b"salt nonce iv seed pepper initvector salts nonces saltvalue hashsalt passwordsalt cnonce".split())
_WEAK = frozenset(
    b"key auth authorization authentication cookie session credential credentials creds cred sessionid signature sig"
    b" sid hash otp webhook sessid phpsessid jsessionid keys tokens authcode authorizationcode guid".split()
)
_PASSWORD_ENDS = (b"password", b"passwd", b"passphrase", b"pwd", b"passwort", b"passcode", b"password1", b"passw")
_OWNED = re.compile(
    rb"(?:pg|db|my|sql|mysql|ftp|sftp|smtp|mail|email|ldap|root|admin|user|wifi|ssh|http|proxy|login|auth|old|new|srv|svc"
    rb"|web|mqtt|redis|mongo|ora|oracle|ap|sta|wpa|imap|pop|bind|sa|dba|vnc|rdp|vpn|jks|pfx|ks|ts|cert)(?:pass|pw|pwd|psw)"
)
_SECRET_ENDS = (b"secret", b"apikey", b"secretkey", b"authkey", b"accesstoken", b"apitoken", b"authtoken", b"privkey",
                b"accesskey", b"privatekey", b"encryptionkey", b"aeskey", b"hmackey", b"signingkey")  # fmt: skip
_KEY_MAKERS = frozenset(
    b"api access secret private encryption encrypt encrypted encrypting encoding decryption decrypt signing sign"
    b" signed signature auth"
    b" authentication authorization master account shared aes aes128 aes256 des rc4 hmac mac crypto crypt cipher app"
    b" application consumer license licence storage subscription service rsa ec ecdsa ssh host hosts session jwt"
    b" webhook client server symmetric preshared wep wpa wpa2 wifi network write admin root user customer partner"
    b" merchant security secure token management maps map google aws azure sdk integration tripledes blowfish twofish"
    b" chacha chacha20 dev prod live sandbox ingest instrumentation sas vault unseal root transit data kek dek psk"
    b" validation cookie link amap baidu pay payment sms push firebase stripe algolia sentry mailgun sendgrid datadog"
    b" newrelic bugsnag twilio yandex weather geo tm tmdb flickr youtube gmap recaptcha captcha enc dec sharedaccess"
    b" hash device product group join net nwk appkey nwks apps tls".split()
)
_KEY_NOT = frozenset(
    b"gpg pgp apt recv trusted keyring"
    b" public primary foreign cache sort partition row index hot shortcut dict i18n registry object unique property"
    b" map hash key keyboard label locale translation message config setting option field column param parameter"
    b" header attribute attr storagekey lookup routing answer arrow modifier enter escape any each reg pub publickey"
    b" sitekey site query metric context react item group by widget binding press function soft nav menu".split()
)
_TOKEN_NOT = frozenset(
    b"csrf xsrf page next continuation cancellation syntax start end current last previous prev eof expected"
    b" unexpected begin string number operator keyword identifier delimiter separator closing opening lex parse"
    b" special open close quote comment mask pad unk sep cls eos bos stop text word first second".split()
)
_THROUGH = frozenset(
    b"value val str string text txt default def dev prod prd production staging stage test testing tests local b64"
    b" base64 hex raw plain plaintext cleartext clear bytes byte env current old new v buf buffer data literal ascii"
    b" utf8 encoded decoded tmp temp orig original real const constant main live master slave primary secondary"
    b" backup db decrypted my in out s p str1 a b c for base"
    b" equals equalsignorecase compareto getbytes tochararray to char array append eq cmp is ne matches isequal"
    b" isequaltostring sha1 sha256 sha512 md5 bcrypt one two i confirmation confirm again repeat verify conf ref"
    b" initial first last and right wrong bad good correct invalid".split()
)
_OWNERS = frozenset(
    b"ftp sftp smtp imap pop pop3 mail email ldap root admin administrator superuser user guest operator wifi wlan ssh"
    b" http https proxy server srv svc web mqtt redis mongo mongodb mysql mariadb postgres postgresql pg sql oracle"
    b" rabbitmq amqp kafka snmp sip telnet vnc rdp vpn ppp pppoe radius router modem camera bmc ipmi uboot cli jenkins"
    b" gitlab nexus grafana sa dba host factory".split()
)
"""Whom a password is for, where that is said behind it: PASS_ROOT, passwordFtp."""
_VERBS_FETCH = frozenset(
    b"get find read load fetch lookup has delete remove clear forgot request require ask prompt enter input retrieve"
    b" resolve query list show print log contains exists is no without missing empty invalid cannot unset wait expect"
    b" consume eat peek skip match accept next scan emit".split()
)
_FLAGS = frozenset(
    b"no not without has have is are can should must enable disable allow require requires required forgot forget"
    b" lost show hide toggle use uses used enter retype reenter need needs ask prompt wrong incorrect missing"
    b" update updated changed reset expire expires expired verify hash hashed generate generated"
    b" validate compare"
    b" minimum maximum min max num number skip ignore check if remember choose typed force".split()
)


def parts_of(name: bytes) -> list[bytes]:
    """Split a name into its words, in lower case."""
    return [part.lower() for part in _SPLIT.findall(name)]


_RULES = {
    Sort.PASSWORD: "assigned-password",
    Sort.HASH: "assigned-password-hash",
    Sort.SALT: "assigned-salt",
}


@lru_cache(maxsize=16384)
def judge_name(name: bytes) -> Name:
    """Judge a whole name, such as spring.datasource.password or DB_PASSWD_OLD."""
    parts = parts_of(name[-80:])
    return _judged(parts, call=False)


@lru_cache(maxsize=4096)
def judge_call(name: bytes) -> Name:
    """Judge the name of a function that is given the value, such as setPassword or withToken."""
    parts = parts_of(name[-80:])
    found = _judged(parts, call=True)
    verb = parts_of(name.rsplit(b".", 1)[-1].rsplit(b">", 1)[-1])[:1]
    if verb and verb[0] in _VERBS_FETCH:
        return Name(found.sort, found.rule, found.sure, fetched=True)
    return found


def _judged(parts: list[bytes], *, call: bool) -> Name:
    end = len(parts)
    while end and (parts[end - 1] in _THROUGH or parts[end - 1].isdigit()) and not _is_credential(parts, end):
        end -= 1
    if end > 1 and parts[end - 1] in _OWNERS and _password_before(parts, end - 1):
        end -= 1
    if not end:
        return NOTHING
    sort, start = _credential(parts, end)
    if sort is Sort.NOTHING:
        return NOTHING
    before = parts[max(start - 4, 0) : start]
    flagged = not call and any(part in _FLAGS for part in before)
    if flagged and (sort is not Sort.PASSWORD or any(part in _FLAGS for part in before[-2:])):
        return Name(Sort.WEAK, _rule(sort, parts, start, end), sure=False)
    return Name(sort, _rule(sort, parts, start, end))


def _password_before(parts: list[bytes], end: int) -> bool:
    """Do these words end with a password?"""
    return _credential(parts, end)[0] is Sort.PASSWORD


def _is_credential(parts: list[bytes], end: int) -> bool:
    return _credential(parts, end)[0] is not Sort.NOTHING


def _credential(parts: list[bytes], end: int) -> tuple[Sort, int]:  # noqa: C901, PLR0911, PLR0912
    """Judge the words up to `end`, the last of which has to be the credential's; give where its words begin."""
    last = parts[end - 1]
    before = parts[end - 2] if end > 1 else b""
    if before in {b"public", b"pub"} or (end > 2 and parts[end - 3] in {b"public", b"pub"}):
        return Sort.NOTHING, end
    joined = before + last
    if last in _PASSWORD:
        return Sort.PASSWORD, end - 1
    if last in {b"pass", b"pw", b"phrase", b"word", b"wd", b"code", b"passe"}:
        return _short(last, before, end)
    if last in {b"hash", b"digest", b"hashed", b"crypted"} and (before in _PASSWORD or before in {b"pass", b"pw"}):
        return Sort.HASH, end - 2
    if last == b"encrypted" and before in _PASSWORD:
        return Sort.SECRET, end - 2
    if last in {b"key", b"keys"}:
        return _key(end, before)
    if last in _SALT or joined == b"initvector":
        return Sort.SALT, end - 1
    if last == b"string" and before in {b"connection", b"conn"}:
        return Sort.WEAK, end - 2
    if joined in _SECRET:
        return Sort.SECRET, end - 2
    if last in _SECRET:
        if last == b"token" and before in _TOKEN_NOT:
            return Sort.WEAK, end - 2
        if last == b"secrets":
            return Sort.WEAK, end - 1
        return Sort.SECRET, end - 1
    if last == b"id" and before in {b"secret", b"session"}:
        return Sort.WEAK, end - 2
    if last == b"vector" and before in {b"init", b"initialization"}:
        return Sort.SALT, end - 2
    if last == b"base" and joined == b"keybase":
        return Sort.SECRET, end - 2
    if last == b"pin" and before in {b"user", b"so", b"card", b"device", b"login", b"security", b"default", b"admin"}:
        return Sort.PASSWORD, end - 1
    if last == b"mnemonic" or joined in {b"seedphrase", b"seedwords"}:
        return Sort.SECRET, end - 1
    if last == b"credentials" and before == b"security":
        return Sort.PASSWORD, end - 2
    if last in _WEAK:
        return Sort.WEAK, end - 1
    return _run_together(last), end - 1


_GLUED_KEYS = frozenset(
    front + end
    for front in (
        b"sign", b"signing", b"enc", b"encrypt", b"encryption", b"dec", b"decrypt", b"aes", b"des", b"sm4", b"rc4",
        b"hmac", b"mac", b"crypto", b"crypt", b"cipher", b"jwt", b"master", b"root", b"shared", b"wep", b"wpa",
        b"private", b"priv", b"symmetric", b"nwks", b"apps", b"nwk",
    )
    for end in (b"key", b"keyhex", b"keyb64")
)  # fmt: skip


def _run_together(word: bytes) -> Sort:
    """Judge a word such as dbpassword or myapikey, whose parts nothing separates."""
    if word in _GLUED_KEYS:
        return Sort.SECRET
    if word.endswith(_PASSWORD_ENDS) and word != b"pwd":
        return Sort.PASSWORD
    if _OWNED.fullmatch(word):
        return Sort.PASSWORD
    if word.endswith(_SECRET_ENDS):
        return Sort.SECRET
    if word.endswith((b"token", b"salt", b"nonce")):
        return Sort.WEAK
    return Sort.NOTHING


def _short(last: bytes, before: bytes, end: int) -> tuple[Sort, int]:
    if last == b"code":
        return (Sort.PASSWORD, end - 2) if before in {b"pass", b"access", b"pin"} else (Sort.NOTHING, end)
    if last in {b"phrase", b"word", b"wd", b"passe"}:
        whole = before == (b"de" if last == b"passe" else b"pass")
        return (Sort.PASSWORD, end - 2) if whole else (Sort.NOTHING, end)
    if last == b"pass" and before in {b"by", b"first", b"second", b"last", b"multi", b"single", b"render", b"low"}:
        return Sort.NOTHING, end
    return Sort.PASSWORD, end - 1


def _key(end: int, before: bytes) -> tuple[Sort, int]:
    if before in _KEY_MAKERS or before + b"key" in _SECRET or (before.isdigit() and end > 2):
        return Sort.SECRET, end - 2
    if before in _PASSWORD or before in {b"secret", b"token", b"pass"}:
        return Sort.WEAK, end - 2
    if before in _KEY_NOT:
        return Sort.NOTHING, end
    return Sort.WEAK, end - 1


def _rule(sort: Sort, parts: list[bytes], start: int, end: int) -> str:
    known = _RULES.get(sort)
    if known:
        return known
    words = parts[start:end]
    if any(word in {b"key", b"keys"} or word.endswith((b"key", b"keybase")) for word in words):
        return "assigned-key"
    if any(b"hash" in word or word in {b"signature", b"sig"} for word in words):
        return "assigned-signature"
    if any(b"token" in word or word in {b"jwt", b"bearer", b"session", b"cookie", b"sid"} for word in words):
        return "assigned-token"
    return "assigned-secret"
