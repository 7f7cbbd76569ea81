"""Article text: which part of an ordinary page is the article?

Looks at how the text is spread over the page first, which is fast. Where that leaves doubts, asks trafilatura which
words belong to the article, and takes those words out of the page itself, so that captions, pictures and quotations
keep their place. Where the two do not agree, trafilatura's own paragraphs are used; where it finds nothing, everything
that can be seen. So a page with readable text is never empty.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.blocks import BlockKind
from desktop.importers.pages.article_finding import find_article, in_sight
from desktop.importers.pages.markup import Page
from desktop.importers.pages.passages import Passage, Survey, survey
from desktop.importers.values.whitespace import collapse, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURE: Final = 0.6
_LEAST_SEEN: Final = 0.3
_ENOUGH: Final = 0.9
_SMALL: Final = 25  # letters; a shorter passage can stand in many places of a page by chance
_WORDY: Final = (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.LIST, BlockKind.HEADING, BlockKind.BYLINE)
_HEADINGS: Final = (BlockKind.HEADING,)
_FIGURE: Final = (BlockKind.IMAGE, BlockKind.CAPTION, BlockKind.CREDIT)
# Beyond these, extraction takes minutes: its time grows with the square of the number of elements.
_MAX_EXTRACTED: Final = 4_000_000
_MAX_EXTRACTED_TAGS: Final = 60_000
_KIND_OF_TAG: Final = {"head": BlockKind.HEADING, "quote": BlockKind.QUOTE, "item": BlockKind.LIST}


def article_passages(page: Page) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """Find the article in a page.

    Returns:
        Its passages in page order, and warnings.
    """
    if page.body is None:
        return (), ()
    surveyed = survey(page.body)
    found = find_article(surveyed)
    if found.sureness >= _SURE:
        return found.passages, ()
    seen, hidden = _divided(surveyed)
    extracted = _without(hidden, seen, _extracted(page.markup)) if _is_moderate(page.markup) else ()
    if _amount(extracted) - _amount(extracted, _HEADINGS) < _SMALL:
        return _visible(seen), ("The article could not be told from the rest of the page; all of it was kept.",)
    chosen = _chosen(seen, extracted)
    if _amount(chosen) >= _ENOUGH * _amount(extracted):
        return chosen, ()
    return extracted, ()


def _divided(surveyed: Survey) -> tuple[tuple[Passage, ...], set[str]]:
    """Part the passages that can be seen from those out of sight; of these, return the letters alone."""
    sight = in_sight(surveyed)
    seen = tuple(passage for passage, is_seen in zip(surveyed.passages, sight, strict=True) if is_seen)
    if _amount(seen) < _LEAST_SEEN * _amount(surveyed.passages):  # the page shows itself by a script
        return surveyed.passages, set()
    hidden = {letters(passage.text) for passage, is_seen in zip(surveyed.passages, sight, strict=True) if not is_seen}
    return seen, hidden


def _without(hidden: set[str], seen: Sequence[Passage], extracted: Sequence[Passage]) -> tuple[Passage, ...]:
    """Keep of what also stands out of sight only as much as can be seen."""
    left = Counter(letters(passage.text) for passage in seen) if hidden else Counter[str]()
    kept = []
    for passage in extracted:
        text = letters(passage.text) if hidden else ""
        if text not in hidden or left[text]:
            kept.append(passage)
            left[text] -= 1
    return tuple(kept)


def _is_moderate(markup: str) -> bool:
    return len(markup) <= _MAX_EXTRACTED and markup.count("<") <= _MAX_EXTRACTED_TAGS


def _visible(seen: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(passage for passage in seen if passage.kind is not BlockKind.FURNITURE)


def _amount(found: Sequence[Passage], kinds: Sequence[BlockKind] = _WORDY) -> int:
    return sum(len(letters(passage.text)) for passage in found if passage.kind in kinds)


def _chosen(seen: Sequence[Passage], extracted: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of the page that belong to the extracted text, and the figures between them."""
    text = "\n".join(letters(passage.text) for passage in extracted)
    whole = {letters(passage.text) for passage in extracted}
    belongs = [_belongs(passage, text, whole) for passage in seen]
    places = [at for at, does in enumerate(belongs) if does and len(letters(seen[at].text)) >= _SMALL]
    if not places:
        return ()
    first, last = max(places[0] - 3, 0), places[-1]
    heads = _headings_of(seen[: last + 1], belongs)
    return tuple(seen[at] for at in range(first, last + 1) if belongs[at] or at in heads or seen[at].kind in _FIGURE)


def _headings_of(seen: Sequence[Passage], belongs: Sequence[bool]) -> set[int]:
    """The headings right above words that belong to the text: they do too, though extraction drops some of them."""
    found, leads_on = set(), False
    for at in range(len(seen) - 1, -1, -1):
        if seen[at].kind is BlockKind.HEADING and leads_on:
            found.add(at)
        elif seen[at].kind in _WORDY:
            leads_on = belongs[at]
    return found


def _belongs(passage: Passage, text: str, whole: set[str]) -> bool:
    if passage.kind not in _WORDY:
        return False
    own = letters(passage.text)
    return own in whole or (len(own) >= _SMALL and own in text)


def _extracted(markup: str) -> tuple[Passage, ...]:
    """Return what trafilatura takes for the article, in its order."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes a third of a second to load

    try:
        found: Any = bare_extraction(markup, include_comments=False, include_tables=True, with_metadata=False)
    except (ValueError, RecursionError, AssertionError, AttributeError, TypeError, IndexError):
        return ()  # a page that breaks the extractor still has its visible text
    return tuple(_from_body(found.body)) if found is not None and found.body is not None else ()


def _from_body(body: Any) -> "Iterator[Passage]":  # noqa: ANN401 - lxml's elements have no types
    """Yield the paragraphs of trafilatura's own element tree."""
    for element in body.iter("p", "head", "quote", "item", "row", "code"):
        if any(parent.tag in ("p", "head", "item", "row", "code") for parent in element.iterancestors()):
            continue
        if element.tag == "quote" and element.find(".//p") is not None:
            continue
        text = collapse(" ".join(element.itertext()) if element.tag == "row" else "".join(element.itertext()))
        if text:
            yield Passage(_KIND_OF_TAG.get(element.tag, BlockKind.TEXT), text)
