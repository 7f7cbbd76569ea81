"""Importers: the bytes a reader gives become a document.

One module for each format, one row for each format in `registry.IMPORTERS`. Importers look at content first and at
names last, guess only what they say they guessed, and open neither files nor sockets.
"""
