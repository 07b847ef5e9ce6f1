"""Tests of the sample blog."""
