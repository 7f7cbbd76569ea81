"""What grammar, gazetteer and resolver do by themselves: fast, and the same for posts that are not in English."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from entity_builders import ARTICLE, Found, captioned_post, make_post

from desktop.entities.finder import EXTRACTOR, Finder

Reads = Callable[..., Found]


def test_surname_later_on_belongs_to_the_full_name(read: Reads) -> None:
    found = read(
        "Judge Helena Marlowe opened the hearing.\nMarlowe said the jury would sit until noon. It was Marlowe’s rule."
    )
    assert found.texts("Helena Marlowe") == ["Helena Marlowe", "Marlowe", "Marlowe"]


def test_two_people_of_one_surname_stay_two(read: Reads) -> None:
    found = read(
        "Coach Peter Lindholm praised goalkeeper Sara Lindholm after the match.\nThe two are not related.",
        "Lindholm will play again on Sunday.",
    )
    assert {"Peter Lindholm", "Sara Lindholm"} <= found.names("person")
    assert found.texts("Peter Lindholm") == ["Peter Lindholm"]
    assert found.texts("Sara Lindholm") == ["Sara Lindholm"]


def test_shared_surname_goes_to_the_one_named_last_in_the_same_post(read: Reads) -> None:
    found = read(
        "Senator Ruth Adeyemi spoke first. Adeyemi wants a vote.\nThen Mayor Tunde Adeyemi answered. Adeyemi refused."
    )
    assert found.texts("Ruth Adeyemi") == ["Ruth Adeyemi", "Adeyemi"]
    assert found.texts("Tunde Adeyemi") == ["Tunde Adeyemi", "Adeyemi"]


def test_lone_surname_has_an_id_of_its_article(plain_finder: Finder) -> None:
    posts = [make_post(0, "Inspector Harcastle was first at the scene.")]
    here, there = plain_finder.find(ARTICLE, posts), plain_finder.find("another-article", posts)  # type: ignore[arg-type]
    assert here.entities[0].name == there.entities[0].name == "Harcastle"
    assert here.entities[0].id != there.entities[0].id


def test_full_name_has_the_same_id_everywhere(plain_finder: Finder) -> None:
    posts = [make_post(0, "Inspector Anthea Harcastle was first at the scene.")]
    here, there = plain_finder.find(ARTICLE, posts), plain_finder.find("another-article", posts)  # type: ignore[arg-type]
    assert here.entities[0].id == there.entities[0].id


def test_title_is_a_role_and_no_part_of_the_name(read: Reads) -> None:
    found = read("Norwegian Fisheries Minister Kari Solheim met the crew.")
    assert found.names("person") == {"Kari Solheim"}
    assert found.roles("Kari Solheim") == ["Norwegian Fisheries Minister"]


def test_office_between_title_and_name_is_no_organisation(read: Reads) -> None:
    found = read(
        "Secretary of State Edwin Farrow left on Monday, and Minister for the Armed Forces Olive Penhale stayed."
    )
    assert found.names("person") == {"Edwin Farrow", "Olive Penhale"}
    assert found.names("organisation") == set()
    assert found.roles("Edwin Farrow") == ["Secretary of State"]


def test_apposition_after_the_name_is_a_role(read: Reads) -> None:
    found = read("Professor Ingrid Sandvik, the head of the glacier institute, warned of floods.")
    assert found.roles("Ingrid Sandvik") == ["head of the glacier institute"]


def test_role_names_the_post_that_states_it(read: Reads) -> None:
    found = read("Defender Marek Novotny is injured.", "Captain Marek Novotny will miss the final.")
    assert [(role.role, role.post_id) for role in found.entity("Marek Novotny").roles] == [
        ("Defender", "post-0"),
        ("Captain", "post-1"),
    ]


def test_former_office_stays_former(read: Reads) -> None:
    assert read("Former Peruvian President Lucia Quispe was heard.").roles("Lucia Quispe") == [
        "Former Peruvian President"
    ]


def test_role_may_open_with_an_organisation(read: Reads) -> None:
    found = read("The judge heard Harbour Workers Union spokeswoman Nadia Ferrand at noon.")
    assert found.roles("Nadia Ferrand") == ["Harbour Workers Union spokeswoman"]


def test_embassy_keeps_the_whole_name_of_its_country(read: Reads) -> None:
    assert "Embassy of the Republic of Malta" in read("The Embassy of the Republic of Malta is shut.").names(
        "organisation"
    )


def test_courtesy_is_no_role(read: Reads) -> None:
    assert read("Mrs. Adela Quigley thanked the fire brigade.").roles("Adela Quigley") == []


def test_people_and_adjective_count_for_their_country(read: Reads) -> None:
    found = read("Denmark won. Danish fans sang, and the Danes danced in Copenhagen.")
    demonyms = {mention.text: mention.is_demonym for mention in found.findings.mentions}
    assert demonyms == {"Denmark": False, "Danish": True, "Danes": True, "Copenhagen": False}
    assert found.texts("Denmark") == ["Denmark", "Danish", "Danes"]
    assert found.entity("Denmark").aliases == ()


def test_country_has_one_row_for_all_its_names(read: Reads) -> None:
    found = read("Britain and the UK are one state; the United Kingdom has four parts.")
    assert sorted(found.texts("United Kingdom")) == ["Britain", "UK", "United Kingdom"]


def test_possessive_is_no_part_of_a_name(read: Reads) -> None:
    found = read("Kenya’s rains failed, and so did Kenya's dams.")
    assert found.texts("Kenya") == ["Kenya", "Kenya"]


def test_pronoun_and_bird_are_no_countries(read: Reads) -> None:
    assert read("They told us that the turkey had been eaten.").findings.mentions == ()


def test_abbreviation_in_brackets_stands_for_the_long_name(read: Reads) -> None:
    found = read("The Coastal Erosion Research Board (CERB) met. The CERB will report in May.")
    assert found.texts("Coastal Erosion Research Board") == ["Coastal Erosion Research Board", "CERB", "CERB"]


def test_ministry_belongs_to_the_country_before_it(read: Reads) -> None:
    found = read("Chile’s Ministry of Mining confirmed the accident. Peruvian Ministry of Health doctors came to help.")
    assert found.names("organisation") == {"Ministry of Mining (Chile)", "Peruvian Ministry of Health"}


def test_one_ministry_in_two_forms_is_one_row(read: Reads) -> None:
    found = read("The Swedish Ministry of Defence denied it.", "The Swedish Defense Ministry did not answer.")
    assert len(found.names("organisation")) == 1


def test_same_ministry_of_two_countries_is_two_rows(read: Reads) -> None:
    found = read(
        "Finland closed its border, the Ministry of Health said.", "Estonia did too, the Ministry of Health said."
    )
    assert found.names("organisation") == {"Ministry of Health (Finland)", "Ministry of Health (Estonia)"}


def test_ministry_without_a_country_keeps_to_its_article(plain_finder: Finder) -> None:
    posts = [make_post(0, "Nobody at the Ministry of Health would comment.")]
    here, there = plain_finder.find(ARTICLE, posts), plain_finder.find("another-article", posts)  # type: ignore[arg-type]
    assert here.entities[0].id != there.entities[0].id


def test_two_bodies_whose_names_begin_alike_stay_two(read: Reads) -> None:
    found = read(
        "The Harbour Workers Union and the Harbour Workers Union Pension Fund were both sued "
        "by retired dockers in a county court."
    )
    assert found.names("organisation") == {"Harbour Workers Union", "Harbour Workers Union Pension Fund"}


def test_court_with_and_without_its_country_is_one(read: Reads) -> None:
    found = read("The Constitutional Court of Moldova ruled on Monday. The Constitutional Court sat until midnight.")
    assert found.names("organisation") == {"Constitutional Court of Moldova"}


def test_military_unit_is_an_organisation(read: Reads) -> None:
    assert "14th Mountain Brigade" in read("The 14th Mountain Brigade cleared the road.").names("organisation")


def test_place_is_known_by_its_last_word(read: Reads) -> None:
    assert "Tarvik Valley" in read("Snow closed the Tarvik Valley overnight.").names("place")


def test_near_spellings_are_one_person_only_with_the_same_office(read: Reads) -> None:
    same = read("Defence Minister Andrey Koltsoy spoke.", "Defence Minister Andrei Koltsoi spoke again.")
    other = read("Defence Minister Andrey Koltsoy spoke.", "Violinist Andrei Koltsoi played.")
    assert len(same.names("person")) == 1
    assert len(other.names("person")) == 2


def test_captions_credits_and_bylines_are_not_read(plain_finder: Finder) -> None:
    post = captioned_post(
        "The bridge is closed.", "Minister Tom Arkwright in Lyon", "Ada Finch/Reuters", ("Max Holler",)
    )
    assert plain_finder.find(ARTICLE, [post]).entities == ()


def test_nothing_is_found_in_nothing(plain_finder: Finder) -> None:
    assert plain_finder.find(ARTICLE, []).mentions == ()
    assert plain_finder.find(ARTICLE, [make_post(0, "")]).entities == ()


def test_names_far_into_a_long_paragraph_have_their_true_offsets(plain_finder: Finder) -> None:
    text = "The tide rose again and the sandbags held. " * 700 + "Then Captain Oona Virtanen reached Turku."
    found = plain_finder.find(ARTICLE, [make_post(0, text)])
    assert [text[mention.start : mention.end] for mention in found.mentions] == ["Oona Virtanen", "Turku"]


def test_no_name_is_cut_in_a_text_without_blanks(plain_finder: Finder) -> None:
    text = "x" * 20_000 + "Oslo" + "y" * 20_000
    assert plain_finder.find(ARTICLE, [make_post(0, text)]).mentions == ()


def test_findings_name_their_extractor_and_come_in_text_order(read: Reads) -> None:
    found = read("Oslo is calm.\nBergen is not, and Oslo knows.")
    assert found.findings.extractor == EXTRACTOR
    assert [mention.text for mention in found.findings.mentions] == ["Oslo", "Bergen", "Oslo"]


def test_given_names_need_no_title(read: Reads) -> None:
    assert "Beatrice Holloway" in read("The prize went to Beatrice Holloway for her work on moss.").names("person")


def test_tables_say_where_they_come_from(repository: Path) -> None:
    readme = (repository / "resources" / "gazetteer" / "README.md").read_text("utf-8")
    assert all(name in readme for name in ("GeoNames", "pycountry", "countryinfo", "Faker"))


def test_answers_do_not_depend_on_the_run(read: Reads) -> None:
    text = "Judge Helena Marlowe and the Council of Elders met in Nairobi. Marlowe spoke for Kenyan women."
    assert json.dumps(repr(read(text).findings)) == json.dumps(repr(read(text).findings))


@pytest.mark.parametrize(
    "words",
    ["It was warm: Torvik 24, Varn 19 degrees on the old bridge.", "The prices at the quay: Apples 3, Pears 2."],
)
def test_numbers_behind_names_make_no_teams_where_no_game_is_spoken_of(read: Reads, words: str) -> None:
    assert not read(words).names("organisation")
