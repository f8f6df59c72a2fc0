"""What comes back of labelled pages: reports for people."""
