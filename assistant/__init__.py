"""The glossary and its calculators for assistants, over the Model Context Protocol."""
