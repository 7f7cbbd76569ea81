"""Language: is a text English, as far as its small words tell?

Why no library: only one question is asked, and twenty small words answer it for a paragraph or more.
"""

from collections.abc import Sequence

from desktop.entities.text.passages import Passage
from desktop.entities.text.vocabulary import ENGLISH_SMALL_WORDS

LEAST_SHARE = 0.2
LEAST_WORDS = 25


def is_english(passages: Sequence[Passage], otherwise: bool = True) -> bool:
    """Say whether passages are English; `otherwise` is the answer for fewer than 25 words."""
    words = [word.lower for passage in passages for word in passage.words if word.text.isalpha()]
    if len(words) < LEAST_WORDS:
        return otherwise
    return sum(word in ENGLISH_SMALL_WORDS for word in words) >= LEAST_SHARE * len(words)


def english_passages(passages: Sequence[Passage]) -> list[int]:
    """Return the numbers of the passages that stand in English posts; a short post follows the article."""
    whole = is_english(passages)
    posts: dict[int, list[Passage]] = {}
    for passage in passages:
        posts.setdefault(passage.post, []).append(passage)
    english = {post for post, own in posts.items() if is_english(own, whole)}
    return [number for number, passage in enumerate(passages) if passage.post in english]
