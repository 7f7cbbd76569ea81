"""The operators: all that can be written in a query, in words for the reader.

The one table from which the help page and the completion are made. A field that the parser knows and this table lacks,
or the other way round, fails a test; so does an example that is not understood.
"""

from typing import Final

from desktop.domain.query_language import Offer, Operator
from desktop.search.dates import DATE_WORDS
from desktop.search.language import HAS, KINDS, SCOPES, STATES

WORDS, PARTS, ABOUT_POSTS, TIME = "Words", "Where to look", "Which posts", "When"

OPERATORS: Final = (
    Operator(WORDS, "two words", "Posts with all the words, in any of their English forms.", "border talks"),
    Operator(WORDS, '"exact words"', "Exactly these words, one after the other.", '"state of emergency"'),
    Operator(WORDS, "begin*", "Words that begin so.", "negotiat*"),
    Operator(WORDS, "w*rd", "Words of this pattern; * stands for any letters, ? inside a word for one.", "colo*r"),
    Operator(WORDS, "word~", "Words with one mistake in spelling; word~2 with two.", "embasy~"),
    Operator(WORDS, "-word", "Posts without the word. NOT word says the same.", "bridge -railway"),
    Operator(WORDS, "one OR other", "Posts with one of them, or both.", "flood OR storm"),
    Operator(WORDS, "one AND other", "Posts with both; binds more tightly than OR.", "dam AND flood"),
    Operator(WORDS, "( … )", "What stands inside is taken first.", "(flood OR storm) -warning"),
    Operator(PARTS, "title:WORD", "Only in titles.", "title:ceasefire", "title"),
    Operator(PARTS, "body:WORD", "Only in the text.", "body:ceasefire", "body"),
    Operator(PARTS, "caption:WORD", "Only in captions and credits of pictures.", "caption:harbour", "caption"),
    Operator(PARTS, "note:WORD", "Only in your notes.", "note:check", "note"),
    Operator(PARTS, "quote:WORD", "Only in what somebody is quoted with.", "quote:peace", "quote"),
    Operator(PARTS, "highlight:WORD", "Only in words that you marked.", "highlight:grain", "highlight"),
    Operator(
        PARTS,
        "in:PART",
        "Looks for all words beside it in one part only: title, body, caption, note, quote or highlight.",
        "harbour bridge in:caption",
        "in",
        tuple(SCOPES),
    ),
    Operator(
        ABOUT_POSTS,
        "said-by:NAME",
        "Posts in which somebody of this name says something.",
        'said-by:"the mayor" flood',
        "said-by",
        offer=Offer.SPEAKER,
    ),
    Operator(
        ABOUT_POSTS, "about:NAME", "Posts that name a person, an organisation or a place, by any of its names.",
        'about:"Red Cross"', "about", offer=Offer.NAME,
    ),
    Operator(ABOUT_POSTS, "by:NAME", "Posts that somebody of this name wrote.", "by:okafor", "by"),
    Operator(
        ABOUT_POSTS, "source:NAME", "Posts of a publisher, by name or address.", "source:example", "source",
        offer=Offer.SOURCE,
    ),
    Operator(
        ABOUT_POSTS, "tag:TAG", "Posts that you, or an earlier reader of yours, gave a tag.", "tag:sanctions", "tag",
        offer=Offer.TAG,
    ),
    Operator(
        ABOUT_POSTS,
        "has:PART",
        "Posts that have such a thing: title, caption, picture, note, highlight, quote or tag.",
        "has:note flood",
        "has",
        HAS,
    ),
    Operator(
        ABOUT_POSTS,
        "is:STATE",
        "Posts that you have read or not, or starred; new in the newest version, changed since they came, or gone.",
        "is:unread flood",
        "is",
        tuple(STATES),
    ),
    Operator(ABOUT_POSTS, "kind:KIND", "Posts that play a part on their page.", "kind:summary", "kind", KINDS),
    Operator(ABOUT_POSTS, "article:ID", "Posts of one article, by its id.", "article:0a1b2c", "article"),
    Operator(
        TIME,
        "on:DAY",
        "Posts that may be from a day, month, year or span; also yesterday, friday, last-week or 3-days-ago.",
        "on:2022-02-10..2022-02-12",
        "on",
        offer=Offer.DAY,
    ),
    Operator(TIME, "before:DAY", "Posts that may be from before it.", "before:2022-03", "before", offer=Offer.DAY),
    Operator(
        TIME,
        "changed:DAY",
        "Posts whose words changed with a version that came on such days; changed:yes takes any day.",
        "changed:last-week",
        "changed",
        ("yes", "no", *DATE_WORDS),
    ),
    Operator(TIME, "after:DAY", "Posts that may be from after it.", "after:2022-02-11", "after", offer=Offer.DAY),
)  # fmt: skip
