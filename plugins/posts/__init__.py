"""From source files to settled posts, through one gate; and the one function that runs a build."""
