"""What can be done about imports that were made."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.domain.ids import ArticleId
from desktop.domain.reports import ImportItem, ImportReport, ImportRun, ItemStatus, PostCounts, Problem
from desktop.ui import messages
from desktop.ui.addresses import typed_address
from desktop.ui.comparison import Fate, _compared
from desktop.ui.dialogs.address import AddressDialog
from desktop.ui.dialogs.changes import ChangesDialog
from desktop.ui.dialogs.imports import ImportsDialog, Runs
from desktop.ui.messages import MessageKind
from desktop.ui.session import Session

NOON = datetime(2022, 2, 12, 12, tzinfo=UTC)
CUT_OFF = ImportRun(7, NOON, None, ("/home/reader/storm.html", "/home/reader/flood.html"), {ItemStatus.ADDED: 3})
BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
<DT><A HREF="https://harbour.example/dredging" ADD_DATE="1644600000">Torvik dredges its harbour</A>
</DL>
"""


def an_item(status: ItemStatus, **more) -> ImportItem:
    return ImportItem("storm.html", "html", status, ArticleId("a"), "A storm", **more)


def a_report(*items: ImportItem, **more) -> ImportReport:
    return ImportReport(items, 0.1, run_id=4, **more)


@pytest.fixture
def settled(qtbot):
    def wait(parts) -> None:
        qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)

    return wait


def dialog(kind: type[QDialog]) -> QDialog:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


# ---- in words


def test_an_update_offers_to_show_what_changed():
    told = messages.of_import(a_report(an_item(ItemStatus.UPDATED, posts=PostCounts(added=3, changed=1))))
    assert told.text == "“A storm” was updated: 3 new, 1 changed."
    assert (told.action, told.verb) == ("show-changes", "Show")


def test_a_shorter_text_is_left_out_and_the_reader_asked():
    told = messages.of_import(a_report(an_item(ItemStatus.SKIPPED, is_shorter=True)))
    assert told.kind is MessageKind.WARNING
    assert "much shorter" in told.text
    assert told.hint.endswith("?")
    assert told.action == "use-shorter-text"


def test_a_failure_can_be_tried_again_and_a_stopped_import_goes_on():
    failed = an_item(ItemStatus.FAILED, error=Problem("CannotRead", "It is not there.", "Look for it."))
    assert messages.of_import(a_report(failed)).action == "retry-import"
    assert messages.of_import(a_report(an_item(ItemStatus.ADDED), was_cancelled=True)).action == "resume-import"


def test_a_report_begins_with_what_wants_the_reader():
    items = (
        an_item(ItemStatus.UNCHANGED),
        an_item(ItemStatus.ADDED, posts=PostCounts(added=1200)),
        an_item(ItemStatus.FAILED, error=Problem("CannotRead", "“storm.html” is empty.", "Save it again.")),
        an_item(ItemStatus.FAILED, error=Problem("CannotRead", "It cannot be reached.")),
    )
    told = messages.groups_of(a_report(*items, settled=frozenset({3})))
    assert told == [
        ("Failed: 1", ["“storm.html” is empty. Save it again."]),
        ("Failed, but come in since: 1", ["storm.html: It cannot be reached."]),
        ("Added: 1", ["A storm: 1,200 new"]),
        ("Unchanged: 1", ["A storm"]),
    ]
    assert messages.of_import(a_report(*items)).details[-1] == "A storm: unchanged"


def test_the_question_about_a_shorter_text_says_how_much_shorter_it_is():
    one = an_item(ItemStatus.SKIPPED, is_shorter=True, warnings=("It has 2 words.",))
    assert messages.of_import(a_report(one)).hint == "It has 2 words. Use the shorter text instead?"
    assert messages.of_import(a_report(one, one)).verb == "Use the shorter texts"


def test_a_title_of_several_lines_stays_one_line_of_the_report(theme):
    odd = ImportItem("a", "html", ItemStatus.FAILED, title="a", error=Problem("CannotRead", "a\u2029b\r\nc"))
    shown = ImportsDialog(may_write=True, theme=theme)
    shown.show_runs(Runs((CUT_OFF,)))
    shown.show_report(ImportReport((odd, an_item(ItemStatus.ADDED)), 0.1, run_id=CUT_OFF.id))
    document = shown.lines.document()
    bold = [part.text() for part in parts_of(document) if part.charFormat().fontWeight() > QFont.Weight.Normal]
    assert bold == ["Failed: 1", "Added: 1"]
    shown.deleteLater()


