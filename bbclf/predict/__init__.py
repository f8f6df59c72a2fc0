"""The engine behind ``bbclf predict``: records labelled, here or in workers, and written."""
