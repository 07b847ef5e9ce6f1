"""Built pages as people and machines meet them: served by Caddy, in Chromium, under checkers that others wrote."""
