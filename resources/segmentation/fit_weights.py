"""Fit the weights of `weights.tsv` on pages whose posts are known, and measure them on pages that were kept aside.

    python resources/segmentation/fit_weights.py tests/live_pages
    python resources/segmentation/fit_weights.py tests/live_pages --dumps FOLDER --articles FOLDER --validate

PAGES holds live pages in block form, one JSON file each: their posts are laid out as a bare dump and as one with
titles. --dumps names a folder of text dumps, each NAME.STYLE.txt beside a NAME.STYLE.gold.json that tells the first and
last paragraph of each post; dumps whose NAMEs begin alike are of one house. --articles names a folder of saved pages of
news: articles about one thing are set one after another, as if each were a post. They count little, for neighbours on a
real live page are more alike. --validate fits without each house in turn, prints how its pages are cut then, and writes
nothing.

The prior of each sign is what it counts before any page is read; the weight is kept near it as far as pages tell
little.
"""

import argparse
import csv
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gzip import decompress
from hashlib import sha256
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.domain.documents import Source
from desktop.domain.errors import ReaderError
from desktop.importers import registry
from desktop.timeline.cuts import evidence, heads, marks
from desktop.timeline.cuts.parts import SURE, Part
from desktop.timeline.cuts.segmenting import FORBIDDEN, segment, shapes
from desktop.timeline.cuts.weights import SHARE, Sign, Signs, Weights, read_weights
from desktop.timeline.lines.classifying import classify

TABLE = Path(__file__).with_name("weights.tsv")
ARTICLES_COUNT = 0.1  # how much a page made of articles counts beside a real one
COUNTS = {"bare": 1.0, "seed": 1.0, "titles": 0.3}  # titles make a page easy, and teach little of others
NEARNESS = 4.0  # how strongly weights are held to their priors
HELD = 40.0  # the same for titles: a single page whose speakers look like titles would undo what all others teach
ROUNDS = 80
STEP = 0.08
ENGLISH = frozenset("the of and to in a is that for it was on with as be by at this from have not are but".split())  # noqa: SIM905

Block = dict[str, Any]
Floats = NDArray[np.float64]


# --- Pages with known posts ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """A dump and the lines on which its posts begin."""

    name: str
    house: str
    text: str
    starts: frozenset[int]
    count: float = 1.0  # how much it counts in the fit


def layout(block: Block, *, with_titles: bool) -> tuple[str, frozenset[int]]:
    """Lay a page in block form out as a text dump, and tell the lines on which its posts begin."""
    paragraphs = [
        "Live updates",
        str(block["title"]),
        *(chunk["text"] for chunk in block["lead"] if chunk["k"] != "cap"),
    ]
    paragraphs.append("Our live coverage has ended.")
    starts = set()
    for post in block["posts"]:
        lines = [post["title"]] if with_titles and post["title"] else []
        for chunk in post["chunks"]:
            lines += printed(chunk, twice=not with_titles)
        starts.add(2 * len(paragraphs) + 1)  # a blank line stands between paragraphs
        paragraphs += lines
    return "\n\n".join(paragraphs), frozenset(starts)


def printed(chunk: Block, *, twice: bool) -> list[str]:
    """The paragraphs that an extractor leaves of one chunk: a caption is often printed twice."""
    text, credit = " ".join(chunk["text"].split()), chunk.get("credit")
    if chunk["k"] == "li":
        return [f"• {text}"]
    if chunk["k"] != "cap":
        return [text]
    return [text, *([text] if twice else []), *([f"({credit})"] if credit else [])]


def of_block(name: str, block: Block, house: str, count: float = 1.0) -> list[Known]:
    """A page in both layouts."""
    styles = ("bare", "titles") if any(post["title"] for post in block["posts"]) else ("bare",)
    return [
        Known(f"{name}.{style}", house, *layout(block, with_titles=style == "titles"), count * COUNTS[style])
        for style in styles
    ]


def written(folder: Path) -> list[Known]:
    """The pages in block form of a folder."""
    return [
        known
        for path in sorted(folder.glob("*.json"))
        for known in of_block(path.stem, json.loads(path.read_text(encoding="utf-8")), path.stem)
    ]


