"""Times in words, as exports word them: for whoever prints a line about a post."""

from datetime import UTC

from desktop.domain.days import named_zone
from desktop.domain.times import When
from desktop.exporters import wording


def time_in_words(when: When) -> str:
    """Say when, in the zone that the source spoke in."""
    bound = when.earliest or when.latest
    return wording.time_in_words(when, named_zone(when.zone) or (bound and bound.tzinfo) or UTC)
