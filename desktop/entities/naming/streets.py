"""Streets: what names a street, a square, a quay or a room, in the languages whose towns are in the news.

Knows the words that close such names ("Street", "Platz"), those that open them ("Rue de", "Piazza") and the endings
that grow into them ("-strasse", "-gatan"). Knows no street. Never decides.
"""

from collections.abc import Iterator, Sequence

from desktop.domain.entities import EntityKind
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Origin, Passage, Proposal
from desktop.entities.text.runs import Run, gap_after
from desktop.entities.text.words import Word, fold, opens_sentence

SHORTEST_STEM = 3
LONGEST_NAME = 3
WEIGHT = 2.5


def closes_place(word: str) -> bool:
    """Whether a name that ends in this word is a place's."""
    return word.lower() in lists.PLACE_ENDINGS or fold(word) in lists.STREETS


def is_street(word: str) -> bool:
    """Whether a street's word has grown into this one ("Marktstraat")."""
    folded = fold(word)
    return folded.endswith(lists.STREET_SUFFIXES) and any(
        folded.endswith(end) and len(folded) - len(end) >= SHORTEST_STEM for end in lists.STREET_SUFFIXES
    )


def propose(passage: Passage, runs: Sequence[Run]) -> Iterator[Proposal]:
    """Yield streets, squares and rooms; spans may overlap. `runs` are the passage's runs of capitals."""
    words = passage.words
    for index, word in enumerate(words):
        if not word.is_capital:
            continue
        if is_street(word.text):
            yield _place(passage, Run(index, index))
        elif fold(word.text) in lists.STREET_OPENERS:
            last = _end_of_opened(passage, index)
            if last is not None:
                yield _place(passage, Run(index, last))
    for run in runs:
        if _is_closed_by_short_form(words[run.last], run) or is_room(passage, run):
            yield _place(passage, run)


def _place(passage: Passage, run: Run) -> Proposal:
    start, end = passage.words[run.first].start, passage.words[run.last].end
    return Proposal(start, end, EntityKind.PLACE, Origin.GRAMMAR, WEIGHT)


def _end_of_opened(passage: Passage, index: int) -> int | None:
    """Return the last word of "Rue de Rivoli" or "Calle Mayor", or None if no name follows the opening word."""
    words = passage.words
    at, has_particle = index, False
    while gap_after(passage, at) == " " and words[at + 1].lower in lists.STREET_PARTICLES:
        at, has_particle = at + 1, True
    if not has_particle and (
        fold(words[index].text) in lists.STREET_OPENERS_WITH_PARTICLE
        or opens_sentence(passage.text, words[index].start)
    ):
        return None
    first = at
    while at - first < LONGEST_NAME and gap_after(passage, at) == " " and _is_named(words[at + 1]):
        at += 1
    return at if at > first else None


def _is_named(word: Word) -> bool:
    """Whether a word has a capital, be it after an article that has lost its vowel ("d'Orsay")."""
    return word.is_capital or word.text.replace("’", "'").split("'")[-1][:1].isupper()


def _is_closed_by_short_form(word: Word, run: Run) -> bool:
    """Whether a run ends as "Garner St" does; "Bury St Edmunds" does not."""
    return run.last > run.first and word.lower in lists.SHORT_STREETS and word.text != word.text.upper()


def is_room(passage: Passage, run: Run) -> bool:
    """Whether two words name a room by its shape, colour or side."""
    words = passage.words
    return (
        run.last == run.first + 1
        and words[run.last].lower in lists.ROOMS
        and words[run.first].lower in lists.SHAPES_AND_COLOURS | lists.DIRECTIONS
    )