def dumped(folder: Path) -> Iterator[Known]:
    """The dumps of a folder that mark no posts, or only by titles."""
    for path in sorted(folder.glob("*.txt")):
        style = path.stem.rsplit(".", 1)[-1]
        gold = path.with_suffix(".gold.json")
        if style not in ("seed", "titles") or not gold.exists():
            continue
        text = path.read_text(encoding="utf-8")
        lines = first_lines(text)
        posts = json.loads(gold.read_text(encoding="utf-8"))["posts"]
        starts = frozenset(lines[post["first"]] for post in posts)
        yield Known(path.stem, path.name.split("-")[0], text, starts, COUNTS[style])


def first_lines(text: str) -> list[int]:
    """The line on which each paragraph begins, from 1."""
    found, place = [], 0
    for paragraph in re.split(r"\n\s*\n", text):
        start = text.index(paragraph, place)
        found.append(text.count("\n", 0, start) + 1)
        place = start + len(paragraph)
    return found


# --- Pages made of articles ---------------------------------------------------------------------------------------


def made_of_articles(folder: Path, pages: int = 28) -> Iterator[Known]:
    """Set articles about one thing one after another, as if each were a post of a live page."""
    articles = [chunks for path in sorted(folder.rglob("*.html.gz")) if (chunks := article(path))]
    vectors = [weighed(chunks, articles) for chunks in articles]
    chance = random.Random(1)  # the same pages at every run
    for number in range(pages):
        near = nearest(vectors, chance.randrange(len(articles)))
        size = chance.randint(14, 36)
        chosen = chance.sample(near[: 2 * size], min(size, len(near)))
        usual = chance.choice([1.2, 2, 3, 4, 5, 6])
        lengths = [max(1, min(14, round(chance.lognormvariate(log(usual), 0.6)))) for _ in chosen]
        posts = [{"title": "", "chunks": opening(articles[n], k)} for n, k in zip(chosen, lengths, strict=True)]
        block = {"title": "Live updates", "lead": [], "posts": [post for post in posts if post["chunks"]]}
        yield from of_block(f"articles-{number}", block, "articles", ARTICLES_COUNT)


def article(path: Path) -> list[Block] | None:
    """The chunks of a saved page if it is an English article of some length."""
    try:
        document = registry.read(Source(path.name.removesuffix(".gz"), decompress(path.read_bytes())))
    except ReaderError:
        return None
    kinds = {"text": "p", "quote": "quote", "list": "li", "heading": "h", "caption": "cap"}
    chunks: list[Block] = []
    for block in document.blocks:
        if block.kind in kinds and block.text:
            chunks.append({"k": kinds[block.kind], "text": block.text})
        elif block.kind == "credit" and chunks and chunks[-1]["k"] == "cap":
            chunks[-1]["credit"] = block.text
    words = re.findall(r"[a-z']+", " ".join(chunk["text"] for chunk in chunks).lower())
    is_english = len(words) >= 150 and sum(word in ENGLISH for word in words) > 0.2 * len(words)
    return chunks if is_english and sum(chunk["k"] == "p" for chunk in chunks) >= 4 else None


def opening(chunks: Sequence[Block], paragraphs: int) -> list[Block]:
    """The beginning of an article, so many paragraphs long."""
    taken: list[Block] = []
    for chunk in chunks:
        if chunk["k"] == "p" and sum(each["k"] == "p" for each in taken) >= paragraphs:
            break
        if taken or chunk["k"] != "h":
            taken.append(chunk)
    while taken and taken[-1]["k"] == "h":
        taken.pop()
    return taken


def stems(chunks: Sequence[Block]) -> Counter[str]:
    """The words at the top of an article, cut short, with their counts."""
    return Counter(word[:5] for chunk in chunks[:6] for word in re.findall(r"[a-z]{4,}", chunk["text"].lower()))


def weighed(chunks: Sequence[Block], articles: Sequence[Sequence[Block]]) -> dict[str, float]:
    """The words of an article by how much they tell, as a vector of length 1."""
    everywhere = Counter(word for other in articles for word in stems(other))
    vector = {w: log(1 + n) * log(len(articles) / everywhere[w]) for w, n in stems(chunks).items()}
    length = sum(x * x for x in vector.values()) ** 0.5 or 1.0
    return {word: x / length for word, x in vector.items()}


def nearest(vectors: Sequence[dict[str, float]], number: int) -> list[int]:
    """All articles, the likest to one of them first."""
    mine = vectors[number]
    return sorted(range(len(vectors)), key=lambda n: -sum(x * vectors[n].get(word, 0.0) for word, x in mine.items()))


