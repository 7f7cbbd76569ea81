"""The days of which posts speak, as the store keeps and counts them."""

from dataclasses import replace
from datetime import date

import pytest
from store_builders import a_post, an_article, on_page, save

from desktop.domain.dates import DateKind, DateMention, DatePlace, DatePrecision, SpokenDays
from desktop.domain.listings import EVERYTHING
from desktop.store.store import Store

FRIDAY, MONDAY = date(2024, 5, 3), date(2024, 5, 6)


def a_date(first: date, kind: DateKind = DateKind.EVENT, start: int = 0, last: date | None = None) -> DateMention:
    precision = DatePrecision.DAY if last is None else DatePrecision.SPAN
    return DateMention(DatePlace.PARAGRAPH, 0, start, start + 5, "Words", first, last or first, precision, kind)


def stored(store: Store):
    posts = on_page(
        a_post("one", dates=(a_date(FRIDAY), a_date(FRIDAY, start=6), a_date(MONDAY, DateKind.PLAN, 12))),
        a_post("two", dates=(a_date(FRIDAY), a_date(date(2014, 1, 1), DateKind.BACKGROUND, 6, date(2014, 12, 31)))),
        a_post("three"),
    )
    save(store, an_article(), *posts)
    return posts


@pytest.mark.parametrize("many", [1, 5_000])
def test_days_are_counted_once_a_post_and_kind(store: Store, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.store.dates.MANY_POSTS", many)
    one, two, three = (post.id for post in stored(store))
    assert store.days_spoken([three, two, one]) == (
        SpokenDays(date(2014, 1, 1), date(2014, 12, 31), DateKind.BACKGROUND, 1, (two,)),
        SpokenDays(FRIDAY, FRIDAY, DateKind.EVENT, 2, (two, one)),
        SpokenDays(MONDAY, MONDAY, DateKind.PLAN, 1, (one,)),
    )
    assert [each.count for each in store.days_spoken([one])] == [1, 1]
    assert store.days_spoken([]) == ()


def test_a_filter_lets_posts_through_that_speak_of_a_day(store: Store) -> None:
    one, two, _ = (post.id for post in stored(store))

    def through(first: date, last: date) -> set[str]:
        return {row.id for row in store.rows(replace(EVERYTHING, spoken=(first, last)))}

    assert through(FRIDAY, FRIDAY) == {one, two}
    assert through(MONDAY, MONDAY) == {one}
    assert through(date(2014, 1, 1), date(2014, 12, 31)) == {two}
    assert through(date(2014, 3, 1), date(2014, 3, 31)) == set()


def test_other_dates_of_the_same_words_take_the_place_of_the_old(store: Store) -> None:
    post = stored(store)[0]
    newer = replace(post, dates=(a_date(MONDAY),))
    save(store, an_article(version=2), newer)
    assert store.posts([post.id])[0].dates == newer.dates
    assert store.posts([post.id])[0].revision == 1
