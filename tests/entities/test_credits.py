"""Credits and bylines: who took a picture and who wrote, and what is no person at all."""

import pytest

from desktop.entities.credits import people_credited


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Mara Tollin/The Coastal Press/NP", ("Mara Tollin",)),
        ("(Jonas Reke/Harbour Images)", ("Jonas Reke",)),
        ("Photo by Ilse van der Berg for Northern News", ("Ilse van der Berg",)),
        ("Photograph: Pia O'Dell / Quayside Agency", ("Pia O'Dell",)),
        ("© Aino Mäki", ("Aino Mäki",)),
        ("Rosa Lund and Tor Vik, Island Pictures", ("Rosa Lund", "Tor Vik")),
        ("By Ruth Calder in Port Ellen", ("Ruth Calder",)),
        ("Ruth Calder, Harbour Correspondent", ("Ruth Calder",)),
        ("Gazette's Ben Orme", ("Ben Orme",)),
        ("Harbour Images", ()),
        ("HANDOUT", ()),
        ("Ministry of Fisheries", ()),
        ("Island News Agency via Satellite Imaging Group", ()),
        ("Lund", ()),
        ("", ()),
    ],
)
def test_people_are_told_from_agencies(line, people) -> None:
    assert people_credited(line) == people
