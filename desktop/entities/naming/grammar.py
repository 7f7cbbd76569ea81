"""Grammar: what the words around a name, and the words in it, say about it.

Knows titles before people, heads of organisations' and places' names, ministries, military units and abbreviations
in brackets. Knows no name of any person, firm or town. Never decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.domain.entities import EntityKind
from desktop.entities.naming import streets
from desktop.entities.naming.gazetteer import SURE, Gazetteer, Listed
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Origin, Passage, Proposal
from desktop.entities.text.runs import Run, capital_runs, gap_after, is_calendar, is_headline, joins
from desktop.entities.text.words import SITE, Word, opens_sentence

LONGEST_NAME = 4
LONGEST_ORGANISATION = 9
LINKING = frozenset({"of", "for", "the", "and", "&", "on"})
LOOSE_GAPS = (" ", ". ")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)")
SIDE = r"([A-Z][\w.'’&-]*(?: [A-Z][\w.'’&-]*){0,3})"
SCORES = re.compile(rf"(?<![\w-]){SIDE} \d{{1,3}}[,;] {SIDE} \d{{1,3}}(?![\w%,]*\w)")
NO_TEAMS = lists.NUMBERED | lists.CALENDAR | lists.SMALL
BARE = 12  # characters beside a result that stands alone: a date, a stop
GAMES = re.compile(
    r"\b(?:beat|game|match|league|cup|final|season|goals?|innings|half|quarter|overtime|coach|players?|standings|round|tie)\b",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"[(\[]([A-Z][A-Za-z&-]{1,9})[)\]]")


def propose(passage: Passage, gazetteer: Gazetteer) -> list[Proposal]:
    """Return what grammar takes for names in a passage; spans may overlap."""
    runs = list(capital_runs(passage))
    return [
        *_titled_people(passage, gazetteer),
        *_people_by_given_name(passage, runs, gazetteer),
        *_headed_names(passage, runs, gazetteer),
        *_units(passage),
        *streets.propose(passage, runs),
        *_lone_offices(passage, runs),
        *_after_what_they_are(passage, runs, gazetteer),
        *_sites(passage),
        *_teams_with_scores(passage, gazetteer),
        *_teams_of_players(passage, runs, gazetteer),
        *abbreviations(passage),
    ]


# ---------------------------------------------------------------- people


def _titled_people(passage: Passage, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the names that follow a title: "Judge", "Foreign Minister", "Secretary of State", "Mr."."""
    words = passage.words
    for index, word in enumerate(words):
        if word.lower not in lists.TITLES or word.is_possessive or not _follows(passage, index):
            continue
        if index and word.lower == "general" and words[index - 1].lower in lists.ORGANISATION_HEADS:
            continue  # "Consulate General"
        first = _after_office(passage, index)
        run = name_from(passage, first, gazetteer) if first is not None else None
        if run is None or _is_known_body(passage, run, gazetteer):
            continue
        is_strong = word.text[0].isupper() or run.last > run.first
        yield Proposal(
            words[run.first].start,
            words[run.last].end,
            EntityKind.PERSON,
            Origin.GRAMMAR,
            3.0 if is_strong else 1.0,
        )


def _is_known_body(passage: Passage, run: Run, gazetteer: Gazetteer) -> bool:
    """Whether words after a title are a club or firm that all know: "champion Real Madrid", "owner Warner Bros"."""
    listed = gazetteer.look_up(passage.text[passage.words[run.first].start : passage.words[run.last].end])
    is_body = listed is not None and listed.kind is EntityKind.ORGANISATION and listed.weight >= SURE
    return is_body and run.last > run.first


def _follows(passage: Passage, index: int) -> bool:
    return index + 1 < len(passage.words) and gap_after(passage, index) in LOOSE_GAPS


def _after_office(passage: Passage, index: int) -> int | None:
    """Return the number of the word after a title and its office ("of State", "for the Armed Forces")."""
    words = passage.words
    at = index + 1
    if words[at].lower not in ("of", "for"):
        return at
    at += 1
    has_office = False
    while at < len(words) and gap_after(passage, at - 1) in (" ", ", "):
        if words[at].lower not in lists.PORTFOLIOS | {"the", "and"}:
            return at if has_office and gap_after(passage, at - 1) == " " else None
        has_office = has_office or words[at].lower in lists.PORTFOLIOS
        at += 1
    return None


