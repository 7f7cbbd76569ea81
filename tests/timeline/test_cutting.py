"""Cutting: a page becomes the posts its writers wrote."""

from itertools import pairwise

from timeline_pages import LIVE, a_document, cut, dump, start, text, utc

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.posts import Figure, ParagraphKind, PostKind

HEAD = """Skip to content

• The dam at Torvik holds.
• The old quarter was cleared on Saturday.

Our live coverage has ended. Read more here.
"""
BENTON = """Mayor Clara Benton speaks at the dam on Thursday.

Mayor Clara Benton speaks at the dam on Thursday.

(Nora Finch/Torvik Herald)

Mayor Clara Benton said on Saturday that the old quarter of Torvik has to be empty before dark.

“Nobody should wait for the water,” Benton told reporters.

She added that buses stand ready at the school.

Herald's Mark Tully and Nora Finch contributed reporting to this post.
"""
FERRY = """The ferry company Nordbank has stopped both boats until further notice, it said in a statement on Saturday.

Its crews are at home and on call, the company said.

“We are sorry for the delay,” it added.
"""
STAMPED = """Dam at Torvik holds: live updates

By Jan Finch and Ada Lind, HERALD

Updated 6:05 p.m. ET, March 5, 2022

3 Posts

12 min ago

Dam is sound, builders say

From Herald's Mark Tully in North Torvik

Two builders looked at the wall and found no crack in it.

1 hr 5 min ago

Ferry stopped

Nobody crosses the river today.

10:35 a.m. ET, March 5, 2022

School becomes a shelter

Two hundred beds stand in the gymnasium.
"""
ESSAY = "\n\n".join(
    f"The {n}th chapter of the river's history begins on Sunday with rain. Clara Benton wrote about it in 19{n + 10}."
    for n in range(40)
)


def test_contributor_line_closes_its_post_and_gives_the_names() -> None:
    posts = [p for p in cut(dump(HEAD + BENTON + "\n" + FERRY)).posts if p.kind is PostKind.POST]
    assert [p.byline for p in posts] == [("Mark Tully", "Nora Finch"), ()]
    assert posts[1].text.startswith("The ferry company")
    assert "contributed" not in posts[0].text


def test_a_repeated_caption_stands_once_and_its_credit_apart() -> None:
    (post,) = [p for p in cut(dump(HEAD + BENTON)).posts if p.kind is PostKind.POST]
    assert post.figures == (Figure("Mayor Clara Benton speaks at the dam on Thursday.", "Nora Finch/Torvik Herald"),)
    assert "on Thursday" not in post.text


def test_picture_lines_belong_to_the_lines_of_their_post() -> None:
    document = dump(HEAD + BENTON)
    (post,) = [p for p in cut(document).posts if p.kind is PostKind.POST]
    assert post.source_lines is not None
    first, last = post.source_lines
    lines = (HEAD + BENTON).split("\n")
    assert lines[first - 1].startswith("Mayor Clara Benton speaks")
    assert lines[last - 1].startswith("Herald's Mark Tully")


def test_key_points_and_notice_stand_apart_from_the_posts() -> None:
    made = cut(dump(HEAD + BENTON))
    assert [p.kind for p in made.posts] == [PostKind.SUMMARY, PostKind.NOTICE, PostKind.POST]
    assert [p.kind for p in made.posts[0].paragraphs] == [ParagraphKind.LIST] * 2
    caption, writers = BENTON.split("\n\n")[0], BENTON.rstrip().split("\n\n")[-1]
    assert [block.text for block in made.furniture] == ["Skip to content", caption, writers]


def test_post_that_ends_by_pointing_elsewhere_is_a_teaser() -> None:
    teaser = "What does a dam do? It slows a river down.\n\nIt is older than the town.\n\nRead the full story here.\n\n"
    kinds = [p.kind for p in cut(dump(HEAD + teaser + FERRY)).posts]
    assert kinds == [PostKind.SUMMARY, PostKind.NOTICE, PostKind.TEASER, PostKind.POST]


