"""The search: an index of all published posts, made by Pagefind, and the page that asks it."""
