"""The store: everything the library keeps, in SQLite and in files named by their digest.

Knows tables, transactions and files. Never decides what a post is or where a mark belongs; it is the only room that
speaks to SQLite. Start at `store.py`.
"""
