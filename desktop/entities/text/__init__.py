"""Text: words, sentences and the closed lists of the language."""
