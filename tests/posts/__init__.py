"""Tests of plugins/posts, file by file."""
