"""The plan of the house: arrows, README, what may stand in a commit."""
