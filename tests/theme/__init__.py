"""Tests of the theme: its templates with the contract's names, its style sheets by their own rules."""
