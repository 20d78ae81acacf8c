"""Arms with mitten hands, legs with feet, and the sleeves, trousers and shoes on them."""

from __future__ import annotations

from math import hypot

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.cloth import Weave, bands, drape, tinted
from mudong.world.draw.pen import Pen, Vector, smooth, tube
from mudong.world.draw.people.figure import Figure
from mudong.world.kinds import Pattern, Species
from mudong.world.scene import Cloth

_SAEKDONG = ("#e8546a", "#f5cf3a", "#57b45a", "#fffaf0", "#2f6fd0")
_FAR = 0.12
"""How much darker limbs on the far side are."""


def draw_arm(pen: Pen, figure: Figure, side: int, *, far: bool) -> None:
    """side: 0 the subject's left, 1 its right. far: on the other side of the trunk, a little darker."""
    p, outfit, skin = figure.points, figure.outfit, figure.subject.identity.skin
    shoulder, elbow, wrist = p[Joint.SHOULDER_L + side], p[Joint.ELBOW_L + side], p[Joint.WRIST_L + side]
    shade = _FAR if far else 0.0
    colour = tinted(skin, -shade) if far else skin
    mid = 0.5 * (figure.arm + figure.wrist)
    share = outfit.sleeve_share
    if share < 0.9:
        pen.shape(limb((shoulder, elbow, wrist), (figure.arm, mid, figure.wrist)), colour, outline=True)
    if outfit.glove is None:
        _hand(pen, figure, elbow, wrist, colour, side)
    if outfit.sleeve is None:
        return
    points, radii = _part((shoulder, elbow, wrist), (figure.arm, mid, figure.wrist), share)
    wide = outfit.sleeve_width
    flare = 1.35 if outfit.sleeve.kind == "jeogori" else 1.05
    tops = tuple(radius * wide * (1.0 if i == 0 else flare) for i, radius in enumerate(radii))
    path = limb(points, tops)
    drape(pen, path, outfit.sleeve, Weave.along(points[0], points[-1], _pitch(figure)), shade=shade, flat=True)
    if not far:
        _armhole(pen, figure, shoulder, tops[0])
    if outfit.sleeve.kind == "jeogori":
        _jeogori_sleeve(pen, figure, path, points, tops[-1])
    if outfit.glove is not None:
        _glove(pen, figure, wrist, outfit.glove)


def draw_leg(pen: Pen, figure: Figure, side: int, *, far: bool) -> None:
    """side and far as for arms."""
    p, outfit, skin = figure.points, figure.outfit, figure.subject.identity.skin
    hip, knee, ankle = p[Joint.HIP_L + side], p[Joint.KNEE_L + side], p[Joint.ANKLE_L + side]
    shade = _FAR if far else 0.0
    colour = tinted(skin, -shade) if far else skin
    mid = 0.5 * (figure.thigh + figure.ankle)
    radii = (figure.thigh, mid, figure.ankle)
    share = outfit.leg_share
    if share < 0.9:
        pen.shape(limb((hip, knee, ankle), radii), colour, outline=True)
    # Toes that point away hide behind the leg, all others stand before it.
    heel_first = figure.depth[Joint.TOE_L + side] > figure.depth[Joint.ANKLE_L + side] + 0.3 * figure.ankle
    if heel_first:
        _foot(pen, figure, side, shade)
    if outfit.leg is not None:
        _trouser(pen, figure, (hip, knee, ankle), radii, shade)
    if not heel_first:
        _foot(pen, figure, side, shade)


def _trouser(pen: Pen, figure: Figure, joints: tuple[Vector, ...], bare: tuple[float, ...], shade: float) -> None:
    outfit, leg = figure.outfit, figure.outfit.leg
    if leg is None:
        return
    points, radii = _part(joints, bare, outfit.leg_share)
    wide = outfit.leg_width
    gathered = leg.kind == "baji"
    last = len(radii) - 1
    legs = tuple(r * (1.0 if i == 0 else 0.9 if gathered and i == last else wide) for i, r in enumerate(radii))
    weave = Weave.along(points[0], points[-1], _pitch(figure))
    drape(pen, limb(points, legs), leg, weave, shade=shade, flat=True)


