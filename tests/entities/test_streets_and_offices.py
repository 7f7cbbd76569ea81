"""Streets and rooms are places; a role ends where another office begins; a lone office needs an owner."""

from collections.abc import Callable

import pytest
from entity_builders import Found

Reads = Callable[..., Found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two trams collided in Hufnagelstraße on Monday.", "Hufnagelstraße"),
        ("The market moved to Lindenplatz last year.", "Lindenplatz"),
        ("They met at Wackersdorfer Strasse to march.", "Wackersdorfer Strasse"),
        ("A fire broke out in Kersenstraat overnight.", "Kersenstraat"),
        ("The parade ended at Storgatan after dark.", "Storgatan"),
        ("A bookshop in Rue de la Verrerie reopened.", "Rue de la Verrerie"),
        ("The stage stands in Piazza Garzoni this week.", "Piazza Garzoni"),
        ("He was seen on Garner St late at night.", "Garner St"),
        ("Boats are tied up along Tobias Quay again.", "Tobias Quay"),
        ("Pigeons filled Plaza Mayor at dawn.", "Plaza Mayor"),
        ("They signed the paper in the Circular Office before lunch.", "Circular Office"),
        ("They signed the paper in the Octagonal Room before lunch.", "Octagonal Room"),
    ],
)
def test_words_for_streets_and_rooms_make_places(read: Reads, text: str, name: str) -> None:
    found = read(text)
    assert name in found.names("place")
    assert found.names("person") == found.names("organisation") == set()


def test_saint_in_a_town_is_no_street(read: Reads) -> None:
    assert "Wick St" not in read("The fair at Wick St Lawrence was called off.").names("place")


def test_room_does_not_swallow_the_body_it_belongs_to(read: Reads) -> None:
    found = read("They met in the United Nations Media Room at noon.")
    assert "United Nations" in found.names("organisation")
    assert "Media Room" in found.names("place")


@pytest.mark.parametrize("link", ["of", "for", "to"])
def test_role_ends_where_another_office_begins(read: Reads, link: str) -> None:
    found = read(f"Tobias Renner, the adviser {link} President Amara Okello, spoke.")
    assert found.roles("Amara Okello") == ["President"]
    assert found.roles("Tobias Renner") == [f"adviser {link} President Amara Okello"]


def test_office_with_a_portfolio_stays_whole(read: Reads) -> None:
    found = read("Minister of State for the Armed Forces Olive Penhale met Chief of General Staff Bram Okkers.")
    assert found.roles("Olive Penhale") == ["Minister of State for the Armed Forces"]
    assert "Bram Okkers" in found.names("person")


@pytest.mark.parametrize(
    "title", ["Taoiseach", "Bundeskanzlerin", "Ministerpräsident", "PM", "Presidente", "Vice-President"]
)
def test_titles_of_other_languages_are_no_part_of_the_name(read: Reads, title: str) -> None:
    found = read(f"In the evening {title} Noreen Hallam arrived.")
    assert found.names("person") == {"Noreen Hallam"}
    assert found.roles("Noreen Hallam") == [title]


def test_embassy_without_a_country_is_left_out(read: Reads) -> None:
    assert read("Nobody at the Embassy or the Ministry would comment.").names("organisation") == set()


def test_embassy_of_a_nation_is_one_row_in_all_its_forms(read: Reads) -> None:
    found = read(
        "The Norwegian Embassy closed. The Embassy of Norway gave no reason. Staff left Norway's Embassy early."
    )
    assert found.names("organisation") == {"Embassy of Norway"}


def test_lone_embassy_is_the_one_named_last_in_the_post(read: Reads) -> None:
    found = read(
        "The Norwegian Embassy was closed on Monday. Guards told visitors to leave the Embassy by noon.",
        "The Chilean Embassy was open on Monday. Nobody at the Embassy had heard of the storm.",
    )
    assert found.texts("Norwegian Embassy") == ["Norwegian Embassy", "Embassy"]
    assert found.texts("Chilean Embassy") == ["Chilean Embassy", "Embassy"]


def test_clinic_and_its_square_are_two_names(read: Reads) -> None:
    found = read("He was taken to the Northgate Clinic Wackersdorfer Platz by his sister.")
    assert "Wackersdorfer Platz" in found.names("place")
    assert "Northgate Clinic" in found.names("organisation")


def test_no_two_rows_of_a_kind_show_one_name(read: Reads) -> None:
    found = read(
        "Peru reacted first, the Ministry of Health said.",
        "The Department of State called.",
        "The State Department met.",
    )
    rows = [(entity.kind, entity.name.casefold()) for entity in found.findings.entities]
    assert len(rows) == len(set(rows))


def test_relief_society_with_a_moon_in_its_name_is_no_street(read: Reads) -> None:
    assert read("The Peruvian Red Crescent sent tents.").names("place") == {"Peru"}
