"""Entities and mentions: what an extractor found, replaced by what it finds later."""

from dataclasses import replace

import pytest
from store_builders import a_post, an_article, save

from desktop.domain.changes import NOTHING_CHANGED, Kind
from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.entity_pages import Alias
from desktop.domain.ids import EntityId
from desktop.domain.listings import EntityRow
from desktop.domain.name_lists import EntityWeight
from desktop.store import findings as findings_module

FINDER = "finder 1"
ONE, TWO = a_post("one", "Kovač met Silva.", order_key=1.0), a_post("two", "Silva left.", order_key=2.0)
FIRE = a_post("x", "Silva spoke.", article="fire", order_key=3.0)
KOVAC = Entity(EntityId("kovac"), EntityKind.PERSON, "Ana Kovač", ("Kovač",), (Role("Mayor", ONE.id),))
SILVA = Entity(
    EntityId("silva"), EntityKind.PERSON, "Rui Silva", ("Silva",), (Role("Envoy", ONE.id), Role("Minister", TWO.id))
)


def naming(post, entity, text, **fields):
    start = post.text.index(text)
    return Mention(post.id, entity.id, 0, start, start + len(text), text, **fields)


FLOOD_FOUND = Findings(
    FINDER,
    (KOVAC, SILVA),
    (naming(ONE, KOVAC, "Kovač"), naming(ONE, SILVA, "Silva"), naming(TWO, SILVA, "Silva", is_demonym=True)),
)
SILVA_IN_FIRE = replace(SILVA, aliases=("R. Silva",), roles=())
FIRE_FOUND = Findings(FINDER, (SILVA_IN_FIRE,), (naming(FIRE, SILVA, "Silva"),))


@pytest.fixture
def flood(store):
    save(store, an_article(), ONE, TWO)
    return store


def test_findings_come_back_most_mentioned_first(flood):
    changes = flood.save_findings(an_article().id, FLOOD_FOUND)
    assert changes.added == {Kind.ENTITY: {KOVAC.id, SILVA.id}}
    assert flood.entities() == (SILVA, KOVAC)
    assert flood.entities(an_article().id) == (SILVA, KOVAC)
    assert flood.mentions() == FLOOD_FOUND.mentions
    assert flood.mentions([TWO.id]) == FLOOD_FOUND.mentions[2:]
    assert flood.mentions(article_id=an_article("fire").id) == ()


def test_a_later_run_replaces_what_was_found_before(flood):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    changes = flood.save_findings(an_article().id, Findings("finder 2", (SILVA,), (naming(ONE, SILVA, "Silva"),)))
    assert changes.removed == {Kind.ENTITY: {KOVAC.id}}
    assert changes.changed == {Kind.ENTITY: {SILVA.id}}
    assert flood.entities() == (SILVA,)
    assert len(flood.mentions()) == 1


def test_an_entity_of_two_articles_joins_their_aliases_and_outlives_one_of_them(flood):
    save(flood, an_article("fire"), FIRE)
    flood.save_findings(an_article().id, FLOOD_FOUND)
    flood.save_findings(an_article("fire").id, FIRE_FOUND)
    assert flood.entities()[0].aliases == ("Silva", "R. Silva")
    forms = flood.entity_forms([SILVA.id, EntityId("nobody")])
    assert {named: set(found) for named, found in forms.items()} == {SILVA.id: {"Silva", "R. Silva"}}
    assert flood.entities(an_article("fire").id) == (SILVA_IN_FIRE,)
    changes = flood.save_findings(an_article().id, Findings(FINDER))
    assert changes.removed == {Kind.ENTITY: {KOVAC.id}}
    assert flood.entities() == (SILVA_IN_FIRE,)


def test_articles_wait_for_names_until_this_extractor_has_looked(flood):
    save(flood, an_article("fire", imported=an_article().imported.replace(hour=14)), FIRE)
    assert flood.articles_without_findings(FINDER) == (an_article("fire").id, an_article().id)
    flood.save_findings(an_article("fire").id, Findings(FINDER))
    assert flood.articles_without_findings(FINDER) == (an_article().id,)
    assert flood.articles_without_findings("finder 2") == (an_article("fire").id, an_article().id)


