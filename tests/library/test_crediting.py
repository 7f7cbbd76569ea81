"""Reporters and photographers: counted by post, filtered by, and never among the people of the story."""

from pathlib import Path

from desktop.domain.listings import Filter
from desktop.domain.name_lists import Maker, MakerKind
from desktop.library.library import Library

PAGE = """<html><head><title>Flood in Torvik</title><script type="application/ld+json">
{"@type": "LiveBlogPosting", "headline": "Flood in Torvik", "liveBlogUpdate": [
 {"@type": "BlogPosting", "headline": "River rises", "datePublished": "2024-03-05T10:00:00+01:00",
  "author": [{"@type": "Person", "name": "Ruth Calder"}], "articleBody": "The river rose by a metre at noon."},
 {"@type": "BlogPosting", "headline": "Bridge closed", "datePublished": "2024-03-05T11:00:00+01:00",
  "author": [{"@type": "Person", "name": "Ruth Calder"}, {"@type": "Person", "name": "Tor Vik"}],
  "articleBody": "The old bridge was closed in the morning."}]}
</script></head><body></body></html>"""


def test_makers_are_counted_and_filter_the_list(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "flood.html"
    file.write_text(PAGE, encoding="utf-8")
    library.import_sources([str(file)])
    rows = library.list_posts().rows
    assert library.makers([row.id for row in rows]) == (
        Maker(MakerKind.REPORTER, "Ruth Calder", 2),
        Maker(MakerKind.REPORTER, "Tor Vik", 1),
    )
    by_tor = library.list_posts(filter=Filter(makers=frozenset({"Tor Vik", "Ruth Calder"}))).rows
    assert [row.headline for row in by_tor] == ["Bridge closed"]
    assert library.list_posts(filter=Filter(makers=frozenset({"Nobody At All"}))).rows == ()
