"""The reader's own files in the state directory: plain text, edited by hand as well, changed under
a lock and as a whole."""
