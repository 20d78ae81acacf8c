"""Lexicon and grammar as data, Korean and English: words for kinds, colours, directions; particles and articles."""
