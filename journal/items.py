"""Items: what a learner's posts hold beside their prose, such as a question, a word with its meaning, a plan."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["question", "answer", "term", "plan", "resource", "card", "correction"]


@dataclass(frozen=True, slots=True)
class Item:
    """One of these, found in a body, where its `id` leads to it."""

    kind: Kind
    id: str
    html: str
    """What it says, as HTML that may stand anywhere; its links are symbolic, as those of a body are."""
    text: str
    """The same as plain text, on one line."""
    more: str = ""
    """HTML of its other half: the meaning of a word, the back of a card."""
    done: bool = False
    """Whether a box before it is ticked."""
    url: str = ""
    """Where it leads, for an item that is a link."""