# --- The model ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prepared:
    """A page as numbers.

    Attributes:
        above: For each possible cut the size of each sign.
        fixed: What the lines themselves settle there.
        starts: For each possible post the possible cut above it; `ends` the one below it.
        shapes: For each possible post the size of each sign.
        right: The numbers of the true posts among them.
        units: The page's units; `begins` says which of them truly begin a post.
    """

    known: Known
    above: Floats
    fixed: Floats
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    shapes: Floats
    right: NDArray[np.int64]
    units: Sequence[evidence.Unit]
    begins: frozenset[int]

    @property
    def share(self) -> float:
        """Of its places, how many begin a post."""
        return len(self.begins) / max(1, len(self.units))


def prepare(known: Known, names: Sequence[str]) -> Prepared:
    """Read a dump with the program's own first steps, and list its signs."""
    document = registry.read(Source("page.txt", known.text.encode()))
    lines = heads.name_posts(heads.name_page(classify(document.blocks)))
    first = heads.stream_start(lines)
    units = evidence.gather(lines, first, len(lines), has_titles=heads.has_titles(lines, first))
    begins = frozenset({0}) | {n for n, unit in enumerate(units) if covers(known.starts, lines, unit)}
    fixed = [max(-SURE, min(SURE, sum(weight for weight, _ in unit.certain))) for unit in units]
    parts = [replace(part, score=score) for part, score in zip(bare_parts(units), fixed, strict=True)]
    table = shapes(parts)
    may_begin = np.array([True, *(score > FORBIDDEN for score in fixed[1:]), True])
    starts, further = np.nonzero(table.possible)
    ends = starts + further + 1
    kept = may_begin[starts] & may_begin[ends]
    starts, further, ends = starts[kept], further[kept], ends[kept]
    column = {name: n for n, name in enumerate(names)}
    above, shape = np.zeros((len(units), len(names))), np.zeros((len(starts), len(names)))
    for row, unit in enumerate(units):
        for name, size in unit.seen if row else ():
            above[row, column[name]] += size
    for name, sizes in table.sizes.items():
        shape[:, column[name]] = sizes[starts, further]
    truly = sorted(n for n in begins if may_begin[n])
    pairs = set(zip(truly, [*truly[1:], len(units)], strict=True))
    right = [n for n, pair in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)) if pair in pairs]
    return Prepared(
        known, above, np.array([0.0, *fixed[1:]]), starts, ends, shape, np.array(right, dtype=np.int64), units, begins
    )


def is_marked(known: Known) -> bool:
    """Whether the program finds marks on a page, clock times in place of titles as a rule, and weighs nothing there."""
    document = registry.read(Source("page.txt", known.text.encode()))
    lines = heads.name_posts(marks.arrange(heads.name_page(classify(document.blocks))))
    first = heads.stream_start(lines)
    return any(mark.line == first for mark in marks.find(lines, first))


def bare_parts(units: Sequence[evidence.Unit]) -> list[Part]:
    """The parts of a page before anything is weighed."""
    nothing = Weights({}, 0.5)
    return evidence.parts([replace(unit, seen=Signs()) for unit in units], nothing)


def covers(starts: frozenset[int], lines: Sequence[Any], unit: evidence.Unit) -> bool:
    """Whether one of the lines is the first of a unit."""
    first, last = lines[unit.first].block.lines, lines[unit.last].block.lines
    return any(first[0] <= start <= last[1] for start in starts)


def scores(page: Prepared, weights: Floats) -> Floats:
    """The score of each possible post, that of the cut above it included."""
    above = page.above @ weights + page.fixed
    return above[page.starts] + page.shapes @ weights


def expected(page: Prepared, score: Floats) -> tuple[float, Floats]:
    """The logarithm of the sum over all ways to cut the page, and the probability of each possible post."""
    count = len(page.fixed)
    forward, backward = np.full(count + 1, -np.inf), np.full(count + 1, -np.inf)
    forward[0] = backward[count] = 0.0
    by_end = np.argsort(page.ends, kind="stable")
    cuts = np.searchsorted(page.ends[by_end], np.arange(count + 2))
    for end in range(1, count + 1):
        rows = by_end[cuts[end] : cuts[end + 1]]
        if len(rows):
            forward[end] = np.logaddexp.reduce(forward[page.starts[rows]] + score[rows])
    by_start = np.searchsorted(page.starts, np.arange(count + 1))
    for start in range(count - 1, -1, -1):
        rows = np.arange(by_start[start], by_start[start + 1])
        if len(rows):
            backward[start] = np.logaddexp.reduce(backward[page.ends[rows]] + score[rows])
    total = float(forward[count])
    return total, np.exp(np.minimum(0.0, forward[page.starts] + score + backward[page.ends] - total))


