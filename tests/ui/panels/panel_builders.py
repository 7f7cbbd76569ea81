"""Posts, rows and a small library in memory, for trying the panels out."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.blocks import ArticleKind
from desktop.domain.changes import AddAnnotation, ChangeAnnotation, Changes, Kind, RemoveAnnotation, SetRead
from desktop.domain.corrections import Correction, Suggestion
from desktop.domain.dates import SpokenDays
from desktop.domain.entities import Entity, EntityKind, Mention
from desktop.domain.entity_pages import Alias, Companion, DatedRole, EntityPage, NamingArticle, Sighting
from desktop.domain.ids import AnnotationId, ArticleId, EntityId, PostId
from desktop.domain.listings import EVERYTHING, Hit, Hits, LibraryCounts, Listing, Order, PostRow
from desktop.domain.name_lists import CoursePart, EntityWeight, Maker, MentionContext
from desktop.domain.outlines import Outline, outline_of
from desktop.domain.posts import Article, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.quotes import Quote, QuoteRow
from desktop.domain.searching import Excerpt
from desktop.domain.times import UNKNOWN_TIME, Precision, When

NOON = datetime(2022, 2, 12, 12, 0, tzinfo=UTC)
ARTICLE = ArticleId("article")


def exactly(moment: datetime) -> When:
    return When(moment, moment, Precision.MINUTE, ("the page states it",))


def between(earliest: datetime | None, latest: datetime | None) -> When:
    return When(earliest, latest, Precision.INTERVAL, ("stands between two posts whose times are stated",))


def on_the_day(day: datetime) -> When:
    start = day.replace(hour=0, minute=0)
    return When(start, start + timedelta(days=1, microseconds=-1), Precision.DAY, ("the page names the day",))


def a_row(name: str, when: When = UNKNOWN_TIME, **more) -> PostRow:
    given = {"article_id": ARTICLE, "kind": PostKind.POST, "headline": f"Headline of {name}", "has_title": True}
    return PostRow(id=PostId(name), time=when, order_key=0.0, **{**given, **more})


def a_post(name: str = "post", *texts: str, **more) -> Post:
    paragraphs = tuple(Paragraph(ParagraphKind.TEXT, text) for text in texts or ("The first words.", "More words."))
    return Post(PostId(name), ARTICLE, 0, PostKind.POST, more.pop("title", f"Title of {name}"), paragraphs, **more)


def an_article(article_id: ArticleId = ARTICLE, **more) -> Article:
    return Article(
        id=article_id,
        title=more.pop("title", "A day of news"),
        url=None,
        site=more.pop("site", "The Daily"),
        kind=ArticleKind.LIVE_BLOG,
        published=UNKNOWN_TIME,
        modified=None,
        imported=NOON,
        version=1,
        post_count=2,
        source_name="page.txt",
        sha256="0" * 64,
        format="text",
        **more,
    )


def row_of(post: Post, **more) -> PostRow:
    return PostRow(
        post.id,
        post.article_id,
        post.kind,
        post.title or post.text[:200],
        post.title is not None,
        post.time,
        post.order_key,
        has_figure=bool(post.figures),
        **more,
    )


class SmallLibrary:
    """Answers like a library, from memory. One object serves every lane, so a test sees what the panels wrote."""

    def __init__(self, posts: tuple[Post, ...] = (), articles: tuple[Article, ...] = ()) -> None:
        self.all_posts = {post.id: post for post in posts}
        self.all_articles = articles or (an_article(),)
        self.all_entities: dict[EntityId, Entity] = {}
        self.all_mentions: list[Mention] = []
        self.all_makers: list[Maker] = []
        self.all_suggestions: list[Suggestion] = []
        self.all_quotes: list[QuoteRow] = []
        self.all_corrections: list[Correction] = []
        self.all_annotations: dict[AnnotationId, Annotation] = {}
        self.pictures: dict[str, bytes] = {}
        self.read: set[PostId] = set()
        self.edits: list[object] = []
        self.is_finding = False
        self.row_facts: dict[PostId, dict[str, object]] = {}

    def close(self) -> None:
        pass

    def update_index(self, *_) -> None:
        pass

    def tidy_index(self, *_) -> None:
        pass

    def index_is_current(self) -> bool:
        return True

    def excerpt(self, post, words):
        return Excerpt(post.text[:160], self.hit_spans(post.text[:160], words))

    def suggestion(self, query):
        return None

    def outline(self, query="", wanted=EVERYTHING, order=Order.TIME, *, is_complete=True, zone=None) -> Outline:
        return outline_of(self.list_posts(query, wanted, order, is_complete=is_complete))

    def list_posts(self, query="", filter=EVERYTHING, order=Order.TIME, **_) -> Listing:
        posts = [post for post in self.all_posts.values() if query.casefold() in post.text.casefold()]
        posts = [post for post in posts if self._passes(post.id, filter)]
        if filter.spoken is not None:
            first, last = filter.spoken
            posts = [post for post in posts if any(first <= d.first and d.last <= last for d in post.dates)]
        if filter.moments is not None:
            begin, end = filter.moments
            posts = [post for post in posts if post.time.earliest and begin <= post.time.earliest < end]
        rows = tuple(self._row(post) for post in posts)
        hits = Hits(tuple(Hit(post.id) for post in posts), len(posts), (query,)) if query else None
        return Listing(rows, len(self.all_posts), hits, len(self.all_posts))

    def days_spoken(self, post_ids) -> tuple[SpokenDays, ...]:
        found: dict[tuple, list[PostId]] = {}
        for post in (self.all_posts[post_id] for post_id in post_ids if post_id in self.all_posts):
            for each in sorted({(d.first, d.last, d.kind) for d in post.dates}):
                found.setdefault(each, []).append(post.id)
        return tuple(SpokenDays(*each, len(posts), tuple(posts)) for each, posts in sorted(found.items()))

    def zones(self, article_ids):
        named = {post.article_id: post.time.zone for post in self.all_posts.values() if post.time.zone}
        return {article_id: zone for article_id, zone in named.items() if article_id in article_ids}

    def _row(self, post: Post) -> PostRow:
        marks = sum(note.post_id == post.id for note in self.all_annotations.values())
        return row_of(post, is_read=post.id in self.read, mark_count=marks, **self.row_facts.get(post.id, {}))

    def _passes(self, post_id, filter) -> bool:
        named = {mention.entity_id for mention in self.all_mentions if mention.post_id == post_id}
        return filter.entities <= named and not filter.without & named

    is_writable = True

    def unfinished_runs(self):
        return ()

    def links(self):
        return tuple(article for article in self.all_articles if article.kind is ArticleKind.LINK)

    def articles(self):
        return self.all_articles

    def article(self, article_id):
        return next((article for article in self.all_articles if article.id == article_id), None)

    def article_lines(self):
        return ()

    def saved_searches(self):
        return ()

    def past_searches(self):
        return ()

    def counts(self):
        return LibraryCounts()

    def post(self, post_id):
        return self.all_posts.get(post_id)

    def posts(self, post_ids):
        return tuple(self.all_posts[post_id] for post_id in post_ids if post_id in self.all_posts)

    def mentions(self, post_ids):
        return tuple(mention for mention in self.all_mentions if mention.post_id in set(post_ids))

    def entities(self, article_id=None):
        return tuple(self.all_entities.values())

    def entity_weights(self, post_ids, parts):
        places = {post_id: place for place, post_id in enumerate(post_ids)}
        weights = []
        for entity in self.all_entities.values():
            mentions = [m for m in self.all_mentions if m.entity_id == entity.id and m.post_id in places]
            spread = [0] * parts
            for mention in mentions:
                spread[places[mention.post_id] * parts // len(places)] += 1
            posts = len({mention.post_id for mention in mentions})
            if posts:
                weights.append(EntityWeight(entity.id, entity.kind, entity.name, len(mentions), posts, tuple(spread)))
        return tuple(sorted(weights, key=lambda each: (-each.posts, -each.mentions, each.name)))

    def roles_as_of(self, post_id, ids):
        """The newest role by the time of a post, in the order in which the posts were given."""
        order = list(self.all_posts)
        until = order.index(post_id)
        found = {}
        for entity_id in ids:
            roles = [role for role in self.all_entities[entity_id].roles if order.index(role.post_id) <= until]
            found |= {entity_id: roles[-1].role} if roles else {}
        return found

    def entity_names(self):
        return tuple(self.all_entities.values())

    def entity_forms(self, ids):
        return {each: self.all_entities[each].aliases for each in ids if self.all_entities[each].aliases}

    def makers(self, post_ids):
        return tuple(self.all_makers)

    def suggestions(self, about=None):
        return tuple(each for each in self.all_suggestions if about in (None, each.one, each.other))

    def contexts(self, entity_id, post_ids=None, *, limit):
        found = {}
        for mention in self.all_mentions:
            if mention.entity_id == entity_id and (post_ids is None or mention.post_id in post_ids):
                found.setdefault(mention.post_id, mention)
        return tuple(self._context(mention) for mention in found.values())[:limit]

    def _context(self, mention):
        post = self.all_posts[mention.post_id]
        text = post.paragraphs[mention.paragraph].text
        count = sum(m.post_id == post.id and m.entity_id == mention.entity_id for m in self.all_mentions)
        before, after = text[: mention.start], text[mention.end :]
        return MentionContext(mention, post.article_id, post.time, before, after, count)

    def entity_page(self, entity_id, *, is_brief=False):
        entity = self.all_entities.get(entity_id)
        mentions = tuple(mention for mention in self.all_mentions if mention.entity_id == entity_id)
        if entity is None or not mentions:
            return None
        counts = Counter(mention.post_id for mention in mentions)
        sightings = tuple(
            Sighting(post_id, self.all_posts[post_id].article_id, self.all_posts[post_id].time, count)
            for post_id, count in counts.items()
        )
        forms = Counter(mention.text for mention in mentions if mention.text != entity.name)
        roles = tuple(
            DatedRole(role.role, role.post_id, ARTICLE, self.all_posts[role.post_id].time) for role in entity.roles
        )
        shared = Counter(
            other.entity_id
            for other in {(m.entity_id, m.post_id): m for m in self.all_mentions}.values()
            if other.post_id in counts and other.entity_id != entity_id
        )
        others = {other: self.all_entities[other] for other in shared}
        return EntityPage(
            entity_id,
            entity.kind,
            entity.name,
            len(mentions),
            tuple(Alias(text, count) for text, count in forms.items()),
            roles,
            sightings,
            mentions,
            companions=tuple(
                Companion(other, others[other].kind, others[other].name, posts) for other, posts in shared.items()
            ),
            articles=(NamingArticle(ARTICLE, self.all_articles[0].title, len(mentions), len(sightings)),),
            suggestions=self.suggestions(entity_id),
            corrections=tuple(self.all_corrections),
        )

    def quotes(self, post_ids):
        return tuple(row for row in self.all_quotes if row.quote.post_id in post_ids)

    def quotes_by(self, entity_id):
        return tuple(row for row in self.all_quotes if row.quote.entity_id == entity_id)

    def rows(self, post_ids):
        return tuple(self._row(self.all_posts[post_id]) for post_id in self.all_posts if post_id in post_ids)

    def course(self, entity_id, parts):
        mentioned = Counter(mention.post_id for mention in self.all_mentions if mention.entity_id == entity_id)
        return tuple(
            CoursePart(mentioned[post_id], post_id if mentioned[post_id] else None, None) for post_id in self.all_posts
        )

    def has_articles_without_entities(self):
        return self.is_finding

    def annotations(self, article_id=None, post_ids=None):
        return tuple(a for a in self.all_annotations.values() if post_ids is None or a.post_id in post_ids)

    def picture(self, sha256):
        return self.pictures.get(sha256)

    def hit_spans(self, text, words):
        spans = []
        for word in words:
            start = text.casefold().find(word.casefold())
            while start >= 0:
                spans.append((start, start + len(word)))
                start = text.casefold().find(word.casefold(), start + 1)
        return tuple(sorted(spans))

    def new_annotation(self, post, start, end, *, note="", tags=(), colour=None):
        return Annotation(
            AnnotationId(f"mark-{post.id}-{start}-{end}"),
            post.id,
            post.text[start:end],
            post.text[max(0, start - 32) : start],
            post.text[end : end + 32],
            start,
            end,
            note,
            tags,
            colour or Colour.YELLOW,
            NOON,
            NOON,
        )

    def apply(self, edit) -> Changes:
        self.edits.append(edit)
        if isinstance(edit, AddAnnotation | ChangeAnnotation):
            self.all_annotations[edit.annotation.id] = edit.annotation
            return Changes(added={Kind.ANNOTATION: frozenset({edit.annotation.id})})
        if isinstance(edit, RemoveAnnotation):
            self.all_annotations.pop(edit.annotation_id, None)
            return Changes(removed={Kind.ANNOTATION: frozenset({edit.annotation_id})})
        if isinstance(edit, SetRead):
            self.read |= edit.posts
            return Changes(changed={Kind.POST: frozenset(edit.posts)})
        return Changes()

    def name(self, post: Post, name: str, kind: EntityKind = EntityKind.PERSON, entity_id: str = "") -> EntityId:
        """Let a post mention an entity wherever its name stands in the text."""
        identity = EntityId(entity_id or name)
        self.all_entities.setdefault(identity, Entity(identity, kind, name))
        for number, paragraph in enumerate(post.paragraphs):
            start = paragraph.text.find(name)
            while start >= 0:
                self.all_mentions.append(Mention(post.id, identity, number, start, start + len(name), name))
                start = paragraph.text.find(name, start + 1)
        return identity


def with_time(post: Post, when: When) -> Post:
    return replace(post, time=when)


def a_quote(post: Post, words: str, speaker: str = "", **more) -> Quote:
    """A quotation of words of a post."""
    number = next(n for n, paragraph in enumerate(post.paragraphs) if words in paragraph.text)
    start = post.paragraphs[number].text.index(words)
    return Quote(post.id, number, start, start + len(words), words, speaker, **more)
