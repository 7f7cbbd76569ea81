"""Memory: how the C library gives it out.

Why: glibc gives each thread a heap of its own, and what one lane has freed another cannot use. At a hundred thousand
posts that kept some forty megabytes in vain. Python's own lock lets one thread work at a time, so one heap is enough.
"""

import ctypes
import sys
from typing import Final

ARENA_MAX: Final = -8  # `M_ARENA_MAX` of malloc.h


def share_one_heap() -> bool:
    """Let all threads that start from now on share one heap.

    Returns:
        Whether the C library took it; only glibc knows of such heaps.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        return bool(ctypes.CDLL(None).mallopt(ARENA_MAX, 1))
    except (OSError, AttributeError):  # another C library
        return False
