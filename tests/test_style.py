"""The code is as ruff and mypy want it; part of the suite, so that one command says everything. So are the tests."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "--quiet", "."], id="ruff-check"),
        pytest.param(["ruff", "format", "--check", "--diff", "--quiet", "."], id="ruff-format"),
        pytest.param(["mypy", "--no-error-summary"], id="mypy"),
    ],
)
def test_nothing_to_complain_about(command):
    ran = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.xdist_group("one process")
def test_the_tests_of_a_group_are_kept_together(request):
    kept_apart = not request.config.getoption("loadgroup", default=False)
    assert kept_apart or request.node.nodeid.endswith("@one process"), "pytest-xdist and pytest do not fit each other"
