"""Pages: what stands in a web page, live or not."""
