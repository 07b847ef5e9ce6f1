"""Tests of plugins/hubs, file by file."""
