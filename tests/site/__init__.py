"""Whole blogs, built in a subprocess by the commands that people type."""
