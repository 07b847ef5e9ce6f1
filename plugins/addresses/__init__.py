"""Every output path is claimed once; and what tells machines the way: sitemap, robots, redirects."""
