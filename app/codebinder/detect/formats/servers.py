"""Servers and middleware: databases, brokers, application servers, monitoring, mail and FTP servers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.jsonwalk import strings as json
from codebinder.detect.formats.judge import HASH, HIGH, MEDIUM, Weight, hidden, live, secret, token
from codebinder.detect.formats.names import PASSWORDS, TOKENS
from codebinder.detect.formats.pairs import ini, properties, spaced
from codebinder.detect.formats.tables import Lines, Named, Several, Wish, sight
from codebinder.detect.formats.xmlwalk import xml
from codebinder.detect.formats.yamlwalk import yaml
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_KEY_FILE = re.compile(rb"\s{0,20}([A-Za-z0-9+/\s]{64,1400}={0,2})\s{0,20}")


def _digest(value: bytes, grade: Confidence) -> Weight | None:
    return (
        Weight(grade)
        if HASH.match(value) or re.fullmatch(rb"[A-Za-z0-9+/]{20,100}={0,2}", value)
        else live(value, grade)
    )


def _connect(value: bytes, grade: Confidence) -> Weight | None:
    """Dovecot's "connect" holds a password among other things; the lines below give its place."""
    return None if b"=" in value and b" " in value else live(value, grade)


_ONE_WORD = re.compile(rb"(?=\S*[0-9])(?=\S*[A-Za-z])[^\s=:/]{6,64}")


def _one_word(value: bytes, grade: Confidence) -> Weight | None:
    return secret(value, grade) if _ONE_WORD.fullmatch(value) else None


redis = Several(
    Named(
        spaced,
        Wish(
            rb"requirepass|masterauth|tls-key-file-pass|tls-client-key-file-pass|sentinel-pass",
            "redis-password",
            HIGH,
            live,
        ),
    ),
    Lines(
        Wish(
            rb"sentinel[ \t]{1,8}auth-pass[ \t]{1,8}\S{1,80}[ \t]{1,8}\"?(?P<v>[^\s\"]{2,400})",
            "redis-password",
            HIGH,
            live,
        ),
        Wish(
            rb"user[ \t]{1,8}\S{1,80}[ \t](?:[^\r\n]{0,400}?[ \t])?(?:>(?P<v>\S{2,400})|#(?P<w>[0-9a-f]{64}))",
            "redis-password",
            HIGH,
            live,
        ),
    ),
)


def mongo_key(file: FileView) -> Iterator[Sight]:
    """A key file: 6 to 1,024 base-64 characters and nothing else."""
    match = _KEY_FILE.fullmatch(file.flat) if len(file.flat) < 2000 else None
    if match is not None:
        yield sight(file, *match.span(1), "mongodb-key-file", Weight(HIGH))


broker = Several(
    Named(
        properties,
        Wish(
            (
                rb"(?:default_pass|ssl_options\.password|auth_ldap\.dn_lookup_bind\.password|[\w.]*(?:password"
                rb"|passcode))"
            ),
            "message-broker-password",
            HIGH,
            live,
        ),
    ),
    Lines(
        Wish(
            rb"[^\r\n]{0,200}?\{[ ]?(?:default_pass|password)[ ]?,[ ]{0,4}(?:<<)?\"(?P<v>[^\"\r\n]{1,200})\"",
            "message-broker-password",
            HIGH,
            live,
        ),
        Wish(
            rb"[^\r\n]{0,2000}?\b(?:password|user_[\w.@-]{1,60})[ ]?=[ ]?\\{0,2}\"(?P<v>[^\"\\\r\n]{1,200})\\{0,2}\"",
            "message-broker-password",
            HIGH,
            live,
        ),
    ),
)
"""RabbitMQ, ActiveMQ, Mosquitto bridges, Kafka and ZooKeeper (JAAS too)."""
rabbit_json = Named(
    json,
    Wish(rb"users/password_hash", "message-broker-password", HIGH, hidden),
    Wish((rb"users/password"), "message-broker-password", HIGH, live),
)
mosquitto = Lines(
    Wish(rb"[\w.@-]{1,64}:(?P<v>\$[67]\$[^\s]{20,300})", "message-broker-password", HIGH, hidden),
    Wish(rb"remote_password[ \t](?P<v>\S{2,200})", "message-broker-password", HIGH, live),
)
jaas = Lines(
    Wish(
        (
            rb"[^\r\n]{0,400}?\b(?:password|keyStorePassword|user_[\w.@-]{1,60}|bindPassword"
            rb"|bindCredential)[ ]?=[ ]?['\"](?P<v>[^'\"\r\n]{1,200})['\"]"
        ),
        "message-broker-password",
        HIGH,
        live,
    ),
)

