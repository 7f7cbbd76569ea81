"""The reader's corrections of names: each does what it says, can be taken back, and outlives a new reading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.changes import Changes, EditGroup, Kind
from desktop.domain.corrections import (
    ChangeEntityKind,
    Correcting,
    IgnoreEntityHere,
    KeepApart,
    MergeEntities,
    NeverAgain,
    RenameEntity,
    SplitEntity,
)
from desktop.domain.entities import Entity, EntityKind
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.repairs import SplitPost
from desktop.entities.finder import Finder
from desktop.library import correcting
from desktop.library.library import Library

STORM = """Storm over the coast

Governor Helena Marlowe spoke in Torvik on Monday. Marlowe thanked the fire brigade.

Senator Jonas Marlowe said nothing. Helena Marlowe met Bo Lind in the Oval Room.
"""
TRIAL = """A trial begins

Governor Helena Marlowe was in court in Torvik. Bo Lind was there too, and so was Senator Yonas Marlowe.
"""

Read = Callable[[str, str], ArticleId]


@pytest.fixture(scope="module")
def finder(repository: Path) -> Finder:
    return Finder(repository / "resources" / "gazetteer", use_model=False)


@pytest.fixture
def read(library: Library, finder: Finder, tmp_path: Path) -> Read:
    """Import a text, again under the same name, and find its names."""

    def read(name: str, text: str) -> ArticleId:
        file = tmp_path / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        report = library.import_sources([str(file)])
        article_id = report.items[0].article_id
        assert article_id is not None
        find(library, finder, article_id)
        return article_id

    return read


def find(library: Library, finder: Finder, article_id: ArticleId) -> None:
    store = library._store
    correcting.save_found(store, article_id, finder.find(article_id, store.posts_of(article_id)), None)


@pytest.fixture
def storm(read: Read) -> ArticleId:
    return read("storm", STORM)


@pytest.fixture
def trial(read: Read, storm: ArticleId) -> ArticleId:
    return read("trial", TRIAL)


def named(library: Library, name: str) -> EntityId:
    return next(entity.id for entity in library.entities() if entity.name == name)


def shown(library: Library) -> object:
    """Everything a correction can change."""
    posts = [post.id for post in library.posts_of()]
    return sorted(map(repr, library.entities())), library.mentions(posts), library.suggestions()


def names(library: Library, kind: EntityKind = EntityKind.PERSON) -> set[str]:
    return {entity.name for entity in library.entities() if entity.kind is kind}


def words(library: Library, name: str) -> list[str]:
    page = library.entity_page(named(library, name))
    assert page is not None
    return [mention.text for mention in page.mentions]


def corrections(library: Library, article_id: ArticleId) -> list[Correcting]:
    helena, jonas, bo = (named(library, name) for name in ("Helena Marlowe", "Jonas Marlowe", "Bo Lind"))
    post: PostId = library.posts_of(article_id)[0].id
    mention = next(m for m in library.mentions([post]) if m.entity_id == helena)
    return [
        MergeEntities(helena, frozenset({jonas, bo})),
        SplitEntity(helena, "Jonas Marlowe", frozenset({"marlowe"})),
        SplitEntity(helena, "Helena Marlowe", mentions=(mention,)),
        SplitEntity(helena, "Another Marlowe", frozenset({"Helena Marlowe"}), article_id=article_id),
        RenameEntity(helena, "Governor Marlowe"),
        ChangeEntityKind(bo, EntityKind.ORGANISATION),
        IgnoreEntityHere(helena, article_id),
        IgnoreEntityHere(helena, article_id, post),
        NeverAgain(bo),
        KeepApart(jonas, named(library, "Yonas Marlowe")),
    ]


@pytest.mark.parametrize("number", range(10))
def test_a_correction_can_be_taken_back_and_done_again(library: Library, trial: ArticleId, number: int) -> None:
    before = shown(library)
    changes = library.apply(corrections(library, trial)[number])
    assert changes.touches(Kind.ENTITY)
    assert changes.undo is not None
    after = shown(library)
    assert after != before
    undone = library.apply(changes.undo)
    assert shown(library) == before
    assert undone.undo is not None
    library.apply(undone.undo)
    assert shown(library) == after
    assert not library.check().problems


@pytest.mark.parametrize("number", range(10))
def test_a_correction_outlives_a_new_reading(
    library: Library, finder: Finder, storm: ArticleId, trial: ArticleId, number: int
) -> None:
    library.apply(corrections(library, trial)[number])
    after = shown(library)
    for article_id in (storm, trial):
        find(library, finder, article_id)
    assert shown(library) == after


def test_merged_names_are_one_row_with_all_their_forms(library: Library, storm: ArticleId) -> None:
    bo, helena = named(library, "Bo Lind"), named(library, "Helena Marlowe")
    library.apply(MergeEntities(bo, frozenset({helena})))
    assert names(library) == {"Bo Lind", "Jonas Marlowe"}
    assert set(words(library, "Bo Lind")) == {"Bo Lind", "Helena Marlowe", "Marlowe"}
    entity = next(one for one in library.entities() if one.id == bo)
    assert "Helena Marlowe" in entity.aliases
    assert [role.role for role in entity.roles] == ["Governor"]


def test_a_merge_counts_for_articles_that_come_later(library: Library, storm: ArticleId, read: Read) -> None:
    bo, helena = named(library, "Bo Lind"), named(library, "Helena Marlowe")
    library.apply(MergeEntities(helena, frozenset({bo})))
    read("later", "Calm after the storm\n\nBo Lind went home to Torvik on Friday and slept there all day long.\n")
    assert "Bo Lind" not in names(library)


def test_a_split_gives_the_form_to_whom_the_reader_says(library: Library, storm: ArticleId) -> None:
    library.apply(SplitEntity(named(library, "Helena Marlowe"), "Jonas Marlowe", frozenset({"Marlowe"})))
    assert set(words(library, "Jonas Marlowe")) == {"Jonas Marlowe", "Marlowe"}
    assert set(words(library, "Helena Marlowe")) == {"Helena Marlowe"}


def test_homonyms_can_be_parted_article_by_article(library: Library, storm: ArticleId, trial: ArticleId) -> None:
    library.apply(SplitEntity(named(library, "Bo Lind"), "Bo Lind", frozenset({"Bo Lind"}), article_id=trial))
    of_name = [entity for entity in library.entities() if entity.name == "Bo Lind"]
    assert len(of_name) == 2
    assert {len(library.entity_page(one.id).articles) for one in of_name} == {1}  # type: ignore[union-attr]


def test_a_rename_keeps_the_old_name_as_an_alias(library: Library, trial: ArticleId) -> None:
    bo = named(library, "Bo Lind")
    library.apply(RenameEntity(bo, "Bo Lind (sailor)"))
    page = library.entity_page(bo)
    assert page is not None
    assert (page.name, [alias.text for alias in page.aliases]) == ("Bo Lind (sailor)", ["Bo Lind"])
    assert [each.edit for each in page.corrections] == [RenameEntity(bo, "Bo Lind (sailor)")]


def test_never_again_means_later_articles_too(library: Library, storm: ArticleId, read: Read) -> None:
    library.apply(NeverAgain(named(library, "Bo Lind")))
    read("later", "Calm after the storm\n\nBo Lind went home to Torvik on Friday and slept there all day long.\n")
    assert "Bo Lind" not in names(library)
    assert "Torvik" not in names(library)


def test_ignored_in_one_article_is_there_in_another(library: Library, storm: ArticleId, trial: ArticleId) -> None:
    bo = named(library, "Bo Lind")
    library.apply(IgnoreEntityHere(bo, storm))
    page = library.entity_page(bo)
    assert page is not None
    assert [article.article_id for article in page.articles] == [trial]


def test_a_correction_finds_its_words_after_the_page_was_saved_again(library: Library, read: Read) -> None:
    first = "News\n\nBo Lind met Ada Lind in the harbour. Then Bo Lind left for the islands in his boat.\n"
    first += "\nSource: https://www.example.org/news/2022-03-05/harbour\n"
    article_id = read("news", first)
    second = [m for m in library.mentions([library.posts_of(article_id)[0].id]) if m.text == "Bo Lind"][1]
    library.apply(SplitEntity(named(library, "Bo Lind"), "Ada Lind", mentions=(second,)))
    assert words(library, "Ada Lind") == ["Ada Lind", "Bo Lind"]
    assert read("news", first.replace("News\n\n", "News\n\nOn Monday it rained. ")) == article_id
    assert words(library, "Ada Lind") == ["Ada Lind", "Bo Lind"]


def test_a_correction_while_an_article_waits_leaves_it_waiting(library: Library, storm: ArticleId) -> None:
    library._store._connection.write("DELETE FROM findings")
    assert library.apply(RenameEntity(named(library, "Bo Lind"), "B. Lind"))
    assert library.has_articles_without_entities()


def test_corrections_follow_one_another_and_each_goes_alone(library: Library, storm: ArticleId) -> None:
    bo, helena = named(library, "Bo Lind"), named(library, "Helena Marlowe")
    merged = library.apply(MergeEntities(helena, frozenset({bo})))
    library.apply(RenameEntity(helena, "H. Marlowe"))
    assert merged.undo is not None
    library.apply(merged.undo)
    assert {"H. Marlowe", "Bo Lind"} <= names(library)
    assert [type(each.edit).__name__ for each in library.corrections()] == ["RenameEntity"]


def test_several_corrections_are_one_step(library: Library, storm: ArticleId) -> None:
    before = shown(library)
    bo, helena = named(library, "Bo Lind"), named(library, "Helena Marlowe")
    group = EditGroup((RenameEntity(bo, "Bosse Lind"), MergeEntities(bo, frozenset({helena}))))
    changes = library.apply(group)
    assert changes.undo is not None
    library.apply(changes.undo)
    assert shown(library) == before


@pytest.mark.parametrize(
    "make",
    [
        lambda bo, storm: RenameEntity(bo, "Bo Lind"),
        lambda bo, storm: RenameEntity(bo, "  "),
        lambda bo, storm: ChangeEntityKind(bo, EntityKind.PERSON),
        lambda bo, storm: MergeEntities(bo, frozenset()),
        lambda bo, storm: MergeEntities(bo, frozenset({EntityId("gone")})),
        lambda bo, storm: SplitEntity(bo, "Ada", frozenset({"nowhere"})),
        lambda bo, storm: IgnoreEntityHere(bo, ArticleId("gone")),
        lambda bo, storm: NeverAgain(EntityId("gone")),
    ],
)
def test_what_changes_nothing_is_not_kept(library: Library, storm: ArticleId, make: Callable[..., Correcting]) -> None:
    assert library.apply(make(named(library, "Bo Lind"), storm)) == Changes()
    assert library.corrections() == ()


# ---- across the library


def test_one_full_name_is_one_person_in_all_articles(library: Library, storm: ArticleId, trial: ArticleId) -> None:
    page = library.entity_page(named(library, "Helena Marlowe"))
    assert page is not None
    assert {article.article_id for article in page.articles} == {storm, trial}
    assert page.first is not None
    assert page.last is not None
    assert page.count == sum(sighting.count for sighting in page.sightings) == len(page.mentions)
    assert [role.role for role in page.roles] == ["Governor"]
    assert "Bo Lind" in {companion.name for companion in page.companions}


def test_near_spellings_of_two_articles_are_suggested_and_can_be_kept_apart(library: Library, read: Read) -> None:
    read("one", "News\n\nPresident Volodymyr Zelensky spoke on Monday to the whole of the country at noon.\n")
    read("two", "More\n\nPresident Volodymyr Zelenskyy spoke on Friday to the whole of the country at noon.\n")
    (suggestion,) = library.suggestions()
    assert {suggestion.one_name, suggestion.other_name} == {"Volodymyr Zelensky", "Volodymyr Zelenskyy"}
    assert "president" in suggestion.reason
    rejected = library.apply(KeepApart(suggestion.one, suggestion.other))
    assert library.suggestions() == ()
    assert rejected.undo is not None
    library.apply(rejected.undo)
    assert library.suggestions() == (suggestion,)
    library.apply(MergeEntities(suggestion.one, frozenset({suggestion.other})))
    assert names(library) == {suggestion.one_name}
    assert library.suggestions() == ()


def test_people_of_one_surname_are_neither_one_nor_suggested(library: Library, read: Read) -> None:
    read("one", "News\n\nSenator Ada Marlowe spoke on Monday to the whole of the country at noon in Oslo.\n")
    read("two", "More\n\nSenator Ruth Marlowe spoke on Friday to the whole of the country at noon in Oslo.\n")
    assert names(library) == {"Ada Marlowe", "Ruth Marlowe"}
    assert library.suggestions() == ()


def test_a_surname_with_the_same_office_in_another_article_is_suggested(library: Library, read: Read) -> None:
    read("one", "News\n\nChancellor Ada Marlowe spoke on Monday to the whole of the country at noon in Oslo.\n")
    read("two", "More\n\nChancellor Marlowe spoke on Friday to the whole of the country at noon in Oslo.\n")
    assert [(each.one_name, each.other_name) for each in library.suggestions()] == [("Ada Marlowe", "Marlowe")]
    assert "chancellor" in library.suggestions()[0].reason


def test_one_name_with_roles_that_contradict_is_two_people_and_a_suggestion(library: Library, read: Read) -> None:
    read("one", "News\n\nSenator Jonas Marlowe spoke on Monday to the whole of the country at noon in Oslo.\n")
    read("two", "More\n\nStriker Jonas Marlowe scored on Friday before the whole of the country in Oslo.\n")
    assert sum(entity.name == "Jonas Marlowe" for entity in library.entities()) == 2
    (suggestion,) = library.suggestions()
    library.apply(MergeEntities(suggestion.one, frozenset({suggestion.other})))
    assert sum(entity.name == "Jonas Marlowe" for entity in library.entities()) == 1


def test_an_entity_that_nothing_names_has_no_page(library: Library) -> None:
    assert library.entity_page(EntityId("gone")) is None


def test_a_correction_is_about_names_so_a_better_extractor_does_not_lose_it(
    library: Library, finder: Finder, storm: ArticleId
) -> None:
    bo = named(library, "Bo Lind")
    library.apply(RenameEntity(bo, "Bosse Lind"))
    store = library._store
    found = finder.find(storm, store.posts_of(storm))
    other = {bo: EntityId("made-in-another-way")}
    better = replace(
        found,
        entities=tuple(replace(one, id=other.get(one.id, one.id)) for one in found.entities),
        mentions=tuple(replace(one, entity_id=other.get(one.entity_id, one.entity_id)) for one in found.mentions),
    )
    correcting.save_found(store, storm, better, None)
    assert "Bosse Lind" in names(library)


def test_what_was_read_of_an_older_version_is_not_stored(library: Library, finder: Finder, storm: ArticleId) -> None:
    store = library._store
    found = finder.find(storm, store.posts_of(storm))
    assert correcting.save_found(store, storm, replace(found, entities=(), mentions=()), 7) == Changes()
    assert names(library)


def test_corrections_stand_in_the_order_of_their_making(library: Library, storm: ArticleId) -> None:
    for name in ("Bosse Lind", "B. Lind"):
        library.apply(RenameEntity(named(library, sorted(n for n in names(library) if "Lind" in n)[0]), name))
    made = [each.made for each in library.corrections()]
    assert made == sorted(made)
    assert made[1] - made[0] >= timedelta(0)


def test_entity_is_found_under_its_corrected_kind(library: Library, storm: ArticleId) -> None:
    library.apply(ChangeEntityKind(named(library, "Bo Lind"), EntityKind.PLACE))
    rows = library.entity_rows([post.id for post in library.posts_of()])
    assert {row.kind for row in rows if row.name == "Bo Lind"} == {EntityKind.PLACE}
    assert isinstance(library.entities()[0], Entity)


def test_quotes_stay_when_a_page_was_recut_and_a_correction_is_taken_back(
    library: Library, finder: Finder, read: Read
) -> None:
    text = "The gate opens\n\nThe gate is open now.\n\n“Nobody will miss a boat today,” Mayor Clara Benton said.\n"
    article_id = read("gate", text)
    (post,) = library.posts_of(article_id)
    renamed = library.apply(RenameEntity(named(library, "Clara Benton"), "C. Benton"))
    library.apply(SplitPost(post.id, post.text.index("“Nobody")))
    assert renamed.undo is not None
    library.apply(renamed.undo)
    (row,) = library.quotes([each.id for each in library.posts_of(article_id)])
    assert (row.quote.post_id == post.id, row.quote.speaker) == (False, "Clara Benton")


def test_a_body_keeps_the_name_that_another_article_writes_out(library: Library, read: Read) -> None:
    read("doctors", "Doctors\n\nShips of the World Health Organization came to Torvik.\n")
    read("ships", "Ships\n\nThe WHO sent doctors to Torvik. The WHO gave no reason.\n")
    assert names(library, EntityKind.ORGANISATION) == {"World Health Organization"}
    assert sorted(words(library, "World Health Organization")) == ["WHO", "WHO", "World Health Organization"]


def test_a_body_that_was_first_written_in_letters_is_shown_by_its_name_later(library: Library, read: Read) -> None:
    read("ships", "Ships\n\nThe WHO sent doctors to Torvik.\n")
    assert names(library, EntityKind.ORGANISATION) == {"WHO"}
    read("doctors", "Doctors\n\nShips of the World Health Organization came to Torvik.\n")
    assert names(library, EntityKind.ORGANISATION) == {"World Health Organization"}
