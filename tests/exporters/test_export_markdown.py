import json
import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from exporting_samples import NOON, a_mark, a_post, an_article
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from desktop.domain.annotations import AnchorState
from desktop.domain.entities import Entity, EntityKind, Role
from desktop.domain.errors import CannotWrite
from desktop.domain.ids import EntityId
from desktop.domain.posts import Figure, Paragraph, ParagraphKind
from desktop.domain.quotes import Quote
from desktop.domain.times import Precision, When
from desktop.exporters.markdown import write
from desktop.exporters.markdown_text import escape, highlight, quoted_for_yaml
from desktop.exporters.selection import Selection


def exported(selection: Selection, folder: Path, name: str = "out.md") -> str:
    write(selection, folder / name)
    return (folder / name).read_text("utf-8")


def only(selection: Selection, *posts, marks=()) -> Selection:
    return replace(
        selection, articles=(an_article(1),), posts=posts, annotations=marks, entities=(), mentions=(), pictures={}
    )


def rendered(markdown: str) -> list:
    """The inline signs that a Markdown reader sees, tables, strikethrough and links included."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [part for token in tokens for part in (token, *(token.children or ()))]


def test_each_page_tells_its_times_by_its_own_clock_unless_a_zone_is_chosen(
    selection: Selection, tmp_path: Path
) -> None:
    moment = When(NOON, NOON, Precision.MINUTE)
    times = (replace(moment, zone="Europe/Kyiv"), moment, moment)
    posts = tuple(a_post(n, article=n, title=None, time=when) for n, when in enumerate(times, 1))
    by_pages = replace(
        only(selection, *posts),
        articles=tuple(map(an_article, (1, 2, 3))),
        zone=None,
        zones={posts[1].article_id: ZoneInfo("America/New_York")},
    )
    told = re.findall(r"^## (.*)$", exported(by_pages, tmp_path), re.M)
    assert told == [
        "12 Feb 2022, 19:06 EET",
        "12 Feb 2022, 12:06 EST",
        "12 Feb 2022, 17:06 UTC",
    ]
    in_tokyo = exported(replace(by_pages, zone=ZoneInfo("Asia/Tokyo")), tmp_path)
    assert in_tokyo.count("## 13 Feb 2022, 02:06 JST") == 3


def test_front_matter_stands_at_the_very_top(selection: Selection, tmp_path: Path) -> None:
    text = exported(only(selection, a_post()), tmp_path)
    block = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    assert block
    values = {line.split(": ", 1)[0]: json.loads(line.split(": ", 1)[1]) for line in block[1].split("\n")}
    assert values["title"] == "Live: the storm, day 1"
    assert values["source"] == "Example News 1"
    assert values["url"] == "https://news.example/storm-1"
    assert values["published"] == "2022-02-12T12:06:00-05:00"
    assert values["imported"] == "2022-02-13T08:00:00+00:00"
    assert values["tags"] == ["weather", "_2022-storms"]


def test_an_interval_is_told_in_words_with_its_basis(selection: Selection, tmp_path: Path) -> None:
    text = exported(selection, tmp_path)
    assert "*12 Feb 2022, 12:06 EST or later* (the post below it states 12:06 p.m. ET)" in text


def test_marked_words_are_highlighted_where_they_stand(selection: Selection, tmp_path: Path) -> None:
    post = a_post(1, "The ferry left at dawn.", "Nobody was hurt.")
    marks = (a_mark(post, 4, 9), a_mark(post, 15, 31))
    text = exported(only(selection, post, marks=marks), tmp_path)
    assert "The ==ferry== left ==at dawn.==" in text
    assert "==Nobody== was hurt." in text


def test_a_picture_is_written_beside_and_referred_to(selection: Selection, tmp_path: Path) -> None:
    text = exported(selection, tmp_path, "my export.md")
    address = re.search(r"!\[The harbour at dawn\]\((.+)\)", text)
    assert address
    assert address[1].startswith("my%20export-pictures/")
    assert address[1].endswith(".png")
    (picture,) = (tmp_path / "my export-pictures").iterdir()
    assert picture.read_bytes() == next(iter(selection.pictures.values()))


def test_a_script_address_is_no_link(selection: Selection, tmp_path: Path) -> None:
    post = a_post(1, url="javascript:alert(1)")
    text = exported(only(selection, post), tmp_path)
    assert "<javascript" not in text
    assert not [token for token in rendered(text) if token.type == "link_open" and "javascript" in token.attrs["href"]]


@pytest.mark.parametrize(
    ("kind", "start"), [(ParagraphKind.QUOTE, "> "), (ParagraphKind.LIST, "- "), (ParagraphKind.HEADING, "#### ")]
)
def test_kinds_of_paragraph_look_like_what_they_are(
    selection: Selection, tmp_path: Path, kind: ParagraphKind, start: str
) -> None:
    post = replace(a_post(), paragraphs=(Paragraph(kind, "Some words"),))
    assert f"\n{start}Some words\n" in exported(only(selection, post), tmp_path)


HOSTILE = [
    "# not a heading",
    "---",
    "- not a list",
    "1. not a list",
    "2) not a list",
    "+ not a list",
    "> not a quotation",
    "[no](https://link.example)",
    "![no](https://picture.example/x.png)",
    "<script>alert(1)</script>",
    "<https://link.example>",
    "[[no link]] #no-tag %%no comment%%",
    "`no code` ~~not struck~~ **not bold** _not italic_ ==not marked==",
    "| no | table |",
    "&lt;no entity&gt;",
    "$no$ formula ^[no footnote]",
    "title: x\n---\ninjected: true",
    "a\u2028# b",
    "    not code",
    "Heading?\n===",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_words_of_a_post_stay_words(selection: Selection, tmp_path: Path, hostile: str) -> None:
    post = replace(a_post(1, hostile), title=hostile, byline=(hostile,), figures=(Figure(hostile, hostile),))
    plain = replace(a_post(1, "Plain"), title="Plain", byline=("Plain",), figures=(Figure("Plain", "Plain"),))
    mark = replace(a_mark(post, 0, 3), note=hostile, quote=hostile, tags=(hostile,))
    bare = replace(a_mark(plain, 0, 3), note="Plain", quote="Plain", tags=("Plain",))
    with_words = exported(only(selection, post, marks=(mark,)), tmp_path)
    without = exported(only(selection, plain, marks=(bare,)), tmp_path, "plain.md")

    def structure(text: str) -> list[str]:
        body = text.split("\n---\n", 1)[1]
        return [token.type for token in rendered(body) if not token.type.startswith(("text", "inline", "paragraph"))]

    assert structure(with_words) == structure(without)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_article_title_stays_inside_its_line(selection: Selection, tmp_path: Path, hostile: str) -> None:
    article = replace(an_article(1), title=hostile, site=hostile, tags=(hostile,))
    text = exported(replace(only(selection, a_post()), articles=(article,)), tmp_path)
    lines = text.split("\n")
    block = lines[1 : lines.index("---", 1)]
    assert [line.split(":")[0] for line in block] == [
        "title", "source", "url", "published", "imported", "sha256", "tags", "exported",
    ]  # fmt: skip
    for line in block:
        json.loads(line.split(": ", 1)[1])


@given(st.text())
def test_escaped_text_renders_as_itself(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escape(text))
    inline = [token.content for part in tokens for token in part.children or ()]
    kinds = {token.type for token in tokens}
    shown = "".join(inline).split()
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}
    if text.isprintable():
        assert shown == text.split()


@given(st.text(alphabet="ab *_#=\n"), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4))
def test_highlighting_loses_no_words(text: str, ranges: list[tuple[int, int]]) -> None:
    marked = [(min(a, len(text)), min(b, len(text))) for a, b in ranges if a < b]
    shown = highlight(text, marked).replace("==", "")
    assert re.sub(r"\\(.)", r"\1", shown).split() == text.split()


@given(st.text())
def test_yaml_values_stay_on_their_line(text: str) -> None:
    quoted = quoted_for_yaml(text)
    assert len(quoted.splitlines()) == 1
    assert (
        json.loads(quoted).split() == re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", " ", text).split()
    )


def test_a_missing_template_is_said(selection: Selection, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"markdown\.md\.j2"):
        write(replace(selection, templates=tmp_path), tmp_path / "out.md")


def a_quote(post, words: str, **fields) -> Quote:
    number = next(n for n, paragraph in enumerate(post.paragraphs) if words in paragraph.text)
    start = post.paragraphs[number].text.index(words)
    return Quote(post.id, number, start, start + len(words), words, **fields)


SPEECH = a_post(
    1, "The ferry waits.", "“We sail at six”, Ida Berg said. “Not before”, Jon Ek said. “Who knows”, one hears."
)
IDA = Entity(EntityId("ida"), EntityKind.PERSON, "Ida Berg", (), (Role("Harbour Master", SPEECH.id),))
SAID = (
    a_quote(SPEECH, "We sail at six", speaker="Ida Berg", entity_id=IDA.id, channel="interview"),
    a_quote(SPEECH, "Not before", speaker="Jon Ek", is_anonymous=True),
    a_quote(SPEECH, "Who knows"),
)


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("sail at", "— Ida Berg, Harbour Master (interview)"),
        ("“Not before”", "— Jon Ek"),
        ("at six”, Ida Berg", None),
        ("“We sail at six”, Ida Berg said. “Not before”", "— Ida Berg, Harbour Master (interview); Jon Ek"),
        ("Who knows", None),
        ("The ferry waits.", None),
    ],
)
def test_marked_words_that_somebody_said_are_exported_with_who_said_them(
    selection: Selection, tmp_path: Path, words: str, speaker: str | None
) -> None:
    start = SPEECH.text.index(words)
    mark = a_mark(SPEECH, start, start + len(words))
    given = replace(only(selection, SPEECH, marks=(mark,)), quotes=SAID, entities=(IDA,))
    text = exported(given, tmp_path)
    told = [line for line in text.splitlines() if line.startswith("— ")]
    assert told == ([speaker] if speaker else [])


def test_a_mark_whose_words_are_gone_has_no_speaker(selection: Selection, tmp_path: Path) -> None:
    mark = a_mark(SPEECH, 19, 30, state=AnchorState.NEEDS_REVIEW)
    text = exported(replace(only(selection, SPEECH, marks=(mark,)), quotes=SAID, entities=(IDA,)), tmp_path)
    assert "— " not in text
