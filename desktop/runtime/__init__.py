"""This computer: where things are, what the reader has set, what is logged, what is kept of a crash.

Knows the platform's folders and the program's own files; never knows what an article is, and never sends anything.
"""
