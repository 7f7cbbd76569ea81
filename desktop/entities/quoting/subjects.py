"""Subjects: who does the saying, as the words stand around a verb.

Knows "X said", "said X", "X, the mayor of Y, told Z", "the mayor, X, said", "a spokesman for X said". Says where the
subject stands and what sort of words it is, never who it is: that takes more than a paragraph (`speakers`).
"""

import re
from typing import Final

from desktop.entities.quoting.clauses import Name, Passage, Subject, SubjectKind
from desktop.entities.text import speech_words as lists
from desktop.entities.text.sentences import MASK
from desktop.entities.text.vocabulary import TITLES

LONGEST_NOUN_PHRASE: Final = 12  # words
LONGEST_APPOSITION: Final = 160  # characters
_TOKEN: Final = re.compile(r"[^\W_](?:[\w'’‘&./-]*\w)?\.?|[^\s]")
_BRACKET: Final = re.compile(r"\s*\([^()]*\)\s*$")
_AGE: Final = re.compile(r",\s*(?:aged\s+)?\d{1,3}(?=\s*,?\s*$)")
_LEAD: Final = re.compile(r"[\s,–—-]*")
_DASHED: Final = re.compile(r"\s[–—-]\s([^–—]{3,160})\s[–—-]$")
_NOUN_END: Final = re.compile(r"[\s,.;:!?–—()\x01]")


def subject_before(passage: Passage, start: int, at: int) -> Subject | None:
    """Return the subject of a verb from what stands before it.

    Args:
        passage: The paragraph.
        start: Where the sentence begins, or the verb before this one ends.
        at: Where the verb begins.
    """
    end = _without_helpers(passage.masked, start, at)
    if end <= start:
        return None
    end = _without_bracket(passage.masked, start, end)
    last = passage.masked[end - 1]
    if last == ",":
        return _around_apposition(passage, start, end - 1)
    if last in "–—-":
        return _before_dashes(passage, start, end)
    return _phrase_ending(passage, start, end)


def subject_after(passage: Passage, at: int, end: int) -> Subject | None:
    """Return the subject that follows its verb, as in "said the mayor, X".

    Args:
        passage: The paragraph.
        at: Where the verb ends.
        end: Where the sentence ends, or the next verb or quotation begins.
    """
    masked = passage.masked
    begin = at + len(masked[at:end]) - len(masked[at:end].lstrip())
    if begin == at or begin >= end:
        return None
    stop = next((m.start() for m in re.finditer(r"[,;:–—()\x01]|\.(?=\s|$)", masked[begin:end])), end - begin) + begin
    inside = passage.names_in(begin, stop)
    people = [name for name in inside if name.is_person]
    if people:
        return _named_after(passage, begin, people[0])
    first = _TOKEN.match(masked, begin)
    if first is not None and first.group().lower() in ("he", "she", "they", "it"):
        return _pronoun(passage, first.start(), first.end())
    behind = passage.people_in(stop, min(end, stop + 60))
    if behind and masked[stop : behind[0].start].strip(", ") == "":
        return Subject(SubjectKind.NAME, begin, behind[0].end, passage.text[behind[0].start : behind[0].end], behind[0])
    return _noun_phrase_after(passage, begin, stop, inside)


def _named_after(passage: Passage, begin: int, person: Name) -> Subject | None:
    """Take the person, unless somebody speaks for them: "said a spokesman for X"."""
    if speaks_for_another(passage.masked, begin, person):
        return _noun(passage, begin, person.end)
    return Subject(SubjectKind.NAME, begin, person.end, passage.text[person.start : person.end], person)


def _noun_phrase_after(passage: Passage, begin: int, stop: int, inside: list[Name]) -> Subject | None:
    words = list(_TOKEN.finditer(passage.masked, begin, stop))
    kept: list[re.Match[str]] = []
    for word in words[:LONGEST_NOUN_PHRASE]:
        lower = word.group().lower()
        if kept and (
            lower in lists.STOPS or lower in ("in", "on", "at", "during", "about", "to", "by", "last", "this")
        ):
            break
        kept.append(word)
    if not kept or (kept[0].group().lower() in lists.STOPS and kept[0].group().lower() not in lists.DETERMINERS):
        return None
    end = kept[-1].end()
    named = [name for name in inside if name.end <= end]
    if named and named[0].start - begin <= len("the "):
        return Subject(SubjectKind.NAME, begin, named[0].end, passage.text[named[0].start : named[0].end], named[0])
    return _noun(passage, begin, end)


