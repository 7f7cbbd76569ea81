"""Who said what."""

from collections.abc import Sequence

import pytest
from entity_builders import ARTICLE, make_post
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.ids import EntityId
from desktop.domain.quotes import Quote
from desktop.entities.quoting.quotes import find_quotes

PEOPLE = {
    "Clara Benton": ("Clara Benton", "Benton"),
    "Omar Reyes": ("Omar Reyes", "Reyes"),
    "Ida Holm": ("Ida Holm", "Holm"),
}
ORGANISATIONS = {"Port Authority": ("Port Authority",), "Torvik Water": ("Torvik Water",)}
ROLES = {"Clara Benton": "mayor", "Omar Reyes": "harbour master"}


def findings(posts: Sequence) -> Findings:
    """Names as a finder would find them, without one."""
    entities, mentions = [], []
    for forms, kind in ((PEOPLE, EntityKind.PERSON), (ORGANISATIONS, EntityKind.ORGANISATION)):
        for name, written in forms.items():
            roles = (Role(ROLES[name], posts[0].id),) if name in ROLES else ()
            entities.append(Entity(EntityId(name), kind, name, written, roles))
            for post in posts:
                mentions += [
                    Mention(post.id, EntityId(name), number, at, at + len(form), form)
                    for number, paragraph in enumerate(post.paragraphs)
                    for form in written
                    for at in range(len(paragraph.text))
                    if paragraph.text.startswith(form, at)
                    and not any(
                        p.text.startswith(name, at - len(name) + len(form)) for p in [paragraph] if form != name
                    )
                ]
    return Findings("test", tuple(entities), tuple(mentions))


def quotes(*texts: str) -> list[Quote]:
    posts = [make_post(number, text) for number, text in enumerate(texts)]
    return list(find_quotes(posts, findings(posts)))


def said(*texts: str) -> list[tuple[str, str]]:
    return [(quote.speaker, quote.text) for quote in quotes(*texts) if not quote.is_indirect]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We stay,” Benton said.", "Clara Benton"),
        ("“We stay,” said Clara Benton, the mayor.", "Clara Benton"),
        ("“We stay,” said the mayor, Clara Benton.", "Clara Benton"),
        ("“We stay,” the mayor of the town, Clara Benton, told reporters.", "Clara Benton"),
        ("Clara Benton, who met Omar Reyes on Monday, said: “We stay.”", "Clara Benton"),
        ("Benton said the ferries would “run as usual” all week.", "Clara Benton"),
        ("Asked about Reyes, Benton replied: “We stay.”", "Clara Benton"),
        ("According to Clara Benton, the dam “holds for now” at least.", "Clara Benton"),
        ("“We stay put until morning” – Clara Benton, mayor.", "Clara Benton"),
        ("Clara Benton: “We stay.”", "Clara Benton"),
        ("Benton was blunt: “We stay.”", "Clara Benton"),
        ("Benton thanked the crews, adding that they “never slept at all” that night.", "Clara Benton"),
        ("“We stay,” the Port Authority said in a statement.", "Port Authority"),
        ("“Who pays for it?” Benton asked.", "Clara Benton"),
        ("“We stay,” Benton and Reyes said in a joint statement.", "Clara Benton"),
    ],
)
def test_the_clause_of_saying_names_the_speaker(text: str, speaker: str) -> None:
    assert [name for name, _ in said(text)] == [speaker]


def test_a_pronoun_is_whoever_spoke_last() -> None:
    assert said("Benton told Reyes the dam holds.\n“Nobody will leave,” she said.")[-1][0] == "Clara Benton"


def test_a_pronoun_is_nobody_of_whom_the_other_pronoun_is_used() -> None:
    text = "Mr Reyes said that his men were ready. Mrs Benton smiled.\n“Nobody leaves,” she said. “Ready,” he said."
    assert [name for name, _ in said(text)] == ["Clara Benton", "Omar Reyes"]


def test_an_office_is_who_was_named_with_it() -> None:
    assert said("Mayor Clara Benton came at noon.\n“Nobody will leave,” the mayor said.") == [
        ("Clara Benton", "Nobody will leave,")
    ]


