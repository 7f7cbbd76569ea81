"""The nouns of the program: plain frozen values that every room shares.

Knows what a document, a post, a mark or an error *is*; never does anything with it, and needs nothing but the
standard library. Import from the module that defines the noun.
"""
