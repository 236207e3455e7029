"""What each architecture is made of, as data: which config key holds which number, and the class defaults."""
