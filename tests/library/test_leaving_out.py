"""Leaving out: what among many entries is no page is skipped and told, and does not make the import fail."""

from desktop.domain.reports import ItemStatus

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p>
<DT><A HREF="https://herald.example/dam" ADD_DATE="1700000000">The dam</A>
<DT><A HREF="javascript:alert(1)" ADD_DATE="1700000000">A script</A>
<DT><A HREF="place:sort=8" ADD_DATE="1700000000">Most visited</A>
<DT><A HREF="about:config" ADD_DATE="1700000000">Settings</A>
<DT><A HREF="mailto:mayor@torvik.example" ADD_DATE="1700000000">The mayor</A>
<DT><A HREF="ftp://files.example/dam.html" ADD_DATE="1700000000">Old server</A>
</DL>"""


def test_bookmarks_that_lead_to_no_page_are_skipped_and_those_on_file_servers_said(library, tmp_path):
    file = tmp_path / "bookmarks.html"
    file.write_text(BOOKMARKS, encoding="utf-8")
    items = library.import_sources([str(file)]).items
    statuses = [item.status for item in items]
    assert statuses == [ItemStatus.ADDED, *[ItemStatus.SKIPPED] * 4, ItemStatus.FAILED]
    assert "ftp://" in items[-1].error.message


def test_an_address_of_another_kind_is_named(library):
    (item,) = library.import_sources(["ftp://files.example/dam.html"]).items
    assert item.status is ItemStatus.FAILED
    assert "“ftp”" in item.error.message
