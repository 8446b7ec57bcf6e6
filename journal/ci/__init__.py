"""CI: what a host needs to build the site by itself whenever its author pushes, one file a host.

Each keeps `.journal/` and the output from one build to the next, so that only what has changed is made.
"""

from collections.abc import Callable, Mapping

from journal.ci import cloudflare, github, gitlab, netlify
from journal.ci.site import Site

HOSTS: Mapping[str, Callable[[Site], Mapping[str, str]]] = {
    "github": github.files,
    "gitlab": gitlab.files,
    "netlify": netlify.files,
    "cloudflare": cloudflare.files,
}
"""The files to write for each, and what they hold."""

NEXT: Mapping[str, str] = {
    "github": "commit and push; then, on GitHub: Settings → Pages → Source: GitHub Actions",
    "gitlab": "commit and push; GitLab builds and serves the site",
    "netlify": "commit and push; then, at Netlify: Add new project → Import an existing project",
    "cloudflare": "commit and push, with the two secrets that .github/workflows/site.yml names",
}
"""What is left to do by hand."""
