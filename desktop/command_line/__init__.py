"""The library's verbs as commands: JSON for programs, plain tables for people, exit codes for scripts.

Qt is never loaded here: commands start at once, also on a machine that has none.
"""