def test_a_report_that_was_not_kept_offers_nothing():
    assert messages.of_import(ImportReport((an_item(ItemStatus.UPDATED),), 0.1)).action == ""


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("/a/storm.html",), "“storm.html”"),
        (("/a/storm.html", "/b", "/c"), "“storm.html” and 2 more"),
        (("https://a.org/live/",), "“https://a.org/live/”"),
        ((), "standard input"),
    ],
)
def test_what_was_imported_is_named_shortly(names, told):
    assert messages.names_in_words(names) == told


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://a.org/live ", "https://a.org/live"),
        ("a.org/live", "https://a.org/live"),
        ("www.a.org", "https://www.a.org"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("two words", None),
        ("storm", None),
        ("", None),
    ],
)
def test_an_address_may_be_typed_without_its_beginning(typed, address):
    assert typed_address(typed) == address


def test_words_replaced_side_by_side_are_one_change():
    stretches = list(_compared("The ferry to Islay was late again today.", "The boat from Jura was late today."))
    told = [(stretch.fate, stretch.text) for stretch in stretches]
    assert (Fate.GONE, "ferry to Islay") in told
    assert (Fate.NEW, "boat from Jura") in told
    assert any(fate is Fate.GONE and "again" in text for fate, text in told)


@given(st.text("ab .\n"), st.text("ab .\n"))
def test_no_word_is_lost_in_a_comparison(old, new):
    stretches = list(_compared(old, new))
    before = "".join(each.text for each in stretches if each.fate is not Fate.NEW)
    after = "".join(each.text for each in stretches if each.fate is not Fate.GONE)
    assert (before, after) == (old, new)


def test_what_stayed_is_shown_only_beside_what_changed():
    long = "word " * 400
    (start, _, _, end) = _compared(f"{long}ferry {long}", f"{long}boat {long}")
    assert start.text.startswith("…")
    assert end.text.endswith("…")
    assert len(start.text) < 200


# ---- the session


def test_an_import_that_was_cut_off_is_told_once_and_goes_on(jobs, library, settle):
    library.cut_off = [CUT_OFF]
    session, told = Session(jobs), []
    session.message.connect(told.append)
    session.start()
    settle()
    settle()
    assert [message.action for message in told] == ["resume-import"]
    assert "storm.html” and 1 more" in told[0].text
    session.imports.resume_newest()
    settle()
    settle()
    assert session.imports.unfinished == ()
    assert len(library.reports) == 1


def test_the_rest_of_an_import_can_be_left(jobs, library, settle):
    library.cut_off = [CUT_OFF]
    session = Session(jobs)
    session.start()
    settle()
    session.imports.forget(CUT_OFF.id)
    settle()
    assert session.imports.unfinished == ()
    assert library.reports == []


def test_what_failed_and_what_was_shorter_is_imported_again_on_demand(session, library, settle):
    library.answers = [a_report(an_item(ItemStatus.SKIPPED, is_shorter=True)), a_report(an_item(ItemStatus.FAILED))]
    session.import_names(["storm.html"])
    settle()
    assert session.imports.has_shorter
    session.import_names(["storm.html"])
    settle()
    assert session.imports.has_failures
    session.imports.retry_last()
    session.imports.use_shorter_of(9)
    settle()
    assert [asked for asked in library.asked if asked.startswith("retry")] == ["retry 4", "retry 9 shorter"]


# ---- the window


def test_a_page_imported_again_shows_what_changed(open_window, page, settled, theme):
    text = page.read_text("utf-8") + "\nSource: https://www.example.org/storm\n"
    page.write_text(text, "utf-8")
    parts = open_window(str(page))
    page.write_text(text.replace("two hundred passengers", "three hundred passengers"), "utf-8")
    parts.session.import_names((str(page),))
    settled(parts)
    assert "1 changed" in parts.window.status.doing.text()
    parts.window.status.doing.linkActivated.emit("show-changes")
    settled(parts)
    shown = dialog(ChangesDialog)
    words = shown.view.toPlainText()
    assert "CHANGED" in words
    assert "two\N{SIX-PER-EM SPACE}three hundred passengers" in words
    struck = [part for part in parts_of(shown.view.document()) if part.charFormat().fontStrikeOut()]
    assert [part.text() for part in struck] == ["two"]
    chosen = []
    shown.post_chosen.connect(chosen.append)
    shown.view.anchorClicked.emit("post:0")
    assert chosen == [parts.session.current_post]


def parts_of(document):
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            yield part.fragment()
            part += 1
        block = block.next()


