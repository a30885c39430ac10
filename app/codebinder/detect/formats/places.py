"""Which files the readers are for, by suffixes, folders and patterns of names."""

from __future__ import annotations

import re

from codebinder.detect.formats import accounts, apps, build, clients, cloud, installers, networks, routers, servers
from codebinder.detect.formats.notebooks import notebook
from codebinder.detect.formats.sql import sql
from codebinder.detect.formats.tables import Reader

Readers = tuple[Reader, ...]

SUFFIXES: dict[bytes, Readers] = {
    b".sql": (sql,),
    b".mysql": (sql,),
    b".psql": (sql,),
    b".pgsql": (sql,),
    b".dump": (sql,),
    b".ddl": (sql,),
    (b".dmp"): (sql,),
    b".ipynb": (notebook,),
    b".htpasswd": (accounts.htpasswd,),
    b".htdigest": (accounts.htpasswd,),
    b".netrc": (accounts.netrc,),
    b".pgpass": (accounts.pgpass,),
    b".ldif": (networks.ldif,),
    b".ldi": (networks.ldif,),
    b".keytab": (networks.keytab,),
    b".nmconnection": (networks.wifi,),
    b".psk": (networks.wifi,),
    b".ovpn": (networks.openvpn,),
    b".rdp": (clients.remote_ini,),
    b".rdg": (clients.remote_xml,),
    b".xsh": (clients.remote_ini,),
    b".xfp": (clients.remote_ini,),
    b".remmina": (clients.remote_ini,),
    b".mxtsessions": (clients.remote_ini,),
    b".vnc": (clients.vnc_ini,),
    (b".mobaconf"): (clients.remote_ini,),
    b".reg": (clients.registry,),
    b".ncx": (clients.db_xml,),
    b".kubeconfig": (cloud.kubeconfig,),
    b".tfvars": (cloud.tfvars,),
    b".tfstate": (cloud.terraform_state,),
    b".tfbackend": (cloud.tfvars,),
    b".publishsettings": (cloud.azure,),
    b".pubxml": (apps.dotnet,),
    b".cscfg": (cloud.azure,),
    b".eyaml": (cloud.encrypted,),
    b".rsc": (routers.mikrotik,),
    b".jaas": (servers.jaas,),
    b".s3cfg": (cloud.aws, cloud.tool_ini),
    b".env": (apps.dotenv,),
    b".pypirc": (build.pypi,),
    b".npmrc": (build.npm,),
    b".ks": (installers.kickstart,),
    b".preseed": (installers.kickstart,),
    b".plist": (build.plist,),
    b".entitlements": (build.plist,),
    b".mobileconfig": (build.plist,),
    b".config": (apps.dotnet,),
    b".udl": (apps.connection_strings,),
    b".dtsconfig": (apps.connection_strings,),
    (b".rds"): (apps.connection_strings,),
    b".dsn": (servers.database_server,),
    b".cf": (servers.database_server,),
    b".kdbx": (clients.keepass,),
    b".kdb": (clients.keepass,),
    b".history": (clients.history,),
}
"""Readers by the name's suffix, whatever the name."""

