"""Serve: the site while it is being written, in a browser that follows every save."""
