"""Offices named by one word: whose "the Embassy" or "the Ministry" is.

Knows that such a word means the nation right before it, else the last office of its sort that the same post names, else
that of the ministry which speaks in that post. What belongs to nobody names nothing, and is left out.
"""

from collections.abc import Mapping, Sequence

from desktop.entities.naming.named import Named
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.words import fold

OF_EVERY_STATE = lists.MINISTRY_HEADS | lists.MISSIONS


def is_lone(mention: Named) -> bool:
    """Whether a mention is nothing but "Embassy", "Ministry" or the like, and no table gives it a name."""
    return fold(mention.text) in OF_EVERY_STATE and not mention.name


def settle(named: Sequence[Named], keys: Mapping[Named, str]) -> dict[Named, str]:
    """Return the keys again, those of lone offices replaced by their owner's, or left out where there is none.

    Args:
        named: Organisations in the order of the text.
        keys: What each of them shares with the other mentions of one body.
    """
    settled: dict[Named, str] = {}
    for number, mention in enumerate(named):
        if not is_lone(mention) or mention.owner:
            settled[mention] = keys[mention]
            continue
        key = _meant(mention, [one for one in named[:number] if one.post == mention.post and one in settled], settled)
        if key:
            settled[mention] = key
    return settled


def _meant(mention: Named, earlier: Sequence[Named], settled: Mapping[Named, str]) -> str:
    """Return the key of the office of that sort named last, else of the mission of the ministry named last, or ""."""
    head = fold(mention.text)
    same = [settled[one] for one in earlier if head in fold(one.text).split()]
    if same:
        return same[-1]
    owners = [one.owner for one in earlier if one.owner]
    return f"{head} of {fold(owners[-1])}" if owners and head in lists.MISSIONS else ""
