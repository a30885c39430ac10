"""Words that values are made of, collected by hand: those that stand for any secret, and those people do choose."""

from __future__ import annotations

GENERIC = frozenset(
    b"password passwd pass pwd pw passphrase passcode passwort secret secrets token tokens key keys apikey api"
    b" auth user users username usr login name account client app application id access refresh private public"
    b" shared master session bearer credential credentials creds value val string str text test tests testing"
    b" tester tst foo bar baz qux quux abc xyz aaa bbb ccc xxx yyy zzz demo my new old none null nil true false yes"
    b" no on off empty blank anonymous optional required basic oauth oauth2 jwt saml oidc digest ldap kerberos ntlm"
    b" plain type data default encrypted hash hashed salt nonce iv seed random unsafe simple good bad wrong valid"
    b" another other first second one two three the a an is in of for to from with service server db database mysql"
    b" postgres sql redis mongo rabbitmq some any long short real current confirm field input label form param"
    b" parameter header cookie env variable config property something whatever thing that this not and by it"
    b" content body mypass mypassword mysecret mytoken authorization authentication encryption signature sign code"
    b" pin alias somepass string1 number int bool object user1 authtoken accesstoken store keystore truststore"
    b" trust ssl tls cert certificate auto manual left right up down enter escape tab compat files systemd nis sss"
    b" winbind pam unix shadow2 gssapi mechanism sufficient always never sometimes prompt disabled enabled ignored"
    b" ignore broken error failed fail success allow deny incorrect missing mismatch expired used unused hostname"
    b" host port path url ascii utf8 latin1 hex base64 json xml visible hidden show hide open closed edit create"
    b" update delete remove add change reset forgot recover submit weak strong medium low high both single double"
    b" pending active inactive locked unlocked interactive network batch keyboard publickey inherit initial"
    b" important attribute function class method array boolean md5 sha1 sha256 sha512 bcrypt crypt scrypt peer"
    b" ident reject cleartext plaintext ssha".split()
)
"""Names of things, states and placeholders: no secret is just one of these."""

COMMON = frozenset(
    b"admin administrator root toor letmein welcome guest changeit monkey dragon iloveyou qwerty master sunshine"
    b" princess football baseball shadow superman batman trustno hunter pa55word passw0rd p@ssw0rd p@ssword"
    b" pass@word raspberry vagrant ubnt cisco manager support supervisor sysadmin sysdba oracle sa tiger operator"
    b" public calvin alpine openwrt ubuntu debian pi maker nimda system default1 private1 secret1 admin1 q1w2e3"
    b" 1q2w3e zaq12wsx qazwsx asdfgh zxcvbn zxcvbnm elastic changeme123 minioadmin rabbit kibana jboss tomcat"
    b" weblogic hadoop hello123 swordfish opensesame sesame whatever1 starwars pokemon cheese pepper jenkins sonar"
    b" nexus grafana".split()
)
"""Passwords that people and vendors do choose, although they are words."""

TECHNICAL = frozenset(
    b"aes des sha hmac rsa dsa ecdsa utf iso cbc gcm ecb ctr pkcs pbkdf tls ssl http https ftp ssh tcp udp ipv col row"
    b" line page step level version release ver rev build rc alpha beta windows win linux macos node worker job task"
    b" item group section chapter part figure table phase round block slot index idx id ids num no nr bit bits bytes"
    b" byte size len length width height max min count limit timeout port sec secs ms days day hour hours year rfc"
    b" cve issue bug case ctx arg args func method class enum error err status state flag mode opt var tmp temp file"
    b" dir img image icon font css px em rem md lg sm xl btn div span tab modal dialog screen view panel widget"
    b" region zone east west north south central cluster instance vm pod container server host backend frontend prod"
    b" column stage staging dev uat eth wlan lan usb com tty gpio spi uart dma irq reg cpu core mem ram".split()
)
"""Words that a number often follows in the names of things."""

DEFAULTS = frozenset(
    b"password passwd pass secret test test123 postgres mysql user guest default demo root admin sa redis mongo".split()
)
"""Words that stand for a password, and are one in the configuration of something that runs."""
