"""Importers: from the folders of other generators to a journal; one file each."""
