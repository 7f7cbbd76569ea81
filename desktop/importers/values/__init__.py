"""Values: what all formats are made of, bytes and letters, numbers, times and tables."""
