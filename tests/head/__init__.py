"""Tests of the room head."""
