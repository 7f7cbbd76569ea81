"""Names that are easily confused, each in a made case: people of one surname, homonyms, clubs, forms of writing."""

from collections.abc import Callable

import pytest
from entity_builders import ARTICLE, Found, make_post

from desktop.entities.finder import Finder

Reads = Callable[..., Found]
pytestmark = pytest.mark.xdist_group("model")


def test_married_couple_stays_two_and_the_surname_is_the_one_not_called_by_a_given_name(read_fully: Reads) -> None:
    found = read_fully(
        "Mayor Anton Kessler arrived with his wife, the painter Julia Kessler.\n"
        "Julia spoke about the harbour. Kessler said nothing. Later Kessler left alone."
    )
    assert found.texts("Anton Kessler") == ["Anton Kessler", "Kessler", "Kessler"]
    assert found.texts("Julia Kessler") == ["Julia Kessler", "Julia"]


def test_siblings_named_together_stay_two(read_fully: Reads) -> None:
    found = read_fully("The sisters Mira Dragan and Lena Dragan won the double. Mira Dragan thanked Lena Dragan.")
    assert {"Mira Dragan", "Lena Dragan"} <= found.names("person")


@pytest.mark.parametrize(
    ("person", "surname"),
    [("Denise Washington", "Washington"), ("Michelle Jordan", "Jordan"), ("Harold Austin", "Austin")],
)
def test_person_named_like_a_place_is_a_person(read_fully: Reads, person: str, surname: str) -> None:
    found = read_fully(f"Judge {person} opened the hearing. “We begin at noon,” {surname} said. Then {surname} left.")
    assert person in found.names("person")


def test_place_stays_a_place_beside_a_person_of_that_name(read_fully: Reads) -> None:
    found = read_fully("Aides flew to Washington and from there to Paris. Singer Paris Holloway was not on board.")
    assert {"Washington", "Paris"} <= found.names("place")
    assert "Paris Holloway" in found.names("person")


def test_newspaper_and_country_of_one_name_keep_their_kinds(read_fully: Reads) -> None:
    found = read_fully("The Washington Post reported on Monday from Jordan that talks in Amman had failed.")
    assert "Washington Post" in {name.removeprefix("The ") for name in found.names("organisation")}
    assert "Jordan" in found.names("place")


def test_club_named_after_its_town_is_known_by_its_short_name(read_fully: Reads) -> None:
    found = read_fully(
        "The Lisbon Rovers beat the Vienna Falcons on Saturday in Lisbon.\nThe Rovers scored twice, and the Falcons "
        "once. Coach Marek Adler of the Rovers smiled."
    )
    assert set(found.texts("Lisbon Rovers")) == {"Lisbon Rovers", "Rovers"}
    assert "Lisbon" in found.names("place")


def test_the_minister_in_brackets_is_found(read: Reads) -> None:
    found = read("Foreign Minister Pavel Orlik flew home. “The minister [Orlik] signed nothing,” an aide said.")
    assert found.texts("Pavel Orlik") == ["Pavel Orlik", "Orlik"]


def test_two_surnames_joined_by_and_are_two_people(read_fully: Reads) -> None:
    found = read_fully("President Ines Valdor met Chancellor Otto Brandis. Valdor and Brandis spoke for an hour.")
    assert found.texts("Ines Valdor") == ["Ines Valdor", "Valdor"]
    assert found.texts("Otto Brandis") == ["Otto Brandis", "Brandis"]


def test_particles_belong_to_the_surname(read: Reads) -> None:
    found = read("Minister Katrien van den Hove resigned. Van den Hove gave no reason, said an aide of van den Hove.")
    assert found.names("person") == {"Katrien van den Hove"}


def test_family_name_may_stand_first(read: Reads) -> None:
    found = read("Minister Zhao Lianhua spoke first. Zhao said that prices would fall.")
    assert found.texts("Zhao Lianhua") == ["Zhao Lianhua", "Zhao"]


def test_initials_and_a_hyphen_are_the_same_person(read: Reads) -> None:
    found = read("Judge J. P. Corwin-Hale sat down. Later Corwin-Hale rose.")
    assert found.texts("J. P. Corwin-Hale") == ["J. P. Corwin-Hale", "Corwin-Hale"]


