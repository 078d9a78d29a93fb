"""From a text to the venues that fit: the packed model, its reader, and the scoring. Pure, and
offline."""
