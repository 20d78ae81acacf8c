"""Bytes by their content: local files by default, S3 by setting; links that open one file for a day."""
