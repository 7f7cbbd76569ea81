"""The dialogs of the window: each is given values and returns a value."""
