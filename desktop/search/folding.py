"""How words are compared: the one folding that indexing, queries and marking share.

Case, accents, width, curly signs, soft hyphens and ligatures are folded away. Words joined by hyphens, apostrophes or
full stops count as their parts and, joined, as one word, so "cease-fire", "cease fire" and "ceasefire" meet. Scripts
written without spaces are cut into overlapping pairs of signs.

Never changes a text and never drops a word for being common: "to be" is a phrase like any other.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from whoosh.lang.snowball.english import EnglishStemmer

VERSION: Final = f"folding 1, Unicode {unicodedata.unidata_version}"
LONGEST_FORM = 64  # longer runs of letters are no words; both sides of the comparison cut them alike
MOST_PARTS = 6  # "U.S.S.R." is a word, a line of hyphenated words is not
STEM_MARK: Final = "\x02"  # begins the stem of a word where it differs from the word; no word begins so

_COMBINING = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_VOWEL_SIGNS = (
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u1000-\u109f\u1780-\u17d3"
)
_NO_SPACES = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_WORD = rf"[^\W_](?:[^\W_]|[{_COMBINING}{_INVISIBLE}{_VOWEL_SIGNS}])*"
_APOSTROPHES = "'’‘ʼ`´′＇"
_HYPHENS = "\\-‐‑‒"
_RUN = re.compile(rf"{_WORD}(?:[{_HYPHENS}{_APOSTROPHES}.,]{_WORD})*")
_PART = re.compile(_WORD)
_PIECE = re.compile(rf"[{_NO_SPACES}{_COMBINING}\u3099\u309a]+|[^{_NO_SPACES}]+")
_SPACELESS = re.compile(rf"[{_NO_SPACES}]")
_DROPPED = re.compile(rf"[{_COMBINING}{_INVISIBLE}\s\"*]")
_PLAIN_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n", "ƒ": "f"}
)
_ENGLISH = re.compile(r"[a-z]{3,}")


class Part(NamedTuple):
    """One word of a run: its folded form and where it stands in the text, code points, half-open."""

    form: str
    start: int
    end: int


class Run(NamedTuple):
    """Words that stand together without a space.

    Attributes:
        parts: The words in order; for a script without spaces, pairs of signs and the last sign alone.
        joined: All parts as one word, where that may be meant ("ceasefire", "us" for "U.S.", "100000"), else "".
        is_spaceless: Whether the parts are signs of a script without spaces.
    """

    parts: tuple[Part, ...]
    joined: str = ""
    is_spaceless: bool = False


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Fold one word: "Vučić" and "VUCIC" to "vucic".

    Args:
        word: A word without white space.

    Returns:
        The form to compare, at most 64 characters; "" if nothing of the word is left.
    """
    if word.isascii():
        return word.lower()[:LONGEST_FORM]
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = _DROPPED.sub("", spread).translate(_PLAIN_LETTERS)
    return unicodedata.normalize("NFC", bare)[:LONGEST_FORM]


@lru_cache(maxsize=1 << 16)
def stem(form: str) -> str:
    """Return the English stem of a folded word; words with other signs than English letters are their own stem."""
    if not _ENGLISH.fullmatch(form):
        return form
    return str(_english_stemmer().stem(form))


@lru_cache(maxsize=1)
def _english_stemmer() -> "EnglishStemmer":
    from whoosh.lang.snowball.english import EnglishStemmer  # noqa: PLC0415 (takes a while to import)

    return EnglishStemmer()


def run_texts(text: str) -> list[str]:
    """Return the runs of a text as they are written; `runs` says of each what it says of it inside the text."""
    return _RUN.findall(text)


def run_places(text: str) -> Iterator[tuple[str, int]]:
    """Yield the runs of a text as they are written, each with the place where it begins."""
    return ((match.group(), match.start()) for match in _RUN.finditer(text))


def runs(text: str) -> Iterator[Run]:
    """Cut a text into runs of words.

    Args:
        text: Any text.

    Yields:
        The runs in the order of the text; every one has at least one part.
    """
    for match in _RUN.finditer(text):
        word = match.group()
        if word.isascii() and word.isalnum():
            yield Run((Part(word.lower()[:LONGEST_FORM], match.start(), match.end()),))
        else:
            yield from _split(word, match.start())


def _split(word: str, offset: int) -> Iterator[Run]:
    """Cut what stands between two spaces into runs: at commas, unless they group digits, and where scripts change."""
    group: list[tuple[str, int]] = []
    end = 0
    for part in _PART.finditer(word):
        if group and word[end : part.start()] == "," and not _groups_digits(group, part.group()):
            yield from _runs_of(word, group, offset)
            group = []
        group.append((part.group(), part.start()))
        end = part.end()
    yield from _runs_of(word, group, offset)


def _groups_digits(before: list[tuple[str, int]], part: str) -> bool:
    return part.isdecimal() and len(part) == 3 and all(piece.isdecimal() for piece, _ in before)


def _runs_of(word: str, group: list[tuple[str, int]], offset: int) -> Iterator[Run]:
    if any(_SPACELESS.search(piece) for piece, _ in group):
        for piece, start in group:
            yield from _pieces(piece, offset + start)
        return
    parts = [Part(fold(piece), offset + start, offset + start + len(piece)) for piece, start in group]
    if len(parts) > 1 and parts[-1].form == "s" and word[group[-1][1] - 1] in _APOSTROPHES:
        parts.pop()
    kept = tuple(part for part in parts if part.form)
    if kept:
        yield Run(kept, _joined(word, group, kept))


def _joined(word: str, group: list[tuple[str, int]], parts: tuple[Part, ...]) -> str:
    """Return the parts as one word, or "" where that would make a number or a word that nobody meant."""
    if not 1 < len(parts) <= MOST_PARTS:
        return ""
    form = "".join(part.form for part in parts)
    if form.isdecimal() and word[group[1][1] - 1] != ",":
        return ""
    return form if len(form) <= LONGEST_FORM else ""


def _pieces(word: str, offset: int) -> Iterator[Run]:
    """Cut a word with signs of a script without spaces into one run for each script."""
    for match in _PIECE.finditer(word):
        piece, start = match.group(), offset + match.start()
        form = fold(piece)
        if form and _SPACELESS.search(piece):
            yield Run(tuple(_pairs(form, piece, start)), is_spaceless=True)
        elif form:
            yield Run((Part(form, start, start + len(piece)),))


def _pairs(form: str, piece: str, start: int) -> Iterator[Part]:
    """Yield each sign with the next one, and the last one alone."""
    keeps_length = len(form) == len(piece)
    for index in range(len(form)):
        if keeps_length:
            yield Part(form[index : index + 2], start + index, start + min(index + 2, len(form)))
        else:
            yield Part(form[index : index + 2], start, start + len(piece))


def index_forms(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Yield what the index keeps of a text: each word's form with its position, and joined forms at both their ends.

    Args:
        text: Any text.
        start: The position of the first word.
    """
    position = start
    for run in runs(text):
        last = position + len(run.parts) - 1
        if run.joined:
            yield position, run.joined
        for part in run.parts:
            yield position, part.form
            position += 1
        if run.joined:
            yield last, run.joined
