"""``python -m training.compare``."""

import sys

from bbclf.errors import BbclfError
from training.compare.comparison import main

try:
    sys.exit(main())
except BbclfError as error:
    sys.exit(f"error: {error}")
