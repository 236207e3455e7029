"""The site: macro calls, pages, and every other file of it, built or served."""
