"""Several changes as one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from desktop.domain.changes import NOTHING_CHANGED, Changes, EditGroup, Kind


def join(parts: Iterable[Changes]) -> Changes:
    """Join what several writes did, in order; the inverse takes the last back first.

    A part without an inverse makes the whole one without: half an undo would surprise.
    """
    done = [part for part in parts if part]
    if not done:
        return NOTHING_CHANGED
    if len(done) == 1:
        return done[0]
    inverses = [part.undo for part in reversed(done)]
    undo = EditGroup(tuple(edit for edit in inverses if edit is not None)) if all(inverses) else None
    return Changes(
        added=_union(part.added for part in done),
        changed=_union(part.changed for part in done),
        removed=_union(part.removed for part in done),
        undo=undo,
        successors={post: successor for part in done for post, successor in part.successors.items()},
    )


def _union(groups: Iterable[Mapping[Kind, frozenset[str]]]) -> dict[Kind, frozenset[str]]:
    together: dict[Kind, frozenset[str]] = defaultdict(frozenset)
    for group in groups:
        for kind, ids in group.items():
            together[kind] |= ids
    return dict(together)
