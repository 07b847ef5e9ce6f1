"""The publish room: every rule of it against real folders, links, locks and kills."""
