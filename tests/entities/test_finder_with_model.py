"""What the model adds, on subjects of many kinds."""

from collections.abc import Callable

import pytest
from entity_builders import ARTICLE, Found, make_post

from desktop.entities import model
from desktop.entities.finder import Finder

Reads = Callable[..., Found]
pytestmark = pytest.mark.xdist_group("model")


def test_court_report(read_fully: Reads) -> None:
    found = read_fully(
        "A jury in Birmingham found Desmond Achterberg guilty of fraud on Tuesday.\n"
        "Achterberg, 54, had denied taking money from Kestrel Holdings. Judge Priya Raman will sentence him in May.\n"
        "“He showed no regret,” Raman said."
    )
    assert found.texts("Desmond Achterberg") == ["Desmond Achterberg", "Achterberg"]
    assert found.texts("Priya Raman") == ["Priya Raman", "Raman"]
    assert "Kestrel Holdings" in found.names("organisation")
    assert "Birmingham" in found.names("place")
    assert found.roles("Priya Raman") == ["Judge"]


def test_science_report(read_fully: Reads) -> None:
    found = read_fully(
        "Researchers at the University of Otago in New Zealand say the glacier lost a third of its ice.\n"
        "“We were shocked,” said Dr. Hinemoa Parata, who led the study for the Antarctic Research Institute (ARI).\n"
        "The ARI will publish the data in June, Parata added."
    )
    assert found.texts("Hinemoa Parata") == ["Hinemoa Parata", "Parata"]
    assert found.texts("Antarctic Research Institute") == ["Antarctic Research Institute", "ARI", "ARI"]
    assert {"University of Otago"} <= found.names("organisation")
    assert {"New Zealand"} <= found.names("place")


def test_disaster_report_with_several_posts(read_fully: Reads) -> None:
    found = read_fully(
        "Rescuers in Valparaíso pulled eleven people from the rubble, Mayor Camila Fuentes told reporters.",
        "Fuentes said the Red Cross would bring tents. Chilean soldiers cleared the road.",
    )
    assert found.texts("Camila Fuentes") == ["Camila Fuentes", "Fuentes"]
    assert "Red Cross" in found.names("organisation")
    assert "Chilean" in found.texts("Chile")


def test_posts_in_another_language_are_left_to_gazetteer_and_grammar(full_finder: Finder, plain_finder: Finder) -> None:
    text = (
        "Der Bürgermeister von Hamburg hat am Montag mit den Vertretern der Gewerkschaft gesprochen, aber eine "
        "Einigung gab es nicht. Die Verhandlungen in Bremen gehen am Freitag weiter, sagte eine Sprecherin der Stadt."
    )
    posts = [make_post(0, text)]
    assert full_finder.find(ARTICLE, posts) == plain_finder.find(ARTICLE, posts)
    assert {entity.name for entity in full_finder.find(ARTICLE, posts).entities} >= {"Hamburg", "Bremen"}


def test_one_very_long_line_is_read_in_pieces(full_finder: Finder) -> None:
    text = "The boats came back without fish. " * 3_000 + "Only Captain Oona Virtanen laughed."
    found = Found(full_finder.find(ARTICLE, [make_post(0, text)]), [])
    assert found.names("person") == {"Oona Virtanen"}


def test_without_the_model_package_the_rest_still_works(
    monkeypatch: pytest.MonkeyPatch, gazetteer_folder: object
) -> None:
    def missing() -> None:
        raise model.ModelMissing("not installed")

    monkeypatch.setattr(model, "_load", missing)
    finder = Finder(gazetteer_folder)  # type: ignore[arg-type]
    assert not finder.has_model
    assert finder.find(ARTICLE, [make_post(0, "Judge Helena Marlowe sat in Oslo.")]).entities
