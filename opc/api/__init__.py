"""The open interface: the rows of the named queries as JSON, CSV and data packages, over HTTP, for reading only."""

from opc.api.dataset import dataset_document
from opc.api.interface import routes

__all__ = ["dataset_document", "routes"]
