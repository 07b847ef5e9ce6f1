"""Mirrors plugins/ file by file; site/ builds whole blogs; house/ holds the plan."""
