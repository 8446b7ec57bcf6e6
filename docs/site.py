"""Puts docs/ and what it leads to at the top of the repository into one folder, for journal to build.

    python docs/site.py FOLDER

Links between these files lead to the same files there. Links to any other file of the repository lead to where
it can be looked at, the setting `extra.repository`, or else are plain text.
"""

import posixpath
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOP = ("CHANGELOG.md", "CONTRIBUTING.md")
"""The pages that do not stand in docs/."""
_CODE_OR_LINK = re.compile(
    r"(?P<code>^(?P<fence>```+).*?^(?P=fence)`*[ ]*$|`[^`\n]+`)"
    r"|(?<!!)\[(?P<words>(?:`[^`\n]*`|[^\[\]`\n])+)\]\((?P<to>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)",
    re.MULTILINE | re.DOTALL,
)


def sources() -> dict[str, str]:
    """Each file of the site's folder, and where in the repository it comes from."""
    docs = ROOT / "docs"
    pages = {file.name: f"docs/{file.name}" for file in docs.glob("*.md")} | {name: name for name in TOP}
    images = [file.relative_to(docs).as_posix() for file in (docs / "images").rglob("*") if file.is_file()]
    return {f"pages/{name}": path for name, path in pages.items()} | {f"pages/{i}": f"docs/{i}" for i in images}


def assemble(folder: Path) -> None:
    """Make the folder what it should be; what is so already stays untouched, so that a build knows it again."""
    settings = (ROOT / "docs/journal.toml").read_bytes()
    repository = tomllib.loads(settings.decode())["extra"]["repository"]
    placed = {path: name.removeprefix("pages/") for name, path in sources().items()}
    files = {"journal.toml": settings}
    for name, path in sources().items():
        data = (ROOT / path).read_bytes()
        files[name] = relinked(data.decode(), path, placed, repository).encode() if path.endswith(".md") else data
    for old in (folder / "pages").rglob("*"):
        if old.is_file() and old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for name, data in files.items():
        file = folder / name
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def relinked(text: str, path: str, placed: dict[str, str], repository: str) -> str:
    """A page of the repository with its links as the site needs them."""

    def link(found: re.Match[str]) -> str:
        if found["code"]:
            return found.group()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["to"]))
        if found["to"].startswith("/") or ":" in found["to"] or not (ROOT / target).exists():
            return found.group()
        anchor = found["anchor"] or ""
        if target in placed:
            return f"[{found['words']}]({placed[target]}{anchor})"
        return f"[{found['words']}]({repository}{target}{anchor})" if repository else found["words"]

    return _CODE_OR_LINK.sub(link, text)


if __name__ == "__main__":
    assemble(Path(sys.argv[1]))
