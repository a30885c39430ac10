"""Clouds and clusters: Kubernetes, Docker, Terraform, Ansible, and the logins that command-line tools keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.jsonwalk import strings as json
from codebinder.detect.formats.judge import HIGH, LOW, MEDIUM, Weight, hidden, live, packed, secret, token
from codebinder.detect.formats.names import PASSWORDS, TOKENS
from codebinder.detect.formats.pairs import code, ini
from codebinder.detect.formats.tables import Lines, Named, Several, Wish, sight
from codebinder.detect.formats.xmlwalk import xml
from codebinder.detect.formats.yamlwalk import yaml, yaml_env
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_SECRET_KIND = re.compile(rb"(?m)^[ \t{,-]{0,40}\"?kind\"?[ \t]*:[ \t]*['\"]?Secret\b")
_DOCUMENT = re.compile(rb"(?m)^---")
_ENTRY = re.compile(rb"(?:^|/)(data|stringdata)/([^/]+)$")
_PUBLIC = re.compile(
    rb"(?:.*[._-])?(?:user(?:name|id)?|login|hosts?|hostname|port|database|db|dbname|email|namespace|region|type"
    rb"|crt|cert|ca|pub|url|endpoint|bucket|name|domain|tenant)$"
)
_URL_LOGIN = re.compile(rb"(?:jdbc:)?[a-zA-Z][a-zA-Z0-9+.]{1,20}://[^\s:@/]{0,100}:([^\s@/]{1,300})@")


def url_login(value: bytes, grade: Confidence) -> Weight | None:
    """Judge an address: it is a secret where a password stands in it."""
    match = _URL_LOGIN.match(value)
    weight = secret(match[1], grade) if match else None
    return weight._replace(part=match.span(1)) if weight and match else None


def kubernetes_secret(file: FileView) -> Iterator[Sight]:
    """Secrets in manifests, plain (stringData) and in base 64 (data). Sealed ones are of another kind."""
    flat = file.flat
    starts = [0, *(match.start() for match in _DOCUMENT.finditer(flat)), len(flat)]
    for low, high in pairwise(starts):
        if _SECRET_KIND.search(flat, low, high) is None:
            continue
        part = flat[low:high]
        syntax = json if part.lstrip()[:1] == b"{" else yaml
        for trail, start, end in syntax(part):
            match = _ENTRY.search(trail)
            if match is None or start == end:
                continue
            value = part[start:end]
            weight = packed(value, HIGH) if match[1] == b"data" else secret(value, HIGH)
            if weight is None:
                continue
            if weight.confidence is not LOW and _PUBLIC.match(match[2]):
                weight = Weight(LOW, "a name beside a secret")
            yield sight(file, low + start, low + end, "kubernetes-secret", weight)


kubeconfig = Named(
    yaml,
    Wish(
        rb"users?/.*(?:token|password|access-token|refresh-token|id-token|client-secret|secret-key)",
        "kubeconfig-credential",
        HIGH,
        secret,
    ),
    Wish(rb"client-key-data", "kubeconfig-credential", HIGH, packed),
)

helm_values = Named(
    yaml_env,
    Wish(PASSWORDS, "deployment-password", MEDIUM, secret),
    Wish(TOKENS, "deployment-secret", MEDIUM, token),
    Wish(rb"urls?|[\w-]*(?:uri|dsn)", "deployment-password", MEDIUM, url_login),
)
"""values.yaml of Helm charts, docker-compose and stack files, CI variables."""

docker = Named(
    json,
    Wish(rb"auth", "docker-credential", HIGH, packed),
    Wish(rb"(?:identitytoken|registrytoken|password)", "docker-credential", HIGH, secret),
)

aws = Named(
    ini,
    Wish(
        (
            rb"(?:[^/]*/)?(?:aws_)?secret_access_key|(?:[^/]*/)?(?:aws_)?(?:session|security)_token"
            rb"|(?:[^/]*/)?aws_secret_key"
        ),
        "aws-credential-file",
        HIGH,
        token,
    ),
    Wish(
        rb"(?:gs_)?secret_access_key|gs_oauth2_refresh_token|proxy_pass|gs_oauth2_client_secret",
        "cloud-tool-credential",
        HIGH,
        token,
    ),
)
aws_csv = Lines(
    Wish(rb"(?:[^,\r\n]{0,100},){0,4}A[KS]IA[A-Z2-7]{16},(?P<v>[A-Za-z0-9/+]{40})", "aws-credential-file", HIGH, token)
)

gcloud = Named(
    json,
    Wish(
        rb"(?:client_secret|refresh_token|access_token|id_token|secret|token)",
        "gcloud-credential",
        HIGH,
        token,
    ),
)

azure = Several(
    Named(
        xml,
        Wish(rb"[\w-]*publishprofile(?:\[[^/]*\])?@userpwd", "azure-credential", HIGH, live),
        Wish(rb"[\w-]+(?:\[[^/]*\])?@managementcertificate", "azure-credential", HIGH, hidden),
        Wish(
            rb"setting\[[^/\]]*(?:password|accountkey|secret|connectionstring)[^/\]]*\]@value",
            "azure-credential",
            HIGH,
            secret,
        ),
    ),
    Lines(
        Wish(rb"(?:AccountKey|SharedAccessKey)=(?P<v>[A-Za-z0-9+/]{40,100}={0,2})", "azure-credential", HIGH, token),
        anywhere=True,
    ),
)
azure_json = Named(
    json,
    Wish(
        rb"(?:accesstoken|refreshtoken|client_?secret|secret|password|clientsecret|certificate_secret)",
        "azure-credential",
        HIGH,
        token,
    ),
)

terraform_state = Named(
    json,
    Wish(
        (
            rb"(?:[\w.-]*(?:password|passphrase|secret|secret_key|secret_string|private_key_pem|private_key|access_key"
            rb"|sas_url_query_string|connection_string|token|primary_key|secondary_key|client_key|client_secret"
            rb"|shared_key|auth_token|bearer_token|api_key|result|kube_config_raw))"
        ),
        "terraform-secret",
        HIGH,
        token,
    ),
    Wish(rb"outputs/[\w-]*(?:password|secret|token|key)/value", "terraform-secret", HIGH, secret),
)
tfvars = Named(code, Wish(PASSWORDS, "terraform-secret", HIGH, secret), Wish(TOKENS, "terraform-secret", HIGH, token))

_ANSIBLE = (
    rb"ansible_(?:ssh_pass(?:word)?|password|pass|become_pass(?:word)?|become_password|sudo_pass(?:word)?"
    rb"|su_pass(?:word)?|httpapi_pass(?:word)?|winrm_pass(?:word)?)"
)
ansible = Lines(
    Wish(
        _ANSIBLE + rb"[ \t]{0,8}[=:][ \t]{0,8}(?:\"(?P<v>[^\"\r\n]{1,200})\"|'(?P<w>[^'\r\n]{1,200})')",
        "ansible-password",
        HIGH,
        live,
    ),
    Wish(_ANSIBLE + rb"[ \t]{0,8}[=:][ \t]{0,8}(?P<v>[^\s'\"#]{1,200})", "ansible-password", HIGH, live),
    anywhere=True,
)

ansible_variables = Several(
    Named(
        yaml,
        Wish(PASSWORDS, "ansible-password", MEDIUM, secret),
        Wish(TOKENS, "ansible-password", MEDIUM, token),
    ),
    ansible,
)

tool_ini = Named(
    ini,
    Wish(
        (
            rb"(?:[^/]*/)?(?:secret_?key|gpg_passphrase|pass(?:word)?2?|client_secret|secret_access_key"
            rb"|service_account_credentials|bearer_token|accesskeysecret|secretkey|api_?key|api_?token|access_?token"
            rb"|token|auth_?token|key|sts_?token)"
        ),
        "cloud-tool-credential",
        HIGH,
        token,
    ),
)
"""s3cmd, rclone, boto, databricks, ossutil, sentry-cli, transifex."""
tool_yaml = Named(
    yaml,
    Wish(
        (
            rb"(?:[\w.-]*[_-])?(?:oauth_?token|access-?_?token|api[_-]?key|auth_?token|token|secret|client_?key"
            rb"|secret_?key|password|refresh_?token)"
        ),
        "cloud-tool-credential",
        HIGH,
        token,
    ),
)
"""hub, gh, glab, doctl, tugboat, ngrok, circleci."""
tool_json = Named(
    json,
    Wish(
        (
            rb"(?:[\w.-]*[_-])?(?:access_?token|refresh_?token|api_?key|token|tunnelsecret|secret(?:_?key)?|password"
            rb"|key|client_?secret|access_key_secret|session_?token|accesskeysecret)"
        ),
        "cloud-tool-credential",
        HIGH,
        token,
    ),
)
whole_token = Lines(
    Wish(rb"(?P<v>(?=[^\s]*[0-9])[A-Za-z0-9_.=+/-]{20,400})[ \t]*\r?$", "cloud-tool-credential", HIGH, token)
)
"""Files that hold one token and nothing else."""

encrypted = Lines(
    Wish(
        rb"(?:-[ \t]{1,8})?(?:[\w-]{1,40}:[ \t]{1,8})?secure:[ \t]{0,8}\"?(?P<v>[A-Za-z0-9+/=\\n]{40,1000})",
        "encrypted-secret",
        LOW,
        hidden,
    ),
    Wish(rb"[^\r\n#]{0,200}?(?P<v>ENC\[[A-Z0-9_]{2,20},[A-Za-z0-9+/=:,_ -]{16,8000})", "encrypted-secret", LOW, hidden),
)

chef_json = Named(json, Wish(rb"(?:encrypted_data|cipher_?text)", "encrypted-secret", LOW, hidden))