def test_a_much_shorter_text_is_used_only_when_the_reader_says_so(open_window, tmp_path, settled):
    page = tmp_path / "harbour.txt"
    told = "The council decided on Tuesday to dredge the harbour, which has silted up since the flood of 2011. " * 6
    page.write_text(f"The harbour\n\n{told}\n\nSource: https://www.example.org/harbour\n", "utf-8")
    parts = open_window(str(page))
    page.write_text("The harbour\n\nPlease accept.\n\nSource: https://www.example.org/harbour\n", "utf-8")
    parts.session.import_names((str(page),))
    settled(parts)
    bar = parts.window.messages
    assert "much shorter" in bar.shown.text
    (post,) = parts.session.listing.rows
    assert not post.is_changed
    assert bar._action.text() == "Use the shorter text"
    bar._action.click()
    settled(parts)
    assert bar.shown is None
    assert sorted(row.is_gone for row in parts.session.listing.rows) == [False, True]  # and nothing is lost


def test_the_first_version_has_nothing_to_compare(open_window, page, settled):
    parts = open_window(str(page))
    parts.window.orders["show-changes"].trigger()
    settled(parts)
    shown = dialog(ChangesDialog)
    assert "first version" in shown.view.toPlainText()
    shown.reject()


def test_the_imports_are_listed_with_their_lines_and_a_failure_is_tried_again(open_window, page, settled, tmp_path):
    missing = tmp_path / "late.txt"
    parts = open_window(str(page))
    parts.session.import_names((str(missing),))
    settled(parts)
    missing.write_text(page.read_text("utf-8").replace("Storm", "Flood"), "utf-8")
    parts.window.orders["show-imports"].trigger()
    settled(parts)
    shown = dialog(ImportsDialog)
    assert [shown.list.item(row).text().splitlines()[1] for row in range(2)] == ["1 failed", "1 added"]
    assert "late.txt" in shown.lines.toPlainText()
    assert shown.retry.isVisible()
    assert not shown.resume.isVisible()
    assert not shown.shorter.isVisible()
    shown.list.setCurrentRow(1)
    settled(parts)
    assert shown.lines.toPlainText().splitlines()[0] == "Added: 1"
    assert shown.lines.toPlainText().endswith(": 3 new")
    assert not shown.retry.isVisible()
    shown.list.setCurrentRow(0)
    shown.retry.click()
    settled(parts)
    assert parts.session.listing.library_total == 6
    parts.window.orders["show-imports"].trigger()
    settled(parts)
    again = dialog(ImportsDialog)
    again.list.setCurrentRow(1)
    settled(parts)
    assert again.lines.toPlainText().startswith("Failed, but come in since: 1")
    assert not again.retry.isVisible()
    again.reject()


def test_links_without_text_are_listed_with_a_way_to_fetch_it(open_window, tmp_path, settled):
    bookmarks = tmp_path / "bookmarks.html"
    bookmarks.write_text(BOOKMARKS, "utf-8")
    parts = open_window(str(bookmarks))
    settled(parts)
    assert parts.window.body.isVisible()  # though there is no post, there is something to be seen
    panel = parts.window.body.widget("library")
    titles = [panel.view.model().index(row, 0).data() for row in range(panel.view.model().rowCount())]
    assert titles[-2:] == ["Links without text", "Torvik dredges its harbour"]
    assert parts.window.orders["fetch-links"].isEnabled()
    (link,) = parts.session.imports.links
    parts.session.set_article(link)
    settled(parts)
    empty = parts.window.body.widget("posts").empty
    assert "Only the address" in empty.words.text()
    assert empty.fetch.isVisible()


def test_an_address_that_was_copied_stands_in_the_dialog_and_is_imported(open_window, settled, monkeypatch):
    parts, asked = open_window(), []
    monkeypatch.setattr(parts.session, "import_names", asked.append)
    QGuiApplication.clipboard().setText("https://news.example/live")
    parts.window.orders["import-address"].trigger()
    shown = dialog(AddressDialog)
    assert shown.address == "https://news.example/live"
    shown.field.setText("no address")
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    assert asked == []
    assert shown.isVisible()
    shown.field.setText("news.example/flood")
    shown.accept()
    assert asked == [("https://news.example/flood",)]


def test_a_pasted_address_is_imported(open_window, monkeypatch):
    parts, asked = open_window(), []
    monkeypatch.setattr(parts.session, "import_names", asked.append)
    QGuiApplication.clipboard().setText("https://news.example/live")
    parts.window.orders["import-copied"].trigger()
    assert asked == [("https://news.example/live",)]
