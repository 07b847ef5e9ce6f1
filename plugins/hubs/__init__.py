"""Pages of stages, tracks, authors, tags, categories and series: where readers and sellers find what fits."""
