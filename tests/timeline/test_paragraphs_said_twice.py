from segmentation import WEIGHTS

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import Document
from desktop.domain.ids import ArticleId
from desktop.timeline.cutting import cut

PARAGRAPH = "The crew at the dam opened the gate before dawn, and by noon the water had fallen by a hand. " * 3


def test_a_long_paragraph_that_a_marked_up_page_says_twice_stays_text() -> None:
    blocks = tuple(Block(BlockKind.TEXT, PARAGRAPH.strip()) for _ in range(2))
    document = Document("0", "html", ArticleKind.ARTICLE, "Dam day", None, blocks)
    (post,) = cut(document, ArticleId("torvik"), WEIGHTS).posts
    assert [paragraph.text for paragraph in post.paragraphs] == [PARAGRAPH.strip()] * 2
    assert post.figures == ()
