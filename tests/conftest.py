"""What holds for all tests: hypothesis judges what is computed, never how long a busy machine took for it."""

from hypothesis import settings

settings.register_profile("mudong", deadline=None)
settings.load_profile("mudong")
