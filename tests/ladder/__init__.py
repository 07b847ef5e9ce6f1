"""Tests of plugins/ladder, file by file."""
