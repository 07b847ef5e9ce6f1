"""What stands in <head>: title, description, robots, metas, feed autodiscovery and JSON-LD of every page."""
