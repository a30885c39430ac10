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
