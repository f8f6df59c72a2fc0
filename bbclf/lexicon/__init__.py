"""What sites say to visitors: known phrases, learned vocabularies, and the scores that lines get from both."""
