"""Exports: what other readers and browsers hand out."""
