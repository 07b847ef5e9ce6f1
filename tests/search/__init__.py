"""Tests of the search. Indexes are made by Pagefind itself: a small one takes it a twentieth of a second."""
