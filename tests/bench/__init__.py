"""Tests of `bench`: the posts, the plan, the tables; never a time."""
