"""What the library knows in words: times, as exports word them, and repairs; for whoever prints or lists them."""

from datetime import UTC
from typing import Final, assert_never

from desktop.domain.days import named_zone
from desktop.domain.posts import PostKind
from desktop.domain.repairs import (
    Act,
    BeginPost,
    EndCut,
    GiveBackground,
    GiveKind,
    GiveTime,
    GiveTitle,
    TrustCut,
)
from desktop.domain.times import When
from desktop.exporters import wording

PARTS: Final = {
    PostKind.POST: "a post",
    PostKind.SUMMARY: "key points",
    PostKind.TEASER: "a story elsewhere",
    PostKind.NOTICE: "a notice",
}


def time_in_words(when: When, zone: str | None = None) -> str:
    """Say when, in the zone of an IANA name, else in the zone that the source spoke in."""
    bound = when.earliest or when.latest
    return wording.time_in_words(when, named_zone(zone) or named_zone(when.zone) or (bound and bound.tzinfo) or UTC)


def repair_in_words(act: Act) -> str:
    """Say what the reader put right."""
    match act:
        case BeginPost():
            return "a post begins here"
        case EndCut():
            return "joined with the post above"
        case TrustCut():
            return "it does begin here"
        case GiveTitle():
            return f"title: {act.title}" if act.title else "no title"
        case GiveTime():
            return f"time: {time_in_words(act.time)}"
        case GiveKind():
            return f"it is {PARTS[act.kind]}"
        case GiveBackground():
            return "background" if act.is_background else "no background"
        case _:
            assert_never(act)
