"""A small blog that is edited in every way, built warm and cold, each time in a forked process."""
