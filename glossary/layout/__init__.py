"""Where things stand in a picture. Whole numbers only, and no chance: the same terms give the same bytes."""
