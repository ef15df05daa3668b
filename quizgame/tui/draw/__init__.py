"""What is drawn: rows of text, signs, words, bars and colours."""
