"""From stage to stage: the next steps of a post, and the stage suggested for a post without one."""
