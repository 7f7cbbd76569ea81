"""The verbs: import, find, read, change, export and care for a library.

The only room that joins the others. `Library` is what the two fronts see; each of its methods is a few lines that
call a sibling module.
"""
