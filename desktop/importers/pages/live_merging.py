"""Live merging: one list of posts out of what the metadata say and what the page shows.

Neither is trusted alone: metadata repeat one time or title for all posts or leave bodies out; pages show only their
newest posts, and times without a day. A post is matched by its id, else by its title and minute, else by how its text
begins. A post that one side alone has is kept. Text is taken from one side as a whole, never mixed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from desktop.domain.blocks import BlockKind, PostMark
from desktop.domain.times import UNKNOWN_TIME, When
from desktop.importers.pages.live_elements import Element, bare_key
from desktop.importers.pages.live_metadata import LiveMetadata, Update
from desktop.importers.pages.page_facts import web_address
from desktop.importers.pages.passages import Passage
from desktop.importers.values.whitespace import letters

_BEGINNING: Final = 60
_TELLING: Final = 30  # letters; fewer can begin two posts alike
_BODY: Final = (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.LIST, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class LivePost:
    """One post: what its source says about it, the times it shows where none is known, and what it holds."""

    mark: PostMark
    shown: tuple[str, ...]
    body: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One post on either side, or on both."""

    update: Update | None
    element: Element | None


def merge(metadata: LiveMetadata, elements: Sequence[Element], url: str | None) -> tuple[LivePost, ...]:
    """Join what is said twice, post by post.

    Args:
        metadata: The cleaned updates.
        elements: The posts in the page, from the top.
        url: The page's address, for posts that state none of their own.

    Returns:
        The posts in page order; those that only the metadata hold stand where the order of the metadata puts them.
    """
    proper = _without_copies(elements, metadata.updates)
    pinned = _beginnings(copy for copy in elements if copy not in proper)
    pairs = _ordered(metadata.updates, proper)
    no_titles = {letters(label) for label in metadata.labels}
    time_of = _time_chooser(pairs)
    return tuple(_post(pair, time_of(pair), no_titles, url, pinned) for pair in pairs)


def _ordered(updates: Sequence[Update], elements: Sequence[Element]) -> list[_Pair]:
    """Match both sides and put all posts in one order: the page's, and the metadata's where the page has no place."""
    partner = _partners(updates, elements)
    owner = {element.place: updates[at] for at, element in partner.items()}
    following: dict[int | None, list[_Pair]] = {}
    place: int | None = None
    for at, update in enumerate(updates):
        if at in partner:
            place = partner[at].place
        else:
            following.setdefault(place, []).append(_Pair(update, None))
    pairs = following.get(None, [])
    for element in elements:
        pairs.append(_Pair(owner.get(element.place), element))
        pairs.extend(following.get(element.place, []))
    return pairs


def _partners(updates: Sequence[Update], elements: Sequence[Element]) -> dict[int, Element]:
    """Find the element of each update, by the surest sign first; each element is given away once."""
    partner: dict[int, Element] = {}
    free = {element.place: element for element in elements}
    signs: tuple[tuple[Callable[[Update], object], Callable[[Element], Iterable[object]]], ...] = (
        (lambda update: update.key, lambda element: [element.key]),
        (lambda update: update.key and bare_key(update.key), lambda element: [element.key and bare_key(element.key)]),
        (_title_and_minute, _titles_and_minute),
        (_beginning_of_update, lambda element: [_beginning_of_element(element)]),
    )
    for of_update, of_element in signs:
        known: dict[object, list[Element]] = {}
        for element in free.values():
            for sign in filter(None, of_element(element)):
                known.setdefault(sign, []).append(element)
        for at, update in enumerate(updates):
            found = known.get(of_update(update) or None, []) if at not in partner else []
            found = [element for element in found if element.place in free]
            if len(found) == 1 or (found and of_update is signs[0][0]):
                partner[at] = free.pop(found[0].place)
    return partner


def _title_and_minute(update: Update) -> tuple[str, object] | None:
    return (letters(update.title), _minute(update.published)) if update.title and update.published.is_exact else None


def _titles_and_minute(element: Element) -> list[tuple[str, object]]:
    minute = _minute(element.published)
    return [(letters(title), minute) for title in element.titles] if element.published.is_exact else []


