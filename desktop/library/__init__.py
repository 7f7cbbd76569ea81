"""The verbs: import, find, read, change, export and care for a library.

Only here do the other rooms meet. The two fronts see `Library` alone; what one of its methods does stands in the module
of that name beside it.
"""
