"""Vocabulary: what of a library can be named in a query, the most frequent first."""

from desktop.domain.entities import EntityKind
from desktop.store.part import Part

TAGGED = """SELECT t.value AS tag FROM annotations n JOIN posts p ON p.key = n.post
    JOIN articles a ON a.id = p.article_id, json_each(n.tags) t WHERE a.is_removed = 0
    UNION ALL SELECT t.value FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version,
    json_each(v.tags) t WHERE a.is_removed = 0"""
SITES = """SELECT v.site, sum(v.post_count) AS posts FROM articles a
    JOIN versions v ON v.article_id = a.id AND v.version = a.version
    WHERE a.is_removed = 0 AND coalesce(v.site, '') <> '' GROUP BY v.site ORDER BY posts DESC, v.site"""


class Vocabulary(Part):
    """Reading the words that a query can name."""

    def tags(self) -> list[tuple[str, int]]:
        """Every tag of the reader's marks and of the articles, and how often it was given."""
        sql = f"SELECT tag, count(*) AS uses FROM ({TAGGED}) GROUP BY tag ORDER BY uses DESC, tag"
        return [(tag, uses) for tag, uses in self._connection.rows(sql)]

    def sites(self) -> list[tuple[str, int]]:
        """Every publisher, and how many posts its pages have."""
        return [(site, posts) for site, posts in self._connection.rows(SITES)]

    def names_beginning(self, begun: str, limit: int, *, only_speakers: bool = False) -> list[tuple[str, EntityKind]]:
        """Names in which a word begins so, those first that most articles name.

        Args:
            begun: The beginning; letters of the alphabet are taken alike in both cases.
            limit: The most names to return.
            only_speakers: Whether to look only among those who are quoted.
        """
        speakers = "AND e.key IN (SELECT entity FROM quotes)" if only_speakers else ""
        sql = f"""SELECT e.name, e.kind FROM entities e JOIN article_entities g ON g.entity = e.key
            JOIN articles a ON a.id = g.article_id AND a.is_removed = 0
            WHERE (e.name LIKE ? ESCAPE '\\' OR e.name LIKE ? ESCAPE '\\') {speakers}
            GROUP BY e.key ORDER BY count(*) DESC, e.name LIMIT ?"""
        wanted = begun.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        rows = self._connection.rows(sql, (f"{wanted}%", f"% {wanted}%", limit))
        return [(name, EntityKind(kind)) for name, kind in rows]

    def days_beginning(self, begun: str, limit: int) -> list[tuple[str, int]]:
        """Days written so that begin so, newest first, and how many posts may be from each."""
        sql = """SELECT p.first_day, count(*) FROM posts p JOIN articles a ON a.id = p.article_id AND a.is_removed = 0
            WHERE p.first_day = p.last_day AND p.first_day >= ? AND p.first_day < ?
            GROUP BY p.first_day ORDER BY p.first_day DESC LIMIT ?"""
        return [(day, posts) for day, posts in self._connection.rows(sql, (begun, f"{begun}\uffff", limit))]