def fit(pages: Sequence[Prepared], priors: Floats, nearness: Floats) -> Floats:
    """Find the weights under which the true posts of all pages are likeliest, held to their priors (Adam)."""
    weights, first, second = priors.copy(), np.zeros_like(priors), np.zeros_like(priors)
    for turn in range(1, ROUNDS + 1):
        slope = -nearness * (weights - priors)
        for page in pages:
            slope += page.known.count * pull(page, weights)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        weights = weights + STEP * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.99**turn)) + 1e-8)
    return weights


def pull(page: Prepared, weights: Floats) -> Floats:
    """How the likelihood of one page's true posts changes with each weight."""
    _, odds = expected(page, scores(page, weights))
    missing = -odds
    missing[page.right] += 1.0
    above = np.zeros(len(page.fixed))
    np.add.at(above, page.starts, missing)
    above[0] = 0.0
    slope: Floats = above @ page.above + missing @ page.shapes
    return slope


# --- The table ----------------------------------------------------------------------------------------------------


def with_weights(table: Weights, names: Sequence[str], weights: Floats, share: float) -> Weights:
    """The table with other weights."""
    signs = {n: Sign(float(w), table.signs[n].pro, table.signs[n].con) for n, w in zip(names, weights, strict=True)}
    return Weights(signs, share)


def read_rows() -> list[dict[str, str]]:
    """The rows of the table as they stand in the file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_rows(rows: Sequence[dict[str, str]]) -> None:
    """Write the table."""
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(page: Prepared, weights: Weights) -> tuple[float, float, float]:
    """Precision, recall and F1 of the cuts between the posts of a page; 1.0 where there is nothing to cut."""
    found = {point.part for point in segment(evidence.parts(page.units, weights), weights)} - {0}
    true = set(page.begins) - {0}
    hits = len(found & true)
    precision, recall = hits / len(found) if found else 0.0, hits / len(true) if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def usual_share(pages: Iterable[Prepared]) -> float:
    """How often posts begin on real pages."""
    shares = [page.share for page in pages if page.known.count == 1.0]
    return sum(shares) / len(shares)


def validate(pages: Sequence[Prepared], learn: Callable[[Sequence[Prepared]], Weights]) -> None:
    """Print how the pages of each house are cut by weights that were fitted without it; houses go in ten groups."""
    houses = sorted({page.known.house for page in pages if page.known.count > ARTICLES_COUNT})
    groups = {house: int(sha256(house.encode()).hexdigest(), 16) % 10 for house in houses}
    results: dict[str, list[float]] = {}
    for group in sorted(set(groups.values())):
        weights = learn([page for page in pages if groups.get(page.known.house) != group])
        for page in pages:
            if groups.get(page.known.house) == group:
                figures = measure(page, weights)
                style = page.known.name.rsplit(".", 1)[-1]
                results.setdefault(style, []).append(figures[2])
                print(f"{page.known.name:44} " + " ".join(f"{figure:.3f}" for figure in figures), flush=True)
    for style, found in results.items():
        print(f"mean F1 of {len(found)} pages, {style}: {sum(found) / len(found):.3f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--dumps", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--validate", action="store_true")
    asked = parser.parse_args()
    known = [
        *written(asked.pages),
        *(dumped(asked.dumps) if asked.dumps else ()),
        *(made_of_articles(asked.articles) if asked.articles else ()),
    ]
    table, rows = read_weights(TABLE), read_rows()
    names = list(table.signs)
    priors = np.array([float(row["prior"]) for row in rows if row["sign"] != SHARE])
    pages = [prepare(each, names) for each in known if not is_marked(each)]
    learn = partial(_learn, table=table, names=names, priors=priors)
    if asked.validate:
        validate(pages, learn)
        return
    fitted = learn(pages)
    for row in rows:
        row["weight"] = f"{fitted.share:.3f}" if row["sign"] == SHARE else f"{fitted[row['sign']]:.2f}"
    write_rows(rows)


def _learn(pages: Sequence[Prepared], table: Weights, names: Sequence[str], priors: Floats) -> Weights:
    nearness = np.array([HELD if "title" in name else NEARNESS for name in names])
    return with_weights(table, names, fit(pages, priors, nearness), usual_share(pages))


if __name__ == "__main__":
    main()
