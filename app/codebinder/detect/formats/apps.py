"""Web frameworks and applications: WordPress, Joomla, Drupal, Django, Rails, Symfony, Spring, .NET, and dotenv."""

from __future__ import annotations

import re

from codebinder.detect.formats.cloud import url_login
from codebinder.detect.formats.jsonwalk import strings as json
from codebinder.detect.formats.judge import HIGH, LOW, MEDIUM, Weight, secret, token
from codebinder.detect.formats.names import PASSWORDS, TOKENS
from codebinder.detect.formats.pairs import code, ini, properties
from codebinder.detect.formats.tables import Lines, Named, Several, Wish
from codebinder.detect.formats.xmlwalk import xml
from codebinder.detect.formats.yamlwalk import yaml
from codebinder.model.findings import Confidence

_URL = rb"(?:[\w.-]*(?:url|uri|dsn|connection))"


_HEX = re.compile(rb"[0-9A-Fa-f]{32,400}")
_RANDOM = re.compile(
    rb"(?=[^\s]*[0-9])(?=[^\s]*[A-Za-z])[^\s]{8,}$|(?=[^\s]*[a-z])(?=[^\s]*[A-Z])[A-Za-z+/=_-]{16,}$|[0-9]{20,}$"
)


def mixed(value: bytes, grade: Confidence) -> Weight | None:
    """Names such as "token" stand for much else: only what is mixed is surely one."""
    weight = token(value, grade)
    if weight is None or weight.confidence is LOW or _RANDOM.match(value):
        return weight
    return Weight(LOW, "no mixture of letters and digits")


def _hex_key(value: bytes, grade: Confidence) -> Weight | None:
    return token(value, grade) if _HEX.fullmatch(value) else None


def _application_key(value: bytes, grade: Confidence) -> Weight | None:
    """A framework's own key: some frameworks mark the keys of new projects as unsafe themselves."""
    if value.startswith((b"django-insecure-", b"SomeRandomString", b"!ChangeMe!")):
        return Weight(MEDIUM if value.startswith(b"django") else LOW, "the key of a project template")
    return secret(value, grade) if len(value) >= 8 else None


wordpress = Named(
    code,
    Wish(rb"db_password|ftp_pass|smtp_pass(?:word)?", "wordpress-password", HIGH, secret),
    Wish(
        rb"(?:auth|secure_auth|logged_in|nonce|wp_cache)_(?:key(?:_salt)?|salt)",
        "wordpress-salt",
        HIGH,
        _application_key,
    ),
    Wish(rb"(?:as3cf_|aws_)?(?:secret_access_key|access_token|jwt_auth_secret_key)", "wordpress-salt", HIGH, token),
)

php = Named(
    code,
    Wish(
        (
            rb"(?:[\w.]*(?:password|passwd|dbpass|db_pass|mysqlpass|smtppass|ftp_pass|controlpass|userpass|passwort|pwd"
            rb"|dbpasswd|installtoolpassword)|pass)"
        ),
        "php-app-password",
        HIGH,
        secret,
    ),
    Wish(
        rb"(?:secret|hash_salt|drupal_hash_salt|encryptionkey|encryption_key|wgsecretkey|wgupgradekey"
        rb"|blowfish_secret|passwordsalt|cookie_?key|cookie_?validation_?key"
        rb"|auth_key|security\.salt|salt|crypt_key|app_?secret|api_?secret|api_?key|access_?token|secret_?key"
        rb"|cipherseed|password_salt|private_key|token)",
        "php-app-key",
        HIGH,
        token,
    ),
    Wish(rb"(?:crypt|key)", "php-app-key", HIGH, _hex_key),
    Wish(rb"(?:db_url|dsn|database_url)", "php-app-password", HIGH, url_login),
)
"""config.php, settings.php, configuration.php, env.php, LocalSettings.php, parameters.php and their kin."""

magento_xml = Named(xml, Wish(rb"connection/password|crypt/key|[\w]+/password", "php-app-password", HIGH, secret))

django = Named(
    code,
    Wish(rb"[\w.]*secret_key", "django-secret-key", HIGH, _application_key),
    Wish(rb"(?:[\w.]*(?:password|passwd|passphrase)|pwd|passwd)", "django-password", HIGH, secret),
    Wish(TOKENS, "django-secret-key", HIGH, token),
    Wish(rb"(?:default|[\w.]*(?:url|uri|dsn))", "django-password", HIGH, url_login),
)

rails_yaml = Named(
    yaml,
    Wish(rb"secret_key_base|secret_token|[\w-]*pepper", "rails-secret", HIGH, token),
    Wish(rb"[\w.-]*(?:password|passphrase|passwd)", "rails-password", HIGH, secret),
    Wish(TOKENS, "rails-secret", HIGH, token),
    Wish(_URL, "rails-password", HIGH, url_login),
)
rails_code = Named(
    code,
    Wish(rb"[\w.]*(?:secret_token|secret_key_base|secret_key|pepper|secret)", "rails-secret", HIGH, token),
    Wish(rb"[\w.]*(?:password|smtp_password)", "rails-password", HIGH, secret),
    Wish(TOKENS, "rails-secret", HIGH, token),
)
rails_master = Lines(Wish(rb"(?P<v>[0-9a-f]{32})[ \t]*\r?$", "rails-secret", HIGH, token))

