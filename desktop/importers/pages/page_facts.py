"""Page facts: what a saved page says about itself as a whole.

Reads the head of the page, its JSON-LD, and the comments that browsers and SingleFile leave when they save one. An
address is believed only if it leads into the web: `about:` and `file:` are none.

Source: the comment `saved from url=(0033)http://…` of "Save page as"; SingleFile's comment with the lines
`url: …` and `saved date: Tue May 02 2023 07:48:30 GMT+0200 (…)`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from desktop.domain.documents import Source
from desktop.domain.times import UNKNOWN_TIME, When
from desktop.importers.pages.markup import Page, attribute
from desktop.importers.pages.structured_data import JsonObject, address_of, is_a, meta, names_of, text_of, words_of
from desktop.importers.values.stamps import read_instant, read_time
from desktop.importers.values.whitespace import collapse, letters

ARTICLE_TYPES: Final = (
    "LiveBlogPosting",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "Article",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
)
_COMMENT_WINDOW: Final = 64 * 1024
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d{4,}\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE: Final = re.compile(
    r"<!--\s*(?:Page saved with|Archive processed by) SingleFile(.{0,4000}?)(?:-->|\Z)", re.DOTALL
)
_SINGLE_FILE_ADDRESS: Final = re.compile(r"^\s*url:\s*(\S+)", re.MULTILINE)
_SINGLE_FILE_DATE: Final = re.compile(r"^\s*saved date:\s*(.{10,100}?)\s*$", re.MULTILINE)
_TITLE_JOINTS: Final = re.compile(r"\s+[|–—·»:-]\s+")
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself; see `Document` for the fields."""

    title: str | None
    url: str | None
    site: str | None
    published: When
    modified: datetime | None
    saved: datetime | None
    language: str | None
    byline: tuple[str, ...]
    tags: tuple[str, ...]


def page_facts(source: Source, page: Page, things: Sequence[JsonObject], main: JsonObject | None = None) -> PageFacts:
    """Collect what a page says about itself.

    Args:
        source: Where it comes from.
        page: The page.
        things: The objects of its JSON-LD.
        main: The object that is about the page, if the caller knows it; else the best one is looked for.
    """
    about = main if main is not None else _article_object(things)
    comment = _single_file_comment(page)
    url = _address(source, page, about, comment)
    site = _site(page, about, url)
    return PageFacts(
        title=_title(page, about, site),
        url=url,
        site=site,
        published=_published(page, about),
        modified=read_instant(about.get("dateModified")) or read_instant(meta(page, "article:modified_time")),
        saved=_saved(comment),
        language=_language(page, about),
        byline=_byline(page, about),
        tags=_tags(page, about),
    )


def web_address(text: str, base: str | None = None) -> str | None:
    """Return an absolute http or https address, or None for anything else."""
    try:
        address = urljoin(base, text.strip()) if base else text.strip()
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def _split(address: str) -> SplitResult:
    return urlsplit(address)


def _article_object(things: Iterable[JsonObject]) -> JsonObject:
    """Return the first object that is an article, the most telling type first; an empty one if there is none."""
    articles = [thing for thing in things if is_a(thing, *ARTICLE_TYPES) and thing.get("headline")]
    return articles[0] if articles else {}


def _address(source: Source, page: Page, about: JsonObject, comment: str) -> str | None:
    """Return the page's address without its fragment: what the page calls canonical, if it stays on the same site."""
    given = source.address or _saved_from(page, comment)
    base = given and web_address(given)
    stated = (
        *(attribute(link, "href") for link in page.tree.css('link[rel~="canonical" i]')),
        meta(page, "og:url"),
        address_of(about.get("url")),
        address_of(about.get("mainEntityOfPage")),
        address_of(about.get("@id")),
        meta(page, "twitter:url"),
    )
    candidates = [address for text in stated if text and (address := web_address(text, base or None))]
    proper = [address for address in candidates if _names_this_page(address, base or None)]
    chosen = proper[0] if proper else base or None
    return chosen.partition("#")[0] if chosen else None


