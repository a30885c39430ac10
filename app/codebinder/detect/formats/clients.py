"""Programs that people use: FTP and remote-desktop clients, mail programs, database tools, browsers, shells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.jsonwalk import strings as json
from codebinder.detect.formats.judge import HIGH, MEDIUM, Weight, hidden, live, secret, unpacked
from codebinder.detect.formats.pairs import ini, properties, spaced
from codebinder.detect.formats.tables import Lines, Named, Several, Wish, sight
from codebinder.detect.formats.xmlwalk import xml
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_TEXT = re.compile(rb"[ -~\x80-\xff]{3,}")


def _filezilla(value: bytes, grade: Confidence) -> Weight | None:
    """FileZilla keeps plain text, or the same in base 64."""
    plain = unpacked(value) if len(value) % 4 == 0 else None
    return live(plain if plain and _TEXT.fullmatch(plain) else value, grade)


def _hexadecimal(value: bytes, grade: Confidence) -> Weight | None:
    return Weight(grade) if re.fullmatch(rb"[0-9A-Fa-f:]{8,4000}", value) else live(value, grade)


filezilla = Named(xml, Wish(rb"pass(?:word)?(?:\[[^\]/]*\])?", "ftp-client-password", HIGH, _filezilla))

winscp = Named(
    ini,
    Wish(
        (rb"(?:(?:new)?password(?:plain)?|proxypassword\w*|tunnelpassword|tunnelpasswordplain|passphrase)"),
        "ftp-client-password",
        HIGH,
        _hexadecimal,
    ),
)

ftp_json = Named(json, Wish(rb"(?:[\w.-]*(?:password|passwd|passphrase)|pass|pw)", "ftp-client-password", HIGH, live))
"""Upload settings of editors: sftp-config.json, sftp.json, .ftpconfig, .remote-sync.json, deployment-config.json."""

webservers = Named(
    xml, Wish(rb"[\w-]+@(?:password|passphrase)|(?:password|passphrase)", "ftp-client-password", HIGH, live)
)

remote_xml = Named(
    xml,
    Wish(
        (rb"node(?:\[[^/]*\])?@(?:password|rdgatewaypassword|vncproxypassword)|password|[\w]+@password"),
        "remote-session-password",
        HIGH,
        hidden,
    ),
)
"""mRemoteNG, RDCMan, Remote Desktop Manager."""

remote_ini = Several(
    Named(
        ini,
        Wish(
            (
                rb"(?:[\w :-]+/)?(?:password|proxypassword|sshpassword|ssh_password|ssh_auth_password"
                rb"|ssh_tunnel_password|gateway_password|passphrase|\w*:?\"?password(?: v2)?\"?)"
            ),
            "remote-session-password",
            HIGH,
            _hexadecimal,
        ),
        Wish(rb"(?:passwords|credentials)/[^/]+", "remote-session-password", HIGH, hidden),
    ),
    Lines(
        Wish(rb"(?:gateway)?password(?: 51)?:b:(?P<v>[0-9A-Fa-f]{16,4000})", "remote-session-password", HIGH, hidden),
        Wish(
            rb"S:\"[^\"\r\n]{0,40}(?:Password|Passphrase)[^\"\r\n]{0,10}\"=(?P<v>[^\r\n]{4,2000}?)[ \t]*\r?$",
            "remote-session-password",
            HIGH,
            hidden,
        ),
    ),
)
"""Xshell, MobaXterm, SecureCRT, Remmina, RDP files."""

vnc_ini = Named(
    ini, Wish(rb"(?:ultravnc/)?(?:passwd2?|password(?:viewonly)?|controlpassword)", "vnc-password", HIGH, _hexadecimal)
)

registry = Lines(
    Wish(
        (
            rb"\"(?:[\w ]{0,40}(?:DefaultPassword|AltDefaultPassword|ProxyPassword|PrivateKeyPassword)|Password|Pass"
            rb"|AutoAdminPassword|SnmpCommunity)\"=\"(?P<v>[^\"\r\n]{1,400})\""
        ),
        "registry-password",
        HIGH,
        live,
    ),
    Wish(
        (
            rb"\"(?:Password\w{0,20}|ControlPassword|SecurityPasswordAES|ServerPassword\w{0,8}"
            rb"|PermanentPassword\w{0,8})\"=hex:(?P<v>(?:[0-9a-f]{2}[,\\\r\n ]{1,8}){4,400}[0-9a-f]{2})"
        ),
        "registry-password",
        HIGH,
        hidden,
    ),
)

robomongo = Named(
    json,
    Wish(
        (rb"[\w]*(?:userpassword|password|passphrase|passwordencrypted|userpasswordencrypted|askedsshpassword)"),
        "db-tool-password",
        HIGH,
        live,
    ),
)
db_xml = Named(
    xml,
    Wish(
        (
            rb"[\w-]+(?:\[[^/]*\])?@(?:password|pwd|pass|ssh_?password)|(?:password|passwd|ssh_pwd"
            rb"|[\w-]*property\[password\])(?:@value)?"
        ),
        "db-tool-password",
        HIGH,
        live,
    ),
)
"""DBeaver's data-sources.xml, Navicat's ncx, HeidiSQL-like exports, SquirrelSQL."""
db_ini = Named(ini, Wish(rb"(?:[\w.]*password|passwd|pwd)", "db-tool-password", HIGH, live))

client_sections = Named(
    ini, Wish(rb"(?:[\w-]+/)?(?:password|passwd|master_password|wsrep_sst_auth)", "mysql-client-password", HIGH, live)
)
"""~/.my.cnf, debian.cnf, and sections of my.cnf."""

mail_spaced = Named(
    spaced,
    Wish(
        (
            rb"(?:password|passwd|pass|(?:imap|smtp|pop|nntp|proxy)_pass(?:word)?|authpass|smtp-auth-password"
            rb"|ssl_client_cert_pass|password-[\w.@-]+)"
        ),
        "mail-password",
        HIGH,
        live,
    ),
)
mail_ini = Named(
    properties,
    Wish(
        (
            rb"(?:remotepass|localpass|password|passwd|pass|authpass|smtp_pass(?:word)?|auth_password"
            rb"|smtpserver_password"
            rb"|smtppass|ssl_?cert_?pass\w*)"
        ),
        "mail-password",
        HIGH,
        live,
    ),
)
mail_url = Lines(
    Wish(rb"[\w]{0,20}(?:smtp|imap|pop)s?://[^\s:@/\"']{1,100}:(?P<v>[^\s@/\"']{1,200})@", "mail-password", HIGH, live),
    anywhere=True,
)
fetchmail = Lines(
    Wish(
        (
            rb"(?:[^\r\n#]{0,400}?[ \t])?(?:with[ \t]{1,8})?pass(?:word"
            rb"|w)?[ \t]{1,8}(?:is[ \t]{1,8})?(?:\"(?P<v>[^\"\r\n]{1,200})\"|'(?P<w>[^'\r\n]{1,200})')"
        ),
        "mail-password",
        HIGH,
        live,
    ),
    Wish(
        (
            rb"(?:[^\r\n#]{0,400}?[ \t])?(?:with[ \t]{1,8})?pass(?:word)?[ \t]{1,8}(?!is[ \t]|with"
            rb"|prompt)(?P<v>[^\s\"';,]{3,200})"
        ),
        "mail-password",
        HIGH,
        live,
    ),
)
sendmail = Lines(Wish(rb"[^\r\n#]{0,200}\"P[:=](?P<v>[^\"\r\n]{1,200})\"", "mail-password", HIGH, live))

keepass_xml = Named(xml, Wish(rb"value(?:\[[^/]*\])?\[password\]|password", "password-manager-entry", HIGH, live))

logins = Named(
    json,
    Wish(rb"encryptedpassword", "browser-login", MEDIUM, hidden),
    Wish(rb"password(?:_?value)?", "browser-login", HIGH, live),
)
"""Firefox's logins.json: encrypted with a key that stands in the same profile."""

