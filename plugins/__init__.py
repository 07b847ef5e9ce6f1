"""The house: one folder a room, one door (`plugin.py`) a room that knows Pelican."""