def _minute(when: When) -> object:
    return int(when.earliest.timestamp() // 60) if when.earliest else None


def _beginning_of_update(update: Update) -> str | None:
    return _beginning(update.paragraphs)


def _beginning_of_element(element: Element) -> str | None:
    return _beginning(passage.text for passage in element.body if passage.kind in _BODY)


def _beginning(paragraphs: Iterable[str]) -> str | None:
    """Return the first letters of a text, if it has enough of them to tell it from others."""
    text = letters(" ".join(paragraphs)[: 4 * _BEGINNING])
    return text[:_BEGINNING] if len(text) >= _TELLING else None


def _without_copies(elements: Sequence[Element], updates: Sequence[Update]) -> list[Element]:
    """Leave out pinned copies: elements whose text begins as another's does, without an id or with the same."""
    known = _beginnings(element for element in elements if element.key)
    known |= {_beginning_of_update(update) or "" for update in updates} - {""} if known else set()
    last = {(element.key, _beginning_of_element(element)): element.place for element in elements}
    return [
        element
        for element in elements
        if (
            last[element.key, _beginning_of_element(element)] == element.place
            if element.key
            else _beginning_of_element(element) not in known
        )
    ]


def _beginnings(elements: Iterable[Element]) -> set[str]:
    return {beginning for element in elements if (beginning := _beginning_of_element(element))}


def _time_chooser(pairs: Sequence[_Pair]) -> Callable[[_Pair], When]:
    """Decide once for the whole page which side's times to believe where both state one."""
    both = [
        (pair.update.published, pair.element.published)
        for pair in pairs
        if pair.update and pair.element and pair.update.published.is_exact and pair.element.published.is_exact
    ]
    stated, shown = [one for one, _ in both], [other for _, other in both]
    prefers_page = _is_in_order(shown) and not _is_in_order(stated) and not _differ_by_hours(both)

    def choose(pair: _Pair) -> When:
        update = pair.update.published if pair.update else UNKNOWN_TIME
        element = pair.element.published if pair.element else UNKNOWN_TIME
        if prefers_page and element.is_exact and update.is_exact and element.earliest != update.earliest:
            note = f"the metadata say {update.stated}, against the order of the page"
            return replace(element, basis=(*element.basis, note))
        first, second = (element, update) if element.is_exact and not update.is_exact else (update, element)
        return second if first is UNKNOWN_TIME else first

    return choose


def _is_in_order(times: Sequence[When]) -> bool:
    """Whether times only fall, or only rise, down the page."""
    instants = [when.earliest for when in times if when.earliest]
    steps = list(pairwise(instants))
    return bool(steps) and (all(a >= b for a, b in steps) or all(a <= b for a, b in steps))


def _differ_by_hours(both: Sequence[tuple[When, When]]) -> bool:
    """Whether the two sides differ by the same whole hours throughout: then one of them names a wrong zone."""
    gaps = {round((a.earliest - b.earliest).total_seconds() / 60) for a, b in both if a.earliest and b.earliest}
    return len(gaps) == 1 and next(iter(gaps)) % 15 == 0


def _post(pair: _Pair, time: When, no_titles: set[str], url: str | None, pinned: set[str]) -> LivePost:
    update, element = pair.update, pair.element
    title = _title(pair, no_titles)
    body = _body(pair, {letters(title or ""), *no_titles})
    mark = PostMark(
        key=(update.key if update else None) or (element.key if element else None),
        url=(web_address(update.url, url) if update and update.url else None) or _address(element, url),
        title=title,
        published=time,
        modified=(update.modified if update else None) or (element.modified if element else None),
        byline=(element.byline if element else ()) or (update.byline if update else ()),
        is_summary=update is not None and update.is_summary,
        is_pinned=(update is not None and update.is_pinned)
        or (element is not None and _beginning_of_element(element) in pinned),
        origin=_origin(pair, title, time, body),
    )
    return LivePost(mark, element.shown if element and time is UNKNOWN_TIME else (), body)


def _origin(pair: _Pair, title: str | None, time: When, body: tuple[Passage, ...]) -> str:
    """Say which side knows the post, and where both do, what was taken from which."""
    update, element = pair.update, pair.element
    if update is None or element is None:
        return update.origin if update is not None else "the page"
    from_page = {
        "title": title in element.titles if title else None,
        "text": body[-1:] == element.body[-1:] if body else None,
        "time": time.stated == element.published.stated if time is not UNKNOWN_TIME else None,
        "names": True if element.byline else False if update.byline else None,
    }
    taken = [_list(name for name, side in from_page.items() if side is which) for which in (True, False)]
    said = [f"{names} from {side}" for names, side in zip(taken, ("the page", update.origin), strict=True) if names]
    return f"{update.origin} and the page; {', '.join(said)}" if said else f"{update.origin} and the page"


def _list(names: Iterable[str]) -> str:
    *others, last = (*names, "")[:-1] or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def _address(element: Element | None, url: str | None) -> str | None:
    return f"{url}#{element.key}" if element and element.key and url else None


def _title(pair: _Pair, no_titles: set[str]) -> str | None:
    """Return the heading above the text, the next one where the first is a label; else the metadata's title."""
    shown = [title for title in (pair.element.titles if pair.element else ()) if letters(title) not in no_titles]
    return shown[0] if shown else pair.update.title if pair.update else None


def _body(pair: _Pair, headings_told: set[str]) -> tuple[Passage, ...]:
    """Return the page's text, unless the metadata's holds all of it and more; without title and labels."""
    stated = tuple(Passage(BlockKind.TEXT, text) for text in pair.update.paragraphs) if pair.update else ()
    if pair.element is None:
        return _without_title(stated, headings_told)
    others = (title for title in pair.element.titles if letters(title) not in headings_told)
    shown = (*(Passage(BlockKind.HEADING, other) for other in others), *pair.element.body)
    seen, told = _letters_of(shown), _letters_of(stated)
    if len(told) > len(seen) and seen in told:
        extras = tuple(passage for passage in shown if passage.kind not in _BODY)
        return (*_without_title(stated, headings_told), *extras)
    return shown


def _letters_of(body: Iterable[Passage]) -> str:
    return letters(" ".join(passage.text for passage in body if passage.kind in _BODY))


def _without_title(body: tuple[Passage, ...], headings_told: set[str]) -> tuple[Passage, ...]:
    """Leave out a first paragraph that only says the title, if more follows."""
    return body[1:] if len(body) > 1 and letters(body[0].text) in headings_told else body