chat = Named(
    spaced,
    Wish(
        rb"(?:password|server_password|sasl_password|autosendcmd|nickserv_password|oper_pass)",
        "account-list-password",
        HIGH,
        live,
    ),
)

game_ini = Named(
    ini,
    Wish(
        (
            rb"(?:server/)?(?:adminpassword|password|rcon_?password|sv_password|ownerpassword|gameadminpassword"
            rb"|icesecretwrite|serverpassword)"
        ),
        "server-password",
        HIGH,
        live,
    ),
)

_URL = (
    rb"(?:https?|ftps?|sftp|mysql|postgres(?:ql)?|mongodb(?:\+srv)?|redis|amqp"
    rb"|smb)://[^\s:@/'\"]{0,100}:(?P<v>[^\s@/'\"]{3,200})@"
)


def _argument(value: bytes, grade: Confidence) -> Weight | None:
    return None if value.startswith((b"-", b"/", b"<", b"~")) else secret(value, grade)


history = Lines(
    Wish(
        (
            rb"(?:mysql\w{0,8}|mariadb|mysqldump|mysqladmin|xtrabackup)[ ](?:[^\r\n|;&]{0,150}?[ ])?"
            rb"-p['\"]?(?P<v>[^\s'\"|;&-][^\s'\"|;&]{2,100})"
        ),
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(rb"sshpass[ ]{1,4}-p[ ]{0,4}['\"]?(?P<v>[^\s'\"|;&]{3,100})", "shell-history-password", HIGH, _argument),
    Wish(
        (
            rb"--?(?:password|passwd|pass|passphrase|secret|token|api-?key|auth-token|secret-key|access-token"
            rb"|http-password|ftp-password)(?:=|[ ]{1,4})['\"]?(?P<v>[^\s'\"|;&]{3,400})"
        ),
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(
        (
            rb"(?:curl|wget|http|ab)[ ](?:[^\r\n|;&]{0,150}?[ ])?(?:-u|--user|--proxy-user|-U|-a)[ =]?['\"]?"
            rb"[^\s:'\"]{1,100}:(?P<v>[^\s'\"]{2,200})"
        ),
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(
        (
            rb"(?:export|set|setenv|env)[ ]{1,4}[A-Za-z_]{0,60}(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|SECRET_KEY"
            rb"|ACCESS_KEY)[A-Z_]{0,20}[= ]['\"]?(?P<v>[^\s'\"]{3,400})"
        ),
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(
        (
            rb"(?:PGPASSWORD|MYSQL_PWD|SSHPASS|RSYNC_PASSWORD|REDISCLI_AUTH|AWS_SECRET_ACCESS_KEY|VAULT_TOKEN"
            rb"|GITHUB_TOKEN)=['\"]?(?P<v>[^\s'\"]{3,400})"
        ),
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(
        (
            rb"echo[ ](?:-n[ ])?['\"]?(?:[\w.-]{1,40}:)?(?P<v>[^\s'\"|]{3,100})['\"]?[ ]?\|[ ]?"
            rb"(?:sudo[ ](?:-S|\w{0,12}passwd)|passwd|chpasswd|docker[ ]login)"
        ),
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(
        (
            rb"(?:htpasswd[ ]-\w{0,6}b\w{0,6}|net[ ]use[^\r\n]{0,200}?/user:)[ ]{0,2}\S{1,80}[ ](?:\S{1,80}[ ])?"
            rb"['\"]?(?P<v>[^\s'\"]{3,100})[ \t]*\r?$"
        ),
        "shell-history-password",
        MEDIUM,
        _argument,
    ),
    Wish(
        rb"redis-cli[ ](?:[^\r\n]{0,200}?[ ])?-a[ ]{1,4}['\"]?(?P<v>[^\s'\"]{3,200})",
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(
        (
            rb"openssl[ ][^\r\n]{0,150}?[ ]-(?:pass(?:in|out)?|k)[ ](?:pass:)?['\"]?"
            rb"(?P<v>(?!env:|file:|stdin|fd:)[^\s'\"]{3,200})"
        ),
        "shell-history-password",
        HIGH,
        _argument,
    ),
    Wish(_URL, "shell-history-password", HIGH, _argument),
    anywhere=True,
)


icecast = Named(xml, Wish(rb"(?:authentication/)?(?:source|relay|admin)?-?password", "server-password", HIGH, live))

git_header = Lines(
    Wish(
        (
            rb"extraheader[ \t]*=[ \t]*\"?(?:AUTHORIZATION|Authorization):[ ](?:basic|bearer"
            rb"|token)[ ](?P<v>[A-Za-z0-9+/=_.-]{8,800})"
        ),
        "git-config-credential",
        HIGH,
        hidden,
    ),
    Wish(
        rb"(?:url|insteadOf|proxy|pushurl)[ \t]*=[ \t]*\"?https?://[^\s:@/\"]{0,100}:(?P<v>[^\s@/\"]{3,300})@",
        "git-config-credential",
        HIGH,
        secret,
    ),
    Wish(
        (
            rb"(?:[^\r\n#]{0,100}[ \t])?(?:url|pushurl)[ \t]*=[ \t]*\"?https?://(?P<v>(?:gh[pousr]_|glpat-"
            rb"|github_pat_)?[A-Za-z0-9_-]{20,255})@"
        ),
        "git-config-credential",
        HIGH,
        secret,
    ),
    Wish(
        rb"(?:token|oauth-?token|password|smtppass)[ \t]*=[ \t]*\"?(?P<v>[^\s\"]{3,300})",
        "git-config-credential",
        HIGH,
        live,
    ),
)
git_settings = git_header

subversion = Lines(
    Wish(
        rb"K[ ][0-9]{1,3}\r?\npassword\r?\nV[ ][0-9]{1,4}\r?\n(?P<v>[^\r\n]{1,400})",
        "git-config-credential",
        HIGH,
        live,
    )
)
"""What Subversion keeps under auth/svn.simple, plain."""


def keepass(file: FileView) -> Iterator[Sight]:
    """A KeePass database: locked, but whoever guesses the password has it all."""
    if file.data[:4] == b"\x03\xd9\xa2\x9a" and file.flat is file.data:
        yield sight(file, 0, len(file.data), "password-database", Weight(MEDIUM, "a locked database of passwords"))
