"""The post that is read, with the reader's marks and notes."""

from desktop.ui.panels.reader.panel import ReaderPanel

__all__ = ["ReaderPanel"]