def name_from(passage: Passage, first: int, gazetteer: Gazetteer) -> Run | None:
    """Return the person's name that begins at a word, or None if none can."""
    words = passage.words
    at, last = first, None
    while at < len(words) and at - first < LONGEST_NAME + 1:
        word = words[at]
        if word.lower in lists.PARTICLES and not word.text[0].isupper():
            if last is None and at > first:
                break
        elif not _is_name_word(word, gazetteer):
            break
        else:
            last = at
        if not joins(passage, at):
            break
        at += 1
    if last is None or (last == first and len(words[first].text) < 2):
        return None
    return Run(first, last)


def _is_name_word(word: Word, gazetteer: Gazetteer) -> bool:
    """Whether a word can stand in a person's name after a title."""
    if not word.is_capital or not word.text[-1].isalpha():
        return False
    if word.text.isupper() and len(word.text) > 1 and word.lower not in lists.SUFFIXES_OF_NAMES:
        return len(word.text) > LONGEST_NAME  # "KIRCHNER", but no abbreviation
    is_word = word.lower in lists.TITLES or word.lower in lists.PORTFOLIOS or word.lower in lists.SMALL
    return not (is_word or word.lower in lists.MINISTRY_HEADS or is_calendar(word) or gazetteer.is_demonym(word.text))


