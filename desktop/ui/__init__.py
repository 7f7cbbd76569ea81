"""The window: shows the library, and is the only room with Qt."""
