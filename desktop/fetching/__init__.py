"""Fetching: the one room that opens sockets, and only for an address that the reader typed."""
