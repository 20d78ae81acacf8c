from hypothesis import given
from hypothesis import strategies as st

from mudong.models.text.merges import Merges, learn_merges, words_of

TEXTS = ["a red ball and a red hat", "공과 빨간 모자와 빨간 신과 빨간 옷", "the red ball"]


@given(st.text(max_size=40))
def test_any_text_comes_back(text: str):
    merges = Merges(learn_merges(TEXTS, 50))
    assert merges.decode(merges.encode(text)) == text
    assert "".join(words_of(text)) == text


def test_frequent_words_become_one_token_in_both_languages():
    merges = Merges(learn_merges(TEXTS, 200))
    for text in (" red", " 빨간"):
        assert len(merges.encode(text)) == 1
        assert len(merges.encode(text)) < len(text.encode())


def test_a_merge_is_the_most_frequent_pair_and_ties_go_to_the_smaller():
    assert learn_merges(["ababab cdcd"], 1) == ((97, 98),)
    assert learn_merges(["abab cdcd xyxy"], 1) == ((97, 98),)
    assert learn_merges(["abc"], 9) == ()


def test_more_merges_never_lengthen_a_text():
    lengths = [len(Merges(learn_merges(TEXTS, count)).encode(TEXTS[1])) for count in (0, 5, 20, 100)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1]
