"""Tests of plugins/ledger, file by file."""
