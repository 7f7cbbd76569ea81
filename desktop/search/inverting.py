"""From words in the order of the posts to posts in the order of the words.

The words of a batch are kept as numbers, one for each run of signs as it stands in the text. What a run means (its
forms, its stems, how many positions it takes) is worked out once for each different run; all the rest is arithmetic on
arrays, done for the whole batch at once. The keys by which everything is sorted hold form, post and position in one
number.

Why: a call of Python for each word is what makes an index slow to build.

Knows nothing of Whoosh and of files. Import this module late: it brings numpy with it.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from desktop.search.arrays import Array
from desktop.search.folding import STEM_MARK, fold, index_forms, run_texts, runs, stem

GAP = 64  # positions between two texts of one part, so that no phrase reaches from one into the next
_NUMBER = "I"
_KEY_BITS = 64


class FieldNames(NamedTuple):
    """What the arrays of one field are called in a segment.

    Attributes:
        terms: All terms in order, joined.
        term_starts: Where each begins among them, and where the last ends.
        posting_starts: Where the postings of each term begin.
        posts: The post of each posting.
        counts: How often the term stands there; only for texts.
        position_starts: Where the positions of each term begin; only for texts.
        positions: All positions, posting after posting. Stems have none.
        lengths: How many words each post has; only for texts.
    """

    terms: str
    term_starts: str
    posting_starts: str
    posts: str
    counts: str
    position_starts: str
    positions: str
    lengths: str


def field_names(field: str) -> FieldNames:
    """Return what the arrays of a field are called."""
    return FieldNames(*(f"{field}/{name}" for name in FieldNames._fields))


class RunNumbers(dict[str, int]):
    """A number for each run of signs, given out when it is first met, and what it stands for.

    Attributes:
        forms: Every form by its number.
        widths: For each run how many positions it takes.
        words: Of these, how many count for the length of a text.
        starts: Where the entries of each run begin, and where those of the last end.
        entry_forms: The form of each entry.
        entry_offsets: Its distance from the position of the run.
        gap: The number that keeps two texts apart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[str] = []
        self._form_numbers: dict[str, int] = {}
        self.widths = array(_NUMBER)
        self.words = array(_NUMBER)
        self.starts = array(_NUMBER, (0,))
        self.entry_forms = array(_NUMBER)
        self.entry_offsets = array(_NUMBER)
        self.gap = self._add([], GAP, 0)

    def __missing__(self, text: str) -> int:
        is_one_word = text.isascii() and text.isalnum()  # as most are
        forms = [(0, fold(text))] if is_one_word else list(index_forms(text))
        width = 1 if is_one_word else sum(len(run.parts) for run in runs(text))
        stems = [(offset, STEM_MARK + stemmed) for offset, form in forms if (stemmed := stem(form)) != form]
        self[text] = number = self._add(forms + stems, width, width)
        return number

    def label(self, text: str) -> int:
        """Return the number of a label, which is kept whole."""
        number = self.get(text)
        if number is None:
            self[text] = number = self._add([(0, text)], 1, 1)
        return number

    def _add(self, entries: Sequence[tuple[int, str]], width: int, words: int) -> int:
        for offset, form in entries:
            self.entry_forms.append(self._form_number(form))
            self.entry_offsets.append(offset)
        self.starts.append(len(self.entry_forms))
        self.widths.append(width)
        self.words.append(words)
        return len(self.widths) - 1

    def _form_number(self, form: str) -> int:
        number = self._form_numbers.get(form)
        if number is None:
            self._form_numbers[form] = number = len(self.forms)
            self.forms.append(form)
        return number


