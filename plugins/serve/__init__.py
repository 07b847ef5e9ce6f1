"""The preview: the site over HTTP on this machine, kept as its sources are, with their Problems laid over its pages."""