tomcat = Named(
    xml,
    Wish(rb"user(?:\[[^/]*\])?@password", "tomcat-password", HIGH, _digest),
    Wish(
        (
            rb"(?:connector|sslhostconfig|certificate|resource|realm|parameter|engine|context|cluster|channel|listener"
            rb"|environment)(?:\[[^/]*\])*@(?:keystorepass(?:word)?|keypass(?:word)?|truststorepass(?:word)?"
            rb"|certificatekeystorepassword|certificatekeypassword|connectionpassword|password|secret|requiredsecret)"
        ),
        "tomcat-password",
        HIGH,
        live,
    ),
)
jboss_users = Lines(
    Wish(rb"(?!#)[\w.@-]{1,64}=(?P<v>[0-9a-f]{32})[ \t]*\r?$", "application-server-password", HIGH, hidden)
)
jboss_xml = Named(
    xml,
    Wish(
        (
            rb"(?:security|authentication|credential-reference|keystore|ssl|jms|ra|subsystem|server-identities|secret"
            rb"|connection|resource)(?:\[[^/]*\])?[^/]*@(?:password|keystore-password|key-password|clear-text|value"
            rb"|value-base64|key-store-password)"
        ),
        "application-server-password",
        HIGH,
        secret,
    ),
    Wish(
        (
            rb"(?:security|xa-datasource-property\[password\]|config-property\[password\]"
            rb"|connection-property\[password\])(?:/password)?|[\w-]*password"
        ),
        "application-server-password",
        HIGH,
        secret,
    ),
    Wish(
        rb"module-option\[(?:bindcredential|password|keystorepassword)\]@value",
        "application-server-password",
        HIGH,
        live,
    ),
    Wish(rb"[\w:-]+@(?:credential|bind-credential)", "application-server-password", HIGH, secret),
)
"""JBoss, WildFly, GlassFish's domain.xml, Jetty."""
glassfish = Named(
    xml,
    Wish(
        (rb"(?:property|jvm-options)\[[\w.-]*(?:password|passwd)\]@value|[\w-]+@(?:password|admin-password)"),
        "application-server-password",
        HIGH,
        secret,
    ),
)

weblogic = Several(
    Named(
        xml,
        Wish(
            (
                rb"(?:[\w:-]*(?:password|credential|pass-?phrase)[\w-]*-encrypted|[\w:-]*property-value-encrypted"
                rb"|[\w:-]*password)"
            ),
            "weblogic-password",
            HIGH,
            hidden,
        ),
    ),
)
weblogic_boot = Named(ini, Wish(rb"password|(?:[\w.-]*password)", "weblogic-password", HIGH, hidden))
websphere = Named(xml, Wish(rb"[\w:.-]+(?:\[[^/]*\])*@(?:[\w]*password)", "application-server-password", HIGH, live))
"""WebSphere's security.xml ({xor}…) and Liberty's server.xml."""

jenkins = Named(
    xml,
    Wish(
        (
            rb"(?:[\w.-]*(?:password|passphrase|secret|apitoken|privatekey|secretbytes|secretkey|clientsecret"
            rb"|bindpassword|passwordhash|token|credentialspassword|managerpassword\w*|accesskey)"
            rb"|privatekeysource/privatekey)"
        ),
        "jenkins-credential",
        HIGH,
        secret,
    ),
)
jenkins_key = Lines(Wish(rb"(?P<v>[0-9a-f]{64,512})[ \t]*\r?$", "jenkins-credential", HIGH, hidden))

