"""Hosts: what those that serve a branch of git expect of it."""

from collections.abc import Mapping
from dataclasses import field

from journal.frozen import frozen

_GITLAB = """\
# GitLab serves what this job hands on; `journal deploy` fills public/.
pages:
  script:
    - echo "The site lies in public/."
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == "{branch}"
"""


@frozen
class Host:
    """A host, or any other reader of a branch."""

    branch: str
    """The one it serves, unless told otherwise."""
    below: str = ""
    """The folder of the branch that the site lies in, with a slash at its end."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Files that the branch must hold beside the site, and their content."""


HOSTS = {
    # Without this file GitHub would leave out what begins with `_`.
    "github": Host("gh-pages", needs={".nojekyll": ""}),
    "gitlab": Host("pages", below="public/", needs={".gitlab-ci.yml": _GITLAB}),
    "codeberg": Host("pages"),
    "git": Host("gh-pages"),
}
KEPT = ("CNAME", ".domains", ".nojekyll", ".gitlab-ci.yml")
"""What authors put on such a branch for the host."""
