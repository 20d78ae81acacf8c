import pytest
from given import asked


@pytest.mark.parametrize(
    ("prompt", "atoms"),
    [
        ("여자는 울고 남자는 웃는다", {"woman.does:cry", "man.feels:happy"}),
        ("춤추는 고양이와 앉은 강아지", {"cat.does:dance"}),
        ("a dog to the left of a cat", {"dog.left_of:cat"}),
        ("强壮的熊在兔子后面", {"bear.behind:rabbit"}),
        ("no rain, no umbrella, a woman walks", {"no:rain", "no:umbrella", "woman.does:walk"}),
        ("비도 눈도 없이 맑은 공원", {"weather:clear"}),
    ],
)
def test_words_belong_to_the_right_one(prompt: str, atoms: set[str]):
    assert atoms <= asked(prompt).atoms


def test_what_is_undone_is_never_asked_for():
    for prompt in ("without snow a dog runs", "눈 없이 개가 달린다", "没有雪，狗在跑"):
        assert "weather:snow" not in asked(prompt).atoms


def test_the_protagonist_is_the_only_one_that_is_given():
    assert "Mina.feels:sad" in asked("주인공이 슬픈 표정을 짓는다", "element:Mina").atoms
    assert "lead.feels:sad" in asked("주인공이 슬픈 표정을 짓는다", "source").atoms


def test_a_picture_stands_for_the_thing_that_this_points_to():
    assert {"image_1:bag", "woman.holds:image_1"} <= asked("a woman holding this bag walks", "image").atoms


def test_an_edit_without_a_video_says_so():
    brief = asked("make this scene scarier")
    assert brief.intent == "edit"
    assert [note.code for note in brief.notices] == ["no_video"]
