"""The timeline: a document becomes posts, each placed in time, and versions of a page are compared.

Knows how pages of live coverage are written; never reads a file, a clock or a setting: all that arrives as arguments.
"""
