"""The reader's edits as JSON, for the journal."""

from desktop.domain.changes import Edit
from desktop.store import json_values


def edit_to_json(edit: Edit) -> str:
    """Write an edit as JSON."""
    return json_values.to_json(edit)


def edit_from_json(text: str) -> Edit:
    """Read an edit that `edit_to_json` wrote."""
    edit: Edit = json_values.from_json(Edit, text)
    return edit
