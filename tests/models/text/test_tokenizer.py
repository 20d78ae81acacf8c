from mudong.models.text.tokenizer import MOST_ROWS, PAD, ROW_STEP, world_tokenizer
from mudong.sequence.handle import handle_index


def test_a_row_fills_whole_steps_and_reads_as_the_prompt():
    tokenizer = world_tokenizer()
    for prompt in ("", "a baby is dancing", "아기가 춤춘다. " * 9):
        row = tokenizer.encode(prompt)
        assert len(row.tokens) == len(row.handles)
        assert len(row.tokens) % ROW_STEP == 0
        assert tokenizer.decode(row.tokens) == prompt
        assert max(row.tokens) < tokenizer.num_tokens


def test_words_of_the_world_take_few_tokens():
    tokenizer = world_tokenizer()
    for prompt in (" a golden retriever", " 아기가"):
        assert len([token for token in tokenizer.encode(prompt).tokens if token != PAD]) <= 4


def test_handles_are_tokens_that_carry_their_index():
    row = world_tokenizer().encode("<<<image_2>>>의 가방을 든 @Mina가 @video_1처럼 걷는다", ["Leo", "Mina"])
    named = [(token, handle) for token, handle in zip(row.tokens, row.handles, strict=True) if handle]
    expected = [handle_index("image", 2), handle_index("element", 2), handle_index("video", 1)]
    assert named == [(index, index) for index in expected]


def test_a_handle_of_nothing_is_just_text():
    row = world_tokenizer().encode("mail @Nobody and @image_99")
    assert not any(row.handles)
    assert world_tokenizer().decode(row.tokens) == "mail @Nobody and @image_99"


def test_a_prompt_that_is_too_long_says_that_it_was_cut():
    row = world_tokenizer().encode("고양이 " * 2 * MOST_ROWS)
    assert row.cut
    assert len(row.tokens) == MOST_ROWS
    assert not world_tokenizer().encode("고양이").cut
