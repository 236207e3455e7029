"""From a record to the draft of a term, with what had no place in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from glossary.draft import draft_text
from glossary.importing.record import Record
from glossary.strict_yaml import Value


@dataclass(frozen=True)
class Kept:
    """Text of the source that is not in the draft: its name there, the text, and why."""

    name: str
    text: str
    reason: str


@dataclass
class Draft:
    """A term to be written to terms/, front matter and sections; `kept` is all that did not go into them."""

    record: Record
    slug: str
    fields: dict[str, Value]
    sections: dict[str, str]
    kept: list[Kept] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The file, relative to the repository."""
        return f"terms/{self.slug}.md"

    def text(self, status: str = "draft") -> str:
        """The text of the file; `status` may ask how it would stand as a published term."""
        return draft_text({**self.fields, "status": status}, self.sections)

    def part_on_line(self, line: int) -> str:
        """The field or the section's heading that stands on a line of the text; empty on the first line."""
        rows = self.text().split("\n")[: max(line, 1)]
        for row in reversed(rows):
            match = re.match(r"## (.+)|([a-z_]+):", row)
            if match and (match[1] in self.sections or match[2] in self.fields):
                return match[1] or match[2]
        return ""

    def withhold(self, part: str, reason: str) -> bool:
        """Take a section or field out of the draft and keep it; False for a part that no draft can do without."""
        if part in self.sections:
            self.kept.append(Kept(f"## {part}", self.sections.pop(part), reason))
            return True
        if part in self.fields and part not in ("title", "summary", "category", "level", "reviewed"):
            self.kept.append(Kept(part, "\n".join(_shown(self.fields.pop(part))), reason))
            return True
        return False


def slug_of(name: str) -> str:
    """The address for a name, at most 60 characters; empty where it has no letter of the alphabet and no digit."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:60].strip("-")


def _shown(value: Value) -> list[str]:
    if isinstance(value, list):
        return [line for entry in value for line in _shown(entry)]
    return [", ".join(f"{key}: {text}" for key, text in value.items())] if isinstance(value, dict) else [str(value)]
