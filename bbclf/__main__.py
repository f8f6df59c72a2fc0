"""``python -m bbclf``."""

from bbclf.cli import main

if __name__ == "__main__":
    main()
