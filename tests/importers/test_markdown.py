"""Markdown: what its signs mean, what stands above it, and when a file counts as such."""

import hashlib

import pytest
from importer_pages import PNG, read, source, texts

from desktop.domain.blocks import Block, BlockKind
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers import registry
from desktop.importers.registry import choose

SENTENCE = "The council of Torvik said on Tuesday that the old quarter has to be empty before dark."
TEXT = f"""# High water

{SENTENCE}
It goes *on* with [a link](https://a.example/x) and `code`.

## The dam

- one gate
- two **gates**

> Nobody expected it,
> she said.

| Gate | Level |
|------|-------|
| one  | 3 m   |

<div>Raw <b>mark-up</b><script>alert(1)</script></div>

```
a fenced   line
```
"""


def markdown(text: str, **more: object):
    return read(text, "note.md", **more)


def test_signs_become_blocks_that_know_their_lines():
    assert markdown(TEXT).blocks == (
        Block(BlockKind.TITLE, "High water", (1, 1)),
        Block(BlockKind.TEXT, f"{SENTENCE} It goes on with a link and code.", (3, 4)),
        Block(BlockKind.HEADING, "The dam", (6, 6)),
        Block(BlockKind.LIST, "one gate", (8, 8)),
        Block(BlockKind.LIST, "two gates", (9, 9)),
        Block(BlockKind.QUOTE, "Nobody expected it, she said.", (11, 12)),
        Block(BlockKind.TEXT, "Gate Level", (14, 14)),
        Block(BlockKind.TEXT, "one 3 m", (16, 16)),
        Block(BlockKind.TEXT, "Raw mark-up", (18, 18)),
        Block(BlockKind.TEXT, "a fenced line", (20, 22)),
    )


def test_front_matter_says_what_the_note_is():
    front = """---
title: "Floods: \\"high\\""
source: https://herald.example/torvik/water
author:
  - Jo Ling
  - 'Ann Lee'
tags: [dam, "river, wide", '#town']
date: 2024-03-05T09:00:00Z
aliases: []
nested: {a: 1}
---
"""
    document = markdown(front + TEXT)
    assert (document.title, document.url) == ('Floods: "high"', "https://herald.example/torvik/water")
    assert (document.byline, document.tags) == (("Jo Ling", "Ann Lee"), ("dam", "river, wide", "town"))
    assert document.published.earliest is not None
    assert document.published.earliest.isoformat() == "2024-03-05T09:00:00+00:00"
    assert document.blocks[1] == Block(BlockKind.HEADING, "High water", (12, 12))


def test_a_rule_at_the_top_is_no_front_matter():
    document = registry.read(source(f"---\n\n{SENTENCE}\n", "note.md"), "markdown")
    assert texts(document) == [SENTENCE]


def test_a_picture_that_came_along_is_kept():
    document = markdown(f"{SENTENCE}\n\n![The dam](img/dam.png)\n\n![Gone](gone.png)", parts={"img/dam.png": PNG})
    digest = hashlib.sha256(PNG).hexdigest()
    found = [(block.text, block.picture) for block in document.blocks if block.kind is BlockKind.IMAGE]
    assert found == [("The dam", digest), ("Gone", None)]


@pytest.mark.parametrize(
    "text", [TEXT, f"---\ntitle: A\n---\n{SENTENCE}", f"# A\n\n[x](https://a.example)\n\n{SENTENCE}"]
)
def test_a_text_with_enough_signs_is_markdown_whatever_its_name(text):
    assert choose(source(text, "note.txt")).name == "markdown"


@pytest.mark.parametrize("text", [f"# A heading\n{SENTENCE}", f"- one\n- two\n{SENTENCE}", f"> quoted\n{SENTENCE}"])
def test_a_sign_or_two_let_the_suffix_decide(text):
    assert choose(source(text, "note.md")).name == "markdown"
    assert choose(source(text, "note.txt")).name == "text"
    assert choose(source(text, "note")).name == "text"


@pytest.mark.parametrize("text", ["> " * 50_000, "*a_ " * 20_000, "[a](" * 20_000, "- a\n" * 20_000])
def test_heaps_of_signs_end(text):
    read(
        f"{SENTENCE}\n\n{text}\n\n{SENTENCE}",
        "note.md",
    )


def test_too_much_or_nothing_is_refused():
    with pytest.raises(CannotRead, match="as Markdown"):
        read("# A\n\n" + "word " * 500_000, "note.md")
    with pytest.raises(CannotRead, match="a line of"):
        read("# A\n\n**a**" + "word " * 50_000, "note.md")
    with pytest.raises(NotAnArticle, match="holds no text"):
        read("---\ntitle: A\n---\n\n---\n", "note.md")
