"""Identity: which page is this, and which of its posts.

Knows which parts of an address name a page, which name one post on it, and which name nothing but a campaign.
Never fetches anything: two addresses are the same page if they say so by their form.

Why the text stands in where there is no address: the same text imported twice is one article, whatever the file is
called.
"""

import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from desktop.domain.blocks import BlockKind
from desktop.domain.documents import Document
from desktop.domain.ids import ArticleId, PostId, digest

TRACKING_PREFIXES: Final = ("utm_", "at_", "pk_", "mtm_", "hsa_")
TRACKING_NAMES: Final = frozenset(
    {
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "yclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "cmp",
        "cmpid",
        "icid",
        "ito",
        "ref",
        "ref_src",
        "smid",
        "spm",
        "xtor",
        "__twitter_impression",
    }
)
POST_PARAMETERS: Final = frozenset({"page", "post", "pinned_post_locator", "pinned_post_asset_id", "filterkeyevents"})
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
HOST_PREFIXES: Final = ("www.", "m.", "amp.", "mobile.")
AMP_NAMES: Final = frozenset({"amp", "isamp", "is_amp"})
AMP_SEGMENTS: Final = ("amp", "amp.html")
INDEX_PAGES: Final = ("index.html", "index.htm", "index.php")

# Copies of a page that a cache keeps under its own address: the page's address stands in the path.
_CACHED_AMP = re.compile(
    r"(?:[\w-]+\.cdn\.ampproject\.org/[cv]/|(?:www\.)?google\.[a-z.]{2,6}/amp/)(?:s/)?(?P<rest>.+)"
)
_MOBILE_LABEL = re.compile(r"^([a-z]{2,3})\.m\.(?=[^.]+\.)")  # en.m.example.org
_ROUTE = re.compile(r"!|/")  # how a fragment begins that a script reads as the path of a page
_POST_SEGMENT = re.compile(r"(?:[a-z]{1,8}[_-])?[0-9a-f]{16,}", re.IGNORECASE)
_LIVE_WORD = re.compile(r"(?:^|[-_/])(?:live|liveblog|live-?blog|newsblog|ticker)(?:$|[-_/])", re.IGNORECASE)


def canonical_address(url: str) -> str:
    """Return one spelling for all addresses of one page.

    Args:
        url: An address as it was found; a permalink of one post counts for its page.

    Returns:
        The page's address with `https`, without "www.", default port, fragment, tracking parameters, trailing slash,
        the signs of a version for phones (AMP) and the part that names a post. What is no web address comes back
        without surrounding blanks.
    """
    address = url.strip()
    while (shorter := _shortened(address)) != address:
        address = shorter
    return address


def _shortened(url: str) -> str:
    """One step towards the canonical form; what stands before an ending that went may be an ending too."""
    address = page_address(_without_cache(url))
    parts = _split(address)
    if parts is None:
        return address
    route = parts.fragment if _ROUTE.match(parts.fragment) else ""
    return urlunsplit(("https", _bare_host(parts), _bare_path(parts.path), _bare_query(parts.query), route))


def page_address(url: str) -> str:
    """Return the address without the part that names one post; all else stays as it was."""
    parts = _split(url)
    if parts is None:
        return url.strip()
    segments = parts.path.split("/")
    if _names_post(segments):
        segments.pop()
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_post_value(k, v)])
    route = parts.fragment if _ROUTE.match(parts.fragment) else ""
    return urlunsplit((parts.scheme, parts.netloc, "/".join(segments), query, route))


def without_tracking(url: str) -> str:
    """Return the address without the parameters that name a campaign; all else stays as it was, a fragment too."""
    parts = _split(url)
    if parts is None or not parts.query:
        return url.strip()
    kept = [pair for pair in parts.query.split("&") if not _is_tracking(unquote_plus(pair.partition("=")[0]))]
    return urlunsplit(parts._replace(query="&".join(kept)))


