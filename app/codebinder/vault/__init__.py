"""Keeps private keys and passphrases; everything else sees signers and openers only."""
