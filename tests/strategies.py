"""Hypothesis strategies for the values of the domain, for any test that wants one of everything."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from desktop.domain.annotations import AnchorState, Annotation, Colour
from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.changes import (
    AddAnnotation,
    ChangeAnnotation,
    EditGroup,
    RemoveAnnotation,
    RemoveArticle,
    RestoreArticle,
    SetRead,
    SetStarred,
)
from desktop.domain.corrections import (
    ChangeEntityKind,
    Correction,
    IgnoreEntityHere,
    KeepApart,
    MentionPlace,
    MergeEntities,
    NameAnchor,
    NeverAgain,
    RenameEntity,
    RestoreCorrection,
    SplitEntity,
    TakeBackCorrection,
)
from desktop.domain.dates import DateKind, DateMention, DatePlace, DatePrecision
from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.ids import AnnotationId, ArticleId, EntityId, PostId, digest
from desktop.domain.posts import Article, Boundary, Figure, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.repairs import (
    BeginPost,
    ConfirmCut,
    EndCut,
    GiveBackground,
    GiveKind,
    GiveTime,
    GiveTitle,
    JoinPosts,
    Repair,
    RepairId,
    RetimePost,
    RetitlePost,
    SetBackground,
    SetKind,
    SplitPost,
    SwapRepairs,
    TakeBackRepairs,
    TrustCut,
    WordsPlace,
)
from desktop.domain.times import UNKNOWN_TIME, Precision, When

# No lone surrogates: importers replace them, and SQLite keeps UTF-8.
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
some_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)
maybe_text = st.none() | texts
digests = st.binary(max_size=4).map(lambda seed: digest(seed.hex()))
sha256s = st.binary(min_size=32, max_size=32).map(bytes.hex)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# Hypothesis adds the zone itself and wants these two without.
EARLIEST, LATEST = datetime(1900, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001
ARTICLE, POST = ArticleId("article"), PostId("post")

moments = st.datetimes(EARLIEST, LATEST, timezones=zones)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
names = st.lists(words, max_size=3, unique=True).map(tuple)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any time: nothing, a point, or an interval that may be open at one end."""
    bounds = sorted(draw(st.tuples(moments, moments)))
    earliest, latest = draw(st.sampled_from([(0, 1), (0, 0), (0, None), (None, 1), (None, None)]))
    if earliest is None and latest is None:
        return UNKNOWN_TIME
    precisions = st.sampled_from([Precision.SECOND, Precision.MINUTE, Precision.DAY, Precision.INTERVAL])
    are_days = st.booleans()
    return When(
        None if earliest is None else bounds[earliest],
        None if latest is None else bounds[latest],
        draw(precisions),
        draw(names),
        draw(maybe_text),
        draw(st.none() | st.sampled_from(["Europe/Kyiv", "America/New_York", "+01:00"])),
        earliest is not None and draw(are_days),
        latest is not None and draw(are_days),
    )


@st.composite
def date_mentions(draw: st.DrawFn) -> DateMention:
    """Any date of which a post may speak."""
    first, last = sorted((draw(days), draw(days)))
    start = draw(st.integers(0, 200))
    moment = draw(st.none() | moments)
    return DateMention(
        draw(st.sampled_from(DatePlace)),
        draw(st.integers(0, 3)),
        start,
        start + draw(st.integers(1, 20)),
        draw(texts),
        first,
        last,
        draw(st.sampled_from(DatePrecision)),
        draw(st.sampled_from(DateKind)),
        draw(st.lists(texts, max_size=2).map(tuple)),
        moment,
        draw(st.none() | st.sampled_from(["Pacific/Fiji", "America/New_York", "+01:00"])),
        draw(maybe_text),
        draw(st.booleans()),
    )


def _place_of_date(mention: DateMention) -> tuple[bool, int, int, int]:
    return mention.place is DatePlace.CAPTION, mention.number, mention.start, mention.end


