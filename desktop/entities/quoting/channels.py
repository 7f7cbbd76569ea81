"""Channels: by what way something was said, as far as its sentence tells."""

import re
from typing import Final

_TWEET: Final = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b", re.IGNORECASE)
_POST_ON: Final = re.compile(
    r"\b(?:wrote|writing|posted|posting|post|said|message|update|statement|video|shared)\b[^.;]{0,40}?\bon\s+(?:(?:his|her|their|its|the)\s+)?"
    r"(?:own\s+|official\s+|personal\s+)*(Twitter|X|Facebook|Instagram|Telegram|LinkedIn|TikTok|YouTube|Weibo|WhatsApp|VK|Reddit|"
    r"Truth Social|Mastodon|Threads|Bluesky|Snapchat|Tumblr|Medium|social media|(?:[a-z]+ )?website|blog)\b"
)
_INTERVIEW: Final = re.compile(
    r"\binterviews?(?:\s+(?:aired|published|broadcast|released|recorded|taped)(?:\s+\w+)?)?(?:\s+(?:with|on|by|for|to)\s+"
    r"((?:[\w’'&.-]+\s+){0,4}?[\w’'&.-]+))?(?=\s+(?:on|in|at|that|last|this|earlier|about|published|aired|before|after|where|when|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|[,.;:\x01]|\s*$)"
)
_NOUNS: Final = (
    "press conference", "news conference", "news briefing", "press briefing", "briefing", "joint statement",
    "statement",
    "press release", "news release", "readout", "speech", "keynote", "address", "sermon", "interview", "open letter",
    "letter", "email", "e-mail", "memo", "text message", "blog post", "Facebook post", "Instagram post", "op-ed",
    "opinion piece", "editorial", "essay", "video message", "video", "podcast", "conference call", "phone call",
    "telephone call", "earnings call", "court filing", "court documents", "court papers", "filing", "lawsuit",
    "testimony", "affidavit", "memoir", "autobiography", "book", "report", "ruling", "hearing", "debate", "documentary",
    "social media post", "social media", "post", "message", "note", "column", "voicemail", "rally", "tweet",
)  # fmt: skip
_NOUN: Final = re.compile(
    r"\b(?:in|at|during|on|via|through|from|by)\s+(?:an?|the|his|her|their|its|[\w’-]+['’]s|two|several|another)?\s*(?:[\w’'-]+\s+){0,3}?("
    + "|".join(map(re.escape, _NOUNS))
    + r")s?\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:told|tells|tell|telling)\s+"
    r"((?:the\s+|a\s+|his\s+|her\s+)?(?:[\w’'&.-]+\s+){0,3}?[\w’'&.-]*\w)"
    r"(?=\s+(?:that|on|in|at|how|why|what|he|she|they|it|the|there|about|after|before|during|last|this|earlier|his|her|to|of|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|[,.;:\x01]|\s*$|\s*\x01)"
)
_NOBODY: Final = frozenset({"me", "him", "her", "them", "us", "you", "it", "everyone", "everybody", "people", "that"})


def find_channel(sentence: str, cue: str) -> str:
    """Return how something was said.

    Args:
        sentence: The sentence of the cue, quotations masked.
        cue: The verb.

    Returns:
        "tweet", "post on Telegram", "interview with X", "told reporters", "statement" and the like; "" if it tells
        nothing.
    """
    if _TWEET.search(sentence) or cue.startswith(("tweet", "retweet")):
        return "tweet"
    post = _POST_ON.search(sentence)
    if post:
        return f"post on {post.group(1)}"
    interview = _INTERVIEW.search(sentence)
    if interview:
        return f"interview with {interview.group(1)}" if interview.group(1) else "interview"
    told = _TOLD.search(sentence) if cue in ("told", "tells", "tell", "telling") else None
    noun = _NOUN.search(sentence)
    if noun:
        return noun.group(1) if noun.group(1)[1:].lower() != noun.group(1)[1:] else noun.group(1).lower()
    if told and told.group(1).split()[0].lower() not in _NOBODY:
        return f"told {told.group(1)}"
    return ""
