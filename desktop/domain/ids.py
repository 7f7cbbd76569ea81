"""Ids: short digests of what a thing is.

Why digests and not counters: one page imported into two libraries gets the same ids, so a backup, an export or a
second computer can be merged without renaming anything.
"""

import hashlib
from typing import NewType

ArticleId = NewType("ArticleId", str)
PostId = NewType("PostId", str)
EntityId = NewType("EntityId", str)
AnnotationId = NewType("AnnotationId", str)

DIGEST_BYTES = 10


def digest(*parts: str) -> str:
    """Return the id of the thing that the parts describe.

    Args:
        parts: What the thing is, for example an article id and a permalink. The order counts.

    Returns:
        Twenty lower-case hexadecimal digits. The parts are kept apart, so ("ab", "c") and ("a", "bc") differ.
    """
    hasher = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hasher.update(len(encoded).to_bytes(8, "big"))
        hasher.update(encoded)
    return hasher.hexdigest()