def _people_by_given_name(passage: Passage, runs: Sequence[Run], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the two to four words at the end of a run of capitals of which the first is a given name."""
    for run in runs:
        first = next((at for at in range(run.first, run.last) if _is_given(passage.words[at], gazetteer)), None)
        name = name_from(passage, first, gazetteer) if first is not None else None
        if name is None or name.last == name.first or name.last - name.first >= LONGEST_NAME:
            continue
        if _is_club(passage, run, gazetteer):
            continue
        last = passage.words[name.last].lower
        if name.last >= run.last and last not in lists.ORGANISATION_HEADS and not streets.closes_place(last):
            yield _spanning(passage, name, EntityKind.PERSON, 1.0)


def _is_given(word: Word, gazetteer: Gazetteer) -> bool:
    if word.text.isupper() or word.is_possessive or word.lower in lists.TITLES:
        return False
    return gazetteer.is_given_name(word.text) and gazetteer.look_up(word.text) is None


# ---------------------------------------------------------------- organisations and places by their head


def _headed_names(passage: Passage, runs: list[Run], gazetteer: Gazetteer) -> Iterator[Proposal]:
    if is_headline(passage):
        return
    for number, run in enumerate(runs):
        if _is_club(passage, run, gazetteer):
            yield _spanning(passage, run, EntityKind.ORGANISATION, 2.5)
            continue
        listed = gazetteer.look_up(passage.text[passage.words[run.first].start : passage.words[run.last].end])
        if listed is not None:
            yield from _branch_of_town(passage, runs, number, listed, gazetteer)
            continue
        if _is_branch(passage, run, gazetteer):
            yield _spanning(passage, run, EntityKind.ORGANISATION, 3.0)
            continue
        wide = _widened(passage, runs, number, gazetteer)
        if wide is not None:
            yield _spanning(passage, wide, EntityKind.ORGANISATION, 3.0)
        else:
            yield from _by_last_word(passage, run, gazetteer)


def _branch_of_town(
    passage: Passage, runs: list[Run], number: int, listed: Listed, gazetteer: Gazetteer
) -> Iterator[Proposal]:
    """Yield "Sierra Club of Ohio": a body that all know, "of", and a town or region that is no country."""
    end = _after_of(passage, runs, number) if listed.kind is EntityKind.ORGANISATION and listed.weight >= SURE else None
    if end is None:
        return
    of_what = gazetteer.look_up(passage.text[passage.words[runs[number + 1].first].start : passage.words[end].end])
    if of_what is not None and of_what.kind is EntityKind.PLACE and not of_what.is_country:
        yield _spanning(passage, Run(runs[number].first, end), EntityKind.ORGANISATION, 3.0)


def _is_branch(passage: Passage, run: Run, gazetteer: Gazetteer) -> bool:
    """Whether a run is a body that all know and the country it works in: "Oxfam Norway"."""
    words = passage.words
    if run.last == run.first or gazetteer.country_of(words[run.last].text) is None:
        return False
    body = gazetteer.look_up(passage.text[words[run.first].start : words[run.last - 1].end])
    is_body = body is not None and body.kind is EntityKind.ORGANISATION and body.weight >= SURE
    return is_body and not gazetteer.is_demonym(words[run.last].text)


def _is_club(passage: Passage, run: Run, gazetteer: Gazetteer) -> bool:
    """Whether a run is a town and a word in the plural, as clubs are called: "Lisbon Rovers"."""
    words = passage.words[run.first : run.last + 1]
    last = words[-1].lower
    is_plural = (
        last.endswith("s") and not last.endswith("ss") and not words[-1].text.isupper() and len(last) > LONGEST_NAME
    )
    if not is_plural or any(word.is_possessive for word in words) or streets.closes_place(last):
        return False
    if last in lists.ORGANISATION_HEADS or last.removesuffix("s") in lists.OFFICE_TITLES | lists.ORGANISATION_HEADS:
        return False
    whole = passage.text[words[0].start : words[-1].end]
    town = gazetteer.look_up(passage.text[words[0].start : words[-2].end]) if len(words) > 1 else None
    is_town = town is not None and town.kind is EntityKind.PLACE and not town.is_demonym and not town.is_country
    return is_town and gazetteer.look_up(whole) is None and not gazetteer.is_given_name(words[0].text)


def _by_last_word(passage: Passage, run: Run, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield "Supreme Court", "Danube River", "Lake Garda": a run that its last or first word makes a name."""
    words = passage.words
    if run.last == run.first or streets.is_room(passage, run):
        return
    last, first = words[run.last].lower, words[run.first].lower
    if run.last == run.first + 1 and last in lists.STATE_FORMS and gazetteer.country_of(words[run.first].text):
        nation = gazetteer.country_of(words[run.first].text) or ""
        yield replace(_spanning(passage, run, EntityKind.PLACE, 3.0), name=nation)
        return
    if first in lists.CLUB_OPENERS and words[run.first].text[:2].isupper():
        yield _spanning(passage, run, EntityKind.ORGANISATION, 3.0)
        return
    if first in lists.PLACE_OPENERS and last not in lists.ORGANISATION_HEADS:
        yield _spanning(passage, run, EntityKind.PLACE, 2.5)
        return
    for at in range(run.last, run.first, -1):
        head = words[at].lower
        if head in lists.ORGANISATION_HEADS or head in lists.MINISTRY_HEADS:
            start = _start_of_organisation(passage, Run(run.first, at))
            if start < at:
                yield _spanning(passage, Run(start, at), EntityKind.ORGANISATION, 2.5)
            return
        if streets.closes_place(head):
            yield from _closed_place(passage, Run(run.first, at), gazetteer)
            return


def _closed_place(passage: Passage, run: Run, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield a place that its last word makes one, and a body that stands before it; "President Park" is neither."""
    start = _after_body(passage, run.first, run.last, gazetteer)
    if passage.words[start].lower in lists.OFFICE_TITLES and start == run.last - 1:
        return
    yield _spanning(passage, Run(start, run.last), EntityKind.PLACE, 2.0)
    if start > run.first:
        yield from _by_last_word(passage, Run(run.first, start - 1), gazetteer)


def _after_body(passage: Passage, first: int, last: int, gazetteer: Gazetteer) -> int:
    """Leave out a body before the name of its room or street, if two words are left for that."""
    words = passage.words
    for at in range(last - 2, first - 1, -1):
        listed = gazetteer.look_up(passage.text[words[first].start : words[at].end])
        is_listed = listed is not None and listed.kind is EntityKind.ORGANISATION
        if is_listed or (at > first and words[at].lower in lists.ORGANISATION_HEADS):
            return at + 1
    return first


def _start_of_organisation(passage: Passage, run: Run) -> int:
    """Leave a title before the name out ("President", "Professor"), but keep a nation."""
    start = run.first
    while start < run.last and passage.words[start].lower in lists.TITLES - {"general", "justice", "private", "chief"}:
        start += 1
    return start


def _widened(passage: Passage, runs: list[Run], number: int, gazetteer: Gazetteer) -> Run | None:
    """Return a run joined by "of", "for", "and" with those after it, if its words make it an organisation."""
    words = passage.words
    run = runs[number]
    opener = next((at for at in range(run.first, run.last + 1) if words[at].lower in lists.ORGANISATION_OPENERS), None)
    if opener is not None and opener == run.last:
        end = _after_of(passage, runs, number)
        if end is not None:
            return Run(_start_of_organisation(passage, Run(run.first, end)), end)
    return _joined_by_and(passage, runs, number, gazetteer)


def _after_of(passage: Passage, runs: list[Run], number: int) -> int | None:
    """Return where "of X", "for X and Y", "of the X" ends after a run, or None."""
    at = runs[number].last + 1
    words = passage.words
    if at >= len(words) or words[at].lower not in ("of", "for") or gap_after(passage, at - 1) != " ":
        return None
    if at + 1 < len(words) and words[at + 1].lower == "the":
        at += 1
    following = next((run for run in runs[number + 1 :] if run.first == at + 1), None)
    if following is None or gap_after(passage, at) != " ":
        return None
    number = runs.index(following)
    if words[following.last].lower in lists.STATE_FORMS:
        return _after_of(passage, runs, number) or following.last
    tail = _and_of_portfolios(passage, runs, number)
    return tail if tail is not None else following.last


def _and_of_portfolios(passage: Passage, runs: list[Run], number: int) -> int | None:
    """Return the end of "Science and Technology" where both sides are offices."""
    words = passage.words
    run = runs[number]
    if number + 1 >= len(runs) or words[run.last].lower not in lists.PORTFOLIOS:
        return None
    following = runs[number + 1]
    is_and = following.first == run.last + 2 and words[run.last + 1].lower == "and"
    return following.last if is_and and words[following.last].lower in lists.PORTFOLIOS else None


def _joined_by_and(passage: Passage, runs: list[Run], number: int, gazetteer: Gazetteer) -> Run | None:
    """Return "National Security and Defence Council": two runs that only together have a head."""
    words = passage.words
    run = runs[number]
    if number + 1 >= len(runs):
        return None
    following = runs[number + 1]
    if following.first != run.last + 2 or words[run.last + 1].lower not in ("and", "&"):
        return None
    last = words[following.last].lower
    is_head = last in lists.ORGANISATION_HEADS or last in lists.MINISTRY_HEADS
    is_whole = words[run.last].lower in lists.ORGANISATION_HEADS
    subject = words[run.last].text
    is_name = gazetteer.look_up(passage.text[words[run.first].start : words[run.last].end]) is not None
    if not is_head or is_whole or is_name or gazetteer.is_given_name(subject) or following.last == following.first:
        return None
    is_office = words[run.last].lower in lists.PORTFOLIOS or words[following.first].lower in lists.PORTFOLIOS
    return Run(run.first, following.last) if is_office else None


def _spanning(passage: Passage, run: Run, kind: EntityKind, weight: float) -> Proposal:
    return Proposal(passage.words[run.first].start, passage.words[run.last].end, kind, Origin.GRAMMAR, weight)


# ---------------------------------------------------------------- military units and abbreviations


def _units(passage: Passage) -> Iterator[Proposal]:
    """Yield "3rd Infantry Division", "2nd US Cavalry Regiment"."""
    words = passage.words
    for index, word in enumerate(words):
        if not ORDINAL.fullmatch(word.text):
            continue
        at = index
        while at + 1 < len(words) and joins(passage, at) and words[at + 1].is_capital:
            at += 1
            if words[at].lower in lists.UNIT_HEADS:
                yield Proposal(word.start, words[at].end, EntityKind.ORGANISATION, Origin.GRAMMAR, 3.0)
                break


def _lone_offices(passage: Passage, runs: Sequence[Run]) -> Iterator[Proposal]:
    """Yield "Embassy" and "Ministry" after "the"; whose it is must be found elsewhere."""
    words = passage.words
    for run in runs:
        word, before = words[run.last], words[run.first - 1] if run.first else None
        if run.last > run.first or before is None or word.lower not in lists.MISSIONS | {"ministry"}:
            continue
        if before.lower == "the" and passage.text[before.end : word.start] == " ":
            yield _spanning(passage, run, EntityKind.ORGANISATION, 1.0)


def _after_what_they_are(passage: Passage, runs: Sequence[Run], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the capitals right after what a body is called: "the rights organisation Open Doors"."""
    words = passage.words
    for run in runs:
        before = words[run.first - 1] if run.first else None
        if before is None or before.text not in lists.NOUNS_BEFORE_BODIES or gap_after(passage, run.first - 1) != " ":
            continue
        first, last = words[run.first], words[run.last]
        is_listed = gazetteer.look_up(first.text) is not None
        is_titled = any(word.lower in lists.TITLES for word in (first, last))
        if not (is_listed or is_titled or before.is_possessive or gazetteer.is_given_name(first.text)):
            yield _spanning(passage, run, EntityKind.ORGANISATION, 1.0)


def _teams_with_scores(passage: Passage, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield both sides of a result: "Rovers 3, Harbour Town 1"."""
    for match in SCORES.finditer(passage.text):
        if not _is_result(match, gazetteer):
            continue
        for side in (1, 2):
            first = match[side].split()[0]
            if not gazetteer.is_given_name(first) and first.lower() not in NO_TEAMS:
                yield Proposal(*match.span(side), EntityKind.ORGANISATION, Origin.GRAMMAR, 1.0)


def _is_result(match: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Whether numbers behind names are those of a game: little else is said, or a game or known team named.

    Degrees, ages and prices look the same.
    """
    if len(match.string) <= len(match[0]) + BARE or GAMES.search(match.string):
        return True
    listed = (gazetteer.look_up(match[side]) for side in (1, 2))
    return any(one is not None and one.kind is EntityKind.ORGANISATION for one in listed)


def _teams_of_players(passage: Passage, runs: Sequence[Run], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the capitals right before what a player is: "the Rovers striker"."""
    words = passage.words
    for run in runs:
        first, last = words[run.first], words[run.last]
        if run.last + 1 >= len(words) or words[run.last + 1].text not in lists.PLAYERS or not joins(passage, run.last):
            continue
        is_titled = any(word.lower in lists.TITLES or word.lower in lists.ROLE_MODIFIERS for word in (first, last))
        is_known = gazetteer.look_up(passage.text[first.start : last.end]) or gazetteer.is_given_name(first.text)
        if not (is_titled or is_known or opens_sentence(passage.text, first.start)):
            yield _spanning(passage, run, EntityKind.ORGANISATION, 1.0)


def _sites(passage: Passage) -> Iterator[Proposal]:
    """Yield sites that are called by their address."""
    for match in SITE.finditer(passage.text):
        yield Proposal(match.start(), match.end(), EntityKind.ORGANISATION, Origin.GRAMMAR, 2.0)


def abbreviations(passage: Passage) -> Iterator[Proposal]:
    """Yield a long form and the abbreviation in brackets after it; both carry the long form as `name`."""
    for match in ABBREVIATION.finditer(passage.text):
        short = match[1]
        if sum(letter.isupper() for letter in short) < 2:
            continue
        start = _start_of_long_form(passage, match.start(), short)
        if start is None:
            continue
        end = len(passage.text[: match.start()].rstrip())
        name = passage.text[start:end]
        yield Proposal(start, end, EntityKind.ORGANISATION, Origin.GRAMMAR, 3.0, name)
        yield Proposal(match.start(1), match.end(1), EntityKind.ORGANISATION, Origin.GRAMMAR, 3.0, name)


def _start_of_long_form(passage: Passage, bracket: int, short: str) -> int | None:
    """Return where the words begin whose first letters are the abbreviation, reading back from the bracket."""
    before = [word for word in passage.words if word.end <= bracket][-LONGEST_ORGANISATION:]
    wanted = [letter.lower() for letter in short if letter.isupper()]
    for count in range(2, len(before) + 1):
        chosen = before[-count:]
        parts = [part for word in chosen for part in re.split(r"[-/]", word.lower) if part]
        full = [part[0] for part in parts]
        heavy = [part[0] for part in parts if part not in lists.SMALL]
        if wanted in (full, heavy) and chosen[0].is_capital:
            return chosen[0].start
    return _start_of_body(before, passage, bracket) if len(wanted) == len(short) > 2 else None


def _start_of_body(before: Sequence[Word], passage: Passage, bracket: int) -> int | None:
    """Return where a body's name begins whose letters are those of another language: its words say that it is one."""
    start, has_head, edge = None, False, len(passage.text[:bracket].rstrip())
    for word in reversed(before):
        if passage.text[word.end : edge] != (" " if start is not None else "") or word.is_possessive:
            break
        if not word.is_capital and (start is None or word.lower not in LINKING):
            break
        if word.is_capital:
            start = word.start
            has_head = has_head or word.lower in lists.ORGANISATION_HEADS | lists.ORGANISATION_OPENERS
        edge = word.start
    return start if has_head else None
