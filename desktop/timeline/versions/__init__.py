"""Versions: which page, post and words are the same as before."""
