"""Copies of posts' images in the widths that screens ask for."""
