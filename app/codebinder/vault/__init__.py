"""Keeps private keys and passphrases; everything else sees signers and openers only."""

from codebinder.model.ports import Signer
from codebinder.model.review import PublicKey
from codebinder.vault import keys
from codebinder.vault.agefile import (
    EncryptingWriter,
    check_recipient,
    decrypt_by_passphrase,
    decrypt_stream,
    encrypt,
    encrypt_by_passphrase,
    new_identity,
)
from codebinder.vault.choose import FOLDER_VARIABLE, PASSPHRASE_VARIABLE, open_vault, take_passphrase, vault_kind
from codebinder.vault.folder import FolderVault
from codebinder.vault.keys import fingerprint_of, parse_public, public_pem
from codebinder.vault.memory import MemoryVault
from codebinder.vault.pades import available as pades_available
from codebinder.vault.pades import check_available as check_pades
from codebinder.vault.pades import sign as sign_pdf
from codebinder.vault.pades import validate as validate_pdf
from codebinder.vault.pkcs12 import LARGEST as LARGEST_PKCS12
from codebinder.vault.pkcs12 import Holder, check_may_sign, open_holder
from codebinder.vault.pkcs12 import facts_of as certificate_facts
from codebinder.vault.port import Vault
from codebinder.vault.randomness import SystemRandomness
from codebinder.vault.ring import INDEX as KEYCHAIN_INDEX
from codebinder.vault.ring import KeyringVault
from codebinder.vault.sealer import KEY_SIZE, KeySealer


def export_public(public: PublicKey, signer: Signer) -> str:
    """Give a public key as one line of text, with a signature of its own key that `parse_public` checks."""
    return keys.export_public(public, signer.sign(keys.self_message(public)))


__all__ = [
    "FOLDER_VARIABLE",
    "KEYCHAIN_INDEX",
    "KEY_SIZE",
    "LARGEST_PKCS12",
    "PASSPHRASE_VARIABLE",
    "EncryptingWriter",
    "FolderVault",
    "Holder",
    "KeySealer",
    "KeyringVault",
    "MemoryVault",
    "SystemRandomness",
    "Vault",
    "certificate_facts",
    "check_may_sign",
    "check_pades",
    "check_recipient",
    "decrypt_by_passphrase",
    "decrypt_stream",
    "encrypt",
    "encrypt_by_passphrase",
    "export_public",
    "fingerprint_of",
    "new_identity",
    "open_holder",
    "open_vault",
    "pades_available",
    "parse_public",
    "public_pem",
    "sign_pdf",
    "take_passphrase",
    "validate_pdf",
    "vault_kind",
]
