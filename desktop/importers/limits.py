"""How much one source may hold before it is refused.

Why limits at all: a file of a few kilobytes can unpack into gigabytes, and a page of one tag can keep a parser busy for
minutes. A clear refusal names the limit that was passed; nothing is cut off silently.
"""

from typing import Final

MAX_SOURCE_BYTES: Final = 64 * 1024 * 1024
"""One source, unpacked. The largest saved pages, with all their pictures inside, stay well below."""

MAX_MARKUP_CHARACTERS: Final = 16 * 1024 * 1024
"""The mark-up of one page, its inline pictures and fonts not counted."""

MAX_TEXT_CHARACTERS: Final = 16 * 1024 * 1024
"""One plain text: some three million words."""

MAX_TAGS: Final = 500_000
"""Tags of one page. A page of 500 posts has about 30,000."""

MAX_NESTING: Final = 30_000
"""Elements inside elements. The cost of building the tree grows with the square of it."""

MAX_TAG_CHARACTERS: Final = 20_000
"""One tag without the values of its attributes."""

MAX_PARAGRAPH_CHARACTERS: Final = 2_000_000
"""One paragraph or line. A whole live blog in one line has less than a million."""

MAX_PICTURE_BYTES: Final = 20 * 1024 * 1024
"""One picture."""

MAX_PICTURES_BYTES: Final = 128 * 1024 * 1024
"""All pictures of one page."""

MAX_MEMBERS: Final = 100_000
"""Files in one archive, or records that are pages or pictures in one web archive."""

MAX_DIRECTORY_BYTES: Final = 16 * 1024 * 1024
"""The list of contents of one zip archive, which is held in memory."""

MAX_RATIO: Final = 100
"""How many times its packed size one archive may unpack to, beyond the allowance. Texts pack to a tenth or a fifth."""

UNPACKED_ALLOWANCE: Final = 16 * 1024 * 1024
"""What any archive may unpack to, however small it is."""

MAX_FEED_ENTRIES: Final = 15_000
"""Entries of one feed: some half a minute of work. Feeds of blogs that were kept for decades have a few thousand."""

MAX_ARCHIVE_DEPTH: Final = 3
"""Archives inside archives."""

MAX_PDF_PAGES: Final = 2_000
"""Pages of one PDF."""


def in_megabytes(count: int) -> str:
    """Return a number of bytes as words: "64 MB"."""
    return f"{count / (1024 * 1024):,.0f} MB"
