"""An article in which words are marked: set in lines, with a cursor, and drawn."""
