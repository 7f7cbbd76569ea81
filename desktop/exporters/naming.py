"""File names that every system accepts."""

import re
import unicodedata

LONGEST = 120  # characters, suffix included
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\[\]#^]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_FALLBACK = "posts"


def safe_name(title: str, suffix: str) -> str:
    """Return a file name for a title.

    Args:
        title: Any text.
        suffix: The end of the name, with the full stop.

    Returns:
        A name without path signs, direction marks, signs that linking programs forbid, reserved names, or a full stop
        at either end; at most 120 characters and 200 bytes.
    """
    visible = "".join(sign for sign in title if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn"))
    words = " ".join(_FORBIDDEN.sub(" ", visible).split())
    stem = words[: LONGEST - len(suffix)].encode()[: 200 - len(suffix)].decode(errors="ignore").strip(" .")
    if not stem or _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"{_FALLBACK} {stem}".strip()
    return f"{stem}{suffix}"
