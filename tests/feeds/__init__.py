"""Tests of plugins/feeds, file by file."""
