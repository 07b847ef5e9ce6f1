"""Checks on the built site, as a browser and a search engine meet it; no door: `inv check` calls it."""
