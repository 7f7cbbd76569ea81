"""The export for readers and note-taking programs: Markdown with front matter, pictures in a folder beside it.

The layout is a template's; what the template is given is already escaped, so no template can be made to misbehave by
the words of a post. Links are written only where they are the post's or the article's own address.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from desktop.domain.annotations import AnchorState, Annotation
from desktop.domain.errors import CannotWrite
from desktop.domain.posts import PARAGRAPH_BREAK, Article, Figure, Paragraph, ParagraphKind, Post
from desktop.domain.quotes import Quote, speakers_of
from desktop.exporters.files import write_files
from desktop.exporters.markdown_text import escape, escape_lines, highlight, quoted_for_yaml
from desktop.exporters.selection import Selection
from desktop.exporters.wording import basis_in_words, moment_in_words, time_in_words

TEMPLATE = "markdown.md.j2"
_STARTS = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"RIFF": ".webp",
    b"BM": ".bmp",
    b"<svg": ".svg",
    b"<?xml": ".svg",
}
_PREFIXES = {ParagraphKind.QUOTE: "> ", ParagraphKind.LIST: "- ", ParagraphKind.HEADING: "#### "}


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure as the template writes it; `address` is "" if the library has no picture."""

    address: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class MarkText:
    """A mark as the template writes it; `speaker` says whose words they are, "" if that is not known."""

    quote: tuple[str, ...]
    speaker: str
    note: tuple[str, ...]
    tags: tuple[str, ...]
    colour: str
    created: str
    needs_review: bool


@dataclass(frozen=True, slots=True)
class PostText:
    """A post as the template writes it: every string is Markdown."""

    heading: str
    time: str
    basis: str
    byline: str
    paragraphs: tuple[str, ...]
    figures: tuple[FigureText, ...]
    marks: tuple[MarkText, ...]
    named: str
    article: str
    source: str
    address: str
    imported: str
    sha256: str


def write(selection: Selection, path: Path) -> None:
    """Write a selection.

    Raises:
        CannotWrite: If it cannot be written; the path is then as it was.
    """
    folder = f"{path.stem}-pictures"
    pictures = selection.pictures
    names = {sha256: f"{sha256[:32]}{_suffix(pictures[sha256])}" for sha256 in sorted(pictures)}
    text = _render(selection, {sha256: f"{folder}/{name}" for sha256, name in names.items()})
    beside = ((f"{folder}/{name}", pictures[sha256]) for sha256, name in names.items())
    write_files(path, (text.encode(errors="replace"),), beside)


def _render(selection: Selection, pictures: dict[str, str]) -> str:
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError  # noqa: PLC0415 (slow to import)
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 (slow to import)

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(selection.templates),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.get_template(TEMPLATE).render(_values(selection, pictures))
    except TemplateError as error:
        template = selection.templates / TEMPLATE
        raise CannotWrite(f"The template {template} cannot be used: {error}.", "Restore or mend it.") from error


def _values(selection: Selection, pictures: dict[str, str]) -> dict[str, Any]:
    """Return what the template is given."""
    articles = {article.id: article for article in selection.articles}
    marks: defaultdict[str, list[Annotation]] = defaultdict(list)
    for annotation in selection.annotations:
        marks[annotation.post_id].append(annotation)
    named, speaking = _names(selection), _Speaking(selection)
    posts = [
        _post_text(
            post, articles[post.article_id], marks[post.id], named.get(post.id, ()), pictures, selection, speaking
        )
        for post in selection.posts
    ]
    return {
        "front_matter": _front_matter(selection),
        "title": escape(_title(selection)),
        "exported": escape(moment_in_words(selection.exported, selection.own_clock)),
        "several_articles": len(selection.articles) > 1,
        "posts": posts,
    }


def _title(selection: Selection) -> str:
    if len(selection.articles) == 1:
        return selection.articles[0].title
    return f"{len(selection.posts)} posts from {len(selection.articles)} articles"


def _front_matter(selection: Selection) -> dict[str, str]:
    """Return the lines between the dashes: names, and values as YAML."""
    articles = selection.articles
    tags = dict.fromkeys(tag for article in articles for tag in article.tags)
    tags.update(dict.fromkeys(tag for annotation in selection.annotations for tag in annotation.tags))
    published = [_published(article, selection) for article in articles]
    values = {
        "source": [article.site or article.source_name for article in articles],
        "url": [article.url for article in articles if article.url],
        "published": published,
        "imported": [article.imported.isoformat() for article in articles],
        "sha256": [article.sha256 for article in articles],
    }
    return {
        "title": quoted_for_yaml(_title(selection)),
        **{name: _one_or_list(value) for name, value in values.items()},
        "tags": _yaml_list([_tag(tag) for tag in tags]),
        "exported": quoted_for_yaml(selection.exported.isoformat()),
    }


def _published(article: Article, selection: Selection) -> str:
    """Return a stated time as programs read it, anything less certain in words."""
    when = article.published
    if when.is_exact and when.earliest is not None:
        return when.earliest.isoformat()
    return time_in_words(when, selection.clock_of(when, article.id))


def _one_or_list(values: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(values))
    return quoted_for_yaml(distinct[0]) if len(distinct) == 1 else _yaml_list(distinct)