def _names_this_page(address: str, given: str | None) -> bool:
    """Whether an address is more than a site's front page, or the file is that front page."""
    return _split(address).path.strip("/") != "" or (given is not None and _split(given).path.strip("/") == "")


def _saved_from(page: Page, comment: str) -> str | None:
    found = _SINGLE_FILE_ADDRESS.search(comment) or _SAVED_FROM.search(page.markup[:_COMMENT_WINDOW])
    return web_address(found.group(1)) if found else None


def _single_file_comment(page: Page) -> str:
    found = _SINGLE_FILE.search(page.markup[:_COMMENT_WINDOW])
    return found.group(1) if found else ""


def _saved(comment: str) -> datetime | None:
    found = _SINGLE_FILE_DATE.search(comment)
    return read_instant(found.group(1)) if found else None


def _title(page: Page, about: JsonObject, site: str | None) -> str | None:
    """Return the page's name: what it tells machines, else its only main heading, else the window's title."""
    heads = [collapse(head.text()) for head in page.tree.css("h1")]
    window = page.tree.css_first("title")
    candidates = (
        text_of(about.get("headline") or about.get("name")),
        heads[0] if len(heads) == 1 else "",
        meta(page, "og:title", "twitter:title"),
        without_site(collapse(window.text()) if window else "", site),
        next((head for head in heads if head), ""),
    )
    return next((title for title in candidates if title), None)


def without_site(title: str, site: str | None) -> str:
    """Return a title without the site's name before or after it."""
    parts = _TITLE_JOINTS.split(title)
    if site and len(parts) > 1:
        for end, rest in ((parts[-1], title[: title.rfind(parts[-1])]), (parts[0], title[len(parts[0]) :])):
            if letters(end) == letters(site):
                return rest.strip(" \t|–—·»:-")
    return title


def _site(page: Page, about: JsonObject, url: str | None) -> str | None:
    """Return the publisher's name as the page states it, else the host."""
    stated = meta(page, "og:site_name") or next(iter(names_of(about.get("publisher"))), "")
    stated = stated or meta(page, "application-name")
    if stated:
        return stated[:_LONGEST_NAME]
    host = _split(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _published(page: Page, about: JsonObject) -> When:
    candidates = (
        read_time(about.get("datePublished"), "JSON-LD datePublished"),
        read_time(meta(page, "article:published_time", "og:published_time"), "the page's published_time"),
        read_time(meta(page, "datePublished", "date", "dc.date", "dcterms.date", "pubdate"), "the page's head"),
    )
    known = [when for when in candidates if when is not UNKNOWN_TIME]
    return next((when for when in known if when.is_exact), known[0] if known else UNKNOWN_TIME)


def _language(page: Page, about: JsonObject) -> str | None:
    root = page.tree.root
    stated = (
        attribute(root, "lang") if root else "",
        text_of(about.get("inLanguage")),
        meta(page, "og:locale", "language"),
    )
    found = next((tag for tag in stated if _LANGUAGE.fullmatch(tag)), None)
    return found.replace("_", "-") if found else None


def _byline(page: Page, about: JsonObject) -> tuple[str, ...]:
    names = names_of(about.get("author"))
    if not names:
        stated = meta(page, "author", "article:author", "dc.creator", "parsely-author")
        names = () if stated.startswith(("http://", "https://")) else names_of(stated or None)
    return tuple(name for name in names if len(name) <= _LONGEST_NAME)


def _tags(page: Page, about: JsonObject) -> tuple[str, ...]:
    stated = [collapse(attribute(node, "content")) for node in page.tree.css('meta[property="article:tag"]')]
    return tuple(dict.fromkeys(tag for tag in (*words_of(about.get("keywords")), *stated) if tag))
