"""What sites say to visitors: a table of known phrases, learned vocabularies, and the scores of lines by both."""
