"""Posts made of plain sentences, and findings that can be asked."""

from desktop.domain.entities import Entity, EntityKind, Findings
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Figure, Paragraph, ParagraphKind, Post, PostKind

ARTICLE = ArticleId("an-article")


class Found:
    """What a finder found, ready to be asked."""

    def __init__(self, findings: Findings, posts: list[Post]) -> None:
        self.findings, self.posts = findings, posts

    def names(self, kind: str) -> set[str]:
        return {entity.name for entity in self.findings.entities if entity.kind == EntityKind(kind)}

    def entity(self, name: str) -> Entity:
        (entity,) = [one for one in self.findings.entities if one.name == name]
        return entity

    def texts(self, name: str) -> list[str]:
        entity = self.entity(name)
        return [mention.text for mention in self.findings.mentions if mention.entity_id == entity.id]

    def roles(self, name: str) -> list[str]:
        return [role.role for role in self.entity(name).roles]


def make_post(number: int, text: str, **parts: object) -> Post:
    paragraphs = tuple(Paragraph(ParagraphKind.TEXT, line.strip()) for line in text.split("\n") if line.strip())
    return Post(
        id=PostId(f"post-{number}"),
        article_id=ARTICLE,
        ordinal=number,
        kind=PostKind.POST,
        title=None,
        paragraphs=paragraphs,
        **parts,  # type: ignore[arg-type]
    )


def captioned_post(text: str, caption: str, credit: str, byline: tuple[str, ...]) -> Post:
    return make_post(0, text, figures=(Figure(caption, credit),), byline=byline)
