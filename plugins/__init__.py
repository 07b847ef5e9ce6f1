"""The house: one folder a room, one door (`plugin.py`) a room that knows Pelican."""

from __future__ import annotations


def __getattr__(name: str) -> object:
    """Pelican's class for settings files, which name it in words: so that they can be read before Pelican is loaded."""
    if name == "WaypostPelican":
        from plugins.posts.build import WaypostPelican

        return WaypostPelican
    raise AttributeError(name)
