"""How the documentation is made: code blocks and their output, generated pages, the picture of the README, the demo."""
