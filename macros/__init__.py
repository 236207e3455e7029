"""The site: macro calls, pages and the MkDocs plugin. Only plugin.py and config.py import mkdocs."""
