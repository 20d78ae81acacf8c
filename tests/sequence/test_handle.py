import pytest

from mudong.sequence.handle import MOST, NO_HANDLE, NUM_HANDLES, handle_index


def test_every_handle_has_an_index_of_its_own():
    indices = [handle_index(kind, number) for kind, most in MOST.items() for number in range(1, most + 1)]
    assert sorted({*indices, NO_HANDLE}) == list(range(NUM_HANDLES))


@pytest.mark.parametrize("number", [0, MOST["video"] + 1])
def test_more_than_the_model_tells_apart_is_refused(number: int):
    with pytest.raises(ValueError, match="video"):
        handle_index("video", number)
