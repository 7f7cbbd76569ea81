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


def test_a_club_of_a_league_is_known_with_and_without_its_town(read: Reads) -> None:
    found = read("The Packers won again. Oslo has not seen the Green Bay Packers lose.")
    assert found.texts("Green Bay Packers") == ["Packers", "Green Bay Packers"]


def test_a_paper_called_by_a_plain_word_is_one_only_where_something_says_so(read_fully: Reads) -> None:
    assert "People" in read_fully("Speaking to People on Monday, Helena Marlowe smiled.").names("organisation")
    assert read_fully("People came to see Helena Marlowe.").names("organisation") == set()


def test_a_stage_name_is_a_person(read: Reads) -> None:
    assert read("The hall was full when Bad Bunny sang.").names("person") == {"Bad Bunny"}


def test_capitals_right_after_what_a_body_is_called_are_its_name(read: Reads) -> None:
    found = read(
        "In May the rights organisation Harbour Wardens counted forty boats. The club President Lind was there."
    )
    assert found.names("organisation") == {"Harbour Wardens"}


def test_a_capital_within_a_word_tells_a_firm_and_a_mac_does_not(read_fully: Reads) -> None:
    found = read_fully("He asked TorvikSoft for a loan. Helena MacDonald of TorvikSoft refused.")
    assert found.names("organisation") == {"TorvikSoft"}
    assert found.names("person") == {"Helena MacDonald"}


def test_a_site_is_called_by_its_whole_address(read: Reads) -> None:
    found = read("According to Torvikpost.net, the ship left. See www.torvik.net/Ship.com for more.")
    assert found.names("organisation") == {"Torvikpost.net"}


def test_a_branch_in_a_country_is_a_body_and_no_place(read_fully: Reads) -> None:
    found = read_fully("She left Greenpeace Norway in May.")
    assert found.names("organisation") == {"Greenpeace Norway"}
    assert found.names("place") == set()


def test_the_group_of_a_known_firm_is_that_firm(read: Reads) -> None:
    found = read("She sold her shares in Lufthansa Group. Lufthansa was silent.")
    assert found.texts("Lufthansa Group") == ["Lufthansa Group", "Lufthansa"]


def test_a_result_is_no_part_of_a_clubs_name(read: Reads) -> None:
    found = read("Oslo beat Torvik Football Club 3-1 on Monday.")
    assert found.names("organisation") == {"Torvik Football Club"}


def test_known_firms_vote_for_the_other_names_of_their_list(read_fully: Reads) -> None:
    found = read_fully("He has money in Siemens, Brenholt and Nokia, and he met Ada Lind of Nokia.")
    assert "Brenholt" in found.names("organisation")
    assert found.names("person") == {"Ada Lind"}


def test_both_sides_of_a_result_are_teams(read: Reads) -> None:
    found = read("June 5: Brenholt 35, Aldersea Town 10.")
    assert found.names("organisation") == {"Brenholt", "Aldersea Town"}
    assert read("Chapter 3, Section 7 says so. On May 3, June 4 it rained.").names("organisation") == set()


def test_capitals_before_a_players_place_in_the_game_are_a_team(read: Reads) -> None:
    found = read("In May the Aldersea goalkeeper Ada Lind left. Former striker Bo Lind stayed.")
    assert found.names("organisation") == {"Aldersea"}
    assert found.names("person") == {"Ada Lind", "Bo Lind"}


def test_words_in_the_plural_are_no_surname(read_fully: Reads) -> None:
    found = read_fully("They danced to Velvet Lanterns until midnight. Emma Sanders sang.")
    assert "Velvet Lanterns" not in found.names("person")
    assert "Emma Sanders" in found.names("person")


def test_a_branch_of_a_town_is_a_body_of_its_own(read: Reads) -> None:
    found = read("She works for the Sierra Club of Ohio. It sued on Monday.")
    assert found.names("organisation") == {"Sierra Club of Ohio"}


def test_a_form_with_its_article_hides_no_name_within(read: Reads) -> None:
    found = read("The WHO sent doctors. In May the National Guard came.")
    assert found.names("organisation") == {"WHO", "National Guard"}


def test_a_comma_that_closes_an_apposition_makes_no_list(read_fully: Reads) -> None:
    found = read_fully("She met Emma Lind, an engineer at Google, and Ameera Torvald, an architect.")
    assert found.names("person") == {"Emma Lind", "Ameera Torvald"}


def test_a_known_club_after_a_title_is_no_person(read: Reads) -> None:
    found = read("The champion Real Madrid came to Oslo with coach Bo Lind.")
    assert found.names("organisation") == {"Real Madrid"}
    assert found.names("person") == {"Bo Lind"}