dotenv = Named(
    ini,
    Wish(rb"app_key|[\w]*secret_key_base", "dotenv-secret", HIGH, token),
    Wish(PASSWORDS, "dotenv-password", HIGH, secret),
    Wish(TOKENS + rb"|[\w]*_key", "dotenv-secret", HIGH, mixed),
    Wish(rb"[\w]*_(?:url|uri|dsn)|dsn|database", "dotenv-password", HIGH, url_login),
)

symfony = Named(
    yaml,
    Wish(rb"[\w.-]*(?:password|passphrase|passwd)", "symfony-secret", HIGH, secret),
    Wish(rb"secret|[\w.-]*(?:_secret|_token|_key|_apikey|api_key)", "symfony-secret", HIGH, mixed),
    Wish(_URL, "symfony-secret", HIGH, url_login),
)

spring_properties = Named(
    properties,
    Wish(PASSWORDS, "spring-password", HIGH, secret),
    Wish(TOKENS + rb"|[\w.-]*secret-?id", "spring-secret", HIGH, mixed),
    Wish(_URL, "spring-password", HIGH, url_login),
)
spring_yaml = Named(
    yaml,
    Wish(PASSWORDS, "spring-password", HIGH, secret),
    Wish(TOKENS, "spring-secret", HIGH, mixed),
    Wish(_URL, "spring-password", HIGH, url_login),
)

app_json = Named(
    json,
    Wish(PASSWORDS, "app-settings-password", HIGH, secret),
    Wish(TOKENS, "app-settings-secret", HIGH, mixed),
    Wish(_URL, "app-settings-password", HIGH, url_login),
)
app_yaml = Named(
    yaml,
    Wish(PASSWORDS, "app-settings-password", HIGH, secret),
    Wish(TOKENS, "app-settings-secret", HIGH, mixed),
    Wish(_URL, "app-settings-password", HIGH, url_login),
)
app_code = Named(
    code,
    Wish(PASSWORDS, "app-settings-password", HIGH, secret),
    Wish(TOKENS, "app-settings-secret", HIGH, mixed),
    Wish(_URL, "app-settings-password", HIGH, url_login),
)
app_ini = Named(
    properties,
    Wish(PASSWORDS, "app-settings-password", HIGH, secret),
    Wish(TOKENS, "app-settings-secret", HIGH, mixed),
    Wish(_URL, "app-settings-password", HIGH, url_login),
)

dotnet = Several(
    Lines(
        Wish(
            (
                rb"(?:password|pwd|accountkey|sharedaccesskey)[ ]{0,2}=[ ]{0,2}(?:&quot;"
                rb"|')?(?P<v>[^;\"'<>\r\n&]{2,200})(?=[;\"'&])"
            ),
            "connection-string-password",
            HIGH,
            secret,
        ),
        anywhere=True,
    ),
    Named(
        xml,
        Wish(rb"add\[[^/\]]*(?:password|passwd|pwd)\]@value", "app-settings-password", HIGH, secret),
        Wish(
            rb"add\[[^/\]]*(?:secret|apikey|api_key|accesskey|secretkey|token|privatekey|accountkey|appkey)\]@value",
            "app-settings-secret",
            HIGH,
            mixed,
        ),
        Wish(rb"machinekey@(?:validationkey|decryptionkey)", "machine-key", HIGH, _hex_key),
        Wish(
            rb"(?:network|identity|user|credentials|smtp)(?:\[[^/]*\])*@password", "app-settings-password", HIGH, secret
        ),
    ),
)
"""web.config, app.config: connection strings, appSettings, machineKey."""
dotnet_strings = dotnet.readers[0]
connection_strings = dotnet_strings

app_xml = Several(
    Named(
        xml,
        Wish(
            (
                rb"(?:property|prop|entry|param|env-entry|bean|init-param|context-param"
                rb"|param-value)(?:\[[^/]*\])*\[[\w.:-]*(?:password|passwd|pwd)\](?:@value|/value)?"
            ),
            "app-settings-password",
            HIGH,
            secret,
        ),
        Wish(
            rb"(?:param-value|env-entry-value|value|config-property-value)\[[\w.:-]*(?:password|passwd)\]",
            "app-settings-password",
            HIGH,
            secret,
        ),
        Wish(
            (
                rb"(?:property|prop|entry|param|value|param-value)(?:\[[^/]*\])*\[[\w.:-]*(?:secret|secret[._-]?key"
                rb"|secretkey|apikey|api_key|accesskey"
                rb"|token)\](?:@value|/value)?"
            ),
            "app-settings-secret",
            HIGH,
            mixed,
        ),
        Wish(
            rb"[\w:.-]+(?:\[[^/]*\])*@(?:[\w-]*password|pwd|passwd)|[\w:.-]*(?:password|passwd)",
            "app-settings-password",
            MEDIUM,
            secret,
        ),
    ),
)
"""Spring's contexts, Hibernate, persistence.xml, web.xml and other settings in XML."""
