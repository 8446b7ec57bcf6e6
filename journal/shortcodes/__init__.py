"""Shortcodes: the built-in ones, one file each. None asks another host for anything before a reader follows a link."""

from journal.shortcodes import figure, gist, note, youtube

BUILT_IN = (figure, gist, note, youtube)