def test_some_context_is_background_and_what_goes_on_with_it_too() -> None:
    page = HEAD + FERRY + "\nSome context: The ferry has crossed the river since 1902.\n\nIt carries forty cars.\n"
    post = cut(dump(page)).posts[-1]
    assert [p.kind for p in post.paragraphs][-2:] == [ParagraphKind.BACKGROUND] * 2


def test_time_lines_cut_a_page_into_posts_with_titles_and_bylines() -> None:
    made = cut(dump(STAMPED, url=None))
    assert [p.title for p in made.posts] == [
        "Dam is sound, builders say",
        "Ferry stopped",
        "School becomes a shelter",
    ]
    assert [p.byline for p in made.posts] == [("Mark Tully",), (), ()]
    assert made.title == "Dam at Torvik holds: live updates"
    assert made.byline == ("Jan Finch", "Ada Lind")
    assert made.kind is ArticleKind.LIVE_BLOG


def test_clock_that_opens_a_line_begins_a_post() -> None:
    made = cut(dump("7.15am: Hello again.\n\nThe river rises.\n\n9.10am: The ferry stops.\n\n9.45am: Buses leave."))
    assert [p.text for p in made.posts] == ["Hello again.\n\nThe river rises.", "The ferry stops.", "Buses leave."]


def test_title_glued_to_its_time_and_its_text_is_taken_apart() -> None:
    page = "Dam live\n\n• 26m ago (09:06 GMT)Night bus addedThe town pays for it.\n\n• 37m ago (08:55 GMT)First"
    assert cut(dump(page)).posts[0].title == "Night bus added"
    assert cut(dump(page)).posts[0].text == "The town pays for it."


def test_marks_of_the_source_decide_alone() -> None:
    blocks = [start("a", "First"), text("One."), text("Two."), start("b"), text("Three.")]
    posts = cut(a_document(*blocks, kind=ArticleKind.LIVE_BLOG)).posts
    assert [(p.title, p.text) for p in posts] == [("First", "One.\n\nTwo."), (None, "Three.")]
    assert all(p.boundary.confidence == 1.0 for p in posts)


def test_text_above_the_first_marked_post_is_the_pages_summary() -> None:
    blocks = [Block(BlockKind.TITLE, "Dam day"), text("What happened."), start("a"), text("One.")]
    made = cut(a_document(*blocks))
    assert [(p.kind, p.text) for p in made.posts] == [(PostKind.SUMMARY, "What happened."), (PostKind.POST, "One.")]
    assert [b.text for b in made.furniture] == ["Dam day"]


def test_essay_of_forty_paragraphs_is_one_post() -> None:
    made = cut(dump(ESSAY, url="https://herald.example/essays/river"))
    assert len(made.posts) == 1
    assert len(made.posts[0].paragraphs) == 40
    assert made.kind is ArticleKind.ARTICLE
    assert made.reason.startswith("one article")


def test_headings_of_an_ordinary_article_stay_in_its_text() -> None:
    blocks = [
        Block(BlockKind.TITLE, "The river"),
        text("It rises."),
        Block(BlockKind.HEADING, "Its mouth"),
        text("It ends."),
    ]
    (post,) = cut(a_document(*blocks, url=None)).posts
    assert post.title == "The river"
    assert [(p.kind, p.text) for p in post.paragraphs] == [
        (ParagraphKind.TEXT, "It rises."),
        (ParagraphKind.HEADING, "Its mouth"),
        (ParagraphKind.TEXT, "It ends."),
    ]