def test_new_words_wait_again_and_lose_the_mentions_that_counted_in_the_old_ones(flood):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    save(flood, an_article(version=2), a_post("one", "Then Silva met Kovač.", order_key=1.0), TWO)
    assert flood.articles_without_findings(FINDER) == (an_article().id,)
    assert flood.mentions() == FLOOD_FOUND.mentions[2:]
    assert flood.check() == (f"The original {'0' * 64} is missing.",)


def test_a_version_without_new_words_does_not_wait_again(flood):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    save(flood, an_article(version=2), TWO, ONE)
    assert flood.articles_without_findings(FINDER) == ()
    assert len(flood.mentions()) == 3


def test_findings_about_an_older_version_are_not_stored(flood):
    save(flood, an_article(version=2), ONE, TWO)
    assert flood.save_findings(an_article().id, FLOOD_FOUND, version=1) == NOTHING_CHANGED
    assert flood.entities() == ()
    assert flood.articles_without_findings(FINDER) == (an_article().id,)
    assert flood.save_findings(an_article().id, FLOOD_FOUND, version=2)


def test_findings_about_what_the_library_does_not_have_are_left_out(flood):
    assert flood.save_findings("nobody", FLOOD_FOUND) == NOTHING_CHANGED
    stranger = replace(FLOOD_FOUND, mentions=(*FLOOD_FOUND.mentions, naming(FIRE, SILVA, "Silva")))
    flood.save_findings(an_article().id, stranger)
    assert flood.mentions() == FLOOD_FOUND.mentions


def test_entity_rows_count_mentions_of_the_posts_on_show_with_their_newest_role(flood):
    save(flood, an_article("fire"), FIRE)
    flood.save_findings(an_article().id, FLOOD_FOUND)
    flood.save_findings(an_article("fire").id, FIRE_FOUND)
    assert flood.entity_rows([TWO.id, ONE.id]) == (
        EntityRow(SILVA.id, SILVA.kind, SILVA.name, "Minister", 2, (TWO.id, ONE.id), (1, 1)),
        EntityRow(KOVAC.id, KOVAC.kind, KOVAC.name, "Mayor", 1, (ONE.id,), (1,)),
    )
    assert [row.role for row in flood.entity_rows([ONE.id])] == ["Mayor", "Envoy"]
    assert [row.role for row in flood.entity_rows([FIRE.id])] == [""]
    assert flood.entity_rows([]) == ()


def test_entity_rows_give_the_role_as_of_a_post(flood):
    save(flood, an_article("fire"), FIRE)
    flood.save_findings(an_article().id, FLOOD_FOUND)
    flood.save_findings(an_article("fire").id, FIRE_FOUND)
    shown = [ONE.id, TWO.id, FIRE.id]
    roles = {
        post.id: {row.name: row.role for row in flood.entity_rows(shown, post.id)}["Rui Silva"]
        for post in (ONE, TWO, FIRE)
    }
    assert roles == {ONE.id: "Envoy", TWO.id: "Minister", FIRE.id: "Minister"}
    assert flood.entity_rows([FIRE.id], FIRE.id)[0].role == "Minister"  # stated in another article, and earlier
    assert flood.entity_rows([FIRE.id])[0].role == ""


def test_entity_rows_are_the_same_however_many_posts_are_on_show(flood, monkeypatch):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    shown = [TWO.id, "nobody", ONE.id]
    looked_up = flood.entity_rows(shown)
    monkeypatch.setattr(findings_module, "MANY_POSTS", 1)
    assert flood.entity_rows(shown) == looked_up
    assert len(looked_up) == 2


def test_removed_article_takes_its_entities_from_the_lists(flood):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    flood.set_removed(an_article().id, True)
    assert flood.entities() == ()
    assert flood.mentions() == ()
    assert flood.articles_without_findings("finder 2") == ()
    flood.set_removed(an_article().id, False)
    assert flood.entities() == (SILVA, KOVAC)


