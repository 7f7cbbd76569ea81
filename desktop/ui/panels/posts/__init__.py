"""The chronological list of posts."""

from desktop.ui.panels.posts.panel import PostsPanel

__all__ = ["PostsPanel"]