dates_in_order = st.lists(date_mentions(), max_size=3, unique_by=_place_of_date).map(
    lambda mentions: tuple(sorted(mentions, key=_place_of_date))
)
paragraphs = st.builds(Paragraph, st.sampled_from(ParagraphKind), some_text)
figures = st.builds(Figure, maybe_text, maybe_text, st.none() | sha256s)
line_ranges = st.none() | st.tuples(st.integers(1, 500), st.integers(0, 40)).map(lambda ab: (ab[0], ab[0] + ab[1]))


def posts(article_id: ArticleId = ARTICLE, ordinal: int = 0) -> st.SearchStrategy[Post]:
    """Any post of an article, standing at some place; its id follows from both."""
    return st.builds(
        Post,
        id=st.just(PostId(digest(article_id, str(ordinal)))),
        article_id=st.just(article_id),
        ordinal=st.just(ordinal),
        kind=st.sampled_from(PostKind),
        title=maybe_text,
        paragraphs=st.lists(paragraphs, max_size=4).map(tuple),
        figures=st.lists(figures, max_size=2).map(tuple),
        byline=names,
        url=maybe_text,
        time=whens(),
        order_key=st.floats(-1e12, 1e12),
        event_days=st.lists(days, max_size=2).map(tuple),
        dates=dates_in_order,
        boundary=st.builds(Boundary, st.floats(0, 1), texts),
        source_lines=line_ranges,
        revision=st.integers(1, 5),
    )


@st.composite
def post_lists(draw: st.DrawFn, article_id: ArticleId = ARTICLE, most: int = 4) -> tuple[Post, ...]:
    """The posts of one article, in page order."""
    count = draw(st.integers(0, most))
    return tuple(draw(posts(article_id, ordinal)) for ordinal in range(count))


def articles(article_id: ArticleId = ARTICLE) -> st.SearchStrategy[Article]:
    """Any article, in its first version and without posts yet."""
    return st.builds(
        Article,
        id=st.just(article_id),
        title=some_text,
        url=maybe_text,
        site=maybe_text,
        kind=st.sampled_from(ArticleKind),
        published=whens(),
        modified=st.none() | moments,
        imported=moments,
        version=st.just(1),
        post_count=st.just(0),
        source_name=texts,
        sha256=sha256s,
        format=words,
        language=st.none() | words,
        byline=names,
        tags=names,
    )


def annotations(post_id: PostId = POST) -> st.SearchStrategy[Annotation]:
    """Any annotation of a post."""
    return st.builds(
        Annotation,
        id=digests.map(AnnotationId),
        post_id=st.just(post_id),
        quote=texts,
        prefix=texts,
        suffix=texts,
        start=st.integers(0, 1000),
        end=st.integers(0, 1000),
        note=texts,
        tags=names,
        colour=st.sampled_from(Colour),
        created=moments,
        modified=moments,
        state=st.sampled_from(AnchorState),
    )


@st.composite
def findings(draw: st.DrawFn, post_ids: tuple[PostId, ...] = (POST,)) -> Findings:
    """What a run may find in some posts."""
    known = draw(st.lists(words, max_size=4, unique=True))
    entities = tuple(
        Entity(
            EntityId(digest(name)),
            draw(st.sampled_from(EntityKind)),
            name,
            draw(names),
            tuple(Role(draw(words), draw(st.sampled_from(post_ids))) for _ in range(draw(st.integers(0, 2)))),
        )
        for name in known
    )
    places = st.tuples(st.sampled_from(post_ids), st.integers(0, 3), st.integers(0, 50))
    mentions = []
    for post_id, paragraph, start in draw(st.lists(places, max_size=8, unique=True)) if entities else []:
        entity = draw(st.sampled_from(entities))
        end = start + len(entity.name)
        mentions.append(Mention(post_id, entity.id, paragraph, start, end, entity.name, draw(st.booleans())))
    return Findings(draw(words), entities, tuple(mentions))


