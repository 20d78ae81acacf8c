"""The SDK: a server of Mudong, near or far, from Python. Speaks HTTP and knows nothing of engines."""

from mudong.client.client import Client
from mudong.client.errors import ApiError
from mudong.client.values import Account, File, Job, JobEvent, Preview, Quote

__all__ = ["Account", "ApiError", "Client", "File", "Job", "JobEvent", "Preview", "Quote"]
