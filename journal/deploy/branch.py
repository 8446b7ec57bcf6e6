"""A branch of git that a host serves: a commit on top of those that are there, and a push that never forces."""

import hashlib
import time
from collections.abc import Iterator

from journal.config import Config
from journal.deploy.built import Built
from journal.deploy.git import Git, GitError
from journal.deploy.hosts import KEPT, Host
from journal.deploy.target import Changes, difference, refused
from journal.frozen import frozen

_TIP, _MADE = "refs/journal/tip", "refs/journal/made"
"""Where git keeps, while a deploy goes on, what was fetched and what was made."""
_NO_SUCH_BRANCH = 2
_BEHIND = ("(fetch first)", "(non-fast-forward)", "(stale info)", "cannot lock ref", "failed to update ref")


@frozen
class _Before:
    """What the branch holds."""

    tip: str
    """Its last commit; empty where there is no such branch yet."""
    files: dict[str, str]
    """The id of each file."""


class Branch:
    """A target that is a branch at a remote of the repository which the site lies in."""

    def __init__(self, host: Host, config: Config) -> None:
        self._remote = config.deploy.remote
        self._branch = config.deploy.branch or host.branch
        self._host = host
        self._keep = (*KEPT, *config.deploy.keep)
        self._git = Git(config.root)
        self._author = config.author
        self.shown = f"{self._remote} {self._branch}"

    def look(self, built: Built) -> Changes:
        """What would change on the branch."""
        self._check()
        try:
            before = self._fetch()
            self._refuse_sources(before, built)
        finally:
            self._forget()
        return self._changes(before, self._ids(built))

    def put(self, built: Built, agreed: Changes, /) -> str:
        """Commit and push; where somebody else has pushed meanwhile, once more on top of that."""
        try:
            for last in (False, True):
                before = self._fetch()
                if last:
                    self._refuse_sources(before, built)
                now = self._changes(before, self._ids(built))
                if now.removes_much and not agreed.removes_much:
                    raise refused(
                        self.shown, "somebody else has pushed meanwhile, much of which would go", "deploy again"
                    )
                if not now:
                    return ""
                commit = self._commit(before, now, built)
                if self._push(commit, last=last):
                    return f"commit {commit[:10]}"
        finally:
            self._forget()
        raise AssertionError

    def _forget(self) -> None:
        for ref in (_TIP, _MADE):
            self._git.succeeds("update-ref", "-d", ref)

    def _check(self) -> None:
        """Refuse what cannot go well. Raises ContentError."""
        git = self._git
        if not git.is_there():
            raise refused(self.shown, "there is no git on PATH", "install git")
        _, said, code = git.tried("rev-parse", "--git-dir")
        if code and "not a git repository" in said:
            raise refused(self.shown, "this folder is in no git repository", "begin one: git init")
        if code:
            raise refused(self.shown, f"git cannot work here: {GitError(code, said).last}")
        if self._branch.startswith("-") or not git.succeeds("check-ref-format", "--branch", self._branch):
            raise refused(self.shown, f"{self._branch!r} cannot be the name of a branch")
        if self._branch == git.line("symbolic-ref", "--quiet", "--short", "HEAD"):
            hint = 'a deploy would replace the sources: name another with `branch = "…"` below [deploy]'
            raise refused(self.shown, f"{self._branch} is the branch that this site is written on", hint)
        is_address = any(sign in self._remote for sign in ":/\\")
        if self._remote.startswith("-") or not (is_address or git.succeeds("remote", "get-url", self._remote)):
            hint = f"add it: git remote add {self._remote} ADDRESS; or name another with `remote` below [deploy]"
            raise refused(self.shown, f"this repository has no remote {self._remote!r}", hint)

    def _fetch(self) -> _Before:
        git, ref = self._git, f"refs/heads/{self._branch}"
        printed, said, code = git.tried("ls-remote", "--exit-code", self._remote, ref)
        if code == _NO_SUCH_BRANCH:
            return _Before("", {})
        if code:
            raise self._unreached(GitError(code, said))
        tip = printed.split()[0]
        try:
            if not git.succeeds("cat-file", "-e", f"{tip}^{{commit}}"):
                git.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self._remote, f"+{ref}:{_TIP}")
                tip = git.run("rev-parse", _TIP).strip()
            listed = git.run("ls-tree", "-r", "-z", "--full-tree", tip)
        except GitError as error:
            raise self._unreached(error) from None
        files = (entry.partition("\t") for entry in listed.split("\0") if entry)
        return _Before(tip, {path: facts.split()[2] for facts, _, path in files})

    def _refuse_sources(self, before: _Before, built: Built) -> None:
        """Refuse a branch on which a site is written, whatever its name."""
        git, tip = self._git, before.tip
        related = tip and (
            git.succeeds("merge-base", "--is-ancestor", tip, "HEAD")
            or git.succeeds("merge-base", "--is-ancestor", "HEAD", tip)
        )
        below = git.line("rev-parse", "--show-prefix")
        sources = (path.removeprefix(below) for path in before.files if path.startswith(below))
        if related or any(_is_source(path) and path not in built.digests for path in sources):
            hint = 'a deploy would replace them: name another with `branch = "…"` below [deploy]'
            raise refused(self.shown, f"{self._branch} holds sources of a site", hint)

    def _ids(self, built: Built) -> dict[str, str]:
        """What git calls the content of each file that the branch is to hold."""
        new = hashlib.sha256 if self._git.line("rev-parse", "--show-object-format") == "sha256" else hashlib.sha1

        def of(data: bytes) -> str:
            return new(b"blob %d\0%s" % (len(data), data)).hexdigest()

        return {f"{self._host.below}{path}": of(data) for path, data in built.contents()}

    def _changes(self, before: _Before, ids: dict[str, str]) -> Changes:
        needed = {path: before.files.get(path, "new") for path in self._host.needs}
        return difference(before.files, {**needed, **ids}, self._keep)

    def _commit(self, before: _Before, changes: Changes, built: Built) -> str:
        try:
            self._git.feed(self._stream(before, changes, built), "fast-import", "--quiet", "--force", "--done")
            return self._git.run("rev-parse", _MADE).strip()
        except GitError as error:
            raise refused(self.shown, f"git cannot make the commit: {error.last}") from None

    def _stream(self, before: _Before, changes: Changes, built: Built) -> Iterator[bytes]:
        """The commit, as `git fast-import` reads it."""
        source = self._git.line("rev-parse", "--short", "HEAD")
        message = f"Deploy {built.title}\n" + (f"\nFrom {source}.\n" if source else "")
        yield f"commit {_MADE}\ncommitter {self._identity()}\n".encode()
        yield _data(message.encode())
        if before.tip:
            yield f"from {before.tip}\n".encode()
        for path in changes.removed:
            yield b"D %s\n" % _quoted(path)
        for path in (*changes.added, *changes.changed):
            below = path.removeprefix(self._host.below)
            needed = self._host.needs.get(path)
            own = path.startswith(self._host.below) and below in built.digests
            data = built.read(below) if own else (needed or "").replace("{branch}", self._branch).encode()
            yield b"M 100644 inline %s\n" % _quoted(path)
            yield _data(data)
        yield b"done\n"

    def _identity(self) -> str:
        """Who commits: as git knows him, else as the site does, as on a machine that has no user."""
        if known := self._git.line("var", "GIT_COMMITTER_IDENT"):
            return known
        name, email = (text.translate(_NOT_IN_NAMES) for text in (self._author.name, self._author.email))
        return f"{name or 'journal'} <{email or 'journal@localhost'}> {int(time.time())} +0000"

    def _push(self, commit: str, *, last: bool) -> bool:
        """Push; False where somebody was faster, and there is another try."""
        refspec = f"{commit}:refs/heads/{self._branch}"
        options = ("--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        printed, said, code = self._git.tried("-c", "push.gpgSign=false", "push", *options, self._remote, refspec)
        if not code:
            return True
        refusal = next((line.split("\t")[-1] for line in printed.splitlines() if line.startswith("!")), "")
        if not refusal:
            raise self._unreached(GitError(code, said))
        if not any(sign in refusal + said for sign in _BEHIND):
            hint = "is the branch protected? The remote's own words may say more:\n" + said.strip()
            raise refused(self.shown, f"the remote refused the push: {refusal}", hint)
        if last:
            raise refused(self.shown, "somebody else pushes there at the same time", "deploy again")
        return False

    def _unreached(self, error: GitError) -> Exception:
        return refused(self.shown, f"git cannot reach the remote: {error.last}", f"try: git fetch {self._remote}")


_NOT_IN_NAMES = {ord(sign): None for sign in "<>\n\r\0"}


def _is_source(path: str) -> bool:
    return path in ("journal.toml", "pyproject.toml") or (
        path.startswith("posts/") and path.endswith((".md", ".markdown", ".ipynb"))
    )


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _quoted(path: str) -> bytes:
    text = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'.encode("utf-8", "surrogateescape")
