"""Lexers: Pygments' own, which here ask a rule only about text that begins with a character it can begin with."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pygments.lexer import Lexer, RegexLexer
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Error, Whitespace, _TokenType
from pygments.util import ClassNotFound

from journal.markdown.beginnings import beginnings

_UNPROVEN = 2_000
"""Characters of a language after which looking into its rules is worth the time that this takes."""


@lru_cache
def lexer_class(language: str) -> type[Lexer] | None:
    """The class that reads a language, or nothing."""
    try:
        return _quick(find_lexer_class_by_name(language)) if language else None
    except ClassNotFound:
        return None


@lru_cache
def _quick(library: type[Lexer]) -> type[Lexer]:
    """A lexer class of the library made quick, if it is of the kind that does nothing but follow rules."""
    subclass: Callable[..., type[Lexer]] = type(library)
    if inner := getattr(library, "_innerLexerCls", None):  # that of the commands in a shell session
        return subclass(library.__name__, (library,), {"_innerLexerCls": _quick(inner)})
    if library.get_tokens_unprocessed is not RegexLexer.get_tokens_unprocessed:
        return library
    tokens = library.__dict__.get("_tokens") if library() else None
    if tokens is None:
        return library
    return subclass(library.__name__, (QuickLexer, library), {"_tokens": tokens, "rules": Rules(tokens)})


def tokens_of(lexer: Lexer, code: str) -> Iterable[tuple[int, _TokenType, str]]:
    """The tokens of a code whose lines end in line feeds; the number before each is of no use."""
    if isinstance(lexer, QuickLexer):
        # The library would hand each token on once more, to filters that there are none of.
        return lexer.get_tokens_unprocessed(code if code.endswith("\n") else f"{code}\n")
    return ((0, kind, text) for kind, text in lexer.get_tokens(code))


class Rules:
    """The rules of a language, by state and by the character that comes next."""

    def __init__(self, tokens: Mapping[str, Sequence[tuple[Any, Any, Any]]]) -> None:
        self._tokens = tokens
        self._read = 0
        self._states: dict[str, _State] = {}

    def read(self, text: str) -> None:
        """Note that one more text will be read."""
        before, self._read = self._read, self._read + len(text)
        if before <= _UNPROVEN < self._read:
            self._states.clear()

    def state(self, name: str) -> "_State":
        """The rules that hold in a state."""
        if name not in self._states:
            self._states[name] = _State(self._tokens[name], proven=self._read > _UNPROVEN)
        return self._states[name]


class _State(dict[str, Sequence[tuple[Any, bool, Any, Any]]]):
    """The rules to ask for each character; what is no ASCII may be of any.

    Each is a match, whether it finds one token, the kind of that or what makes tokens of it, and where to go on.
    """

    def __init__(self, rules: Sequence[tuple[Any, Any, Any]], *, proven: bool) -> None:
        self._rules = rules
        self._beginnings = [beginnings(match.__self__) if proven else None for match, _, _ in rules]

    def __missing__(self, character: str) -> Sequence[tuple[Any, bool, Any, Any]]:
        self[character] = rules = [
            (match, type(action) is _TokenType, action, to)
            for (match, action, to), possible in zip(self._rules, self._beginnings, strict=True)
            if possible is None or not character.isascii() or character in possible
        ]
        return rules


class QuickLexer(RegexLexer):
    """A lexer that follows such rules."""

    rules: Rules

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ("root",)) -> Iterator[tuple[int, Any, str]]:
        """The tokens of a text, with their places."""
        self.rules.read(text)
        states = list(stack)
        state = self.rules.state(states[-1])
        at, end = 0, len(text)
        while True:
            # At the end, where nothing can begin, there may still be rules that match nothing.
            for match, is_one, action, to in state[text[at] if at < end else ""]:
                found = match(text, at)
                if found is None:
                    continue
                if is_one:
                    yield at, action, found[0]
                elif action is not None:
                    yield from action(self, found)
                at = found.end()
                if to is not None:
                    _move(states, to)
                    state = self.rules.state(states[-1])
                break
            else:
                if at >= end:
                    return
                # No rule knows this character; at the end of a line the library forgets what it was in.
                if text[at] == "\n":
                    states = ["root"]
                    state = self.rules.state("root")
                    yield at, Whitespace, "\n"
                else:
                    yield at, Error, text[at]
                at += 1


def _move(states: list[str], to: Any) -> None:  # noqa: ANN401 - a number or names
    """Go on to other states: so many back, but for the first, or into those named."""
    if isinstance(to, int):
        del states[max(1, len(states) + to) :]
        return
    for name in (to,) if isinstance(to, str) else to:
        if name == "#push":
            states.append(states[-1])
        elif name != "#pop":
            states.append(name)
        elif len(states) > 1:
            states.pop()
