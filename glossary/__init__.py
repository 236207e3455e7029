"""The glossary as data: terms, names, relations and the rules they keep. Knows nothing of the website."""

from glossary.glossary import Glossary
from glossary.problem import GlossaryError, Problem
from glossary.reading import load

__all__ = ["Glossary", "GlossaryError", "Problem", "load"]
