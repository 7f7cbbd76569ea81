"""Saved articles: what becomes of an article that came as a row of data and not as a page."""
