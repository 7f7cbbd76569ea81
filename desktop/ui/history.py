"""History: where the reader has been, and what can be taken back.

Knows two lists with a place in them: views for back and forward, edits for undo and redo. Never carries anything out:
the session does.
"""

from dataclasses import dataclass, field, replace

from desktop.domain.changes import Edit
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import EVERYTHING, Filter, Order


@dataclass(frozen=True, slots=True)
class View:
    """What the reader is looking at: the words searched for, the filter, the order and the post.

    Attributes:
        entity: Whose page stands in the post's place; None shows the post.
    """

    query: str = ""
    filter: Filter = EVERYTHING
    order: Order = Order.TIME
    post: PostId | None = None
    entity: EntityId | None = None

    def is_same_list(self, other: "View") -> bool:
        """Whether both show the same posts."""
        return replace(self, post=None, entity=None) == replace(other, post=None, entity=None)


class ViewHistory:
    """The views that back and forward go through. Another post, or one more letter typed, is not a step.

    To open the page of a name is one, and so is to leave it.
    """

    def __init__(self, first: View = View()) -> None:
        self._views: list[View] = [first]
        self._index = 0

    @property
    def current(self) -> View:
        """The view on show."""
        return self._views[self._index]

    @property
    def can_go_back(self) -> bool:
        """Whether a view stands before this one."""
        return self._index > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether the reader went back and has not gone elsewhere since."""
        return self._index < len(self._views) - 1

    def visit(self, view: View) -> None:
        """Go to a view: a new step, unless it continues the one on show."""
        if self._continues(view):
            self._views[self._index] = view
            return
        del self._views[self._index + 1 :]
        self._views.append(view)
        self._index += 1

    def step(self, by: int) -> View:
        """Go back (-1) or forward (+1), as far as there is a view."""
        self._index = min(max(self._index + by, 0), len(self._views) - 1)
        return self.current

    def _continues(self, view: View) -> bool:
        now = self.current
        if now.entity != view.entity:
            return False
        if now.is_same_list(view):
            return True
        is_typing = bool(now.query) and bool(view.query)
        return is_typing and (now.filter, now.order) == (view.filter, view.order)


@dataclass(slots=True)
class EditHistory:
    """The inverse edits, newest last: what undo and redo apply next."""

    undoable: list[Edit] = field(default_factory=list)
    redoable: list[Edit] = field(default_factory=list)

    def did(self, inverse: Edit) -> None:
        """Note a new edit by its inverse; what was undone before can no longer be redone."""
        self.undoable.append(inverse)
        self.redoable.clear()
