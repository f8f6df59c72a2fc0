"""Write the documents' tables and numbers from ``docs/figures.json``: ``python -m training.report``."""

import sys

from bbclf.errors import BbclfError
from training.report.documents import Documents, fill_documents

try:
    fill_documents(Documents())
except BbclfError as error:
    sys.exit(f"error: {error}")
