"""The room that all others may use: pure words and rules; no Pelican, no HTML parser, no disk."""
