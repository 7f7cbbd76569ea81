"""Typed words become queries for words: how hyphens, asterisks, tildes and scripts without spaces are meant.

Knows the folding; knows nothing of operators and fields.
"""

import re
from collections.abc import Sequence

from desktop.search.folding import Run, fold, runs
from desktop.search.querying import And, Pattern, Phrase, Prefix, Query, Scope, Similar, Word, either

LEAST_LETTERS = 2  # of a pattern: fewer stand in nearly every word
SHORTEST_SIMILAR = 3  # shorter words are similar to too many
_SIMILAR = re.compile(r"(.+)~([12]?)")
_WILD = re.compile(r"\*+|\?+(?=[\w*])")


def typed_word(text: str, scopes: tuple[Scope, ...], *, is_prefix: bool, is_open: bool) -> Query | None:
    """Say what one word, as it was typed, looks for.

    Args:
        text: What stood between two spaces, without its asterisk.
        scopes: Where to look.
        is_prefix: Whether an asterisk follows it.
        is_open: Whether more letters may follow, so that its beginning counts too.

    Returns:
        The query, or None if there is no letter or digit in the text.
    """
    found = tuple(runs(text))
    if not found:
        return None
    if len(found) > 1 or found[0].is_spaceless:
        # Pairs of signs are found inside longer words anyway.
        is_beginning = (is_prefix or is_open) and not found[-1].is_spaceless
        return adjacent(forms_of(found), scopes, is_beginning)
    run = found[0]
    if len(run.parts) > 1:
        return _compound(run, scopes, text, is_prefix=is_prefix, is_open=is_open)
    return _simple(run.parts[0].form, scopes, text, is_prefix=is_prefix, is_open=is_open)


def similar(text: str, scopes: tuple[Scope, ...]) -> Query | None:
    """Read "word~" and "word~2"; None if it is none."""
    match = _SIMILAR.fullmatch(text)
    form = _one_form(match[1]) if match else ""
    if match is None or len(form) < SHORTEST_SIMILAR:
        return None
    return Similar(form, int(match[2] or 1), scopes)


def pattern(text: str, scopes: tuple[Scope, ...]) -> Query | None:
    """Read "w*rd", "*ing" and "w?rd"; None if it is none: an asterisk at the end alone asks for a beginning."""
    text = text.rstrip("?")
    pieces = _WILD.split(text)
    if len(pieces) == 1 or text.rstrip("*") == pieces[0]:
        return None
    folded = [_one_form(piece) for piece in pieces]
    if sum(map(len, folded)) < LEAST_LETTERS or any(
        piece and not form for piece, form in zip(pieces, folded, strict=True)
    ):
        return None
    signs = ["*" if "*" in sign else sign for sign in _WILD.findall(text)]
    return Pattern("".join(form + sign for form, sign in zip(folded, [*signs, ""], strict=True)), scopes)


def _one_form(text: str) -> str:
    """Return the form of a text that is one word of a script with spaces, else ""."""
    found = tuple(runs(text))
    is_one = len(found) == 1 and len(found[0].parts) == 1 and not found[0].is_spaceless
    return found[0].parts[0].form if is_one and found[0].parts[0].form == fold(text) else ""


def forms_of(found: Sequence[Run]) -> tuple[str, ...]:
    """Return the forms that must stand one after the other for these runs to be there."""
    forms = [part.form for run in found for part in run.parts]
    if found and found[-1].is_spaceless and len(found[-1].parts) > 1:
        forms.pop()  # the last sign alone: more signs may follow it in the text
    return tuple(forms)


def adjacent(forms: tuple[str, ...], scopes: tuple[Scope, ...], is_prefix: bool) -> Query:
    """Look for words that stand together; the last one may be a beginning, which need then not stand beside them."""
    if len(forms) == 1 and (is_prefix or _is_lone_sign(forms[0])):
        return Prefix(forms[0], scopes)
    if is_prefix:
        return And((Phrase(forms[:-1], scopes), Prefix(forms[-1], scopes)))
    return Phrase(forms, scopes)


def _simple(form: str, scopes: tuple[Scope, ...], raw: str, *, is_prefix: bool, is_open: bool) -> Query:
    if is_prefix:
        return Prefix(form, scopes)
    return either(Word(form, scopes, raw), Prefix(form, scopes)) if is_open else Word(form, scopes, raw)


def _compound(run: Run, scopes: tuple[Scope, ...], raw: str, *, is_prefix: bool, is_open: bool) -> Query:
    """Look for "cease-fire": its parts side by side, or joined."""
    parts = adjacent(forms_of([run]), scopes, is_prefix or is_open)
    if not run.joined:
        return parts
    return either(parts, _simple(run.joined, scopes, raw, is_prefix=is_prefix, is_open=is_open))


def _is_lone_sign(form: str) -> bool:
    """Whether a form is one sign of a script without spaces: the index holds it as the beginning of pairs."""
    return len(form) == 1 and next(runs(form)).is_spaceless
