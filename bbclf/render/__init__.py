"""What comes back of labelled pages: kept text, reports for people."""
