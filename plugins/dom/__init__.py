"""Markdown's HTML becomes a body with slots: sanitising, the one parse, all passes. No other room parses an article."""
