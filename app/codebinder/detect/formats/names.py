"""Names that say "secret" in configuration files of any kind, as ends of trails."""

from __future__ import annotations

PASSWORDS = (
    rb"(?:[\w.:$-]*(?:password|passwd|passphrase|passwort|pwd|passcode|contrasena|motdepasse|mdp)"
    rb"|[\w.:$-]*(?:db|root|user|admin|mysql|smtp|mail|ftp|ssh|imap|ldap|proxy|key|store|sql|rpc)pass"
    rb"|(?:[\w.:$-]*[._-])?pass)[0-9]{0,2}"
)
TOKENS = (
    rb"[\w.:$-]*(?:secret|secret[._-]?(?:key|token|base|access[._-]?key|value)|secret[._-]?key[._-]?base"
    rb"|api[._-]?key|app[._-]?key|access[._-]?key"
    rb"|access[._-]?key[._-]?secret|accesssecret|auth[._-]?token|access[._-]?token|refresh[._-]?token"
    rb"|bearer[._-]?token|private[._-]?key|encryption[._-]?key"
    rb"|signing[._-]?key|client[._-]?secret|account[._-]?key|jwt[._-]?(?:key|secret)|master[._-]?key"
    rb"|cookie[._-]?(?:key|secret)|pepper|salt|token"
    rb"|secretid|authkey|auth[._-]?key|webhook[._-]?secret|shared[._-]?key|session[._-]?key|hash[._-]?key"
    rb"|crypt[._-]?key|fernet[._-]?key|sas[._-]?token)[0-9]{0,2}"
)
