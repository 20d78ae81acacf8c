from given import HELD, OTHERS, asked, read

from mudong.enhancer.enhance import enhance
from mudong.world.caption import dense_caption
from mudong.world.possible import refuse_impossible


def test_every_scene_can_be_drawn_and_says_its_own_caption():
    count = 0
    for one in (*read(HELD), *read(OTHERS)):
        for shot in enhance(one.request).shots:
            if shot.scene is not None:
                refuse_impossible(shot.scene)
                assert shot.caption == dense_caption(shot.scene, "en")
                count += 1
    assert count > 100


def test_what_was_asked_for_is_in_the_caption():
    caption = asked("비 오는 서울 밤거리에서 노란 코트를 입은 여자가 빨간 우산을 들고 천천히 걷는다, 수채화").caption
    for words in ("yellow coat", "red umbrella", "walking slowly", "Seoul", "raining", "at night", "watercolour"):
        assert words in caption


def test_the_same_request_gives_the_same_brief():
    assert asked("세 마리 곰이 춤춘다") == asked("세 마리 곰이 춤춘다")


def test_shots_share_their_cast():
    brief = asked("Shot 1: a cat walks in a forest, wide shot. Shot 2: close-up, the cat is surprised")
    first, second = (shot.scene for shot in brief.shots)
    assert first is not None
    assert second is not None
    assert first.cast[0].identity == second.cast[0].identity
    assert (first.camera.framing, second.camera.framing) == ("wide", "close")
    assert brief.caption.startswith("Shot 1: ")


def test_nothing_is_made_up_about_somebody_whom_a_picture_shows():
    scene = asked("@image_1 속 여자가 걷는다", "image").shots[0].scene
    assert scene is not None
    assert (scene.cast[0].identity.clothes, scene.cast[0].identity.accessories) == ((), ())
