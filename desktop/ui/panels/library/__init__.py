"""The library panel: shelves and articles, with how many posts each holds."""