def post_key(url: str) -> str | None:
    """Return the part of an address that names one post of a live page, if there is one."""
    parts = _split(url)
    if parts is None:
        return None
    segments = parts.path.split("/")
    if _names_post(segments):
        return segments[-1]
    named = [v for k, v in parse_qsl(parts.query) if _is_post_value(k, v)]
    return named[0] if named else None


def is_live_address(url: str) -> bool:
    """Whether the path says that the page is a live page ("/live-news/", "/live/2021/…")."""
    parts = _split(url)
    return parts is not None and bool(_LIVE_WORD.search(parts.path))


def article_id(document: Document) -> ArticleId:
    """Return the article's id: from its source's name for it, else its canonical address, else its words.

    Args:
        document: The page. Its address may be a permalink.

    Returns:
        The same id for every form of one address, and for the same words without an address. An article out of our own
        export keeps its id.
    """
    if document.exact is not None:
        return document.exact.article.id
    if document.key:
        return ArticleId(digest("article-key", document.key))
    if document.url and _split(document.url) is not None:
        return address_id(document.url)
    words = [b.text for b in document.blocks if b.text and b.kind not in (BlockKind.FURNITURE, BlockKind.IMAGE)]
    return ArticleId(digest("article-text", *words) if words else digest("article-bytes", document.source_sha256))


def address_id(url: str) -> ArticleId:
    """Return the id of the article at an address."""
    return ArticleId(digest("article", canonical_address(url)))


def post_id(article: ArticleId, address: str | None, words: str, copy: int = 0) -> PostId:
    """Return a post's id.

    Args:
        article: The article it belongs to.
        address: Its permalink or the key under which the source knows it, if any.
        words: All it says, used where it has no address.
        copy: How many posts before it on the page have the same address or words.
    """
    name = ("address", address) if address else ("words", " ".join(words.split()))
    return PostId(digest("post", article, *name, *([str(copy)] if copy else [])))


def _split(url: str) -> SplitResult | None:
    """The parts of a web address, or None if it is none."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and host else None


def _without_cache(url: str) -> str:
    """The address of the page itself, where an address names a cache's copy of it."""
    parts = _split(url)
    found = _CACHED_AMP.fullmatch(f"{parts.hostname}{parts.path}") if parts else None
    if parts is None or found is None:
        return url
    return f"https://{found['rest']}" + (f"?{parts.query}" if parts.query else "")


def _bare_host(parts: SplitResult) -> str:
    host = _MOBILE_LABEL.sub(r"\1.", (parts.hostname or "").rstrip("."))
    for prefix in HOST_PREFIXES:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
            break
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    return host if port is None or port == DEFAULT_PORTS.get(parts.scheme) else f"{host}:{port}"


def _bare_path(path: str) -> str:
    path = re.sub(r"/{2,}", "/", path)
    if path.lower().startswith("/amp/"):
        path = path[len("/amp") :]
    path = path.rstrip("/")
    last = path.rsplit("/", 1)[-1].lower()
    if last in (*INDEX_PAGES, *AMP_SEGMENTS):
        path = path[: -len(last)]
    elif last.endswith(".amp.html"):
        path = path[: -len(".amp.html")] + ".html"
    elif last.endswith(".amp"):
        path = path[: -len(".amp")]
    return path.rstrip("/")


def _bare_query(query: str) -> str:
    pairs = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _is_tracking(k) and not _is_amp(k, v)]
    return urlencode(sorted(pairs))


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)


def _is_amp(name: str, value: str) -> bool:
    name = name.lower()
    return name in AMP_NAMES or (name in ("outputtype", "view", "output") and value.lower() == "amp")


def _is_post_value(name: str, value: str) -> bool:
    """Whether a parameter names one post or a view of the list, not a page."""
    name = name.lower()
    if name == "page":
        return value.startswith("with:")
    return name in POST_PARAMETERS


def _names_post(segments: list[str]) -> bool:
    """Whether the last part of a path names one post; only a live page has such parts."""
    return (
        len(segments) > 2
        and _POST_SEGMENT.fullmatch(segments[-1]) is not None
        and _LIVE_WORD.search("/".join(segments[:-1])) is not None
    )
