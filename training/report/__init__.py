"""What is written about a model, from one file of figures: the model card, the README's tables and numbers in prose."""
