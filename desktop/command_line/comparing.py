"""The command `changes`: what the last import of an article changed, for programs and for people."""

from collections.abc import Iterator, Mapping

from desktop.domain.ids import PostId
from desktop.library.comparing import DiffKind, VersionChanges, word_diff

MARKS = {DiffKind.EQUAL: "{}", DiffKind.DELETED: "[-{}-]", DiffKind.INSERTED: "{{+{}+}}"}


def shape(changes: VersionChanges) -> dict[str, object]:
    """The JSON of the command; joining the steps of a diff without the inserted ones gives the old text."""
    return {
        "article_id": changes.article_id,
        "from_version": changes.from_version,
        "to_version": changes.to_version,
        "added": list(changes.added),
        "changed": [
            {
                "post_id": post.post_id,
                "diff": [{"op": s.kind.value, "text": s.text} for s in word_diff(post.old_text, post.new_text)],
            }
            for post in changes.changed
        ],
        "removed": list(changes.removed),
    }


def post_ids(changes: VersionChanges) -> tuple[PostId, ...]:
    """Every post that the answer names."""
    return (*changes.added, *(post.post_id for post in changes.changed), *changes.removed)


def lines(changes: VersionChanges, headlines: Mapping[PostId, str]) -> Iterator[str]:
    """The same for people: each post with its headline, and [-gone-] and {+new+} words in their sentences."""
    counts = f"{len(changes.added)} new, {len(changes.changed)} changed, {len(changes.removed)} gone"
    yield f"Version {changes.to_version}: {counts}"
    for post_id in changes.added:
        yield f"new      {post_id}  {headlines.get(post_id, '')}".rstrip()
    for post in changes.changed:
        diff = word_diff(post.old_text, post.new_text)
        yield f"changed  {post.post_id}  {headlines.get(post.post_id, '')}".rstrip()
        yield "         " + "".join(MARKS[step.kind].format(step.text) for step in diff).replace("\n", "\n         ")
    for post_id in changes.removed:
        yield f"gone     {post_id}  {headlines.get(post_id, '')}".rstrip()
