"""GitLab Pages, by a job of GitLab CI."""

from collections.abc import Mapping

from journal.ci.site import PYTHON, REQUIREMENTS, Site

_JOB = """\
# Builds the site at every push; GitLab Pages serves it.
# For posts that come due, add a schedule: Build → Pipeline schedules.
pages:
  image: python:{python}
  variables:
    GIT_DEPTH: "0" # dates that posts do not tell come from the history
    PIP_CACHE_DIR: "$CI_PROJECT_DIR/.cache/pip"
  # What the last build knew and made.
  cache:
    key: journal
    paths:
      - .journal/
      - {output}/
      - .cache/pip/
  script:
    - pip install -r requirements.txt
    - journal build
  artifacts:
    paths:
      - {output}
{publish}  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""


def files(site: Site) -> Mapping[str, str]:
    """The job, and what it installs."""
    publish = "" if site.output == "public" else f"  pages:\n    publish: {site.output}\n"
    text = _JOB.format(python=PYTHON, output=site.output, publish=publish)
    return {".gitlab-ci.yml": text, "requirements.txt": REQUIREMENTS}
