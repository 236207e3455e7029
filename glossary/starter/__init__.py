"""A new glossary's repository: the engine, and files to begin with that are its own."""
