"""GitHub Pages, by a workflow of GitHub Actions."""

from collections.abc import Mapping

from journal.ci.site import PYTHON, REQUIREMENTS, Site

_WORKFLOW = """\
# Builds the site at every push, and once a day for posts that come due; GitHub Pages serves it.
# Once: Settings → Pages → Build and deployment → Source: GitHub Actions.
name: Site

on:
  push:
    branches: [{branch}]
  schedule:
    - cron: "17 3 * * *"
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
{build}
      - uses: actions/upload-pages-artifact@v5
        with:
          path: {output}
          include-hidden-files: true # such as .well-known/
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v5
"""
_BUILD = """\
      - uses: actions/checkout@v6
        with:
          fetch-depth: 0 # dates that posts do not tell come from the history
      - uses: actions/setup-python@v6
        with:
          python-version: "{python}"
          cache: pip
      # What the last build knew and made. A key of its own each time, as a cache is never written twice.
      - uses: actions/cache@v5
        with:
          path: |
            .journal
            {output}
          key: journal-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: journal-
      - run: pip install -r requirements.txt
      - run: journal build"""


def build_steps(site: Site) -> str:
    """The steps of a job that build the site."""
    return _BUILD.format(python=PYTHON, output=site.output)


def files(site: Site) -> Mapping[str, str]:
    """The workflow, and what it installs."""
    text = _WORKFLOW.format(branch=site.branch, output=site.output, build=build_steps(site))
    return {".github/workflows/site.yml": text, "requirements.txt": REQUIREMENTS}
