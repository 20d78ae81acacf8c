"""`python -m mudong` is `mudong`."""

from mudong.cli.main import main

main()
