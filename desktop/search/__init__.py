"""Search: words the reader types become the posts that hold them, out of an index that holds nothing of its own.

The only room that knows Whoosh. It never reads the library's database: it is given values to index, answers with ids,
and says when its index has to be built anew.
"""
