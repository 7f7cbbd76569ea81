"""Words: a text as words with their places, and the folding under which names are compared.

Knows where a word begins and ends, that a possessive is no part of it, and what stands between two words.
Never changes the text: every offset counts code points of the text as it was given.
"""

import re
import unicodedata
from typing import NamedTuple

DASHED = r"-(?:who|which|that|said|says|and|but|where|when|while)\b"
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:(?!{DASHED})[-'’‘&][^\W_]+)*")
"""A hyphen that stands for a dash ("the mayor-who had left") ends a word."""
POSSESSIVES = ("'s", "’s", "'S", "’S", "‘s")
SENTENCE_ENDS = ".!?:;“”\"'‘’([•–—-"


SITE = re.compile(r"(?<![\w./@-])[A-Z][\w-]*\.(?:com|org|net|info|co|io|ai|tv|fm|eu)(?:\.[a-z]{2})?\b(?![.@/]\w)")
"""The address of a site that is written as a name: "Northwind.com"."""


class Word(NamedTuple):
    """One word: half-open offsets, its letters without a possessive, and whether it had one.

    `lower` is the word in lower case; `is_capital` says whether it begins with a capital letter, "al-Assad" by what
    follows the hyphen. Both are asked for so often that they are worked out once.
    """

    start: int
    end: int
    text: str
    is_possessive: bool
    lower: str
    is_capital: bool


class _Folding(dict[int, int]):
    """Maps each code point to its base letter in lower case, one for one, so that offsets hold."""

    def __missing__(self, code: int) -> int:
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        folded = ord("'") if chr(code) in "’‘ʼ" else ord(plain[0])
        self[code] = folded
        return folded


def make_folding() -> dict[int, int]:
    """Return a table for `str.translate` that folds case and accents and keeps every offset."""
    return _Folding()


def fold(text: str) -> str:
    """Return a name as it is compared: lower case, without accents, dots and doubled white space."""
    if text.isascii():
        return " ".join(text.replace(".", "").lower().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter != ".")
    return " ".join(letters.casefold().split())


def split_words(text: str) -> list[Word]:
    """Return the words of a text in order; numbers count as words."""
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        is_possessive = text[start:end].endswith(POSSESSIVES) and end - start > 2
        end -= 2 * is_possessive
        after = text[end : end + 1]
        is_possessive = is_possessive or (after in ("'", "’") and text[end - 1] in "sS" and after != "")
        word = text[start:end]
        is_capital = word[0].isupper() or ("-" in word and word.split("-")[-1][:1].isupper())
        found.append(Word(start, end, word, is_possessive, word.lower(), is_capital))
    return found


def is_site(text: str) -> bool:
    """Whether a text is the address of a site, written as a name."""
    return SITE.fullmatch(text) is not None


def is_inside_word(text: str, position: int) -> bool:
    """Whether a position cuts a word in two. Combining marks and digits belong to the word."""
    if position <= 0 or position >= len(text):
        return False
    return _is_letter(text[position - 1]) and _is_letter(text[position])


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) != 0


def opens_sentence(text: str, start: int) -> bool:
    """Whether nothing but a mark that ends or opens a sentence stands before a position."""
    before = text[:start].rstrip()
    return not before or before[-1] in SENTENCE_ENDS
