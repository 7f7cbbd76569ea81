"""Samples: a page as large as a day of live coverage, made up anew each time from the same seed.

Its people, places and events are invented; its form is the plain-text dump of a live page: a figure printed twice and
its credit open most posts, nothing else marks where one ends.
"""

import random

POSTS = 54
SEED = 20

_GIVEN = ("Ada", "Bela", "Chiara", "Dorian", "Edith", "Farid", "Greta", "Hamid", "Irena", "Jonas", "Keiko", "Lukas")
_FAMILY = ("Abelard", "Brunswick", "Castellan", "Dragunov", "Eriksen", "Fairweather", "Gerhardt", "Holloway", "Kessler")
_ROLES = ("Prime Minister", "Foreign Minister", "President", "Secretary of State", "Ambassador", "Governor")
_PLACES = ("London", "Warsaw", "Ottawa", "Nairobi", "Lisbon", "Seoul", "Vienna", "Canberra", "Oslo", "Lima")
_BODIES = ("the United Nations", "the European Commission", "the Red Cross", "the World Bank", "the Defense Ministry")
DEEDS = (
    "said that talks would go on for as long as anybody was willing to sit at the table",
    "asked everyone in the low quarters of the city to leave before the river rises again",
    "announced that the border would stay open for families, for lorries and for journalists",
    "denied that any decision had been taken, and promised a written answer before the evening",
    "thanked the crews who had worked through the night to bring the current back",
    "warned that prices would rise further unless the harbour was cleared within the week",
)
_SAYINGS = (
    "We have been here before, and we know what it costs to look away",
    "Nobody should have to choose between a warm room and a full plate",
    "There is still a door open, and we ask them to walk through it",
    "I have seen the pictures, and I do not need anybody to explain them to me",
)

_HEAD = """Watch the first lorries cross the bridge

01:12

  • Talks about the harbour go into their third day.
  • The river is expected to rise again before the evening.
  • Prices for bread and fuel have doubled within a week.

Our live coverage ends here today. Read what came next here."""


def a_day_of_posts(posts: int = POSTS) -> str:
    """Return the dump of a page with so many posts; 54 of them are some 75 kilobytes."""
    chance = random.Random(SEED)
    people = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    return "\n\n".join([_HEAD, *(line for _ in range(posts) for line in _post(chance, chance.choice(people)))]) + "\n"


def a_person(chance: random.Random) -> str:
    """Return a made-up person with an office."""
    return f"{chance.choice(_ROLES)} {chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"


def _post(chance: random.Random, person: str) -> list[str]:
    role, place = chance.choice(_ROLES), chance.choice(_PLACES)
    caption = f"{role} {person} speaks to reporters in {place} on {chance.choice(('Friday', 'Saturday'))}."
    figure = [caption, caption, f"({chance.choice(_GIVEN)} {chance.choice(_FAMILY)}/Picture Desk)"]
    lead = f"{role} {person} {chance.choice(DEEDS)}, according to {chance.choice(_BODIES)}."
    return [*(figure if chance.random() < 0.7 else ()), lead, *(_paragraph(chance, person) for _ in range(5))]


def _paragraph(chance: random.Random, person: str) -> str:
    family = person.split()[-1]
    place, other = chance.sample(_PLACES, 2)
    return (
        f"“{chance.choice(_SAYINGS)},” {family} said in {place}. Officials from {chance.choice(_BODIES)} in {other} "
        f"{chance.choice(DEEDS)}."
    )
