"""Bodies: what other generators allow in a text beside Markdown, and what that is here; one syntax a file."""
