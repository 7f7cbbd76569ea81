"""Syndication: feeds, and lists of feeds."""
