"""Exporters: a selection of posts becomes a file.

One module for each format, one row for each format in `registry.EXPORTERS`. An exporter is given all it writes; it
reads neither the library nor the clock, and a file is either whole or not there.
"""
