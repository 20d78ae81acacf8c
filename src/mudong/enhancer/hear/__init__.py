"""Hearing: a prompt becomes tokens, words of the vocabulary in their order. Knows no conditions and no meaning."""
