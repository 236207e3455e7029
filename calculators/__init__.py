"""Exact parameter counts and memory sizes of neural networks, in whole numbers.

The same files run under CPython when the site is built and under MicroPython in the reader's browser.
"""