class FieldBatch:
    """The words or labels of one field, of the posts of one batch."""

    def __init__(self, numbers: RunNumbers, *, is_text: bool) -> None:
        """Begin an empty batch.

        Args:
            numbers: The runs that are known already; those of texts and those of labels must not be mixed.
            is_text: Whether the field holds texts.
        """
        self._is_text = is_text
        self._runs = numbers
        self._tokens = array(_NUMBER)
        self._posts = array(_NUMBER)
        self._sizes = array(_NUMBER)

    def put(self, post: int, values: Iterable[str]) -> int:
        """Add the texts or labels of a post; posts come in rising order.

        Returns:
            How many runs they have.
        """
        before = len(self._tokens)
        if self._is_text:
            for number, text in enumerate(values):
                if number:
                    self._tokens.append(self._runs.gap)
                self._tokens.extend(map(self._runs.__getitem__, run_texts(text)))
        else:
            self._tokens.extend(map(self._runs.label, dict.fromkeys(values)))
        if len(self._tokens) > before:
            self._posts.append(post)
            self._sizes.append(len(self._tokens) - before)
        return len(self._tokens) - before

    def arrays(self, field: str, post_count: int) -> dict[str, Array]:
        """Return what a segment keeps of them.

        Args:
            field: The name of the field.
            post_count: How many posts the batch holds.
        """
        names = field_names(field)
        entries = self._entries()
        ordered, ranks = _ranked(entries.forms, self._runs.forms)
        first_word = sum(form.startswith(STEM_MARK) for form in ordered)
        rank, post, position = _sorted_by_form(ranks, entries.posts, entries.positions)
        begins = _changes(rank, post)  # of each posting among the entries
        every = np.arange(len(ordered) + 1)
        made = joined_terms(names, [form.encode() for form in ordered])
        made[names.posting_starts] = np.searchsorted(rank[begins], every).astype("<u8")
        made[names.posts] = post[begins].astype("<u4")
        if self._is_text:
            stem_entries = int(np.searchsorted(rank, first_word))
            made[names.counts] = narrowed(np.diff(np.append(begins, len(rank))))
            made[names.position_starts] = np.maximum(np.searchsorted(rank, every) - stem_entries, 0).astype("<u8")
            made[names.positions] = narrowed(position[stem_entries:], least=2)
            made[names.lengths] = narrowed(
                np.bincount(entries.token_posts, entries.token_words, post_count).astype("<u4")
            )
        return made

    def _entries(self) -> "_Entries":
        runs = self._runs
        tokens, sizes = _view(self._tokens), _view(self._sizes)
        token_posts = np.repeat(_view(self._posts), sizes)
        widths = _view(runs.widths)[tokens]
        places = np.cumsum(widths, dtype=np.uint32) - widths  # of one post after the other
        first_tokens = np.cumsum(sizes, dtype=np.int64) - sizes
        places -= np.repeat(places[first_tokens], sizes)
        starts = _view(runs.starts)
        entry_counts = (starts[1:] - starts[:-1])[tokens]
        chosen = spread(starts[:-1][tokens], entry_counts)
        return _Entries(
            _view(runs.entry_forms)[chosen],
            np.repeat(token_posts, entry_counts),
            np.repeat(places, entry_counts) + _view(runs.entry_offsets)[chosen],
            token_posts,
            _view(runs.words)[tokens],
        )


def _view(numbers: "array[int]") -> Array:
    """Return numbers as an array of numpy, of which a copy is made: a view would keep them from growing."""
    return np.array(numbers, np.uint32)


class _Entries(NamedTuple):
    """Every form of a batch with its post and its position, and beside that the post and the words of each run."""

    forms: Array
    posts: Array
    positions: Array
    token_posts: Array
    token_words: Array


def spread(starts: Array, counts: Array) -> Array:
    """Return the numbers of many stretches one after the other.

    Args:
        starts: The first number of each stretch.
        counts: How many numbers it has.
    """
    ends = np.cumsum(counts, dtype=np.int64)
    spread_out: Array = np.repeat(starts - (ends - counts), counts)
    spread_out += np.arange(len(spread_out))
    return spread_out


def narrowed(values: Array, *, least: int = 1) -> Array:
    """Return whole numbers in as few bytes each as the largest needs.

    Args:
        values: Numbers of 0 or more.
        least: The fewest bytes.
    """
    largest = int(values.max(initial=0))
    for size in (1, 2, 4):
        if size >= least and largest < 1 << (8 * size):
            return values.astype(f"<u{size}")
    return values.astype("<u8")


def joined_terms(names: FieldNames, terms: Sequence[bytes]) -> dict[str, Array]:
    """Return the arrays of the terms themselves, which are given in order."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    starts = np.zeros(len(terms) + 1, "<u4")
    np.cumsum(lengths, out=starts[1:])
    return {names.terms: np.frombuffer(b"".join(terms), "u1"), names.term_starts: starts}


def _ranked(numbers: Array, forms: Sequence[str]) -> tuple[list[str], Array]:
    """Return the forms that are among some numbers, in order, and for each number the place of its form in it.

    Why sorting texts is sorting their bytes: UTF-8 keeps the order of code points.
    """
    is_used = np.zeros(len(forms), bool)
    is_used[numbers] = True
    used = np.flatnonzero(is_used).tolist()
    used.sort(key=forms.__getitem__)
    ranks = np.zeros(len(forms), np.uint32)
    ranks[used] = np.arange(len(used), dtype=np.uint32)
    return [forms[number] for number in used], ranks[numbers]


def _sorted_by_form(ranks: Array, posts: Array, positions: Array) -> tuple[Array, Array, Array]:
    """Sort entries by form, then post, then position."""
    widest = [int(values.max(initial=0)).bit_length() for values in (ranks, posts, positions)]
    if sum(widest) > _KEY_BITS:
        order = np.lexsort((positions, posts, ranks))
        return ranks[order], posts[order], positions[order]
    _, post_bits, position_bits = (np.uint64(bits) for bits in widest)
    keys = ranks.astype(np.uint64) << (post_bits + position_bits)
    keys |= posts.astype(np.uint64) << position_bits
    keys |= positions.astype(np.uint64)
    keys.sort()
    one = np.uint64(1)
    found_positions = keys & ((one << position_bits) - one)
    keys >>= position_bits
    found_posts = keys & ((one << post_bits) - one)
    return (keys >> post_bits).astype(np.uint32), found_posts.astype(np.uint32), found_positions.astype(np.uint32)


def _changes(ranks: Array, posts: Array) -> Array:
    """Return where another form or another post begins."""
    if not len(ranks):
        return np.empty(0, np.int64)
    differs = (ranks[1:] != ranks[:-1]) | (posts[1:] != posts[:-1])
    return np.concatenate(([0], np.flatnonzero(differs) + 1))
