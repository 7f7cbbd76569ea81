"""Small pages for the tests of importers, and short ways to look at what became of them."""

import json

from desktop.domain.blocks import Block, BlockKind, PostMark
from desktop.domain.documents import Document, Source
from desktop.importers import registry

BLOG = "https://herald.example/torvik/live/dam-day"
WORDS = (BlockKind.TEXT, BlockKind.LIST, BlockKind.QUOTE, BlockKind.HEADING)

# A picture of 4 by 4 pixels is not needed whole: its first bytes say what it is and how large.
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (40).to_bytes(4, "big") + (30).to_bytes(4, "big") + b"\x08\x02\0\0\0rest"


def source(text: str | bytes, name: str = "page.html", **more: object) -> Source:
    data = text if isinstance(text, bytes) else text.encode()
    return Source(name, data, **more)


def read(text: str | bytes, name: str = "page.html", **more: object) -> Document:
    return registry.read(source(text, name, **more))


def update(number: int, **more: object) -> dict[str, object]:
    """One update of a live blog, of a minute of its own; a keyword that is None takes a property away."""
    thing = {
        "@type": "BlogPosting",
        "@id": f"{BLOG}#post-{1000 + number}",
        "headline": f"Gate number {number} was opened",
        "datePublished": f"2024-03-05T{8 + number:02}:15:00+01:00",
        "articleBody": f"The crew opened gate {number} at a quarter past the hour, and the water fell.",
    } | more
    return {name: value for name, value in thing.items() if value is not None}


def blog(*updates: object, **more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Dam day in Torvik",
        "url": BLOG,
        "liveBlogUpdate": list(updates),
    } | more


def script(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def page(*scripts: object, body: str = "", head: str = "") -> str:
    metadata = "".join(map(script, scripts))
    return f"<!doctype html><html lang=en><head><title>Dam day</title>{head}{metadata}</head><body>{body}</body></html>"


def shown(number: int, inner: str = "", *, attributes: str = "") -> str:
    """One post as a page shows it."""
    return (
        f'<div class="entry" id="post-{1000 + number}" {attributes}><h3>Gate number {number} was opened</h3>'
        f"<p>The crew opened gate {number} at a quarter past the hour, and the water fell.</p>{inner}</div>"
    )


def marks(document: Document) -> list[PostMark]:
    return [block.mark for block in document.blocks if block.kind is BlockKind.START and block.mark]


def bodies(document: Document) -> list[list[str]]:
    """The words of each post, paragraph by paragraph."""
    found: list[list[str]] = []
    for block in document.blocks:
        if block.kind is BlockKind.START:
            found.append([])
        elif found and block.kind in WORDS:
            found[-1].append(block.text)
    return found


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if block.kind in (kinds or WORDS)]


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]
