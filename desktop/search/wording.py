"""Typed words become queries for words: how hyphens, asterisks and scripts without spaces are meant.

Knows the folding; knows nothing of operators and fields.
"""

from collections.abc import Sequence

from desktop.search.folding import Run, runs
from desktop.search.querying import And, Phrase, Prefix, Query, Scope, Word, either

SHORTEST_BEGINNING = 2


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


def forms_of(found: Sequence[Run]) -> tuple[str, ...]:
    """Return the forms that must stand one after the other for these runs to be there."""
    forms = [part.form for run in found for part in run.parts]
    if found and found[-1].is_spaceless and len(found[-1].parts) > 1:
        forms.pop()  # the last sign alone: more signs may follow it in the text
    return tuple(forms)


def adjacent(forms: tuple[str, ...], scopes: tuple[Scope, ...], is_prefix: bool) -> Query:
    """Look for words that stand together; the last one may be a beginning, which need then not stand beside them."""
    is_prefix = is_prefix and _may_begin(forms[-1])
    if len(forms) == 1 and (is_prefix or _is_lone_sign(forms[0])):
        return Prefix(forms[0], scopes)
    if is_prefix:
        return And((Phrase(forms[:-1], scopes), Prefix(forms[-1], scopes)))
    return Phrase(forms, scopes)


def _simple(form: str, scopes: tuple[Scope, ...], raw: str, *, is_prefix: bool, is_open: bool) -> Query:
    if not _may_begin(form):
        return Word(form, scopes, raw)
    if is_prefix:
        return Prefix(form, scopes)
    return either(Word(form, scopes, raw), Prefix(form, scopes)) if is_open else Word(form, scopes, raw)


def _compound(run: Run, scopes: tuple[Scope, ...], raw: str, *, is_prefix: bool, is_open: bool) -> Query:
    """Look for "cease-fire": its parts side by side, or joined."""
    parts = adjacent(forms_of([run]), scopes, is_prefix or is_open)
    if not run.joined:
        return parts
    return either(parts, _simple(run.joined, scopes, raw, is_prefix=is_prefix, is_open=is_open))


def _may_begin(form: str) -> bool:
    """Whether a beginning is long enough to be looked for; one sign of a script without spaces is a word."""
    return len(form) >= SHORTEST_BEGINNING or not form.isascii()


def _is_lone_sign(form: str) -> bool:
    """Whether a form is one sign of a script without spaces: the index holds it as the beginning of pairs."""
    return len(form) == 1 and next(runs(form)).is_spaceless