def test_whoever_has_no_name_keeps_the_words_of_the_post() -> None:
    one, other = quotes("“We heard a crack,” a port official said.", "“It is over for us,” the official said.")
    assert (one.speaker, one.is_anonymous, one.entity_id) == ("a port official", True, None)
    assert other.speaker == "the official"


def test_a_spokesman_for_somebody_is_not_that_one() -> None:
    (quote,) = quotes("“The mayor is well,” a spokesman for Clara Benton said.")
    assert (quote.speaker, quote.is_anonymous) == ("a spokesman for Clara Benton", True)


def test_a_quotation_without_a_clear_speaker_stays_without() -> None:
    assert said("The banner read well. “Water is a right for all of us.” It hung there all day.")[0][0] == ""


def test_a_quotation_goes_on_over_paragraphs_and_over_its_clause() -> None:
    text = "“We stay,” Benton said. “Nobody leaves.\n“The dam holds.”\nReyes agreed."
    assert [name for name, _ in said(text)] == ["Clara Benton"] * 3
    assert [quote.continues for quote in quotes(text)] == [False, False, True]


def test_titles_and_scare_quotes_are_no_quotations() -> None:
    assert said("The film “The Long Night Home” opened. The so-called “experts” of the “new” plan left.") == []


def test_a_quotation_in_a_quotation_has_its_own_depth_and_only_a_speaker_who_is_clear() -> None:
    outer, inner = quotes("“They shouted ‘open the gates now’ at us,” Benton said.")
    assert (outer.speaker, outer.depth) == ("Clara Benton", 0)
    assert (inner.speaker, inner.depth) == ("", 1)


def test_what_an_editor_put_in_is_told_apart() -> None:
    (quote,) = quotes("“They [the crews] never slept,” Benton said.")
    assert [quote.text[start:end] for start, end in quote.inserts] == ["[the crews]"]


def test_a_statement_in_other_words_is_kept_with_its_speaker() -> None:
    (quote,) = quotes("Mayor Clara Benton said on Monday that both ferries would run as usual.")
    assert (quote.speaker, quote.text, quote.is_indirect) == ("Clara Benton", "both ferries would run as usual", True)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("“We stay,” Benton tweeted.", "tweet"),
        ("“We stay,” Benton said in a joint statement.", "joint statement"),
        ("“We stay,” Benton told reporters.", "told reporters"),
        ("“We stay,” Benton wrote on Facebook.", "post on Facebook"),
        ("“We stay,” Benton said in an interview with the Torvik Post on Monday.", "interview with the Torvik Post"),
        ("“We stay,” Benton said at a news conference.", "news conference"),
        ("“We stay,” Benton said.", ""),
    ],
)
def test_the_channel_is_what_the_sentence_tells(text: str, channel: str) -> None:
    assert quotes(text)[0].channel == channel


def test_a_conversation_written_down_has_its_speakers_before_colons() -> None:
    text = "Clara Benton: Does the dam hold for now?\nOmar Reyes: It does, for a week.\nClara Benton: Then we stay."
    assert [name for name, _ in said(text)] == ["Clara Benton", "Omar Reyes", "Clara Benton"]


PIECES = [
    "“We stay,”",
    "Benton",
    "said",
    "that",
    "Reyes",
    ".",
    ",",
    "\n",
    "'no'",
    "he",
    "according to",
    "“",
    "”",
    ":",
    "—",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_quotes_stand_where_they_say_for_any_text(pieces: list[str]) -> None:
    posts = [make_post(0, " ".join(pieces))]
    for quote in find_quotes(posts, findings(posts)):
        assert posts[0].paragraphs[quote.paragraph].text[quote.start : quote.end] == quote.text != ""


def test_an_article_without_names_has_quotes_all_the_same() -> None:
    post = make_post(0, "“We will stay here,” somebody said.")
    assert [quote.text for quote in find_quotes([post], Findings("none"))] == ["We will stay here,"]
    assert post.article_id == ARTICLE
