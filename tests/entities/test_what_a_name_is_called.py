"""Names of doubtful kind: what stands around them tells, and each made case names nobody real."""

from collections.abc import Callable

from entity_builders import Found

Reads = Callable[..., Found]


def test_a_name_before_an_artefact_is_no_person(read_fully: Reads) -> None:
    found = read_fully("The army showed Farrow anti-tank missiles. US-made Farrow missiles came to Oslo.")
    assert "Farrow" not in found.names("person")


def test_president_of_the_surname_park_is_a_person(read: Reads) -> None:
    found = read("President Park Soo-jin resigned on Monday. Park said that the court was wrong.")
    assert found.names("person") == {"Park Soo-jin"}
    assert found.names("place") == set()


def test_a_surname_of_two_words_belongs_to_the_longer_name(read: Reads) -> None:
    found = read("President Enrique Soto Vidal spoke in Oslo. Later Soto Vidal left, and President Soto Vidal smiled.")
    assert found.names("person") == {"Enrique Soto Vidal"}


def test_a_given_name_that_is_also_a_family_name_does_not_hide_the_surname(read: Reads) -> None:
    found = read("Actor Kim Marlowe came to Oslo. Marlowe was late.")
    assert found.texts("Kim Marlowe") == ["Kim Marlowe", "Marlowe"]


def test_a_name_given_twice_in_a_row_is_told_once(read: Reads) -> None:
    found = read("Judge Helena Marlowe Marlowe sat in Oslo.")
    assert found.names("person") == {"Helena Marlowe"}


def test_a_hyphen_that_stands_for_a_dash_ends_a_name(read: Reads) -> None:
    found = read("Judge Helena Marlowe sat in Oslo. The court heard Marlowe-who had been late-on Monday.")
    assert found.texts("Helena Marlowe") == ["Helena Marlowe", "Marlowe"]
