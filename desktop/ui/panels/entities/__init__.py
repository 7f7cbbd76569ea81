"""Who and what the posts on show speak of."""

from desktop.ui.panels.entities.panel import EntitiesPanel

__all__ = ["EntitiesPanel"]
