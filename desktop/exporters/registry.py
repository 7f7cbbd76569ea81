"""The formats that can be written.

To add one: a module with a function `write(selection, path)`, a row here; the tests of all exporters then run on it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import WrongUsage
from desktop.exporters import json, markdown
from desktop.exporters.selection import Selection


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    Attributes:
        name: What the command line calls it.
        suffix: The usual end of its files' names, with the full stop.
        title: What a dialog calls it.
        takes_links: Whether it can hold an article of which only the address is known.
        write: Writes a selection to a path, replacing what is there; raises CannotWrite and then leaves no trace.
    """

    name: str
    suffix: str
    title: str
    write: Callable[[Selection, Path], None]
    takes_links: bool = False


EXPORTERS = (
    Exporter("markdown", ".md", "Markdown, with pictures beside it", markdown.write),
    Exporter("json", ".json", "JSON, lossless, in one file", json.write, takes_links=True),
)


def find_exporter(name: str) -> Exporter:
    """Return the exporter of that name.

    Raises:
        WrongUsage: If there is none.
    """
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    names = ", ".join(exporter.name for exporter in EXPORTERS)
    raise WrongUsage(f"There is no export format “{name}”.", f"Choose one of: {names}.")
