"""The library's verbs as commands: JSON for programs, plain tables for people, exit codes for scripts.

Imports no Qt, so it starts fast and runs where Qt is absent.
"""
