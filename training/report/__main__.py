"""Write the documents' tables and numbers from ``docs/figures.json``: ``python -m training.report``."""

import sys

from bbclf.errors import BbclfError
from training.report.documents import Documents, fill_documents
from training.report.figures import read_figures

try:
    documents = Documents()
    fill_documents(documents, read_figures(documents.figures))
except BbclfError as error:
    sys.exit(f"error: {error}")
