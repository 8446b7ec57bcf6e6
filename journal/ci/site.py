"""Site: what the files for a host hang on."""

from journal.frozen import frozen

REQUIREMENTS = """\
# What the machine that builds the site installs.
learning-journal[math,notebooks]
"""
PYTHON = "3.13"


@frozen
class Site:
    """A site, as far as a host has to know it."""

    name: str
    """A slug."""
    branch: str
    """The one it is written on."""
    output: str
    """The folder that it is built into, from its own."""