def _yaml_list(values: Sequence[str]) -> str:
    return f"[{', '.join(quoted_for_yaml(value) for value in values)}]"


def _tag(tag: str) -> str:
    """Return a tag as note-taking programs accept it: letters, digits, `_`, `-` and `/`, no digit first."""
    kept = "".join(sign if sign.isalnum() or sign in "_-/" else "-" for sign in tag.strip())
    return f"_{kept}" if kept[:1].isdigit() else kept


def _post_text(
    post: Post,
    article: Article,
    annotations: Sequence[Annotation],
    named: Sequence[str],
    pictures: dict[str, str],
    selection: Selection,
    speaking: "_Speaking",
) -> PostText:
    time = escape(time_in_words(post.time, selection.clock_of(post.time, article.id)))
    return PostText(
        heading=escape(post.title) if post.title else time,
        time=time,
        basis=escape(basis_in_words(post.time)),
        byline=escape(", ".join(post.byline)),
        paragraphs=_paragraphs(post, annotations),
        figures=tuple(_figure_text(figure, pictures) for figure in post.figures),
        marks=tuple(_mark_text(mark, post, selection, speaking) for mark in sorted(annotations, key=_place)),
        named=escape(", ".join(named)),
        article=escape(article.title),
        source=escape(article.site or article.source_name),
        address=_address(post.url or article.url),
        imported=escape(moment_in_words(article.imported, selection.own_clock)),
        sha256=article.sha256,
    )


def _place(annotation: Annotation) -> tuple[int, int, str]:
    return annotation.start, annotation.end, annotation.id


def _paragraphs(post: Post, annotations: Sequence[Annotation]) -> tuple[str, ...]:
    anchored = [mark for mark in annotations if mark.state is AnchorState.ANCHORED]
    lines = []
    for paragraph, start in zip(post.paragraphs, post.paragraph_starts(), strict=True):
        marked = [
            (max(mark.start - start, 0), min(mark.end - start, len(paragraph.text)))
            for mark in anchored
            if mark.start < start + len(paragraph.text) and mark.end > start
        ]
        lines.append(_paragraph_line(paragraph, marked))
    return tuple(lines)


def _paragraph_line(paragraph: Paragraph, marked: Sequence[tuple[int, int]]) -> str:
    return _PREFIXES.get(paragraph.kind, "") + highlight(paragraph.text, marked)


def _figure_text(figure: Figure, pictures: dict[str, str]) -> FigureText:
    address = quote(pictures[figure.picture]) if figure.picture in pictures else ""
    return FigureText(address, escape(figure.caption or ""), escape(figure.credit or ""))


def _mark_text(annotation: Annotation, post: Post, selection: Selection, speaking: "_Speaking") -> MarkText:
    return MarkText(
        quote=tuple(escape(line) for line in annotation.quote.split(PARAGRAPH_BREAK)),
        speaker=escape(speaking.in_words(annotation, post)),
        note=escape_lines(annotation.note),
        tags=tuple(escape(tag) for tag in annotation.tags),
        colour=annotation.colour.value,
        created=escape(moment_in_words(annotation.created, selection.own_clock)),
        needs_review=annotation.state is AnchorState.NEEDS_REVIEW,
    )


class _Speaking:
    """Says whose words are marked."""

    def __init__(self, selection: Selection) -> None:
        self._entities = {entity.id: entity for entity in selection.entities}
        self._quotes: defaultdict[str, list[Quote]] = defaultdict(list)
        for each in selection.quotes:
            self._quotes[each.post_id].append(each)

    def in_words(self, annotation: Annotation, post: Post) -> str:
        """Say whose words are marked, with the role that the post gives them and how they were said."""
        if annotation.state is not AnchorState.ANCHORED:
            return ""
        spoken = speakers_of(self._quotes[post.id], post.paragraph_starts(), annotation.start, annotation.end)
        return "; ".join(map(self._spoken, spoken))

    def _spoken(self, quote: Quote) -> str:
        entity = self._entities.get(quote.entity_id) if quote.entity_id else None
        roles = [role.role for role in entity.roles if role.post_id == quote.post_id] if entity else []
        manner = f" ({quote.channel})" if quote.channel else ""
        return ", ".join([quote.speaker, *roles[-1:]]) + manner


def _names(selection: Selection) -> dict[str, tuple[str, ...]]:
    """Return the names of the entities that each post mentions, in the order of their first mention."""
    names = {entity.id: entity.name for entity in selection.entities}
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for mention in sorted(selection.mentions, key=lambda mention: (mention.paragraph, mention.start)):
        if mention.entity_id in names:
            found[mention.post_id][names[mention.entity_id]] = None
    return {post_id: tuple(entries) for post_id, entries in found.items()}


def _address(url: str | None) -> str:
    """Return an address as a link, if it is one of the web, else as words."""
    if not url:
        return ""
    if url.lower().startswith(("http://", "https://")):
        return f"<{quote(url, safe=_URL_SIGNS)}>"
    return escape(url)


_URL_SIGNS = ":/?#[]@!$&'()*+,;=%~-._"


def _suffix(data: bytes) -> str:
    """Return the usual suffix of a picture by its first bytes."""
    head = data.lstrip()[:8]
    return next((suffix for start, suffix in _STARTS.items() if head.startswith(start)), ".img")
