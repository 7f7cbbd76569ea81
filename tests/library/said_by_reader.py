"""Libraries in which a reader repaired pages and corrected names, and all that can be seen of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.changes import AddAnnotation, Changes, Edit, SetRead, SetStarred
from desktop.domain.corrections import (
    ChangeEntityKind,
    IgnoreEntityHere,
    KeepApart,
    MergeEntities,
    NeverAgain,
    RenameEntity,
    SplitEntity,
)
from desktop.domain.entities import EntityKind
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Post, PostKind
from desktop.domain.repairs import (
    ConfirmCut,
    JoinPosts,
    RetimePost,
    RetitlePost,
    SetBackground,
    SetKind,
    SplitPost,
    TakeBackRepairs,
)
from desktop.domain.reports import ImportItem
from desktop.domain.times import Precision, When
from desktop.entities.finder import Finder
from desktop.library import correcting, extracting
from desktop.library.library import Library

GATE = (
    "The crew opened the third gate at noon, and the water fell by ten centimetres.",
    "Engineer Ida Strand said that a fourth gate would follow before dark.",
)
FERRY = (
    "Both ferries stay in port until the wind drops, harbour master Ruth Calder said.",
    "Two hundred passengers were looked after in the town hall of Torvik.",
)
MAYOR = ("Mayor Clara Benton asked the old quarter to leave by night. “Take your papers with you,” Benton said.",)
WATER = ("The river rose by half a metre during the night, Ida Strand said, and stands at the edge of the wall.",)
POSTS = {
    "11:40": ("Third gate opened", (*GATE, *FERRY)),
    "10:20": ("Mayor speaks", MAYOR),
    "9:05": ("Water rises", WATER),
}
NEWER = {"12:05": ("Rain ends", ("The rain over the valley ended shortly after noon, Ruth Calder said.",)), **POSTS}
Shape = dict[str, tuple[str, tuple[str, ...]]]
Step = tuple[str, int, int]

STEPS = (
    *("split", "join", "title", "time", "kind", "background", "confirm", "as-the-page", "undo", "newer"),
    *("mark", "read", "star", "rename", "merge", "split-name", "retype", "ignore", "never", "apart"),
)


def page(posts: Shape, place: str = "dam") -> str:
    parts = [f"{c} a.m. ET, March 5, 2022\n\n{title}\n\n" + "\n\n".join(body) for c, (title, body) in posts.items()]
    return "\n\n".join([*parts, f"Source: https://www.example.org/live/2022-03-05/{place}"]) + "\n"


def bring_in(library: Library, folder: Path, posts: Shape = POSTS, place: str = "dam") -> ImportItem:
    file = folder / f"{place}.txt"
    file.write_text(page(posts, place), encoding="utf-8")
    (item,) = library.import_sources([str(file)]).items
    return item


def find_names(library: Library, finder: Finder) -> None:
    """Read every article that waits, as the worker would."""
    store = library._store
    for article_id in extracting.articles_to_do(store):
        posts = store.posts_of(article_id, with_removed=True)
        correcting.save_found(store, article_id, finder.find(article_id, posts), None)


def on_page(library: Library, article_id: ArticleId | None = None) -> tuple[Post, ...]:
    gone = {row.id for row in library.list_posts().rows if row.is_gone}
    posts = library.posts_of(article_id or library.articles()[0].id)
    return tuple(sorted((post for post in posts if post.id not in gone), key=lambda post: post.ordinal))


def post_with(library: Library, words: str) -> Post:
    return next(post for post in on_page(library) if words in post.text)


def cut_at(library: Library, words: str) -> Changes:
    post = post_with(library, words)
    return library.apply(SplitPost(post.id, post.text.index(words)))


def act(library: Library, steps: Sequence[Step], folder: Path, finder: Finder) -> None:
    """Do what a reader may do, in any order."""
    undoable: list[Edit] = []
    for name, number, at in steps:
        if name == "newer":
            bring_in(library, folder, NEWER)
            find_names(library, finder)
        edit = undoable.pop() if name == "undo" and undoable else edit_of(library, (name, number, at))
        changes = library.apply(edit) if edit is not None else Changes()
        if changes.undo is not None and name != "undo":
            undoable.append(changes.undo)


def edit_of(library: Library, step: Step) -> Edit | None:
    return _edit_of_post(library, step) or _edit_of_name(library, step)


def _edit_of_post(library: Library, step: Step) -> Edit | None:
    name, number, at = step
    posts = on_page(library)
    post = posts[number % len(posts)]
    start = at % max(1, len(post.text))
    end = min(start + 1 + number * 7, len(post.text))
    moment = datetime(2022, 3, 5, 16, at % 60, tzinfo=UTC)
    time = When(moment, moment + timedelta(minutes=number), Precision.INTERVAL, ("The reader gave it.",))
    edits: dict[str, Edit] = {
        "split": SplitPost(post.id, start),
        "join": JoinPosts(post.id, upwards=bool(at % 2)),
        "title": RetitlePost(post.id, f"Title {at}" if at % 3 else None),
        "time": RetimePost(post.id, time),
        "kind": SetKind(frozenset({post.id}), list(PostKind)[at % len(PostKind)]),
        "background": SetBackground(post.id, start, start + 1, bool(at % 2)),
        "confirm": ConfirmCut(post.id),
        "as-the-page": TakeBackRepairs(frozenset({post.id})),
        "read": SetRead(frozenset({post.id}), bool(at % 2)),
        "star": SetStarred(frozenset({post.id}), bool(at % 2)),
    }
    if name == "mark" and post.text[start:end].strip():
        return AddAnnotation(library.new_annotation(post, start, end, note=f"note {at}"))
    return edits.get(name)


def _edit_of_name(library: Library, step: Step) -> Edit | None:
    name, number, at = step
    entities = sorted(library.entities(), key=lambda each: each.id)
    if len(entities) < 2:
        return None
    one, other = entities[number % len(entities)], entities[(number + 1 + at) % len(entities)]
    mentions = library.mentions([post.id for post in library.posts_of()])
    own = tuple(each for each in mentions if each.entity_id == one.id)
    article_id = library.articles()[at % len(library.articles())].id
    post = next((each.post_id for each in own), None)
    edits: dict[str, Edit] = {
        "rename": RenameEntity(one.id, f"{one.name} {at % 3}"),
        "merge": MergeEntities(one.id, frozenset({other.id})),
        "split-name": SplitEntity(one.id, f"Nora Vale {at % 2}", mentions=own[: 1 + at % 2]),
        "retype": ChangeEntityKind(one.id, list(EntityKind)[at % len(EntityKind)]),
        "ignore": IgnoreEntityHere(one.id, article_id, post if at % 2 else None),
        "never": NeverAgain(one.id),
        "apart": KeepApart(one.id, other.id),
    }
    return None if name == "merge" and one.id == other.id else edits.get(name)


def seen(library: Library) -> dict[str, object]:
    """Everything that a reader said, and what came of it."""
    articles = sorted(library.articles(), key=lambda article: article.id)
    posts = [post.id for post in library.posts_of()]
    return {
        "articles": articles,
        "posts": library.posts_of(),
        "rows": library.list_posts().rows,
        "marks": library.annotations(),
        "repairs": [library.repairs(article.id) for article in articles],
        "corrections": library.corrections(),
        "entities": [sorted(library.entities(article.id), key=lambda each: each.id) for article in articles],
        "mentions": sorted(library.mentions(posts), key=repr),
        "quotes": library.quotes(posts),
    }


def export(library: Library, file: Path, posts: Sequence[Post] | None = None) -> Path:
    """Write these posts, or all, as JSON."""
    ids = [row.id for row in library.list_posts().rows] if posts is None else [post.id for post in posts]
    library.export("json", file, ids)
    return file