monitoring = Named(
    properties,
    Wish(
        rb"(?:[\w.$ -]+/)?[\w.-]*(?:password|passwd|passphrase|bindpassword|passcode)",
        "monitoring-password",
        HIGH,
        live,
    ),
    Wish(
        (
            rb"(?:[\w.$ -]+/)?[\w.-]*(?:secret_key|client_secret|fernet_key|authenticationsecret|secret|passcode"
            rb"|api_?token|apikey|api_key)"
        ),
        "monitoring-password",
        HIGH,
        token,
    ),
)
"""Grafana, SonarQube, Zabbix, Airflow, supervisord, Kibana's older files."""
monitoring_yaml = Named(
    yaml, Wish(PASSWORDS, "monitoring-password", HIGH, live), Wish(TOKENS, "monitoring-password", HIGH, token)
)
"""Prometheus, Alertmanager, Elasticsearch, Kibana, Filebeat."""

telephony = Named(
    ini,
    Wish(
        rb"(?:[\w @.-]+/)?(?:secret|password|md5secret|remotesecret|dbpass|vmsecret|auth_pass)",
        "telephony-password",
        HIGH,
        live,
    ),
)
voicemail = Lines(
    Wish(rb"[0-9]{2,10}[ \t]{0,4}=>?[ \t]{0,4}(?P<v>[0-9]{3,12}),[^\r\n,]{1,80},", "telephony-password", MEDIUM, hidden)
)

ftp_server = Several(
    Lines(
        Wish(
            rb"SQLConnectInfo[ \t]{1,20}\S{1,200}[ \t]{1,20}\S{1,128}[ \t]{1,20}\"?(?P<v>[^\s\"]{1,200})",
            "ftp-server-password",
            HIGH,
            live,
        ),
        Wish(
            (
                rb"(?:SQLNamedConnectInfo)[ \t]{1,20}\S{1,64}[ \t]{1,20}\S{1,64}[ \t]{1,20}\S{1,200}[ \t]{1,20}\S{1,128"
                rb"}[ \t]{1,20}\"?(?P<v>[^\s\"]{1,200})"
            ),
            "ftp-server-password",
            HIGH,
            live,
        ),
        Wish(
            (
                rb"(?:LDAPDNInfo|LDAPBindDN)[ \t]{1,20}(?:\"[^\"\r\n]{1,200}\""
                rb"|\S{1,200})[ \t]{1,20}\"?(?P<v>[^\s\"]{1,200})"
            ),
            "ldap-password",
            HIGH,
            live,
        ),
        Wish(rb"UserPassword[ \t]{1,20}\S{1,64}[ \t]{1,20}\"?(?P<v>[^\s\"]{1,200})", "ftp-server-password", HIGH, live),
        Wish(
            rb"(?:MYSQLPassword|PGSQLPassword|LDAPBindPW|MySQLPasswd)[ \t]{1,40}(?P<v>[^\s#]{1,200})",
            "ftp-server-password",
            HIGH,
            live,
        ),
    ),
)

database_server = Several(
    Named(
        properties,
        Wish(
            (
                rb"(?:[\w -]+/)?(?:password|passwd|passphrase|rpcpassword|admin_?pass(?:word)?|wsrep_sst_auth"
                rb"|elasticpassword|dbpass(?:word)?|connect)"
            ),
            "server-password",
            HIGH,
            _connect,
        ),
    ),
    Lines(
        Wish(
            (
                rb"[^\r\n#]{0,200}?\b(?:insecure-password|(?<!in)secure-password"
                rb"|user[ ]\S{1,64}[ ]password)[ ](?P<v>\S{2,300})"
            ),
            "server-password",
            HIGH,
            live,
        ),
        Wish(
            rb"(?:connect|query|hosts)[ \t]*=[^\r\n]{0,400}\bpassword=(?P<v>[^\s\"']{1,200})",
            "server-password",
            HIGH,
            live,
        ),
    ),
)
"""Dovecot and Postfix maps, bitcoin.conf, HAProxy, Galera."""
squid = Lines(Wish(rb"cache_peer[^\r\n]{1,200}?login=[^\s:]{1,64}:(?P<v>\S{2,200})", "server-password", HIGH, live))

zookeeper_digest = Lines(
    Wish(
        (rb"[^\r\n]{0,200}?(?:superDigest=|digest:|setAcl[^\r\n]{0,100}digest:)[\w.-]{1,64}:(?P<v>[A-Za-z0-9+/]{27}=)"),
        "message-broker-password",
        HIGH,
        hidden,
    )
)

any_settings = Named(spaced, Wish(PASSWORDS, "server-password", MEDIUM, _one_word))
"""Settings of programs that are not known here, one "name value" a line."""
