"""What the reader says of names: keeping it, and carrying it out on what was found.

Joins the store, which keeps findings and corrections, and `entities`, which knows how the one changes the other.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from desktop.domain.changes import NOTHING_CHANGED, Changes, EditGroup, Kind
from desktop.domain.corrections import (
    ChangeEntityKind,
    Correcting,
    Correction,
    IgnoreEntityHere,
    KeepApart,
    MentionPlace,
    MergeEntities,
    NameAnchor,
    NameEdit,
    NeverAgain,
    RenameEntity,
    RestoreCorrection,
    SplitEntity,
    Suggestion,
    TakeBackCorrection,
)
from desktop.domain.entities import Findings
from desktop.domain.entity_pages import EntityPage
from desktop.domain.ids import ArticleId, EntityId
from desktop.entities import identity, suggesting
from desktop.entities.correcting import correct, places_of
from desktop.library import changes_joined
from desktop.store.store import Store

LARGEST_NUMBER: Final = 2**31  # of a correction that is taken from a file


def save_found(store: Store, article_id: ArticleId, found: Findings, version: int | None) -> Changes:
    """Store what a machine found in an article, with the reader's corrections carried out on it.

    Args:
        store: Opened for writing.
        article_id: The article.
        found: As the machine found it.
        version: The version that was looked at; if a newer one came meanwhile nothing is stored.
    """
    with store.transaction():
        article = store.article(article_id)
        if article is None or version not in (None, article.version):
            return NOTHING_CHANGED
        ids = [entity.id for entity in found.entities]
        found = identity.in_full(found, store.names_elsewhere(ids, article_id))
        found = identity.kept_apart(article_id, found, store.roles_elsewhere(ids, article_id))
        return _save(store, article_id, found, store.corrections())


def apply(store: Store, edit: NameEdit, now: datetime) -> Changes:
    """Keep a correction, forget one or bring one back, and carry it out everywhere; call it in a transaction.

    Returns:
        The entities that are new, others or gone. A correction that changes nothing is not kept.
    """
    match edit:
        case TakeBackCorrection():
            return _take_back(store, edit)
        case RestoreCorrection():
            return _restore(store, edit)
        case _:
            return _keep(store, edit, now)


def _keep(store: Store, edit: Correcting, now: datetime) -> Changes:
    correction = _settled(store, edit, now)
    if correction is None:
        return NOTHING_CHANGED
    store.put_correction(correction)
    changes = _changed_by(store, correction)
    if not changes:
        store.remove_correction(correction.number)
        return NOTHING_CHANGED
    return replace(changes, undo=TakeBackCorrection(correction.number))


def _take_back(store: Store, edit: TakeBackCorrection) -> Changes:
    """Forget a correction, and show again what was found."""
    correction = store.correction(edit.number)
    if correction is None:
        return NOTHING_CHANGED
    articles = store.articles_corrected_by(edit.number)
    store.remove_correction(edit.number)
    changes = _of_pair(correction.edit) or _correct_anew(store, articles)
    return replace(changes, undo=RestoreCorrection(correction))


def _restore(store: Store, edit: RestoreCorrection) -> Changes:
    if store.correction(edit.correction.number) is not None:
        return NOTHING_CHANGED
    store.put_correction(edit.correction)
    return replace(_changed_by(store, edit.correction), undo=TakeBackCorrection(edit.correction.number))


def take_over(store: Store, corrections: Iterable[Correction]) -> Changes:
    """Keep corrections that were made in another library, and carry them out here, in the caller's transaction.

    All that both libraries say is kept and carried out as it was made, so where they contradict the newer word counts.

    Returns:
        The changes, with the edit that takes them back; `NOTHING_CHANGED` if all are known.
    """
    known = {replace(each, number=0) for each in store.corrections()}
    new = []
    for each in sorted(corrections, key=lambda correction: correction.number):
        if replace(each, number=0) in known or len(each.anchors) < len(_named(each.edit)):
            continue
        first_free = store.next_correction_number()
        number = each.number if first_free <= each.number < LARGEST_NUMBER else first_free
        new.append(replace(each, number=number))
        store.put_correction(new[-1])
    if not new:
        return NOTHING_CHANGED
    anchors = [anchor for each in new for anchor in each.anchors]
    ids = frozenset(anchor.id for anchor in anchors)
    articles = store.articles_naming(ids, {anchor.name for anchor in anchors})
    touched = Changes(changed={Kind.ENTITY: frozenset[str](ids)})
    undo = EditGroup(tuple(TakeBackCorrection(each.number) for each in reversed(new)))
    return replace(changes_joined.join([touched, _correct_anew(store, articles)]), undo=undo)


def suggestions(store: Store, about: EntityId | None = None) -> tuple[Suggestion, ...]:
    """Entities of the library that may be one, the likeliest first; those of one entity, or all."""
    names = store.entity_names()
    if about is not None:
        keys = suggesting.name_keys(next((name for entity_id, _, name, _ in names if entity_id == about), ""))
        names = [row for row in names if keys & suggesting.name_keys(row[2])]
    roles = store.roles_elsewhere([row[0] for row in names], ArticleId(""))
    known = [
        suggesting.Known(entity_id, kind, name, roles.get(entity_id, ()), count)
        for entity_id, kind, name, count in names
    ]
    rejected = [
        frozenset((each.edit.one, each.edit.other)) for each in store.corrections() if isinstance(each.edit, KeepApart)
    ]
    return suggesting.suggest(known, rejected, about)


def entity_page(store: Store, entity_id: EntityId, *, is_brief: bool = False) -> EntityPage | None:
    """All that is known of an entity; None if nothing names it any more."""
    page = store.entity_page(entity_id, is_brief=is_brief)
    if page is None:
        return None
    own = tuple(each for each in store.corrections() if any(a.id == entity_id for a in each.anchors))
    return replace(page, suggestions=suggestions(store, entity_id), corrections=own)


def _named(edit: Correcting) -> tuple[EntityId, ...]:
    """Everybody whom an edit names."""
    match edit:
        case MergeEntities():
            return (edit.winner, *sorted(edit.losers - {edit.winner}))
        case KeepApart():
            return (edit.one, edit.other)
        case SplitEntity() | RenameEntity() | ChangeEntityKind() | IgnoreEntityHere() | NeverAgain():
            return (edit.entity,)


def _settled(store: Store, edit: Correcting, now: datetime) -> Correction | None:
    """Return an edit with whom it is about, or None if somebody it names is gone or its words are missing."""
    if isinstance(edit, RenameEntity | SplitEntity) and not edit.name.strip():
        return None
    anchors = tuple(anchor for named in _named(edit) if (anchor := _anchor(store, named)) is not None)
    if len(anchors) < len(_named(edit)):
        return None
    places = _places(store, edit) if isinstance(edit, SplitEntity) else ()
    made = max((now, *(each.made for each in store.corrections())))  # a clock that was set back says nothing
    return Correction(store.next_correction_number(), made, edit, anchors, places)


def _anchor(store: Store, entity_id: EntityId) -> NameAnchor | None:
    entity = next(iter(store.entities_by_id([entity_id])), None)
    if entity is None:
        return None
    articles = store.articles_naming([entity_id])
    only = next(iter(articles)) if len(articles) == 1 else None
    found = store.found_in(only).entities if only is not None else ()
    is_scoped = any(one.id == entity_id and only and identity.is_of_article(one, only) for one in found)
    return NameAnchor(entity.id, entity.kind, entity.name, only if is_scoped else None)


def _places(store: Store, edit: SplitEntity) -> tuple[MentionPlace, ...]:
    posts = list(dict.fromkeys(mention.post_id for mention in edit.mentions))
    articles = dict.fromkeys(post.article_id for post in store.posts(posts))
    return tuple(
        place for article_id in articles for place in places_of(edit.mentions, store.found_in(article_id).mentions)
    )


def _of_pair(edit: Correcting) -> Changes:
    """Return what keeping two entities apart touches: their rows, whose suggestions differ."""
    if not isinstance(edit, KeepApart):
        return NOTHING_CHANGED
    return Changes(changed={Kind.ENTITY: frozenset({edit.one, edit.other})})


def _changed_by(store: Store, correction: Correction) -> Changes:
    """Carry out a correction that was just kept."""
    if isinstance(correction.edit, KeepApart):
        return _of_pair(correction.edit)
    ids = [anchor.id for anchor in correction.anchors]
    names = [anchor.name for anchor in correction.anchors] if isinstance(correction.edit, NeverAgain) else []
    articles = store.articles_naming(ids, names)
    before = store.articles_corrected_by(correction.number)
    changes = _correct_anew(store, articles)
    return changes if store.articles_corrected_by(correction.number) != before else NOTHING_CHANGED


def _correct_anew(store: Store, articles: Collection[ArticleId]) -> Changes:
    corrections = store.corrections()
    return _without_undo(
        _save(store, article_id, store.found_in(article_id), corrections) for article_id in sorted(articles)
    )


def correct_again(store: Store, article_id: ArticleId) -> Changes:
    """Carry the corrections out anew in an article whose posts were cut otherwise, in the caller's transaction.

    Why: a role goes with the name that bears it, and of two names that the reader merged each has its own.
    """
    return _correct_anew(store, [article_id]) if store.is_corrected(article_id) else NOTHING_CHANGED


def _without_undo(parts: Iterable[Changes]) -> Changes:
    return replace(changes_joined.join(parts), undo=None)


def _save(store: Store, article_id: ArticleId, found: Findings, corrections: tuple[Correction, ...]) -> Changes:
    corrected = correct(article_id, found, corrections)
    changes = store.save_findings(article_id, corrected.findings)
    store.keep_found(article_id, found if corrected.numbers else None, corrected.numbers)
    return changes
