"""Kills: what is left of the search index after its process was killed, and after its files were torn.

In every second round a file of the index is cut, zeroed or has one bit turned as well. A search must find what reading
every post finds: at once but for the posts that wait to be indexed, and wholly when the index is up to date.
"""

import logging
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.ids import PostId
from desktop.library.library import Library
from desktop.search.folding import index_forms
from tests.benchmarks.kill_child import WORDS
from tests.benchmarks.measuring import ROOT, Result, figure

ROUNDS = 100
LONGEST_DELAY = 0.6  # seconds
SEED = 11
TIMEOUT_SECONDS = 60.0


def run(rounds: int = ROUNDS) -> Result:
    """Kill a writing process again and again, and look at what it left."""
    chance = random.Random(SEED)
    seen: Counter[str] = Counter()
    logging.getLogger("desktop").setLevel(logging.ERROR)  # it warns of what is done to it here on purpose
    with tempfile.TemporaryDirectory() as home:
        library, pages = Path(home) / "library", Path(home) / "pages"
        pages.mkdir()
        for number in range(rounds):
            _kill(library, pages, number, chance.random() * LONGEST_DELAY)
            if number % 2:
                seen["torn"] += _tear(library / "cache" / "index", chance)
            _look(library, seen)
    counted = ("torn", "behind", "rebuilt", "answered from the database")
    figures = [figure("wrong answers", "", [float(seen["wrong"])], 0.0)]
    figures += [figure(f"rounds: {what}", "", [float(seen[what])]) for what in counted]
    return Result(tuple(figures), (f"{rounds} rounds, {seen['asked']} answers compared",))


def _kill(library: Path, pages: Path, number: int, delay: float) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.kill_child", str(library), str(pages), str(number)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdout.readline().strip() != "ready":
            process.kill()
            raise RuntimeError("the process that is to be killed did not start")
        time.sleep(delay)
        process.kill()


def _tear(index: Path, chance: random.Random) -> bool:
    """Damage one file; return whether there was one."""
    files = sorted(path for path in index.rglob("*") if path.is_file() and path.stat().st_size)
    if not files:
        return False
    path = chance.choice(files)
    data = bytearray(path.read_bytes())
    place = chance.randrange(len(data))
    match chance.randint(0, 3):
        case 0:
            del data[place:]
        case 1:
            data[place:] = bytes(len(data) - place)
        case 2:
            data[:] = bytes(len(data))
        case 3:
            data[place] ^= 1 << chance.randint(0, 7)
    path.write_bytes(bytes(data))
    return True


def _look(folder: Path, seen: Counter[str]) -> None:
    with Library.open(folder, resources=ROOT / "resources") as library:
        truth = {word: frozenset(_holding(library, word)) for word in WORDS}
        was_current = library.index_is_current()
        waiting = _waiting(library)
        plain = 0
        for word, expected in truth.items():
            found, is_plain = _found(library, word)
            is_wrong = bool((found ^ expected) - (frozenset() if is_plain else waiting))
            seen["wrong"] += _told(is_wrong, f"{word} before the update, from the database: {is_plain}")
            plain += is_plain
        before = _folders(folder)
        library.update_index()
        for word, expected in truth.items():
            found, is_plain = _found(library, word)
            seen["wrong"] += _told(found != expected, f"{word} after it, from the database: {is_plain}")
        if is_plain:  # a block that had not been read before was torn; now it is known
            library.update_index()
        for word, expected in truth.items():
            seen["wrong"] += _told(_found(library, word) != (expected, False), f"{word} at last")
        seen["asked"] += 3 * len(truth)
        seen["behind"] += not was_current
        seen["answered from the database"] += bool(plain)
        seen["rebuilt"] += _folders(folder) != before


def _waiting(library: Library) -> frozenset[PostId]:
    """Return the posts that were written since the index was brought up to date."""
    rows = library._store.outbox_after(library._index.applied_sequence, 1_000_000)
    return frozenset(row.post_id for row in rows)


def _found(library: Library, word: str) -> tuple[frozenset[PostId], bool]:
    """Search for a word; return what was found, and whether the database had to be searched instead of the index."""
    listing = library.list_posts(f'"{word}"', limit=10_000)
    return frozenset(row.id for row in listing.rows), listing.hits is not None and not listing.hits.from_index


def _told(is_wrong: bool, what: str) -> bool:
    if is_wrong:
        print(f"wrong: {what}", file=sys.stderr, flush=True)
    return is_wrong


def _folders(library: Path) -> frozenset[str]:
    index = library / "cache" / "index"
    return frozenset(path.name for path in index.iterdir() if path.is_dir()) if index.exists() else frozenset()


def _holding(library: Library, word: str) -> Iterator[PostId]:
    """Read every post, without an index."""
    for post in library.posts([row.id for row in library.list_posts().rows]):
        notes = [mark.note for mark in library.annotations(post_ids=[post.id])]
        texts = [post.title or "", post.text, *notes]
        if any(form == word for text in texts for _, form in index_forms(text)):
            yield post.id
