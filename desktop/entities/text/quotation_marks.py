"""Quotation marks: where a paragraph quotes, by its marks alone.

Knows the marks of several countries, straight ones, an apostrophe from a closing mark, quotations inside quotations,
and those that run on into the next paragraph. Never says whether the words were spoken, nor by whom.
"""

import re
from dataclasses import dataclass
from typing import Final

_ANY: Final = re.compile("[\"“”„‟«»‹›‘’‚']")
_DOUBLE: Final = frozenset('"“”„‟«»')
_CURLY, _ANGLE, _STRAIGHT, _SINGLE, _PLAIN = "“", "«", '"', "‘", "'"
_FAMILIES: Final = {
    **dict.fromkeys("“”„‟", _CURLY), **dict.fromkeys("«»", _ANGLE), '"': _STRAIGHT,
    **dict.fromkeys("‘’‚‹›", _SINGLE), "'": _PLAIN,
}  # fmt: skip
_ELISIONS: Final = re.compile(r"(?:\d0s|em|til|tis|twas|cause|cos|bout|round|n|s|ere|gainst|ve|re|ll)\b", re.IGNORECASE)
_OPENERS_BEFORE: Final = frozenset('([{—–-/:;,.…“"«„')
MOST_NESTED: Final = 6


@dataclass(frozen=True, slots=True)
class Span:
    """One quotation in a paragraph.

    Attributes:
        start: First code point of the words; `end` is one past the last. Neither is a blank.
        outer_start: Where its opening mark stands, or `start` if it has none.
        outer_end: One past its closing mark, or `end` if it has none.
        depth: In how many others it stands.
        is_unclosed: Whether the paragraph ends before its closing mark.
        is_carried: Whether it began in an earlier paragraph and has no opening mark here.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int = 0
    is_unclosed: bool = False
    is_carried: bool = False


@dataclass(slots=True)
class _Open:
    family: str
    mark: str
    at: int


def find_spans(text: str, following: str = "", *, is_carried: bool = False) -> tuple[Span, ...]:
    """Return the quotations of a paragraph in the order of their beginnings, outer ones before those inside.

    Args:
        text: The paragraph.
        following: The next paragraph, which tells whether a quotation that is not closed goes on there.
        is_carried: Whether the last quotation of the paragraph before was not closed.
    """
    if _ANY.search(text) is None:
        return ()
    pairs, left = _pairs(text, is_carried)
    unclosed = next((each for each in left if _runs_on(each, text, following)), None)
    if unclosed is not None:
        pairs.append((unclosed.at, len(text)))
    return _nested(text, pairs)


def opens_with_mark(text: str) -> bool:
    """Whether a paragraph begins with a double opening mark."""
    return text.lstrip()[:1] in _DOUBLE


def _pairs(text: str, is_carried: bool) -> tuple[list[tuple[int, int]], list[_Open]]:
    """Return where marks open and close, and those that were left open. A carried one opens at -1."""
    pairs: list[tuple[int, int]] = []
    stack: list[_Open] = []
    may_close_carried = is_carried and not opens_with_mark(text)
    for found in _ANY.finditer(text):
        at, mark = found.start(), found.group()
        closes = _closes(text, at, mark, stack)
        if closes is not None:
            pairs.append((stack[closes].at, at))
            del stack[closes:]
        elif may_close_carried and not stack and _may_close(text, at) and mark in _DOUBLE:
            pairs.append((-1, at))
            may_close_carried = False
        elif _opens(text, at, mark, stack):
            if mark == _STRAIGHT:
                stack[:] = [each for each in stack if each.family != _STRAIGHT]
            if len(stack) < MOST_NESTED:
                stack.append(_Open(_FAMILIES[mark], mark, at))
    return pairs, stack


def _closes(text: str, at: int, mark: str, stack: list[_Open]) -> int | None:
    """Return which open mark this one closes, or None."""
    family = _FAMILIES[mark]
    number = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].family == family), None)
    if number is None:
        return None
    opened = stack[number].mark
    if mark == "“":
        return number if opened == "„" and _may_close(text, at) else None
    if mark in "„‟‚":
        return None
    if family == _ANGLE:
        return number if opened != mark else None
    if family == _STRAIGHT:
        return None if _before(text, at).isspace() and _is_word(_after(text, at)) else number
    if family in (_SINGLE, _PLAIN):
        is_closing = number == len(stack) - 1 and _closes_single(text, at, mark)
        return number if is_closing else None
    return number


def _may_close(text: str, at: int) -> bool:
    return not _before(text, at).isspace() and not _is_word(_after(text, at))


def _closes_single(text: str, at: int, mark: str) -> bool:
    """Tell a closing mark from an apostrophe; after an "s" the rest of the sentence tells."""
    if mark == "‘" or not _may_close(text, at):
        return False
    after = text[at + 1 : at + 3]
    if _before(text, at) in "sS" and after[:1] == " " and after[1:].islower():
        rest = text[at + 1 :]
        again = next((m.start() for m in re.finditer(re.escape(mark), rest) if _may_close(rest, m.start())), None)
        opened = re.search(r"(?<!\w)[‘'](?=\w)", rest)
        return again is None or (opened is not None and opened.start() < again)
    return True


def _opens(text: str, at: int, mark: str, stack: list[_Open]) -> bool:
    before, after = _before(text, at), _after(text, at)
    if mark in "“„‟":
        return True
    if mark in "«»":
        return mark == "«" or (not before.strip() and _is_word(after))
    if mark == "”":
        return not before.strip() and (_is_word(after) or at == 0)
    if mark == _STRAIGHT:
        return after.strip() != "" and not before.isalnum()
    if mark in "’›":
        return False
    is_free = not before.strip() or before in _OPENERS_BEFORE
    has_words = _is_word(after) or after in '“"«…[$£€'
    if not is_free or not has_words or any(each.family in (_SINGLE, _PLAIN) for each in stack):
        return False
    return mark == "‚" or _ELISIONS.match(text, at + 1) is None


def _before(text: str, at: int) -> str:
    return text[at - 1] if at > 0 else " "


def _after(text: str, at: int) -> str:
    return text[at + 1] if at + 1 < len(text) else " "


def _is_word(letter: str) -> bool:
    return letter.isalnum()


def _runs_on(opened: _Open, text: str, following: str) -> bool:
    """Whether a mark that nothing closes opens a quotation that goes on in the next paragraph."""
    if opened.family in (_SINGLE, _PLAIN):
        return False
    return not text[: opened.at].strip() or _FAMILIES.get(following.lstrip()[:1]) == opened.family


def _nested(text: str, pairs: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    ends: list[int] = []
    for opening, closing in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        start, end = _without_blanks(text, opening + 1, closing)
        if start >= end:
            continue
        while ends and ends[-1] <= opening:
            ends.pop()
        is_unclosed = closing == len(text)
        outer_end = closing if is_unclosed else closing + 1
        spans.append(Span(start, end, max(opening, 0), outer_end, len(ends), is_unclosed, opening < 0))
        ends.append(closing)
    return tuple(spans)


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
