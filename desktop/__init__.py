"""Timeline Reader: an offline reader of live coverage."""
