"""journal: a static blog generator for people who learn in public."""

__version__ = "0.1.0"
