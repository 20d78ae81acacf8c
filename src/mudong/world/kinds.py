"""The vocabulary of scenes. A new kind is one member here and one artist, mover or word where it belongs."""

from __future__ import annotations

from enum import StrEnum


class Species(StrEnum):
    """Who can be in a scene."""

    BABY = "baby"
    TODDLER = "toddler"
    WOMAN = "woman"
    MAN = "man"
    GRANDMOTHER = "grandmother"
    CAT = "cat"
    DOG = "dog"
    BEAR = "bear"
    PANDA = "panda"
    RABBIT = "rabbit"
    ROBOT = "robot"
    DRAGON = "dragon"


class View(StrEnum):
    """How a character is turned at rest; left and right of the picture."""

    FRONT = "front"
    THREE_QUARTER_LEFT = "three_quarter_left"
    THREE_QUARTER_RIGHT = "three_quarter_right"
    SIDE_LEFT = "side_left"
    SIDE_RIGHT = "side_right"


class Stance(StrEnum):
    """On how many legs an animal goes. Who dances, boxes or waves gets up on two in any case."""

    UPRIGHT = "upright"
    ALL_FOURS = "all_fours"


class Expression(StrEnum):
    """What a face shows."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    SURPRISED = "surprised"
    FRIGHTENED = "frightened"
    SLEEPY = "sleepy"


class Place(StrEnum):
    """Where a scene is set."""

    ROOM = "room"
    NURSERY = "nursery"
    STAGE = "stage"
    PARK = "park"
    BEACH = "beach"
    FOREST = "forest"
    SNOW_FIELD = "snow_field"
    NIGHT_CITY = "night_city"
    SEOUL_STREET = "seoul_street"
    PARIS_STREET = "paris_street"
    PALACE = "palace"
    DRAGON_BOAT_RIVER = "dragon_boat_river"
    BOXING_RING = "boxing_ring"
    UNDERWATER = "underwater"


SEASONAL = (Place.PARK, Place.FOREST, Place.SEOUL_STREET, Place.PARIS_STREET, Place.PALACE, Place.DRAGON_BOAT_RIVER)
"""Places in which every season is seen."""


class Weather(StrEnum):
    """The sky's doing."""

    CLEAR = "clear"
    RAIN = "rain"
    SNOW = "snow"
    FOG = "fog"
    WIND = "wind"
    THUNDER = "thunder"


class Season(StrEnum):
    """Time of the year, seen where things grow."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Light(StrEnum):
    """Time of day and mood of light."""

    MORNING = "morning"
    NOON = "noon"
    GOLDEN_HOUR = "golden_hour"
    NIGHT = "night"
    STAGE = "stage"
    HORROR = "horror"


class Style(StrEnum):
    """How the picture is made."""

    FLAT = "flat"
    WATERCOLOUR = "watercolour"
    PENCIL = "pencil"
    PIXEL = "pixel"
    PAPER = "paper"
    CLAY = "clay"


class ActionKind(StrEnum):
    """What a character does."""

    STAND = "stand"
    WALK = "walk"
    RUN = "run"
    JUMP = "jump"
    SIT = "sit"
    WAVE = "wave"
    CLAP = "clap"
    POINT = "point"
    CRY = "cry"
    LAUGH = "laugh"
    KICK = "kick"
    CHASE = "chase"
    CARRY = "carry"
    BOX = "box"
    ROW = "row"
    DANCE = "dance"


class PropKind(StrEnum):
    """Things."""

    BALL = "ball"
    BAG = "bag"
    UMBRELLA = "umbrella"
    BALLOON = "balloon"
    BOX = "box"
    CRATE = "crate"
    GLASS = "glass"
    LENS = "lens"
    PENDULUM = "pendulum"
    SEESAW = "seesaw"
    BLOCK = "block"
    BOAT = "boat"
    DUCK = "duck"
    LAMP = "lamp"
    FLOWER = "flower"
    DRUM = "drum"


class Effect(StrEnum):
    """What plays around a character or a thing."""

    FIRE = "fire"
    ICE = "ice"
    LIGHTNING = "lightning"
    SPARKLE = "sparkle"
    SMOKE = "smoke"


class Material(StrEnum):
    """What somebody or something is made of; plain: what it is made of anyway."""

    PLAIN = "plain"
    GOLD = "gold"
    SILVER = "silver"
    CHOCOLATE = "chocolate"
    STONE = "stone"
    JADE = "jade"


class CameraMove(StrEnum):
    """How the camera moves."""

    STATIC = "static"
    PAN = "pan"
    TILT = "tilt"
    ZOOM = "zoom"
    DOLLY = "dolly"
    ORBIT = "orbit"
    HANDHELD = "handheld"


class Framing(StrEnum):
    """How large the characters are. `CLOSE` fills the picture with them, as small models want."""

    CLOSE = "close"
    MEDIUM = "medium"
    WIDE = "wide"


class Pattern(StrEnum):
    """What is printed on cloth."""

    PLAIN = "plain"
    STRIPES = "stripes"
    DOTS = "dots"
    CHECK = "check"
    STARS = "stars"
    HEARTS = "hearts"
