"""The first Ctrl-C is a wish, the second one a command, and afterwards all is as before."""

import os
import signal

import pytest

from mudong.cli.interrupt import stoppable


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_and_the_second_kills(number: signal.Signals):
    before = signal.getsignal(number)
    with stoppable() as asked:
        assert not asked()
        os.kill(os.getpid(), number)
        assert asked()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    assert signal.getsignal(number) == before
