"""Registry: every importer; of two that are equally sure of a site, the first has it."""

from journal.importers import (
    daily_log,
    eleventy,
    gatsby,
    hexo,
    hugo,
    jekyll,
    obsidian,
    pelican,
    quarto,
    quartz,
    til,
)
from journal.importers.records import Importer

IMPORTERS: tuple[Importer, ...] = (
    jekyll.IMPORTER,
    hugo.IMPORTER,
    gatsby.IMPORTER,
    hexo.IMPORTER,
    pelican.IMPORTER,
    eleventy.IMPORTER,
    quartz.IMPORTER,
    obsidian.IMPORTER,
    quarto.IMPORTER,
    til.IMPORTER,
    daily_log.IMPORTER,
)
