"""Whatever the text: mentions hold their words, end with words, and do not overlap."""

import unicodedata

from entity_builders import ARTICLE, make_post
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.entities.finder import Finder

NAMES = [
    "Judge", "Helena Marlowe", "Marlowe", "Marlowe’s", "U.S.", "US", "us", "the", "Ministry of Health", "Norway's",
    "Norway", "Danish", "al-Rashid", "Samir al-Rashid", "J. K. Otieno", "Otieno", "(CERB)",
    "Coastal Erosion Research Board", "said", "“Nairobi”", "São Paulo", "SÃO PAULO", "Ukraine-Russia", "pro-Danish",
    "van den Berg", "Pieter van den Berg", "14th", "Mountain Brigade", "FC Tarvik", "and", "of", "Minister for",
    "Dr.", "—", "…", "Cafe\u0301", "İzmir", "ß", "北京", "🙂", "December", "UTC", "Lake", "River", "", "\t", ".", "’s",
    "O’Brien", "Council of Elders", "in", "@board", "4,000",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(NAMES), max_size=25).map(" ".join))


def is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) != 0


def cuts_a_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and is_letter(text[position - 1]) and is_letter(text[position])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, max_size=4))
def test_mentions_are_whole_words_of_their_paragraph_for_any_text(plain_finder: Finder, texts: list[str]) -> None:
    posts = [make_post(number, text) for number, text in enumerate(texts)]
    findings = plain_finder.find(ARTICLE, posts)
    known = {entity.id for entity in findings.entities}
    assert known == {mention.entity_id for mention in findings.mentions}
    taken: dict[tuple[str, int], int] = {}
    for mention in findings.mentions:
        post = next(one for one in posts if one.id == mention.post_id)
        text = post.paragraphs[mention.paragraph].text
        assert text[mention.start : mention.end] == mention.text != ""
        assert not cuts_a_word(text, mention.start)
        assert not cuts_a_word(text, mention.end)
        assert mention.text == mention.text.strip()
        assert taken.get((mention.post_id, mention.paragraph), 0) <= mention.start
        taken[mention.post_id, mention.paragraph] = mention.end


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_no_two_rows_of_one_kind_bear_one_id_for_any_text(plain_finder: Finder, text: str) -> None:
    entities = plain_finder.find(ARTICLE, [make_post(0, text)]).entities
    assert len({entity.id for entity in entities}) == len(entities)