def limb(points: tuple[Vector, ...], radii: tuple[float, ...]) -> skia.Path:
    """The outline of an arm or leg through its joints: soft at the bend, without the kinks of a tube."""
    if len(points) < 3:
        return tube(points, radii)
    (ax, ay), (bx, by), (cx, cy) = points
    first, second = hypot(bx - ax, by - ay), hypot(cx - bx, cy - by)
    if min(first, second) < 0.6 * max(radii):
        return tube(points, radii)
    ux, uy, vx, vy = (bx - ax) / first, (by - ay) / first, (cx - bx) / second, (cy - by) / second
    if ux * vx + uy * vy < 0.1:
        return tube(points, radii)
    long = hypot(ux + vx, uy + vy)
    mx, my = (ux + vx) / long, (uy + vy) / long
    r0, r1, r2 = radii
    # (place, direction of the limb there, radius) from the start to the end; sides are offset to both normals.
    stops = (
        (ax, ay, ux, uy, r0),
        ((ax + bx) / 2, (ay + by) / 2, ux, uy, (r0 + r1) / 2),
        (bx, by, mx, my, r1),
        ((bx + cx) / 2, (by + cy) / 2, vx, vy, (r1 + r2) / 2),
        (cx, cy, vx, vy, r2),
    )
    right = [(x - dy * r, y + dx * r) for x, y, dx, dy, r in stops]
    left = [(x + dy * r, y - dx * r) for x, y, dx, dy, r in reversed(stops)]
    end = [(cx + r2 * (0.72 * vx + s * 0.72 * vy), cy + r2 * (0.72 * vy - s * 0.72 * vx)) for s in (-1, 1)]
    start = [(ax - r0 * (0.72 * ux + s * 0.72 * uy), ay - r0 * (0.72 * uy - s * 0.72 * ux)) for s in (-1, 1)]
    return smooth(
        [*right, end[0], (cx + r2 * vx, cy + r2 * vy), end[1], *left, start[0], (ax - r0 * ux, ay - r0 * uy), start[1]]
    )


def _armhole(pen: Pen, figure: Figure, shoulder: Vector, radius: float) -> None:
    """Let the sleeve grow out of the top: cloth over the contour where they meet, a little towards the chest."""
    sleeve_cloth = figure.outfit.sleeve
    if pen.mask or sleeve_cloth is None or abs(figure.facing) > 0.8:
        return
    chest = figure.station(0.3)
    dx, dy = chest[0] - shoulder[0], chest[1] - shoulder[1]
    length = max(hypot(dx, dy), 1e-3)
    x, y = shoulder[0] + 0.55 * radius * dx / length, shoulder[1] + 0.55 * radius * dy / length
    patch = skia.Path.Circle(x, y, 0.8 * radius)
    neck, pelvis = figure.points[Joint.NECK], figure.points[Joint.PELVIS]
    drape(pen, patch, sleeve_cloth, Weave.along(neck, pelvis, _pitch(figure)), outline=False, flat=True)


def _hand(pen: Pen, figure: Figure, elbow: Vector, wrist: Vector, colour: str, side: int) -> None:
    """A soft mitten: the palm goes on from the forearm, the thumb points up and in."""
    size = 1.28 * figure.wrist
    dx, dy = wrist[0] - elbow[0], wrist[1] - elbow[1]
    length = hypot(dx, dy)
    dx, dy = (dx / length, dy / length) if length > 0.25 * size else (0.0, 0.35)
    palm = (wrist[0] + 0.75 * size * dx, wrist[1] + 0.75 * size * dy)
    # The thumb's side: towards the body's front or, from the front, towards the middle.
    inward = figure.facing if abs(figure.facing) > 0.5 else (-1.0 if side == 0 else 1.0)
    nx, ny = -dy, dx
    if nx * inward - 0.4 * ny < 0:
        nx, ny = -nx, -ny
    tip = (palm[0] + 0.95 * size * nx + 0.15 * size * dx, palm[1] + 0.95 * size * ny + 0.15 * size * dy)
    path = tube((wrist, palm), (0.92 * figure.wrist, size))
    path.addPath(tube((palm, tip), (0.5 * size, 0.42 * size)))
    pen.shape(path, colour, outline=True)


