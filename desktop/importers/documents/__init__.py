"""Documents: texts and books that are no web pages."""
