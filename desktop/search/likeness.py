"""Whether a word is like another: by a pattern, or but for a few mistakes in spelling."""

import re
from functools import lru_cache


@lru_cache(maxsize=64)
def pattern_regex(pattern: str) -> re.Pattern[str]:
    """Return what matches the words of a pattern: `*` stands for any letters or none, `?` for one.

    Each piece between two stars is taken at its first place and never looked for again further on: that finds
    whatever there is to find, and no word can make it try all ways to share out its letters.
    """
    first, *others = (re.escape(piece).replace(r"\?", ".") for piece in re.split(r"\*+", pattern))
    if not others:
        return re.compile(first, re.DOTALL)
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}", re.DOTALL)


def are_similar(one: str, other: str, mistakes: int) -> bool:
    """Whether two forms differ by no more mistakes: a letter too many, too few, wrong, or two exchanged.

    Of more mistakes than one none may be in the first letter: too many words would be similar.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 (slow to import, and rarely needed)

    if mistakes > 1 and one[:1] != other[:1]:
        return False
    return bool(OSA.distance(one, other, score_cutoff=mistakes) <= mistakes)
