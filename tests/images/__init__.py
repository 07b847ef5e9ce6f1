"""The images room."""
