"""Run: an import from end to end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from journal.config import load_config, settings_in
from journal.diagnostics import ContentError, Diagnostic
from journal.importers import report as reports
from journal.importers.history import first_commits
from journal.importers.notebooks import as_post, with_prose
from journal.importers.planning import File, Plan, planned
from journal.importers.records import Importer, Post, Record
from journal.importers.registry import IMPORTERS
from journal.importers.report import Report
from journal.importers.tree import Tree, tree_of
from journal.importers.writing import check, refuse, write
from journal.notebooks import is_notebook

AUTO = "auto"


def import_site(
    source: Path, dest: Path, name: str = AUTO, *, dry_run: bool = False, clean: Callable[[str], str] | None = None
) -> Report:
    """Import the old site in a folder into another folder; `clean` makes raw HTML harmless. Raises ContentError."""
    try:
        tree = tree_of(source)
    except OSError as problem:
        raise ContentError([Diagnostic(str(source), f"cannot be read: {problem.strerror}")]) from None
    refuse(source, tree, dest)
    importer = chosen(tree, source, name)
    found = (*importer.read(tree), *reports.left_out_in(tree.passed))
    records: Sequence[Record] = [as_post(record, tree) for record in found]
    if not any(isinstance(record, Post) for record in records):
        hint = f"is it a {importer.name} site? --from names another kind"
        raise ContentError([Diagnostic(str(source), "holds no post that could be imported", hint)])
    if clean:
        records = [replace(r, body=_cleaned(r, clean)) if isinstance(r, Post) else r for r in records]
    has_settings = bool(settings_in(dest)) if dest.is_dir() else False
    config = load_config(dest)
    plan = planned(records, config, lambda: first_commits(tree.root), has_settings=has_settings)
    report = Report(importer.name, source.resolve().name, dest.name or str(dest), plan)
    files = plan.files
    if has_settings or (dest / ".gitignore").exists():
        files = tuple(file for file in files if file.path != ".gitignore")
        report = replace(report, plan=Plan(files, plan.left_out))
    files = (*files, File(reports.NAME, "", reports.as_markdown(report)))
    check(files, dest)
    if not dry_run:
        write(files, tree, dest)
    return report


def _cleaned(post: Post, clean: Callable[[str], str]) -> str:
    return with_prose(post.body, clean) if is_notebook(post.path) else clean(post.body)


def chosen(tree: Tree, source: Path, name: str) -> Importer:
    """The importer of that name, or the one that knows the site best. Raises ContentError."""
    if name != AUTO:
        return next(importer for importer in IMPORTERS if importer.name == name)
    sure = {importer: importer.detect(tree) for importer in IMPORTERS}
    best = max(IMPORTERS, key=lambda importer: sure[importer])  # of equals the first
    if not sure[best]:
        hint = "name its generator with --from, or put Markdown files into posts/ of a new journal"
        raise ContentError([Diagnostic(str(source), "no generator is known that makes such a site", hint)])
    return best
