"""Share images: one for each post without a picture of its own, drawn from the theme's `cards/` folder."""
