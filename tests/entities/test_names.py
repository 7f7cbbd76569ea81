"""Names of people, taken apart and compared."""

import pytest

from desktop.entities.naming.names import given_agree, may_be_one, near_spelling, parse, surname_forms


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Marta Lindqvist", "lindqvist"),
        ("J. R. Okafor", "okafor"),
        ("Pieter van den Berg", "van den berg"),
        ("Ana de la Cruz", "de la cruz"),
        ("Samir al-Rashid", "al-rashid"),
        ("Zhang Meifen", "zhang"),
        ("Arthur Bloom Jr", "bloom"),
        ("Ben Harlow", "harlow"),
        ("Lindqvist", "lindqvist"),
    ],
)
def test_surname_is_found_with_its_particles(name: str, surname: str) -> None:
    assert parse(name).surname == surname


def test_lone_surname_may_lack_its_particles() -> None:
    assert {"van den berg", "berg"} <= surname_forms(parse("Pieter van den Berg"))
    assert "rashid" in surname_forms(parse("Samir al-Rashid"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joseph Carver", "Joe Carver"),
        ("J. Carver", "Joseph Carver"),
        ("Élodie Marchand", "Elodie Marchand"),
        ("Maria Teresa Rossi", "Maria Rossi"),
    ],
)
def test_names_that_agree_in_all_parts_may_be_one(one: str, other: str) -> None:
    assert may_be_one(parse(one), parse(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joseph Carver", "Laura Carver"),
        ("Joseph Carver", "Carver"),
        ("Anna Maria Rossi", "Anna Lucia Rossi"),
        ("Joseph Carver", "Joseph Marlow"),
    ],
)
def test_names_that_differ_in_one_part_are_never_one(one: str, other: str) -> None:
    assert not may_be_one(parse(one), parse(other))


def test_two_transliterations_are_near_but_not_the_same() -> None:
    one, other = parse("Yevgeniy Shchukin"), parse("Evgeny Petrov")
    assert near_spelling(parse("Andrey Koltsoy"), parse("Andrei Koltsoi"))
    assert not may_be_one(parse("Andrey Koltsoy"), parse("Andrei Koltsoi"))
    assert not near_spelling(one, other)


def test_an_initial_agrees_with_every_name_it_begins() -> None:
    assert given_agree("m", "margaret")
    assert not given_agree("m", "anna")
