"""The operators: all that can be written in a query, in words for the reader.

The one table from which the help page and the completion are made. A field that the parser knows and this table lacks,
or the other way round, fails a test; so does an example that is not understood.
"""

from typing import Final

from desktop.domain.query_language import Offer, Operator

WORDS, PARTS, ABOUT_POSTS, TIME = "Words", "Where to look", "Which posts", "When"

OPERATORS: Final = (
    Operator(WORDS, "two words", "Posts with all the words, in any of their English forms.", "border talks"),
    Operator(WORDS, '"exact words"', "Exactly these words, one after the other.", '"state of emergency"'),
    Operator(WORDS, "begin*", "Words that begin so.", "negotiat*"),
    Operator(WORDS, "-word", "Posts without the word. NOT word says the same.", "bridge -railway"),
    Operator(WORDS, "one OR other", "Posts with one of them, or both.", "flood OR storm"),
    Operator(WORDS, "one AND other", "Posts with both; binds more tightly than OR.", "dam AND flood"),
    Operator(WORDS, "( … )", "What stands inside is taken first.", "(flood OR storm) -warning"),
    Operator(PARTS, "title:WORD", "Only in titles.", "title:ceasefire", "title"),
    Operator(PARTS, "body:WORD", "Only in the text.", "body:ceasefire", "body"),
    Operator(PARTS, "caption:WORD", "Only in captions and credits of pictures.", "caption:harbour", "caption"),
    Operator(PARTS, "note:WORD", "Only in your notes.", "note:check", "note"),
    Operator(PARTS, "quote:WORD", "Only in what somebody is quoted with.", "quote:peace", "quote"),
    Operator(
        PARTS,
        "in:PART",
        "Looks for all words beside it in one part only: title, body, caption, note or quote.",
        "harbour bridge in:caption",
        "in",
        ("title", "body", "caption", "note", "quote"),
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
        "Posts that have such a part: title, caption, note, quote or tag.",
        "has:note flood",
        "has",
        ("title", "caption", "note", "quote", "tag"),
    ),
    Operator(ABOUT_POSTS, "article:ID", "Posts of one article, by its id.", "article:0a1b2c", "article"),
    Operator(
        TIME,
        "on:DAY",
        "Posts that may be from a day, month, year or span.",
        "on:2022-02-10..2022-02-12",
        "on",
        offer=Offer.DAY,
    ),
    Operator(TIME, "before:DAY", "Posts that may be from before it.", "before:2022-03", "before", offer=Offer.DAY),
    Operator(TIME, "after:DAY", "Posts that may be from after it.", "after:2022-02-11", "after", offer=Offer.DAY),
)  # fmt: skip
