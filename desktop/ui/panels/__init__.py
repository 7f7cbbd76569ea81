"""The panels of the window. None knows another: they meet in the session."""
