from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.blocks import BlockKind
from desktop.importers.pages.article_finding import Finding, find_article
from desktop.importers.pages.article_text import article_passages
from desktop.importers.pages.markup import parse
from desktop.importers.pages.passages import survey

SENTENCE = "The crew at the dam opened gate number {} before dawn, and by noon the water had fallen by a hand. "
MENU = "<ul class=list>" + "".join(f"<li><a href=/{n}>Section number {n}</a></li>" for n in range(12)) + "</ul>"


def text(first: int, count: int = 3) -> str:
    return "".join(f"<p>{SENTENCE.format(n) * 2}</p>" for n in range(first, first + count))


def found(body: str) -> Finding:
    page = parse("page.html", f"<!doctype html><body>{body}</body>")
    assert page.body is not None
    return find_article(survey(page.body))


def words(finding: Finding) -> str:
    return "\n".join(passage.text for passage in finding.passages)


def test_the_text_is_found_between_menus_and_footers() -> None:
    finding = found(f"<div>{MENU}</div><div><h1>Dam day</h1>{text(1)}</div><div>{MENU}</div><footer>{text(9)}</footer>")
    assert words(finding).count("gate number") == 6
    assert "Section" not in words(finding)
    assert "gate number 9" not in words(finding)
    assert finding.sureness == 1.0


def test_comments_are_left_out_even_where_they_are_longer_than_the_text() -> None:
    finding = found(f"<div id=story>{text(1)}</div><ul class='comments-list'><li>{text(50, 12)}</li></ul>")
    assert "gate number 3" in words(finding)
    assert "gate number 50" not in words(finding)


def test_a_first_paragraph_above_the_text_and_its_picture_are_kept() -> None:
    lead = "What the night at the dam of Torvik was like, told by those who stood at the gates."
    picture = "<figure><img src=a.png><figcaption>The dam</figcaption></figure>"
    head = f"<header><h1>Dam day</h1><p>{lead}</p>{picture}</header>"
    finding = found(f"<main>{head}<div class=body>{text(1, 5)}</div></main>")
    assert finding.passages[0].text == lead
    assert BlockKind.CAPTION in {passage.kind for passage in finding.passages}


def test_a_text_in_several_pieces_is_kept_whole() -> None:
    piece = "<div class='part'>{}</div><div class=advert><p>Buy boats.</p></div>"
    finding = found("<div>" + "".join(piece.format(text(n, 2)) for n in (1, 11, 21)) + "</div>")
    assert [number for number in (1, 2, 11, 12, 21, 22) if f"gate number {number} " in words(finding)] == [
        1, 2, 11, 12, 21, 22,
    ]  # fmt: skip
    assert "boats" not in words(finding)


def test_rows_of_teasers_are_left_out_and_raise_no_doubt() -> None:
    teaser = "<div class=card><h3><a href=/{0}>Another story {0}</a></h3><p>" + SENTENCE.format(90) + "</p></div>"
    rows = "".join(teaser.format(number) for number in range(6))
    finding = found(f"<div><div class=whole>{text(1, 5)}</div><div class=rows>{rows}</div></div>")
    assert "Another story" not in words(finding)
    assert finding.sureness == 1.0


def test_a_list_of_stories_is_doubtful() -> None:
    teaser = "<div class=card><h3><a href=/{0}>Another story {0}</a></h3><p>" + SENTENCE.format(90) + "</p></div>"
    assert found("".join(teaser.format(number) for number in range(9))).sureness < 0.5


def test_hidden_text_is_left_out() -> None:
    finding = found(f"<main>{text(1, 4)}<div style='display: none'>{text(30)}</div></main>")
    assert "gate number 30" not in words(finding)
    assert finding.sureness == 1.0


def test_little_text_is_doubtful() -> None:
    assert found("<main><p>Closed today.</p></main>").sureness == 0.0
    assert found("").passages == ()


def test_text_that_was_not_chosen_makes_doubtful() -> None:
    finding = found(f"<div>{text(1)}</div><ul class=comments><li>{text(30, 9)}</li></ul>")
    assert finding.sureness < 0.5


def test_very_deep_nesting_is_searched() -> None:
    depth = 4000
    finding = found("<div>" * depth + text(1) + "</div>" * depth)
    assert "gate number 2" in words(finding)


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<div class=menu>", "<div>", "</div>", "<a href=x>", "</a>", SENTENCE]))
)
def test_what_is_found_is_part_of_the_page_in_its_order_for_any_page(parts: list[str]) -> None:
    page = parse("page.html", "<body>" + "".join(parts))
    assert page.body is not None
    seen = survey(page.body)
    finding = find_article(seen)
    rest = iter(seen.passages)
    assert all(any(one is passage for one in rest) for passage in finding.passages)
    assert 0.0 <= finding.sureness <= 1.0


def test_text_out_of_sight_is_no_part_of_a_short_article_either() -> None:
    hidden = "<p>This sentence about the upper gate of the dam is kept out of sight by its style.</p>"
    body = f"<main><h1>Dam day</h1><div style='visibility:hidden'>{hidden}</div><p>{SENTENCE.format(7)}</p></main>"
    page = parse("page.html", f"<!doctype html><body>{body}</body>")
    told = [passage.text for passage in article_passages(page)[0]]
    assert SENTENCE.format(7).strip() in told
    assert not any("upper gate" in text for text in told)


def test_what_also_stands_out_of_sight_is_told_only_as_often_as_it_can_be_seen() -> None:
    same, seen = f"<p>{SENTENCE.format(7)}</p>", f"<p>{SENTENCE.format(8)}</p>"
    body = f"<main><h1>Dam day</h1><div style='visibility:hidden'>{same}</div>{seen}{same}</main>"
    told = [passage.text for passage in article_passages(parse("page.html", f"<!doctype html><body>{body}</body>"))[0]]
    assert [one for one in told if "gate number" in one] == [SENTENCE.format(8).strip(), SENTENCE.format(7).strip()]


def test_a_gallery_in_the_midst_of_a_text_is_left_out_and_raises_no_doubt() -> None:
    gallery = f"<div class='full-gallery'><ul><li>{text(30, 9)}</li></ul></div>"
    finding = found(f"<div class=story>{text(1, 4)}{gallery}{text(11, 4)}</div>")
    assert "gate number 4" in words(finding)
    assert "gate number 14" in words(finding)
    assert "gate number 30" not in words(finding)
    assert finding.sureness == 1.0


def test_a_gallery_that_holds_most_of_the_page_makes_doubtful() -> None:
    gallery = f"<div class=slideshow><ul><li>{text(30, 9)}</li></ul></div>"
    assert found(f"<div><div class=intro>{text(1)}</div>{gallery}</div>").sureness < 0.5


def test_a_post_that_is_said_to_have_a_gallery_is_no_gallery() -> None:
    assert "gate number 2" in words(found(f"<div class='post format-gallery'>{text(1)}</div>"))


def test_what_is_kept_from_screen_readers_is_read_where_no_formula_stands_before_it() -> None:
    page = parse("page.html", '<body><p>The gate <span>is</span> <span aria-hidden="true">open.</span></p>')
    assert page.body is not None
    assert [passage.text for passage in survey(page.body).passages] == ["The gate is open."]
