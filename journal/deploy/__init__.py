"""Deploying: a site that was built, whole and unchanged, to where readers get it."""
