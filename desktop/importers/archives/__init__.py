"""Archives: files in which several files are packed."""