PLACES: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"(?:^|/)\.docker/config\.json$"), cloud.docker),
    (re.compile(rb"(?:^|/)\.kube/config$"), cloud.kubeconfig),
    (re.compile(rb"(?:^|/)\.aws/(?:config|credentials)$"), cloud.aws),
    (re.compile(rb"(?:^|/)\.git/config$"), clients.git_settings),
    (re.compile(rb"(?:^|/)\.(?:gem|cargo)/credentials$"), build.gem),
    (
        re.compile(
            rb"(?:^|/)\.?(?:config/)?(?:gh|hub|doctl|glab-cli|circleci|ngrok2?)/(?:hosts|config|cli|ngrok)\.ya?ml$"
        ),
        cloud.tool_yaml,
    ),
    (
        re.compile(
            rb"(?:^|/)\.?(?:cloudflared|aliyun|netlify|vercel|mc|config/configstore|terraform\.d|kaggle"
            rb"|openclaw)/[^/]{1,80}\.json$"
        ),
        cloud.tool_json,
    ),
    (re.compile(rb"(?:^|/)\.bundle/config$"), build.bundle),
    (re.compile(rb"(?:^|/)\.hex/hex\.config$"), build.hex_pm),
    (re.compile(rb"(?:^|/)\.vnc/passwd$"), networks.vnc_file),
    (re.compile(rb"(?:^|/)wireguard/[^/]{1,80}\.conf$|(?:^|/)wg[0-9]{1,3}\.conf$"), networks.wireguard),
    (re.compile(rb"(?:^|/)(?:system-connections|iwd)/[^/]{1,200}$"), networks.wifi),
    (re.compile(rb"(?:^|/)netplan/[^/]{1,80}\.ya?ml$"), networks.netplan),
    (re.compile(rb"(?:^|/)(?:openvpn|vpn)/[^/]{1,80}$|(?:^|/)(?:ta|static|tls-auth)\.key$"), networks.openvpn),
    (re.compile(rb"(?:^|/)(?:ipsec|swanctl)/[^/]{1,80}\.(?:conf|secrets)$"), networks.ipsec),
    (re.compile(rb"(?:^|/)etc/config/[^/]{1,80}$"), routers.uci),
    (
        re.compile(rb"(?:^|/)(?:raddb|freeradius)/(?:[^/]{1,80}/){0,4}[^/]{1,80}$|(?:^|/)radius(?:/|_)users$"),
        networks.radius,
    ),
    (
        re.compile(
            rb"(?:^|/)(?:named|bind|rndc)[^/]{0,20}/[^/]{1,80}\.(?:conf|key)$|(?:^"
            rb"|/)K[^/]{1,200}\.\+[0-9]{3}\+[0-9]{5}\.(?:key|private)$"
        ),
        networks.named_keys,
    ),
    (
        re.compile(rb"(?:^|/)(?:host_vars|group_vars|inventor(?:y|ies)|ansible)/(?:[^/]{1,80}/){0,4}[^/]{1,80}$"),
        cloud.ansible_variables,
    ),
    (re.compile(rb"(?:^|/)hieradata/(?:[^/]{1,80}/){0,4}[^/]{1,80}\.ya?ml$"), apps.app_yaml),
    (re.compile(rb"(?:^|/)data_bags/[^/]{1,80}/[^/]{1,80}\.json$"), apps.app_json),
    (re.compile(rb"(?:^|/)config/settings/[^/]{1,80}\.py$|(?:^|/)settings/[^/]{1,80}\.py$"), apps.django),
    (re.compile(rb"(?:^|/)config/(?:initializers|environments)/[^/]{1,80}\.rb$"), apps.rails_code),
    (re.compile(rb"(?:^|/)sites/[^/]{1,80}/settings[^/]{0,40}\.php$"), apps.php),
    (re.compile(rb"(?:^|/)weblogic/|(?:^|/)config/(?:jdbc/[^/]{1,80}|config)\.xml$"), servers.weblogic),
    (re.compile(rb"(?:^|/)\.jenkins/|(?:^|/)(?:jenkins|users/[^/]{1,80})/[^/]{1,80}\.xml$"), servers.jenkins),
    (re.compile(rb"(?:^|/)secrets/(?:master\.key|hudson\.util\.Secret|initialAdminPassword)$"), servers.jenkins_key),
    (re.compile(rb"(?:^|/)\.ivy2/\.credentials$|(?:^|/)\.sbt/[^/]{0,80}credentials$"), build.signing),
    (re.compile(rb"(?:^|/)fish/fish_history$"), clients.history),
    (re.compile(rb"(?:^|/)auth/svn\.simple/"), clients.subversion),
    (re.compile(rb"(?:^|/)(?:exim4?|postfix)/[^/]{1,80}$"), accounts.server_lists),
    (re.compile(rb"(?:^|/)charts?/[^/]{1,80}/values[^/]{0,40}\.ya?ml$"), cloud.helm_values),
)
"""Readers for files whose names mean something only in certain folders."""

