"""Fuzzing: hostile bytes all the way to page, feeds, kit and head."""
