"""Bad inputs as data: each with its verdict, its message and its exit code (design §8 and §11)."""