FAMILIES: tuple[tuple[bytes, Readers], ...] = (
    (rb"\.env(?:rc)?(?:[._-][\w.-]{1,40})?|[\w-]{1,40}\.env(?:\.[\w-]{1,20})?", (apps.dotenv,)),
    (
        (
            rb"(?:application|bootstrap)-[\w.-]{1,60}\.properties|[\w-]{0,40}(?:jdbc|db|database|datasource|secret"
            rb"|credential)s?[\w-]{0,20}\.properties"
        ),
        (apps.spring_properties,),
    ),
    (rb"(?:application|bootstrap)-[\w.-]{1,60}\.ya?ml", (apps.spring_yaml,)),
    (
        (
            rb"docker-compose[\w.-]{1,60}\.ya?ml|values[-._][\w.-]{1,60}\.ya?ml|[\w-]{1,40}-values\.ya?ml"
            rb"|compose\.[\w.-]{1,40}\.ya?ml"
        ),
        (cloud.helm_values,),
    ),
    (
        rb"[\w.-]{1,100}\.tfvars\.json|[\w.-]{1,100}\.tfstate\.(?:backup|[0-9]{6,20})[\w.]{0,20}",
        (cloud.terraform_state,),
    ),
    (rb"appsettings\.[\w.-]{1,60}\.json", (apps.app_json, apps.dotnet_strings)),
    (rb"[\w.-]{0,60}settings[\w.-]{0,40}\.py", (apps.django,)),
    (rb"wp-config[\w.~-]{0,40}", (apps.wordpress,)),
    (rb"config(?:uration)?[-_.][\w.-]{1,40}\.php|[\w.-]{1,40}[-_.]?config\.(?:inc\.)?php", (apps.php,)),
    (rb"(?:wpa_supplicant|hostapd)[\w.-]{1,40}", (networks.wifi,)),
    (rb"(?:wlan|wi-?fi|wireless)[\w.-]{0,80}\.xml", (networks.wifi_xml,)),
    (rb"[\w.-]{1,80}jaas[\w.-]{0,20}\.(?:conf|config)|jaas\.(?:conf|config)", (servers.jaas,)),
    (rb"config-[\w.-]{1,100}\.xml", (routers.firewall_xml,)),
    (
        rb"(?:secrets?|credentials?)[-_.][\w.-]{1,60}\.ya?ml|[\w.-]{1,60}[-_.](?:secrets?|credentials?)\.ya?ml",
        (apps.app_yaml,),
    ),
    (
        rb"(?:secrets?|credentials?|config)[-_.][\w.-]{1,60}\.json|[\w.-]{1,60}[-_.](?:secrets?|credentials?)\.json",
        (apps.app_json,),
    ),
    (rb"client_secret[\w.-]{1,120}\.json|[\w.-]{1,80}-[0-9a-f]{12}\.json", (cloud.gcloud,)),
    (rb"recentservers[\w.-]{1,20}|sitemanager[\w.-]{1,20}|filezilla[\w.-]{0,40}\.xml", (clients.filezilla,)),
    (rb"winscp[\w.-]{0,40}\.ini", (clients.winscp,)),
    (rb"robomongo[\w.-]{0,40}\.json", (clients.robomongo,)),
    (rb"confcons[\w.-]{0,80}\.xml[\w.]{0,40}", (clients.remote_xml,)),
    (rb"keepass[\w.-]{0,60}\.xml", (clients.keepass_xml,)),
    (rb"(?:mysql|pgsql|ldap)[\w.-]{0,60}\.cf", (servers.database_server,)),
    (rb"[\w.-]{1,60}_history(?:\.txt)?", (clients.history,)),
    (rb"[\w-]{1,40}-(?:accesskeys|credentials|keys)\.csv", (cloud.aws_csv,)),
    (rb"unattend[\w.-]{1,60}\.xml|autounattend[\w.-]{1,60}\.xml", (installers.unattend,)),
    (rb"nvram[\w.-]{0,60}", (routers.nvram,)),
    (
        rb"[\w.-]{1,60}-confg|[\w.-]{1,60}\.(?:running|startup)-config|(?:running|startup)-config[\w.-]{0,40}",
        (routers.cisco,),
    ),
)
"""Readers by patterns of the whole name in lower case; the first that matches counts."""
