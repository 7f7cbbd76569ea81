"""The dialogs of the window. None knows the library: what it shows is handed in, what was chosen is handed back."""