def test_capitals_accents_and_no_break_spaces_are_one_person(read: Reads) -> None:
    found = read("Minister Zoé\u00a0Béranger left. Minister ZOE BERANGER came back. Minister Zoe Beranger slept.")
    assert len(found.names("person")) == 1


def test_abbreviation_that_is_no_initials_is_learnt_from_its_bracket(read: Reads) -> None:
    found = read(
        "The Harbour Institute for Applied Tides (GTZ) measured the flood.", "Nobody asked GTZ, the mayor said."
    )
    assert found.texts("Harbour Institute for Applied Tides")[-1] == "GTZ"
    assert len(found.names("organisation")) == 1


def test_new_is_part_of_a_name_that_begins_with_it(read: Reads) -> None:
    assert "New Harbour Authority" in read("On Monday the New Harbour Authority met.").names("organisation")


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Police questioned veteran harbour pilot Ada Finch.", ["veteran harbour pilot"]),
        (
            "Ada Finch, 41, an expert in tides at the Harbour Institute, agreed.",
            ["expert in tides at the Harbour Institute"],
        ),
        ("Professor Ada Finch, the head of the institute, agreed.", ["head of the institute"]),
        ("Ada Finch, the U.S. ambassador to Malta, agreed.", ["U.S. ambassador to Malta"]),
        ("Ada Finch is a plumber from Lisbon.", ["plumber from Lisbon"]),
        ("Harbour Workers Union (HWU) treasurer Ada Finch agreed.", ["Harbour Workers Union (HWU) treasurer"]),
        ("They waited for Ada Finch, and the rain fell.", []),
    ],
)
def test_roles_are_read_as_whole_phrases(read: Reads, sentence: str, roles: list[str]) -> None:
    found = read(f"{sentence} Mrs. Ada Finch went home.")
    assert found.roles("Ada Finch") == roles


def test_the_same_people_in_two_articles_have_one_id_and_lone_surnames_have_not(full_finder: Finder) -> None:
    posts = [make_post(0, "Judge Helena Marlowe sat in Oslo with Inspector Harcastle.")]
    ids = [
        {entity.name: entity.id for entity in full_finder.find(article, posts).entities}
        for article in (ARTICLE, "another-article")  # type: ignore[arg-type]
    ]
    assert ids[0]["Helena Marlowe"] == ids[1]["Helena Marlowe"]
    assert ids[0]["Harcastle"] != ids[1]["Harcastle"]


def test_speakers_without_a_name_are_no_entities(read: Reads) -> None:
    found = read("“The road is shut,” a senior official said.", "“The road is open,” a senior official said.")
    assert [(quote.speaker, quote.is_anonymous, quote.entity_id) for quote in found.findings.quotes] == [
        ("a senior official", True, None)
    ] * 2
    assert found.names("person") == set()


def test_a_sentence_in_quotation_marks_after_a_statement_has_its_speaker(read: Reads) -> None:
    found = read("Mayor Ada Finch told reporters that the bridge would stay shut. “We have no other choice today.”")
    assert found.findings.quotes[-1].speaker == "Ada Finch"


def test_a_sentence_in_quotation_marks_after_two_people_has_none(read: Reads) -> None:
    found = read("Mayor Ada Finch told Judge Otto Brandis that it was late. “We have no other choice today.”")
    assert found.findings.quotes[-1].speaker == ""


def test_quotes_in_a_paragraph_of_book_length_keep_their_places(read: Reads) -> None:
    text = "The tide rose again and the sandbags held. " * 1_500 + "“We are still here,” Mayor Ada Finch said."
    (quote,) = read(text).findings.quotes
    assert text[quote.start : quote.end] == quote.text == "We are still here,"
    assert quote.speaker == "Ada Finch"


def test_an_abbreviated_title_and_the_whole_word_mean_the_same_speaker(read: Reads) -> None:
    found = read("Ruritanian Gov. Ada Finch signed it.\n“It is a good law,” the Ruritanian governor said.")
    assert found.findings.quotes[-1].speaker == "Ada Finch"
