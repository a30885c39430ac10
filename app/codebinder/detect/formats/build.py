"""Package registries, build tools and signing: npm, pip, Maven, Gradle, NuGet, gem, cargo, composer, Android, iOS."""

from __future__ import annotations

import re

from codebinder.detect.formats.jsonwalk import strings as json
from codebinder.detect.formats.judge import HIGH, MEDIUM, Weight, live, packed, secret, token
from codebinder.detect.formats.pairs import ini, properties
from codebinder.detect.formats.tables import Lines, Named, Several, Wish
from codebinder.detect.formats.xmlwalk import xml
from codebinder.detect.formats.yamlwalk import yaml
from codebinder.model.findings import Confidence

URL_LOGIN = rb"[a-z][a-z0-9+.]{1,20}://[^\s:@/'\"<>]{0,100}:(?P<v>[^\s@/'\"<>]{1,300})@[\w\[.-]"
urls = Lines(Wish(URL_LOGIN, "registry-url-password", HIGH, secret), anywhere=True)


def _maven(value: bytes, grade: Confidence) -> Weight | None:
    if value.startswith(b"{") and value.endswith(b"}"):
        return Weight(MEDIUM, "encrypted with a master password")
    return secret(value, grade)


_MIXED = re.compile(rb"(?=[^\s]*[0-9])(?=[^\s]*[A-Za-z])[A-Za-z0-9+/=_.:-]{16,400}")


def key_like(value: bytes, grade: Confidence) -> Weight | None:
    """Texts for people stand beside keys here: only what is long and mixed is one."""
    return token(value, grade) if _MIXED.fullmatch(value) else None


npm = Named(
    ini,
    Wish(rb"(?:/.*:)?_authtoken", "npm-credential", HIGH, token),
    Wish(rb"(?:.*:)?_auth", "npm-credential", HIGH, packed),
    Wish(rb"(?:.*:)?_password", "npm-credential", HIGH, packed),
    Wish(rb"(?:.*:)?(?:npmauthtoken|key_?password)", "npm-credential", HIGH, token),
)
yarn = Named(
    yaml,
    Wish(rb"npmauthtoken", "npm-credential", HIGH, token),
    Wish(rb"npmauthident", "npm-credential", HIGH, secret),
)
yarn_1 = Lines(
    Wish(
        rb"\"?[^\s\"]{0,200}:?_(?:authToken|auth|password)\"?[ \t=]{1,8}\"?(?P<v>[^\s\"]{6,400})",
        "npm-credential",
        HIGH,
        token,
    )
)

pypi = Several(Named(properties, Wish(rb"(?:[\w.-]+/)?password", "python-index-credential", HIGH, live)), urls)
pip = Several(Lines(Wish(URL_LOGIN, "python-index-credential", HIGH, secret), anywhere=True))
poetry = Named(
    ini,
    Wish(rb"http-basic\.[\w-]+/password|pypi-token/[\w-]+|pypi-token\.[\w-]+", "python-index-credential", HIGH, live),
)

maven = Named(
    xml,
    Wish(
        rb"(?:settings/.*|servers/.*|proxy/|server/)(?:password|passphrase)(?:\[[^\]]*\])?",
        "maven-credential",
        HIGH,
        _maven,
    ),
    Wish(rb"settingssecurity/master", "maven-credential", HIGH, live),
    Wish(rb"httpheaders/.*value(?:\[[^/]*\])?", "maven-credential", MEDIUM, token),
    Wish(rb"(?:properties/)[\w.-]*(?:password|passphrase|token|secret)", "maven-credential", MEDIUM, secret),
)

gradle = Named(
    properties,
    Wish(rb"[\w.-]*(?:password|passwd|passphrase|keypass|storepass|secretkey|secret)", "gradle-credential", HIGH, live),
    Wish(rb"[\w.-]*(?:token|api[._-]?key|apikey|accesskey)", "gradle-credential", HIGH, token),
)
signing = Several(
    Named(properties, Wish(rb"[\w.-]*(?:password|storepass|keypass|pwd)", "signing-password", HIGH, live)),
)
"""keystore.properties and key.properties of Android projects."""
gradle_script = Lines(
    Wish(
        (
            rb"(?:storePassword|keyPassword|keystorePassword|keyStorePassword)[ \t]{0,8}[= (][ \t]{0,8}['\"](?P<v>[^'\""
            rb"\r\n$]{1,200})['\"]"
        ),
        "signing-password",
        HIGH,
        live,
    ),
)
ant = Named(properties, Wish(rb"key\.(?:store|alias)\.password", "signing-password", HIGH, live))

