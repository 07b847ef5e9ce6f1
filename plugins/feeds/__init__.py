"""Feeds: RSS 2.0, Atom and JSON Feed for the whole site and for each kind of hub that the settings name."""
