"""The site: macro calls, pages and the MkDocs plugin. Only plugin.py imports mkdocs."""