def test_headline_of_a_permalink_is_the_title_of_the_post_it_speaks_of() -> None:
    headline = "Ferry company Nordbank stops its boats"
    url = f"{LIVE}/h_{'0a1b' * 8}"
    made = cut(dump(f"{headline}\n\n{headline}\n\n{HEAD}{BENTON}\n{FERRY}", url=url))
    titled = [p for p in made.posts if p.title]
    assert [(p.title, p.url) for p in titled] == [(headline, url)]
    assert titled[0].text.startswith("The ferry company")
    assert made.url == LIVE


def test_pages_name_survives_in_its_address() -> None:
    headline = "Ferry company Nordbank stops its boats"
    url = f"https://herald.example/live/torvik-dam-news-03-05-22/h_{'0a1b' * 8}"
    made = cut(dump(f"{headline}\n\n{headline}\n\n{HEAD}{BENTON}\n{FERRY}", url=url))
    assert made.title == "Torvik dam news"


def test_video_title_and_its_length_are_furniture() -> None:
    made = cut(dump("Watch the dam from above\n\n02:29\n\n" + HEAD + BENTON))
    assert {"Watch the dam from above", "02:29"} <= {b.text for b in made.furniture}


def test_pictures_below_their_posts_are_recognised_by_the_page_itself() -> None:
    def post(name: str, deed: str) -> str:
        caption = f"{name} during the work"
        more = f"It took {name.split()[-1]} all day, and many who had come to look on stayed until the evening. " * 2
        words = f"{name} has {deed} for the whole of Torvik, people say.\n\n{more}"
        return f"{words}\n\n{caption}\n\n{caption}\n\n(Finch)\n\n"

    names = ["Miller Rudolf Hartog", "Baker Ida Sunde", "Teacher Olaf Brandt", "Farmer Grete Moll", "Smith Jens Aker"]
    deeds = ["ground flour", "baked bread", "opened the school", "brought straw", "mended the gate"]
    page = HEAD + "".join(post(name, deed) for name, deed in zip(names, deeds, strict=True))
    posts = [p for p in cut(dump(page)).posts if p.kind is PostKind.POST]
    assert [p.text.split(" has ")[0] for p in posts] == names
    assert all(len(p.figures) == 1 for p in posts)


def test_every_boundary_has_a_confidence_and_a_reason() -> None:
    for post in cut(dump(HEAD + BENTON + "\n" + FERRY)).posts:
        assert 0 <= post.boundary.confidence <= 1
        assert post.boundary.reason


def test_posts_without_address_get_ids_from_their_words() -> None:
    first = cut(dump(HEAD + BENTON + "\n" + FERRY)).posts
    second = cut(dump(HEAD + BENTON + "\n" + FERRY.replace("both", "all"))).posts
    assert [a.id == b.id for a, b in zip(first, second, strict=True)] == [True, True, True, False]


def test_two_posts_of_the_same_words_have_two_ids() -> None:
    blocks = [start(""), text("Goal!"), start(""), text("Goal!")]
    posts = cut(a_document(*blocks)).posts
    assert all(a.id != b.id for a, b in pairwise(posts))


def test_update_without_title_words_or_picture_is_no_post() -> None:
    blocks = [start("a", at=utc(5, 9)), start("b", at=utc(5, 8)), text("Goal!")]
    assert [p.text for p in cut(a_document(*blocks)).posts] == ["Goal!"]


def test_page_without_words_has_no_posts() -> None:
    made = cut(a_document(Block(BlockKind.FURNITURE, "Menu"), url=None))
    assert made.posts == ()
    assert [b.text for b in made.furniture] == ["Menu"]


def test_a_long_page_without_any_sign_is_parted_and_every_cut_is_called_unsure() -> None:
    lines = [f"The water at gate {n} went on with it for a while." for n in range(300)]
    posts = cut(dump("Our live coverage has ended.\n\n" + "\n\n".join(lines), kind=ArticleKind.LIVE_BLOG)).posts
    unsure = [post.boundary.confidence for post in posts[2:]]
    assert len(unsure) >= 4
    assert all(0.0 < confidence < 0.5 for confidence in unsure)
