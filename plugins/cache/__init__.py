"""Preparing many articles at once, each within its limits."""
