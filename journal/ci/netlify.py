"""Netlify, which builds by itself; a small plugin in the repository keeps what the last build knew."""

from collections.abc import Mapping

from journal.ci.site import PYTHON, REQUIREMENTS, Site

_SETTINGS = """\
# Netlify builds the site at every push. It installs what requirements.txt names.
[build]
command = "journal build"
publish = "{output}"

[build.environment]
PYTHON_VERSION = "{python}"

# Keeps what the last build knew and made.
[[plugins]]
package = "./netlify/journal-cache"
"""
_MANIFEST = """\
name: journal-cache
"""
_PLUGIN = """\
// Keeps what `journal build` knew and made from one build of the site to the next.
const paths = [".journal", "{output}"];

module.exports = {{
  onPreBuild: ({{ utils }}) => utils.cache.restore(paths),
  onPostBuild: ({{ utils }}) => utils.cache.save(paths),
}};
"""


def files(site: Site) -> Mapping[str, str]:
    """Netlify's settings, the plugin, and what is installed."""
    return {
        "netlify.toml": _SETTINGS.format(output=site.output, python=PYTHON),
        "netlify/journal-cache/manifest.yml": _MANIFEST,
        "netlify/journal-cache/index.js": _PLUGIN.format(output=site.output),
        "requirements.txt": REQUIREMENTS,
    }
