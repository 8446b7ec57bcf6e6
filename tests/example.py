"""The repository's own site, copied to where a test may build it."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent


def copy_example(to: Path) -> Path:
    """Copy what the example site is made of into a folder, which may be new."""
    for name in ("posts", "pages", "data", "templates", "static"):
        shutil.copytree(ROOT / name, to / name)
    shutil.copyfile(ROOT / "pyproject.toml", to / "pyproject.toml")
    return to
