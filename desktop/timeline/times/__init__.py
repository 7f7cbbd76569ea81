"""Times: what a page, its order and its words say about when its posts were written."""
