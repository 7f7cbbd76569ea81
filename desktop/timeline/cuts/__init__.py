"""Cuts: where posts begin, from the page's own marks or from evidence, and what stands in each."""