def test_weights_count_posts_before_mentions_and_spread_along_the_list(flood):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    assert flood.entity_weights([ONE.id, TWO.id], 2) == (
        EntityWeight(SILVA.id, SILVA.kind, "Rui Silva", 2, 2, (1, 1)),
        EntityWeight(KOVAC.id, KOVAC.kind, "Ana Kovač", 1, 1, (1, 0)),
    )
    assert [each.spread for each in flood.entity_weights([TWO.id, ONE.id], 2)] == [(1, 1), (0, 1)]
    assert flood.entity_weights([], 2) == ()


def test_weights_are_the_same_however_many_posts_are_on_show(flood, monkeypatch):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    looked_up = flood.entity_weights([ONE.id, TWO.id], 4)
    monkeypatch.setattr(findings_module, "MANY_POSTS", 1)
    assert flood.entity_weights([ONE.id, TWO.id], 4) == looked_up


def test_roles_alone_are_those_of_the_rows(flood):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    assert flood.roles_as_of(ONE.id, [SILVA.id, KOVAC.id]) == {SILVA.id: "Envoy", KOVAC.id: "Mayor"}
    assert flood.roles_as_of(TWO.id, [SILVA.id]) == {SILVA.id: "Minister"}


def test_contexts_hold_the_words_on_both_sides_once_for_each_post(flood):
    flood.save_findings(an_article().id, FLOOD_FOUND)
    first, second = flood.contexts(SILVA.id, limit=9)
    assert (first.before, first.mention.text, first.after) == ("Kovač met ", "Silva", ".")
    assert (second.before, second.mention.text, second.after) == ("", "Silva", " left.")
    assert flood.contexts(SILVA.id, [TWO.id], limit=9) == (second,)
    assert flood.contexts(SILVA.id, limit=1) == (first,)
    (short,) = flood.contexts(SILVA.id, [ONE.id], limit=1, around=4)
    assert (short.before, short.after) == ("met ", ".")


def test_contexts_give_the_first_of_several_mentions_and_count_them(store):
    post = a_post("one", "Before 😀 Silva, then Silva again.")
    save(store, an_article(), post)
    second = post.text.rindex("Silva")
    twice = (naming(post, SILVA, "Silva"), Mention(post.id, SILVA.id, 0, second, second + 5, "Silva"))
    store.save_findings(an_article().id, Findings(FINDER, (replace(SILVA, roles=()),), twice))
    (context,) = store.contexts(SILVA.id, limit=9)
    assert (context.before, context.count) == ("Before 😀 ", 2)
    assert context.mention == twice[0]


def test_a_course_runs_along_the_posts_of_the_naming_articles(flood):
    save(flood, an_article("fire"), FIRE)
    flood.save_findings(an_article().id, FLOOD_FOUND)
    assert [(part.mentions, part.post_id) for part in flood.course(SILVA.id, 9)] == [(1, ONE.id), (1, TWO.id)]
    assert [(part.mentions, part.post_id) for part in flood.course(KOVAC.id, 9)] == [(1, ONE.id), (0, None)]
    assert [(part.mentions, part.post_id) for part in flood.course(SILVA.id, 1)] == [(2, ONE.id)]
    assert flood.course(EntityId("nobody"), 9) == ()


def test_a_brief_page_leaves_out_only_what_grows_with_the_library(store):
    posts = [a_post(str(n), f"Silva, Silva and Rui Silva {n}.", order_key=float(n)) for n in range(4)]
    save(store, an_article(), *posts)
    found = [
        Mention(post.id, SILVA.id, 0, start, start + len(text), text)
        for post in posts
        for start, text in ((0, "Silva"), (7, "Silva"), (17, "Rui Silva"))
    ]
    store.save_findings(an_article().id, Findings(FINDER, (replace(SILVA, roles=()),), tuple(found)))
    whole, brief = store.entity_page(SILVA.id), store.entity_page(SILVA.id, is_brief=True)
    assert whole.mentions == tuple(found)
    assert brief.mentions == (*found[:3], *found[-3:])
    assert (brief.first, brief.last, len(brief.sightings)) == (whole.first, whole.last, 2)
    assert (brief.count, brief.post_count, len(whole.sightings)) == (12, 4, 4)
    assert brief.aliases == whole.aliases == (Alias("Silva", 8),)
    assert (brief.roles, brief.companions, brief.articles) == (whole.roles, whole.companions, whole.articles)