post_ids = digests.map(PostId)
article_ids = digests.map(ArticleId)
entity_ids = digests.map(EntityId)
mentions = st.builds(Mention, post_ids, entity_ids, st.integers(0, 3), st.integers(0, 50), st.integers(51, 90), words)
correcting_edits = st.one_of(
    st.builds(MergeEntities, entity_ids, st.frozensets(entity_ids, max_size=3)),
    st.builds(
        SplitEntity,
        entity_ids,
        words,
        st.frozensets(words, max_size=2),
        st.lists(mentions, max_size=2).map(tuple),
        st.none() | article_ids,
    ),
    st.builds(RenameEntity, entity_ids, words),
    st.builds(ChangeEntityKind, entity_ids, st.sampled_from(EntityKind)),
    st.builds(IgnoreEntityHere, entity_ids, article_ids, st.none() | post_ids),
    st.builds(NeverAgain, entity_ids),
    st.builds(KeepApart, entity_ids, entity_ids),
)
anchors = st.builds(NameAnchor, entity_ids, st.sampled_from(EntityKind), words, st.none() | article_ids)
corrections = st.builds(
    Correction,
    st.integers(1, 9),
    moments,
    correcting_edits,
    st.lists(anchors, max_size=2).map(tuple),
    st.lists(st.builds(MentionPlace, post_ids, words, st.integers(0, 3)), max_size=2).map(tuple),
)
acts = st.one_of(
    st.builds(BeginPost, post_ids, st.booleans()),
    st.builds(EndCut),
    st.builds(TrustCut),
    st.builds(GiveTitle, maybe_text),
    st.builds(GiveTime, whens()),
    st.builds(GiveKind, st.sampled_from(PostKind)),
    st.builds(GiveBackground, st.booleans()),
)
repairs = st.builds(
    Repair,
    digests.map(RepairId),
    digests.map(ArticleId),
    st.integers(1, 99),
    moments,
    st.builds(WordsPlace, post_ids, texts, texts, texts),
    acts,
)
repair_edits = st.one_of(
    st.builds(SplitPost, post_ids, st.integers(0, 999)),
    st.builds(JoinPosts, post_ids),
    st.builds(ConfirmCut, post_ids),
    st.builds(RetitlePost, post_ids, maybe_text),
    st.builds(RetimePost, post_ids, whens()),
    st.builds(SetKind, st.frozensets(post_ids, max_size=4), st.sampled_from(PostKind)),
    st.builds(SetBackground, post_ids, st.integers(0, 99), st.integers(0, 99), st.booleans()),
    st.builds(TakeBackRepairs, st.frozensets(post_ids, max_size=4)),
    st.builds(
        SwapRepairs,
        digests.map(ArticleId),
        st.frozensets(digests.map(RepairId), max_size=3),
        st.lists(repairs, max_size=3).map(tuple),
    ),
)
simple_edits = st.one_of(
    correcting_edits,
    st.builds(TakeBackCorrection, st.integers(1, 9)),
    st.builds(RestoreCorrection, corrections),
    repair_edits,
    st.builds(AddAnnotation, annotations()),
    st.builds(ChangeAnnotation, annotations()),
    st.builds(RemoveAnnotation, digests.map(AnnotationId)),
    st.builds(SetRead, st.frozensets(post_ids, max_size=4), st.booleans()),
    st.builds(SetStarred, st.frozensets(post_ids, max_size=4), st.booleans()),
    st.builds(RemoveArticle, digests.map(ArticleId)),
    st.builds(RestoreArticle, digests.map(ArticleId)),
)
edits = st.recursive(simple_edits, lambda inner: st.builds(EditGroup, st.lists(inner, max_size=3).map(tuple)))

post_marks = st.builds(PostMark, maybe_text, maybe_text, maybe_text, whens(), st.none() | moments, names)
blocks = st.builds(Block, st.sampled_from(BlockKind), texts, line_ranges, st.none() | sha256s, st.none() | post_marks)
