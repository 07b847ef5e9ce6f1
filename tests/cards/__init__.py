"""The cards room. `theme` is the folder of the theme's own drawing and fonts."""

from pathlib import Path

THEME = Path(__file__).resolve().parents[2] / "theme" / "cards"