def _without_helpers(masked: str, start: int, at: int) -> int:
    """Return where the text ends before the verb without "has also repeatedly"."""
    end = at
    while True:
        left = masked[start:end].rstrip()
        end = start + len(left)
        word = re.search(r"[\w'’-]+$", left)
        if word is None:
            return end
        lower = word.group().lower()
        is_adverb = lower.endswith("ly") and lower not in (
            "family",
            "assembly",
            "july",
            "italy",
            "daily",
            "weekly",
            "ally",
        )
        if not (lower in lists.BEFORE_VERBS or (is_adverb and word.group()[0].islower())):
            return end
        end = start + word.start()


def _without_bracket(masked: str, start: int, end: int) -> int:
    found = _BRACKET.search(masked, start, end)
    return found.start() if found else end


def _around_apposition(passage: Passage, start: int, comma: int) -> Subject | None:
    """Return the subject of "X, the mayor of Y," or of "the mayor of Y, X,"."""
    masked = passage.masked
    inner = masked.rfind(",", max(start, comma - LONGEST_APPOSITION), comma)
    inside = passage.names_in(inner + 1, comma) if inner >= 0 else []
    alone = [name for name in inside if name.is_person and masked[inner + 1 : name.start].strip() == ""]
    if alone and masked[alone[0].end : comma].strip() == "" and inner > start:
        before = _phrase_ending(passage, start, inner)
        if before is None or before.kind is SubjectKind.NOUN:
            return Subject(SubjectKind.NAME, alone[0].start, alone[0].end, _text(passage, alone[0]), alone[0])
    position = comma
    while (inner := masked.rfind(",", max(start, position - LONGEST_APPOSITION), position)) >= 0:
        person = next((name for name in passage.names if name.end == _name_end(masked, inner) and name.is_person), None)
        if person is not None:
            return _name_or_spokesman(passage, start, person)
        position = inner
    first = masked.find(",", max(start, comma - 2 * LONGEST_APPOSITION), comma)
    return _phrase_ending(passage, start, first) if first > start else None


def _name_end(masked: str, comma: int) -> int:
    """Where a name may end that a comma follows, brackets left out: "X (D-Ohio), who"."""
    return _without_bracket(masked, 0, comma)


def _before_dashes(passage: Passage, start: int, end: int) -> Subject | None:
    found = _DASHED.search(passage.masked, start, end)
    return _phrase_ending(passage, start, found.start()) if found else None


def _phrase_ending(passage: Passage, start: int, end: int) -> Subject | None:
    """Return the subject whose last word stands right before a position."""
    end = start + len(passage.masked[start:end].rstrip())
    name = next((each for each in passage.names if each.end == end), None)
    if name is None and passage.masked[max(start, end - 2) : end] in ("'s", "’s"):
        return None
    if name is not None:
        return _name_or_spokesman(passage, start, name)
    word = next(iter(re.findall(r"[\w'’-]+$", passage.masked[start:end])), "")
    if word.lower() in ("who", "which"):
        return _around_relative(passage, start, end - len(word))
    if word.lower() in lists.PRONOUNS:
        return _pronoun(passage, end - len(word), end)
    begin = _phrase_start(passage, start, end)
    return _noun(passage, begin, end) if begin < end else None


def _around_relative(passage: Passage, start: int, end: int) -> Subject | None:
    """Return the subject of "X, who said" and "the man who said"."""
    left = passage.masked[start:end].rstrip().rstrip(",")
    return _phrase_ending(passage, start, start + len(left)) if left else None


