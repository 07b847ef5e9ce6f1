"""Tests of the share room."""
