"""Terms that people already have, as drafts of this glossary: from CSV, SKOS or a folder of Markdown files."""