def _glove(pen: Pen, figure: Figure, wrist: Vector, cloth: Cloth) -> None:
    """A boxing glove: a fat ball around the fist."""
    size = 2.1 * figure.wrist
    pen.circle(*wrist, size, cloth.colour, outline=True)
    pen.circle(wrist[0] - 0.3 * size, wrist[1] - 0.35 * size, 0.28 * size, tinted(cloth.colour, 0.35))


def _foot(pen: Pen, figure: Figure, side: int, shade: float) -> None:
    outfit = figure.outfit
    knee, ankle = figure.points[Joint.KNEE_L + side], figure.points[Joint.ANKLE_L + side]
    toe = figure.points[Joint.TOE_L + side]
    r = figure.ankle
    colour = tinted(outfit.shoe.colour, -shade) if shade else outfit.shoe.colour
    # A shoe seen from the front is short; it keeps a rounded toe cap all the same.
    start = (ankle[0] + 0.2 * (toe[0] - ankle[0]), ankle[1] + 0.2 * (toe[1] - ankle[1]) + 0.15 * r)
    path = tube((start, toe), (0.98 * r, 1.12 * r))
    if outfit.boots:
        top = (ankle[0] + 0.5 * (knee[0] - ankle[0]), ankle[1] + 0.5 * (knee[1] - ankle[1]))
        path.addPath(tube((top, ankle), (1.25 * r, 1.1 * r)))
    pen.shape(path, colour, outline=True)
    if pen.mask or outfit.shoe.kind in ("bare", "sock"):
        return
    with pen.inside(path):
        bounds = path.getBounds()
        sole = skia.Path.Rect(
            skia.Rect.MakeLTRB(bounds.left(), bounds.bottom() - 0.5 * r, bounds.right(), bounds.bottom())
        )
        pen.shape(sole, tinted("#fff4e0", -shade))
        pen.circle(toe[0] - 0.25 * r, toe[1] - 0.45 * r, 0.28 * r, tinted(colour, 0.45))


def _part(
    points: tuple[Vector, ...], radii: tuple[float, ...], share: float
) -> tuple[tuple[Vector, ...], tuple[float, ...]]:
    """The first `share` of a two-bone limb, each bone counting half."""
    a, b, c = points
    if share <= 0.5:
        t = 2 * share
        end = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
        return (a, end), (radii[0], radii[0] + t * (radii[1] - radii[0]))
    t = 2 * share - 1
    end = (b[0] + t * (c[0] - b[0]), b[1] + t * (c[1] - b[1]))
    return (a, b, end), (radii[0], radii[1], radii[1] + t * (radii[2] - radii[1]))


def _pitch(figure: Figure) -> float:
    return 0.34 * figure.r


def _jeogori_sleeve(pen: Pen, figure: Figure, path: skia.Path, points: tuple[Vector, ...], width: float) -> None:
    """Rainbow bands for children and striped cloth, and white cuffs."""
    cloth, start, end = figure.outfit.sleeve, points[-2], points[-1]
    young = figure.subject.identity.species in (Species.BABY, Species.TODDLER)
    if cloth is not None and (young or cloth.pattern is Pattern.STRIPES):
        bands(pen, path, points[0], start, 1.6 * width, _SAEKDONG)
        bands(pen, path, start, end, 1.6 * width, _SAEKDONG)
    else:
        cuff = (start[0] + 0.8 * (end[0] - start[0]), start[1] + 0.8 * (end[1] - start[1]))
        bands(pen, path, cuff, (2 * end[0] - cuff[0], 2 * end[1] - cuff[1]), 1.6 * width, ("#fffaf0",))
