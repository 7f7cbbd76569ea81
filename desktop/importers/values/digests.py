"""Digests of bytes: the name under which originals and pictures are kept."""

import hashlib


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
