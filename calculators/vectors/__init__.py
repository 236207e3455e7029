"""Published figures with their sources, and ours beside them: read by the tests and by the accuracy page.

Nothing here is needed to calculate, so the browser never loads it and it may use all of Python.
"""