nuget = Named(
    xml,
    Wish(rb"add\[cleartextpassword\]@value", "nuget-credential", HIGH, live),
    Wish(rb"add\[password\]@value", "nuget-credential", HIGH, secret),
    Wish(rb"apikeys/add(?:\[[^/]*\])?@value", "nuget-credential", HIGH, token),
)
gem = Named(yaml, Wish(rb":?[\w.-]*(?:api_key|rubygems|apikey)|https?.{0,200}", "gem-credential", HIGH, token))
bundle = Lines(
    Wish(rb"BUNDLE_[A-Z0-9_]{3,100}:[ \t]*\"?(?:[^\s:\"]{1,80}:)(?P<v>[^\s\"]{4,200})", "gem-credential", HIGH, secret)
)
cargo = Named(ini, Wish(rb"(?:[\w.-]+/)?(?:token|secret-key)", "cargo-credential", HIGH, token))
hex_pm = Named(ini, Wish(rb"(?:api_key|auth_key|repo_key)", "cargo-credential", HIGH, token))

composer = Named(
    json,
    Wish(
        (
            rb"(?:http-basic|github-oauth|gitlab-oauth|gitlab-token|bearer|bitbucket-oauth"
            rb"|custom-headers)/.*(?:password|consumer-secret|token)"
        ),
        "composer-credential",
        HIGH,
        secret,
    ),
    Wish(rb"(?:github-oauth|gitlab-oauth|gitlab-token|bearer)/[^/]+", "composer-credential", HIGH, token),
)

google_services = Named(json, Wish(rb"api_key/current_key", "firebase-config-key", MEDIUM, token))
plist = Named(
    xml,
    Wish(rb"string(?:\[[^/]*\])?\[[\w .-]*(?:password|passphrase|passwd)\]", "plist-secret", HIGH, secret),
    Wish(
        (
            rb"string(?:\[[^/]*\])?\[(?:[\w .-]*(?:secret|secretkey|apikey|api_key|auth_?token|access_?token"
            rb"|client_?secret|private_?key|app_?secret)|sharedsecret)\]"
        ),
        "plist-secret",
        HIGH,
        token,
    ),
)
android_strings = Named(
    xml,
    Wish(rb"string\[[\w.-]*(?:password|passwd)\]", "mobile-app-secret", MEDIUM, token),
    Wish(
        (
            rb"string\[[\w.-]*(?:secret|secret_?key|api_?key|app_?key|access_?token|auth_?token|client_?secret"
            rb"|server_?key|maps_?key)\]"
        ),
        "mobile-app-secret",
        MEDIUM,
        key_like,
    ),
    Wish(rb"meta-data\[[\w.-]*(?:api_?key|secret|token|app_?key)\]@value", "mobile-app-secret", MEDIUM, key_like),
)
fastlane = Lines(
    Wish(
        (
            rb"(?:ENV\[['\"])?(?:[A-Z_]{0,30}(?:PASSWORD|TOKEN|SECRET|PASSPHRASE)"
            rb"|FASTLANE_SESSION)(?:['\"]\])?[ \t]{0,4}=[ \t]{0,4}['\"](?P<v>[^'\"\r\n]{4,2000})['\"]"
        ),
        "signing-password",
        HIGH,
        secret,
    ),
    Wish(
        (
            rb"(?:[^\r\n#]{0,200}[ ,(])?(?:[a-z_]{0,40}password|storepass|passphrase|api_token"
            rb"|app_specific_password):[ \t]{0,4}['\"](?P<v>[^'\"\r\n]{3,400})['\"]"
        ),
        "signing-password",
        HIGH,
        secret,
    ),
)
