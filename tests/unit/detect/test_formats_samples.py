"""One small made-up sample for each format and spelling: the values that must be found, and nothing else."""

# ruff: noqa: E501 - a sample stays one line

from __future__ import annotations

import base64

import pytest

from codebinder.base import encoding as encodings
from codebinder.detect.fileview import FileView
from codebinder.detect.formats import look

A, B, C = "hG5sD8kPa", "kQ2vWm7xR", "zT5mK8wRq"
LONG = "kQ2vWm7xRbTz4NpL8jH6gF4dS2aQ0wE9"
HEX32 = "7c9e4f1b3a8d2065e9c7b4f1a3d80e62"


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


UTF16 = base64.b64encode((A + "AdministratorPassword").encode("utf-16-le")).decode()

SAMPLES: list[tuple[str, str, list[str]]] = [
    # -------------------------------------------------------------------------------------------- accounts
    ("etc/gshadow", "wheel:$6$ab$hG5sD8kPaQ2vWm7xRbTz4NpL8jH6:eva:bob\nadm:!::\n", ["$6$ab$hG5sD8kPaQ2vWm7xRbTz4NpL8jH6"]),
    ("etc/vsftpd.passwd", "eva:$1$ab$GH5sD8kPaQ2vWm7xRbTz41\n", ["$1$ab$GH5sD8kPaQ2vWm7xRbTz41"]),
    ("x/.htpasswd", f"eva:{{SSHA}}{LONG}\nbob:aB1cD2eF3gH4i\n# a:b\n", [f"{{SSHA}}{LONG}", "aB1cD2eF3gH4i"]),
    ("samba/smbpasswd", f"e:1:{HEX32.upper()}:{HEX32.upper()[::-1]}:[U ]:LCT-1:\n", [HEX32.upper(), HEX32.upper()[::-1]]),
    (".netrc", f"default login x password {A}\n", [A]),
    (".netrc", f"# password {B}\nmachine h\n\tlogin x\n\tpassword {A}\n", [A]),
    (".my.cnf", f"[mysqldump]\npassword={A} # old\n[client]\n#password={B}\n", [A]),
    (".git-credentials", f"https://eva:{A}%21@h.test\n", [f"{A}%21"]),
    (".gitconfig", f'[url "https://eva:{A}@h.test/"]\n\tinsteadOf = https://h.test/\n[github]\n\ttoken = {B}1\n', [A, f"{B}1"]),
    ("exim/passwd.client", f"# host\n*.h.test:eva@h.test:{A}\n", [A]),
    ("postfix/sasl_passwd", f"smtp.h.test eva@h.test:{A}\n", [A]),
    # -------------------------------------------------------------------------------------------- networks
    ("wpa_supplicant.conf", f'network={{\n psk={HEX32 * 2}\n password="{A}"\n private_key_passwd="{B}"\n}}\n', [HEX32 * 2, A, B]),
    ("hostapd.conf", f"wpa_passphrase={A}\nwep_key0={B}\nauth_server_shared_secret={C}\n", [A, B, C]),
    ("hostapd.wpa_psk", f"00:00:00:00:00:00 {A}\n", [A]),
    ("system-connections/vpn.nmconnection", f"[vpn-secrets]\nxauth={A}\n[802-1x]\npassword={B}\n", [A, B]),
    ("iwd/lab.psk", f"[Security]\nPreSharedKey={HEX32 * 2}\n", [HEX32 * 2]),
    ("etc/wireguard/x.conf", f"[Interface]\nPrivateKey = {LONG}{'a' * 11}=\n[Peer]\nPresharedKey={LONG}{'b' * 11}=\n", [f"{LONG}{'a' * 11}=", f"{LONG}{'b' * 11}="]),
    ("swanctl/conf.d/x.conf", f'secrets {{\n eap {{\n  secret = "{A}"\n }}\n}}\n', [A]),
    ("etc/ipsec.secrets", f'@a @b : PSK 0s{LONG}\n : RSA key.pem "{A}"\n', [f"0s{LONG}", A]),
    ("bind/named.conf", f'key k {{ algorithm hmac-md5; secret "{LONG}"; }};\n', [LONG]),
    ("keys/Ka.test.+157+12345.private", f"Private-key-format: v1.2\nKey: {LONG}==\n", [f"{LONG}=="]),
    ("raddb/users", f'eva NT-Password := "{HEX32}"\nbob Auth-Type := Local, User-Password == "{A}"\n', [HEX32, A]),
    ("radsecproxy.conf", f"client x {{\n secret {A}\n}}\nserver y {{\n secret = {B}\n}}\n", [B]),
    ("tac_plus.conf", f'user = eva {{\n login = des {B}1234\n pap = cleartext "{A}"\n}}\n', [f"{B}1234", A]),
    ("snmpd.conf", f"com2sec local default {A}\nrwcommunity {B}\ntrapsink 192.0.2.1 {C}\n", [A, B, C]),
    ("snmptrapd.conf", f"createUser -e 0x80001f88 ops MD5 {A} DES {B}\n", [A, B]),
    ("a.ldif", f"sambaNTPassword: {HEX32.upper()}\nuserPassword: {A}\n", [HEX32.upper(), A]),
    ("sssd.conf", f"[domain/x]\nldap_default_authtok = {A}\n", [A]),
    ("pam_ldap.conf", f"binddn cn=x\nbindpw {A}\n", [A]),
    # --------------------------------------------------------------------------------------------- routers
    ("r.cfg", "\nhostname r\nusername a secret 8 $8$ab$hG5sD8kPaQ2vWm7x\nenable secret sha512 $sha512$5000$ab$hG5sD8kPa\n", ["$8$ab$hG5sD8kPaQ2vWm7x", "$sha512$5000$ab$hG5sD8kPa"]),
    ("r-confg", f"tacacs-server host 192.0.2.1 key 7 0822455D0A16\nstandby 1 authentication {A}\nwpa-psk ascii 0 {B}\n", ["0822455D0A16", A, B]),
    ("r-confg", f"snmp-server host 192.0.2.1 version 2c {A}\nntp authentication-key 1 md5 {B} 7\n", [A, B]),
    ("asa.txt", f"ASA Version 9\nusername eva password hG5sD8kPa1 encrypted privilege 15\ntunnel-group x ipsec-attributes\n ikev1 pre-shared-key {B}\n", ["hG5sD8kPa1", B]),
    ("j.conf", 'system {\n root-authentication {\n  encrypted-password "$1$ab$GH5sD8kPaQ2vWm7xRbTz41"; ## SECRET-DATA\n }\n}\nike { pre-shared-key ascii-text "$9$aG5sD8k"; }\n', ["$1$ab$GH5sD8kPaQ2vWm7xRbTz41", "$9$aG5sD8k"]),
    ("h3c.cfg", f"sysname x\n local-user eva\n  password hash $h$6$hG5sD8kPa\n  password cipher {B}\nsuper password level 3 simple {C}\n", ["$h$6$hG5sD8kPa", B, C]),
    ("m.rsc", f'add name=a password="{A}"\nset ipsec-secret={B} authentication-password=""\n', [A, B]),
    ("fg.conf", f'config vpn ipsec\n set psksecret ENC {LONG}==\n set passwd "{A}"\nend\n', [f"{LONG}==", A]),
    ("config-x.xml", f"<opnsense><snmpd><rocommunity>{A}</rocommunity></snmpd><openvpn><shared_key>{b64('# 2048 bit ' + LONG)}</shared_key></openvpn></opnsense>", [A, b64("# 2048 bit " + LONG)]),
    ("etc/config/network", f"config interface wan\n\toption proto pppoe\n\toption username 'eva'\n\toption password '{A}'\n", [A]),
    ("dump.txt", f"http_passwd={A}\nwl1_wpa_psk={B}\nwan0_pppoe_passwd={C}\nwl_key=1\n", [A, B, C]),
    ("zte.xml", f'<DB><Tbl><Row><DM name="Password" val="{A}1"/><DM name="Port" val="80"/></Row></Tbl></DB>', [f"{A}1"]),
    # --------------------------------------------------------------------------------------------- clients
    ("recentservers.xml", f"<FileZilla3><RecentServers><Server><Pass>{A}</Pass></Server></RecentServers></FileZilla3>", [A]),
    ("sftp-config.json", f'{{\n //"password": "{B}",\n "host": "h",\n "password": "{A}",\n}}', [A]),
    (".ftpconfig", f'{{"pass": "{A}", "passphrase": "{B}", "agent": ""}}', [A, B]),
    (".remote-sync.json", f'{{"password": "{A}"}}', [A]),
    ("deployment-config.json", f'[{{"password": "{A}"}}]', [A]),
    (".idea/WebServers.xml", f'<c><fileTransfer host="h" password="{A}"/></c>', [A]),
    ("MobaXterm.ini", f"[Passwords]\nssh22:eva@h={LONG}\n", [LONG]),
    ("SecureCRT.ini", f'S:"Password V2"=02:{HEX32}\n', [f"02:{HEX32}"]),
    ("x.rdg", f"<RDCMan><logonCredentials><password>{LONG}==</password></logonCredentials></RDCMan>", [f"{LONG}=="]),
    ("tight.reg", '"Password"=hex:7c,9e,4f,1b,3a,8d,20,65\n', ["7c,9e,4f,1b,3a,8d,20,65"]),
    (".offlineimaprc", f"[Repository r]\nremoteuser = e\nremotepass = {A}\n", [A]),
    (".mbsyncrc", f"IMAPAccount x\nPass {A}\n", [A]),
    (".getmailrc", f"[retriever]\npassword = {A}\n", [A]),
    ("ssmtp.conf", f"AuthUser=e\nAuthPass={A}\n", [A]),
    (".muttrc", f'set smtp_url = "smtps://eva:{A}@h.test"\n', [A]),
    (".fetchmailrc", f"poll h\n user eva\n pass {A}\n", [A]),
    ("mail/authinfo", f'AuthInfo:h "U:eva" "P={b64(A)}" "M:PLAIN"\n', [b64(A)]),
    ("irssi.conf", f'servers = (\n {{ address = "h"; \n password = "{A}";\n }} );\n', [A]),
    ("dbeaver-data-sources.xml", f'<c><connection><provider-property name="password" value="{A}"/></connection></c>', [A]),
    (".psql_history", f"ALTER USER eva PASSWORD '{A}';\n", [A]),
    (".bash_history", f"sshpass -p '{A}' ssh h\nPGPASSWORD={B} psql\nredis-cli -h h -a {C} ping\n", [A, B, C]),
    (".zsh_history", f"docker login -u e --password={A}\necho {B} | sudo -S ls\nopenssl enc -k {C}\n", [A, B, C]),
    # ----------------------------------------------------------------------------------------------- build
    (".npmrc", f"//h/:_password={b64(A)}\n//h/:username=e\n; _authToken=x\n", [b64(A)]),
    (".yarnrc.yml", f"npmAuthIdent: eva:{A}\n", [f"eva:{A}"]),
    (".pypirc", f"[distutils]\nindex-servers=a\n[a]\nrepository: https://h\npassword: {A}\n", [A]),
    ("pip.conf", f"[global]\nextra-index-url =\n  https://eva:{A}@h.test/simple\n", [A]),
    ("auth.toml", f'[http-basic.a]\nusername = "e"\npassword = "{A}"\n', [A]),
    ("settings.xml", f"<settings><servers><server><id>a</id><passphrase>{A}</passphrase></server></servers><profiles><profile><properties><x.password>{B}</x.password></properties></profile></profiles></settings>", [A, B]),
    ("gradle.properties", f"signing.password={A}\nossrhToken={LONG}\n", [A, LONG]),
    ("key.properties", f"storePassword={A}\nkeyPassword={B}\nkeyAlias=upload\n", [A, B]),
    ("app/build.gradle", f'keyPassword = "{A}"\n keyAlias "x"\n', [A]),
    ("NuGet.config", f'<configuration><apikeys><add key="https://h" value="{LONG}"/></apikeys></configuration>', [LONG]),
    ("auth.json", f'{{"github-oauth": {{"github.com": "{LONG}"}}}}', [LONG]),
    ("fastlane/Fastfile", f'ENV["MATCH_PASSWORD"] = "{A}"\nmatch(keychain_password: "{B}")\n', [A, B]),
    ("x.plist", f"<plist><dict><key>ClientSecret</key><string>{LONG}</string></dict></plist>", [LONG]),
    ("x.mobileconfig", f"<plist><dict><key>SharedSecret</key><string>{LONG}</string><key>Password</key><string>{A}</string></dict></plist>", [LONG, A]),
    # ----------------------------------------------------------------------------------------------- cloud
    ("config.json", f'{{"auths": {{"h": {{"auth": "{b64("eva:" + A)}"}}}}}}', [b64("eva:" + A)]),
    (".dockercfg", f'{{"h": {{"auth": "{b64("eva:" + A)}", "email": "e@h.test"}}}}', [b64("eva:" + A)]),
    ("admin.conf", f"kind: Config\nusers:\n- name: a\n  user:\n    client-key-data: {b64('-----BEGIN EC PRIV' + LONG)}\n    password: {A}\n", [b64("-----BEGIN EC PRIV" + LONG), A]),
    ("s.json", f'{{"kind": "Secret", "data": {{"password": "{b64(A)}"}}}}', [b64(A)]),
    ("s.yaml", f"apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  stringData:\n    a.conf: |\n      key={A}\n", [f"key={A}"]),
    ("docker-compose.prod.yml", f"services:\n  a:\n    environment:\n      MYSQL_PASSWORD: {A}\n      URL: postgres://e:{B}@db/x\n", [A, B]),
    (".aws/credentials", f"[a]\naws_secret_access_key={LONG}abcd1234\naws_session_token = {LONG}==\n", [f"{LONG}abcd1234", f"{LONG}=="]),
    ("rootkey.csv", f"Access key ID,Secret access key\nAKIA{'Q7WM2ER5TYU4IOP2'},{LONG}abcd1234\n", [f"{LONG}abcd1234"]),
    ("hq-7c9e4f1b3a8d.json", f'{{"type": "service_account", "private_key_id": "{HEX32}87a3f0c1"}}', []),
    ("ServiceConfiguration.cscfg", f'<S><Setting name="C" value="AccountName=a;AccountKey={LONG}{LONG}=="/></S>', [f"{LONG}{LONG}=="]),
    ("terraform.tfstate", f'{{"outputs": {{"db_password": {{"value": "{A}"}}}}}}', [A]),
    ("a.auto.tfvars", f'# x\ntoken = "{LONG}"\nadmin_password="{A}"\n', [LONG, A]),
    ("inventory", f"h ansible_become_password='{A}' ansible_port=22\n", [A]),
    ("host_vars/h.yml", f"ansible_ssh_pass: {A}\ndb_password: '{{{{ vault_db }}}}'\n", [A]),
    (".boto", f"[Credentials]\ngs_secret_access_key = {LONG}\n", [LONG]),
    ("rclone.conf", f"[a]\nclient_secret = {LONG}\npass = {B}1\n", [LONG, f"{B}1"]),
    (".cloudflared/x.json", f'{{"TunnelSecret": "{LONG}"}}', [LONG]),
    (".config/doctl/config.yaml", f"access-token: {LONG}\n", [LONG]),
    (".config/hub", f"github.com:\n- user: e\n  oauth_token: {LONG}\n", [LONG]),
    (".tugboat", f"authentication:\n  access_token: {LONG}\n", [LONG]),
    (".vault-token", f"hvs.{LONG}\n", [f"hvs.{LONG}"]),
    (".terraform.d/credentials.tfrc.json", f'{{"credentials": {{"h": {{"token": "{LONG}"}}}}}}', [LONG]),
    # --------------------------------------------------------------------------------------------- servers
    ("sentinel.conf", f"sentinel auth-pass m {A}\nmasterauth {B}\n", [A, B]),
    ("users.acl", f"user eva on #{HEX32 * 2} ~*\n", [HEX32 * 2]),
    ("rabbitmq.config", f'[{{rabbit, [{{default_pass, <<"{A}">>}}]}}].\n', [A]),
    ("consumer.properties", f'sasl.jaas.config=a.b.PlainLoginModule required username="e" password="{A}";\nssl.key.password={B}\n', [A, B]),
    ("zk_jaas.conf", f'Server {{\n x.DigestLoginModule required\n user_super="{A}";\n}};\n', [A]),
    ("mosquitto_passwd", "eva:$6$hG5sD8kPaQ2v$kQ2vWm7xRbTz4NpL8jH6==\n", ["$6$hG5sD8kPaQ2v$kQ2vWm7xRbTz4NpL8jH6=="]),
    ("conf/context.xml", f'<Context><Resource name="jdbc/x" username="e" password="{A}"/></Context>', [A]),
    ("standalone.xml", f'<s><keystore path="k" keystore-password="{A}"/><credential-reference clear-text="{B}"/></s>', [A, B]),
    ("wlp/server.xml", f'<server><keyStore id="d" password="{{xor}}{LONG}"/></server>', [f"{{xor}}{LONG}"]),
    ("users/eva/config.xml", f"<user><hudson.x><passwordHash>#jbcrypt:$2a$10${LONG}</passwordHash></hudson.x></user>", [f"#jbcrypt:$2a$10${LONG}"]),
    ("secrets/master.key", f"{HEX32 * 8}\n", [HEX32 * 8]),
    ("zabbix_server.conf", f"DBUser=z\nDBPassword={A}\n# DBPassword={B}\n", [A]),
    ("airflow.cfg", f"[core]\nfernet_key = {LONG}\n[smtp]\nsmtp_password = {A}\n", [LONG, A]),
    ("supervisord.conf", f"[inet_http_server]\nusername=e\npassword={A} ; x\n", [A]),
    ("alertmanager.yml", f"global:\n  smtp_auth_password: {A}\n", [A]),
    ("manager.conf", f"[admin]\nsecret={A}\n", [A]),
    ("voicemail.conf", "[default]\n1234 => 4242,Example User,e@h.test\n", ["4242"]),
    ("proftpd.conf", f'LDAPDNInfo "cn=x,dc=h" {A}\nUserPassword eva {B}1\n', [A, f"{B}1"]),
    ("mysql_virtual.cf", f"user = mail\npassword = {A}\n", [A]),
    ("bitcoin.conf", f"rpcuser=e\nrpcpassword={A}\n", [A]),
    ("pgbouncer.ini", f"[databases]\nx = host=h password={A} dbname=y\n", []),
    ("grub.cfg", f"password_pbkdf2 root grub.pbkdf2.sha512.10000.{HEX32.upper()}\n", [f"grub.pbkdf2.sha512.10000.{HEX32.upper()}"]),
    ("autounattend.xml", f"<unattend><AutoLogon><Password><Value>{A}</Value></Password></AutoLogon><AdministratorPassword><Value>{UTF16}</Value></AdministratorPassword></unattend>", [A, UTF16]),
    ("sysprep.inf", f"[GuiUnattended]\nAdminPassword={A}\n", [A]),
    ("ipmi.conf", f"IPMI_USER_PASS={A}\n", [A]),
    # ------------------------------------------------------------------------------------------------ apps
    ("wp-config.php", f"define(\"DB_PASSWORD\",\"{A}\");define('SECURE_AUTH_SALT','a b {LONG}');\n// define('X', 'y');\n", [A, f"a b {LONG}"]),
    ("LocalSettings.php", f'$wgDBpassword = "{A}";\n$wgSecretKey = "{HEX32}";\n', [A, HEX32]),
    ("config.inc.php", f"$cfg['blowfish_secret'] = '{LONG}';\n$cfg['Servers'][$i]['password'] = '{A}';\n", [LONG, A]),
    ("typo3conf/LocalConfiguration.php", f"return ['DB' => ['password' => '{A}'], 'SYS' => ['encryptionKey' => '{HEX32}']];\n", [A, HEX32]),
    ("config.php", f"$CONFIG = array(\n 'passwordsalt' => '{LONG}',\n 'dbpassword' => '{A}',\n 'dbhost' => 'h',\n);\n", [LONG, A]),
    ("settings/prod.py", f"EMAIL_HOST_PASSWORD = '{A}'\nDATABASE_URL = 'postgres://e:{B}@h/x'\n", [A, B]),
    ("devise.rb", f"Devise.setup do |config|\n  config.secret_key = '{HEX32}'\n  config.pepper = \"{LONG}\"\nend\n", [HEX32, LONG]),
    (".env.local", f"export API_KEY='{LONG}'\nREDIS_URL=redis://:{A}@h:6379\n", [LONG, A]),
    ("parameters.yml", f"parameters:\n  mailer_password: '{A}'\n  secret: {LONG}\n  locale: en\n", [A, LONG]),
    ("application-dev.yml", f"spring:\n  redis:\n    password: {A}\njwt:\n  secret: {LONG}\n", [A, LONG]),
    ("jdbc.properties", f"jdbc.url=jdbc:mysql://h/x\njdbc.password = {A}\n", [A]),
    ("application.conf", f'db.default.password = "{A}"\nplay.http.secret.key="{LONG}"\n', [A, LONG]),
    ("prod.secret.exs", f'config :x, Repo,\n  password: "{A}",\n  secret_key_base: "{LONG}"\n', [A, LONG]),
    ("web.config", f'<c><appSettings><add key="SmtpPassword" value="{A}"/></appSettings><connectionStrings><add connectionString="User Id=e;Password=\'{B}\';"/></connectionStrings></c>', [B, A]),
    ("core-site.xml", f"<configuration><property><name>fs.s3a.secret.key</name><value>{LONG}</value></property><property><name>x.password</name><value>{A}</value></property></configuration>", [LONG, A]),
    ("web/WEB-INF/web.xml", f"<web-app><context-param><param-name>dbPassword</param-name><param-value>{A}</param-value></context-param></web-app>", [A]),
    ("etc/any.conf", f"# x\nuri ldap://h\nbindpw {A}\n", [A]),
    ("openvpn/auth.txt", f"eva\n{A}\n", [A]),
    ("java.env", f"SERVER_JVMFLAGS=-Dzookeeper.DigestAuthenticationProvider.superDigest=super:{LONG[:27]}=\n", [f"{LONG[:27]}="]),
    ("home/.putty/sessions/hq", f"HostName=h\nProxyPassword={A}\n", [A]),
    ("Config/Sessions/hq.ini", f'S:"Username"=e\nS:"Password V2"=02:{HEX32}\n', [f"02:{HEX32}"]),
    ("export.csv", f'name,url,username,password\nhq,https://h,eva,{A}\n"a, b",x,y,"{B}"\nz,,,\n', [A, B]),
    ("users.tsv", f"login\tUser Password\tcity\neva\t{A}\tx\n", [A]),
    ("ftp.conf", f"ftp_user eva\nftp_password {A}\npassword_file /etc/x\nuse_password yes\n", [A]),
    ("persistence.xml", f'<persistence><property name="javax.persistence.jdbc.password" value="{A}"/></persistence>', [A]),
    ("applicationContext.xml", f'<beans><bean id="ds"><property name="password"><value>{A}</value></property><property name="password" value="{B}"/></bean></beans>', [A, B]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text", "wanted"), SAMPLES, ids=lambda one: one if isinstance(one, str) and len(one) < 40 else ""
)
def test_a_sample_gives_exactly_its_secrets(path: str, text: str, wanted: list[str]) -> None:
    data = text.encode()
    file = FileView(path=path.encode(), data=data, encoding=encodings.detect(data)[0])
    found = [file.flat[one.start : one.end].decode() for one in look(file) if str(one.confidence) != "low"]
    assert sorted(found) == sorted(wanted)


LOOK_ALIKES: list[tuple[str, str]] = [
    ("a.csv", "key,en,zh\npassword,Password,x\nlogin.password,Your password here,y\n"),
    ("a.csv", "id,password\n1,\n2,********\n"),
    ("secrets.yaml", "db:\n  password: ENC[AES256_GCM,data:Tr7o,iv:1=,aad:No=,tag:k=,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:x]\n"),
    ("openvpn/auth.txt", "This is a text\nof several words\n"),
    ("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nbin:*:1:1::/bin:/sbin/nologin\n"),
    ("etc/shadow", "# a comment: with colons\nroot:!!:1:0:9:7:::\n"),
    (".htpasswd", "# eva:secret\n\n"),
    (".npmrc", "registry=https://h.test/\n_auth=${NPM_AUTH}\n//h/:_authToken=${NPM_TOKEN}\n"),
    ("pip.conf", "[global]\nindex-url = https://h.test/simple\ntrusted-host = h.test:8080\n"),
    ("settings.xml", "<settings><server><password>${env.PASS}</password></server></settings>"),
    ("pom.xml", "<project><properties><password.version>1.2</password.version></properties></project>"),
    ("k8s/x.yaml", "kind: Deployment\nspec:\n  env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: Secret\n"),
    ("k8s/x.yaml", 'kind: Secret\nstringData:\n  password: "{{ .Values.password }}"\n  username: eva\n'),
    ("docker-compose.yml", "services:\n  a:\n    image: x\n    environment:\n      - DB_PASSWORD=${DB_PASSWORD}\n      - DB_PASSWORD\n    secrets: [db]\n"),
    ("values.yaml", 'auth:\n  existingSecret: ""\n  secretName: my-secret\n  password: ""\n  passwordKey: password\n'),
    ("application.yml", "server:\n  ssl:\n    key-store-password: ${KS_PASS}\nmanagement:\n  token-validity-seconds: 3600\n"),
    ("application.properties", "a.password.encoder=bcrypt\na.token.expiration=3600\na.secret.name=prod/db\na.password=#{null}\n"),
    (".env", "PASSWORD_MIN_LENGTH=8\nSECRET_NAME=prod\nTOKEN_TTL=3600\nDB_PASSWORD=your-password\nAPP_KEY=\nKEY=/etc/ssl/a.key\n"),
    ("settings.py", "AUTH_PASSWORD_VALIDATORS = ['a.b']\nSECRET_KEY = os.environ.get('SECRET_KEY', 'change-me')\nPASSWORD_RESET_TIMEOUT = '3600'\n"),
    ("settings.py", "SECRET_KEY = get_secret('SECRET_KEY')\nPASSWORD = config('DB_PASSWORD')\n"),
    ("config.php", "<?php\n$password = $_POST['password'];\n$lang['password'] = 'Password:';\n$x = ['password' => getenv('DB_PASSWORD')];\n"),
    ("wp-config-sample.php", "define('DB_PASSWORD', 'password_here');\ndefine('AUTH_KEY', 'put your unique phrase here');\n"),
    ("config/database.yml", "production:\n  password: <%= ENV['DB_PASSWORD'] %>\n  host: db\n"),
    ("config/secrets.yml", 'production:\n  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>\n'),
    ("redis.conf", "# requirepass foobared\nport 6379\nprotected-mode yes\nuser default on nopass ~* +@all\n"),
    ("x.sql", "CREATE TABLE users (id int, password varchar(255) NOT NULL DEFAULT '');\nUPDATE t SET note = 'password';\n"),
    ("x.sql", "INSERT INTO users (name, password) VALUES ('eva', ''), ('bob', NULL), ('x', ?), ('y', :password);\n"),
    ("x.sql", "INSERT INTO messages (k, txt) VALUES ('password', 'Please enter your password'), ('forgot', 'x');\n"),
    ("x.sql", "GRANT ALL ON x.* TO 'e'@'h' IDENTIFIED BY 'password';\nALTER USER e PASSWORD EXPIRE;\n"),
    ("a.ipynb", '{"cells": [{"source": ["token = os.environ[\\"TOKEN\\"]\\n", "print(\\"password: \\", x)\\n", "tokens = \\"a b c\\"\\n"]}]}'),
    ("a.plist", "<plist><dict><key>PasswordPolicy</key><string>strong</string><key>Password</key><string></string></dict></plist>"),
    ("res/values/strings.xml", '<resources><string name="password">Password</string><string name="hint_token">Enter the token that we sent</string></resources>'),
    ("web.config", '<c><add name="a" connectionString="Data Source=h;Password={0};"/><add key="PasswordMinLength" value="8"/></c>'),
    ("main.tf.tfvars", 'db_password = ""\nsecret_name = "prod-db"\n'),
    ("terraform.tfstate", '{"resources": [{"instances": [{"attributes": {"password": null, "token": "", "secret": "prod/db"}}]}]}'),
    ("inventory", "h1 ansible_ssh_pass={{ vault_pass }} ansible_user=e\n"),
    ("sw-confg", "no service password-encryption\npassword required\nip ssh version 2\nsnmp-server enable traps\nkey chain a\n"),
    ("x.conf", "\nhostname r\nusername eva nopassword\nline vty 0 4\n login local\n password\n"),
    ("core.cfg", "sysname c\nssh server cipher aes256_ctr aes128_ctr\nssl cipher-suite x\n"),
    ("router.rsc", 'add name=a password="" service=any\nset secret=""\n'),
    ("etc/config/wireless", "config wifi-iface\n\toption encryption none\n\toption key ''\n"),
    ("wpa_supplicant.conf", 'network={\n key_mgmt=NONE\n #psk="abc"\n psk=ext:home\n}\n'),
    ("etc/mysql/my.cnf", "[client]\nport = 3306\n[mysqld]\nold_passwords = 1\nskip-grant-tables\n"),
    (".muttrc", 'set imap_pass = "`pass mail`"\nset my_pass = $other\n'),
    (".bash_history", "mysql -u root -p\nmysql -u root -p$PASS x\nexport PATH=/a:/b\npasswd eva\ncurl -u eva https://h\nssh -p 2222 h\n"),
    ("server.xml", '<Server><Connector port="8080" secretRequired="false" keystorePass="changeit"/></Server>'),
    ("credentials.json", '{"installed": {"client_id": "x", "token_uri": "https://h/token", "auth_uri": "https://h/auth"}}'),
    ("package.json", '{"scripts": {"token": "node token.js"}, "password": "x"}'),
    ("logins.json", '{"nextId": 1, "logins": [], "potentiallyVulnerablePasswords": []}'),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text"), LOOK_ALIKES)
def test_a_look_alike_is_not_in_the_default_queue(path: str, text: str) -> None:
    data = text.encode()
    file = FileView(path=path.encode(), data=data, encoding=encodings.detect(data)[0])
    found = [(one.rule, file.flat[one.start : one.end]) for one in look(file) if str(one.confidence) != "low"]
    assert found == []
