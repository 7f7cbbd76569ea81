"""Repairs: where the reader's repairs belong, and what becomes of the words and dates they move."""