def _name_or_spokesman(passage: Passage, start: int, name: Name) -> Subject | None:
    begin = _phrase_start(passage, start, name.end)
    if speaks_for_another(passage.masked, begin, name):
        return _noun(passage, begin, name.end)
    partner = _partner(passage, start, begin) if name.is_person else None
    if partner is not None:
        return Subject(SubjectKind.NAME, partner.start, name.end, _text(passage, partner), partner)
    if not name.is_person and _is_place_of(passage, begin, name):
        return _noun(passage, begin, name.end)
    return Subject(SubjectKind.NAME, begin, name.end, _text(passage, name), name)


def _partner(passage: Passage, start: int, begin: int) -> Name | None:
    """Return the first of two who speak together: "X and Y said". "Said X, and Y added" are two who do not."""
    lead = passage.masked[start:begin].rstrip()
    if not lead.endswith(" and"):
        return None
    end = start + len(lead) - len(" and")
    name = next((each for each in passage.names if each.end == end and each.is_person), None)
    if name is None:
        return None
    is_after_quote = start > 0 and passage.masked[start - 1] == MASK
    return name if is_after_quote or passage.masked[start : name.start].strip() else None


def _is_place_of(passage: Passage, begin: int, name: Name) -> bool:
    """Whether a name only says of what somebody is: "the mayor of X", "experts at X"."""
    words = [word.group().lower() for word in _TOKEN.finditer(passage.masked, begin, name.start)]
    place = next((n for n in range(len(words) - 1, 0, -1) if words[n] in lists.PREPOSITIONS), 0)
    return place > 0 and words[place - 1] in lists.SPEAKING_NOUNS


def speaks_for_another(masked: str, begin: int, name: Name) -> bool:
    """Whether somebody without a name speaks for the named one: "a spokesman for President X"."""
    words = [word.group().lower() for word in _TOKEN.finditer(masked, begin, name.start)]
    while words and (words[-1].rstrip(".") in TITLES or words[-1] in ("the", "then", "former")):
        words.pop()
    return len(words) > 1 and words[-1] in lists.PREPOSITIONS and words[-2] in lists.SPEAKING_NOUNS


def _phrase_start(passage: Passage, start: int, end: int) -> int:
    """Go back over the words of a noun phrase to its first one."""
    words = list(_TOKEN.finditer(passage.masked, start, end))[-2 * LONGEST_NOUN_PHRASE :]
    begin, number = end, len(words) - 1
    while number >= 0:
        word = words[number].group()
        lower = word.lower()
        if not word[0].isalnum() or word == MASK or lower in lists.STOPS:
            break
        if lower in lists.PREPOSITIONS:
            before = words[number - 1].group().lower() if number else ""
            if begin == end or not (before in lists.SPEAKING_NOUNS or before in lists.DOCUMENT_NOUNS or lower == "of"):
                break
        else:
            begin = words[number].start()
        if lower in lists.DETERMINERS and (number == 0 or words[number - 1].group().lower() not in lists.PREPOSITIONS):
            break
        number -= 1
    return begin


def _noun(passage: Passage, begin: int, end: int) -> Subject | None:
    """Return a noun phrase as a subject, if it can speak."""
    words = [word.group() for word in _TOKEN.finditer(passage.masked, begin, end) if word.group()[0].isalnum()]
    if not words:
        return None
    lower = [word.lower() for word in words]
    cut = next((n for n, word in enumerate(lower) if n and word in lists.PREPOSITIONS), len(lower))
    head = lower[cut - 1].removesuffix("'s").removesuffix("’s")
    if (
        head not in lists.SPEAKING_NOUNS
        and head not in lists.DOCUMENT_NOUNS
        and not head.endswith(("-old", "man", "woman"))
    ):
        return None
    is_definite = lower[0] not in lists.INDEFINITE and not (
        head.endswith("s") and lower[0] not in ("the", "his", "her")
    )
    return Subject(SubjectKind.NOUN, begin, end, " ".join(passage.text[begin:end].split()), None, head, is_definite)


def _pronoun(passage: Passage, start: int, end: int) -> Subject:
    text = passage.text[start:end]
    return Subject(SubjectKind.PRONOUN, start, end, text, None, text.lower())


def _text(passage: Passage, name: Name) -> str:
    return passage.text[name.start : name.end]
