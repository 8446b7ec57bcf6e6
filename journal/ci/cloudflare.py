"""Cloudflare Pages: built on GitHub, as Cloudflare's own machines keep nothing for a program they do not know."""

from collections.abc import Mapping

from journal.ci.github import build_steps
from journal.ci.site import REQUIREMENTS, Site

_WORKFLOW = """\
# Builds the site at every push, and once a day for posts that come due; Cloudflare Pages serves it.
# Once: make a Pages project named {name} (Direct Upload), an API token that may edit Cloudflare Pages, and two secrets
# of this repository (Settings → Secrets and variables → Actions): CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.
name: Site

on:
  push:
    branches: [{branch}]
  schedule:
    - cron: "17 3 * * *"
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  site:
    runs-on: ubuntu-latest
    steps:
{build}
      - uses: cloudflare/wrangler-action@v3
        with:
          apiToken: ${{{{ secrets.CLOUDFLARE_API_TOKEN }}}}
          accountId: ${{{{ secrets.CLOUDFLARE_ACCOUNT_ID }}}}
          command: pages deploy --branch={branch}
"""
_WRANGLER = """\
# Read by `wrangler pages deploy`.
name = "{name}"
pages_build_output_dir = "{output}"
"""


def files(site: Site) -> Mapping[str, str]:
    """The workflow, Cloudflare's settings, and what is installed."""
    return {
        ".github/workflows/site.yml": _WORKFLOW.format(name=site.name, branch=site.branch, build=build_steps(site)),
        "wrangler.toml": _WRANGLER.format(name=site.name, output=site.output),
        "requirements.txt": REQUIREMENTS,
    }
