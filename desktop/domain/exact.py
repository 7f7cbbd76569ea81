"""What our own export brings back: an article as another library kept it, ids, times and marks included.

Why it is not cut and placed again: posts of a page without marks may fall differently under a later version of the
program, and a mark must come back to the very post it was made on.
"""

from dataclasses import dataclass

from desktop.domain.annotations import Annotation
from desktop.domain.posts import Article, Post


@dataclass(frozen=True, slots=True)
class ExactArticle:
    """An article as it was exported.

    Attributes:
        article: As it stood in the library that wrote the file.
        posts: In page order. They may be a selection: a post that is not among them is not gone.
        annotations: Those on the posts.
    """

    article: Article
    posts: tuple[Post, ...]
    annotations: tuple[Annotation, ...] = ()
