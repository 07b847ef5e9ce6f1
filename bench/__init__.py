"""`./inv bench`: builds generated blogs with this engine and others side by side, and tells what it took."""
