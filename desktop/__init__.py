"""Timeline Reader: an offline reader of live coverage."""

__version__ = "0.1.0"
