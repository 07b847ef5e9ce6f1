"""Tests of plugins/addresses, file by file."""
