"""Plain search: finding words without an index, post by post.

Slow on a large library, and it knows neither operators nor stems; it is there while the index is not.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from desktop.domain.ids import PostId
from desktop.store.part import Part

HOLDS_WORDS = "holds_words"
ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
SEARCHED = """SELECT p.id FROM posts p JOIN articles a ON a.id = p.article_id AND a.is_removed = 0
    WHERE holds_words(
        p.title,
        (SELECT group_concat(g.text, char(10)) FROM paragraphs g WHERE g.post = p.key),
        (SELECT group_concat(coalesce(f.caption, '') || char(10) || coalesce(f.credit, ''), char(10))
            FROM figures f WHERE f.post = p.key),
        (SELECT group_concat(n.note, char(10)) FROM annotations n WHERE n.post = p.key),
        (SELECT group_concat(value, char(10)) FROM json_each(p.byline))
    ) ORDER BY p.order_key, p.article_id, p.ordinal DESC, p.key"""


class PlainSearch(Part):
    """Searching titles, bodies, captions, credits, bylines and the reader's notes by plain words."""

    def find_plain(self, words: Sequence[str], limit: int | None) -> tuple[tuple[PostId, ...], int]:
        """Find the posts that hold every word, at the beginning of a word, whatever its case and accents.

        Args:
            words: What to look for; none finds nothing.
            limit: How many posts to return at most; None for all.

        Returns:
            Posts, oldest first, and how many there are in all.
        """
        patterns = [_pattern(fold(word)) for word in words if word.strip()]
        if not patterns:
            return (), 0
        self._connection.add_function(HOLDS_WORDS, 5, _holds_all(patterns))
        found = self._connection.rows(SEARCHED)
        return tuple(PostId(post_id) for (post_id,) in found[:limit]), len(found)


def fold(text: str) -> str:
    """Take away what a plain search does not look at: case, accents, and forms that only look different."""
    folded = text.casefold()
    return folded if folded.isascii() else ACCENTS.sub("", unicodedata.normalize("NFKD", folded))


def _pattern(folded: str) -> re.Pattern[str]:
    stripped = folded.strip()
    before = r"(?<!\w)" if re.match(r"\w", stripped) else ""
    return re.compile(before + re.escape(stripped))


def _holds_all(patterns: Sequence[re.Pattern[str]]) -> Callable[..., bool]:
    def holds_all(*texts: str | None) -> bool:
        folded = fold("\n".join(text for text in texts if text))
        return all(pattern.search(folded) for pattern in patterns)

    return holds_all
