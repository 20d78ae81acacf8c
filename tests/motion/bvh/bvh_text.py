"""BVH texts for tests: a whole small body in several programs' names, and files broken in one way each."""

MIXAMO = {
    "hips": "mixamorig:Hips", "spine": "mixamorig:Spine1", "neck": "mixamorig:Neck", "head": "mixamorig:Head",
    "collar": "mixamorig:{Side}Shoulder", "shoulder": "mixamorig:{Side}Arm", "elbow": "mixamorig:{Side}ForeArm",
    "wrist": "mixamorig:{Side}Hand", "hip": "mixamorig:{Side}UpLeg", "knee": "mixamorig:{Side}Leg",
    "ankle": "mixamorig:{Side}Foot", "toe": "mixamorig:{Side}ToeBase",
}  # fmt: skip
GLUED = {part: name.replace(":", "") for part, name in MIXAMO.items()}
CMU = {part: name.removeprefix("mixamorig:") for part, name in MIXAMO.items()}
JOINTS = {
    **CMU, "collar": "{Side}Collar", "shoulder": "{Side}Shoulder", "elbow": "{Side}Elbow", "wrist": "{Side}Wrist",
    "hip": "{Side}Hip", "knee": "{Side}Knee", "ankle": "{Side}Ankle", "toe": "{Side}Toe",
}  # fmt: skip
POSER = {
    "hips": "hip", "spine": "abdomen", "neck": "neck", "head": "head", "collar": "{s}Collar", "shoulder": "{s}Shldr",
    "elbow": "{s}ForeArm", "wrist": "{s}Hand", "hip": "{s}Thigh", "knee": "{s}Shin", "ankle": "{s}Foot",
    "toe": "{s}Toe",
}  # fmt: skip
BIPED = {
    "hips": "Bip01 Pelvis", "spine": "Bip01 Spine", "neck": "Bip01 Neck", "head": "Bip01 Head",
    "collar": "Bip01 {S} Clavicle", "shoulder": "Bip01 {S} UpperArm", "elbow": "Bip01 {S} Forearm",
    "wrist": "Bip01 {S} Hand", "hip": "Bip01 {S} Thigh", "knee": "Bip01 {S} Calf", "ankle": "Bip01 {S} Foot",
    "toe": "Bip01 {S} Toe0",
}  # fmt: skip
BLENDER = {
    "hips": "hips", "spine": "chest", "neck": "neck", "head": "head", "collar": "shoulder.{S}",
    "shoulder": "upper_arm.{S}", "elbow": "forearm.{S}", "wrist": "hand.{S}", "hip": "thigh.{S}", "knee": "shin.{S}",
    "ankle": "foot.{S}", "toe": "toe.{S}",
}  # fmt: skip
NAMELESS = {part: f"j{number}{{S}}" for number, part in enumerate(MIXAMO)}
DIALECTS = {
    "mixamo": MIXAMO, "glued": GLUED, "cmu": CMU, "joints": JOINTS, "poser": POSER, "biped": BIPED, "blender": BLENDER,
}  # fmt: skip

ROTATIONS = "Zrotation Xrotation Yrotation"
REST = {
    "hips": (0, 90, 0), "spine": (0, 25, 0), "neck": (0, 25, 0), "head": (0, 10, 2),
    "collar": (4, 22, 0), "shoulder": (14, 2, 0), "elbow": (3, -28, 0), "wrist": (2, -26, 2),
    "hip": (10, -3, 0), "knee": (0, -42, 1), "ankle": (0, -42, -2), "toe": (1, -5, 14),
}  # fmt: skip
"""Offsets of the left side in centimetres, y up, facing +z; the right side is mirrored."""


def body_text(names=None, *, frames=None, unit=1.0, leave_out=(), ends=True, frame_time="0.0333333"):
    """A standing body. frames: list of {part or (part, side): (z, x, y) degrees} plus `move`: root position."""
    names = CMU if names is None else names
    order, lines = [], ["HIERARCHY"]

    def name_of(part, side):
        long = {"L": "Left", "R": "Right", "": ""}[side]
        return names[part].format(Side=long, S=side, s=side.lower())

    def joint(part, side, children, depth):
        kind = "ROOT" if depth == 0 else "JOINT"
        x, y, z = (v * unit for v in REST[part])
        pad = "  " * depth
        lines.append(f"{pad}{kind} {name_of(part, side)}")
        lines.append(pad + "{")
        lines.append(f"{pad}  OFFSET {-x if side == 'R' else x:g} {y:g} {z:g}")
        position = "6 Xposition Yposition Zposition " if depth == 0 else "3 "
        lines.append(f"{pad}  CHANNELS {position}{ROTATIONS}")
        order.append((part, side))
        for child, child_side, grand in children:
            joint(child, child_side, grand, depth + 1)
        if not children and ends:
            lines.append(f"{pad}  End Site")
            lines.append(f"{pad}  {{")
            lines.append(
                f"{pad}    OFFSET {0:g} {12 * unit if part == 'head' else 0:g} {5 * unit if part != 'head' else 0:g}"
            )
            lines.append(f"{pad}  }}")
        lines.append(pad + "}")

    def chain(parts, side):
        parts = [part for part in parts if part not in leave_out]
        return [(parts[0], side, chain(parts[1:], side))] if parts else []

    arms = [entry for side in "LR" for entry in chain(["collar", "shoulder", "elbow", "wrist"], side)]
    legs = [entry for side in "LR" for entry in chain(["hip", "knee", "ankle", "toe"], side)]
    joint("hips", "", [*legs, ("spine", "", [*chain(["neck", "head"], ""), *arms])], 0)
    rows = []
    for frame in frames or [{}, {}]:
        row = [v * unit for v in frame.get("move", (0, 90, 0))]
        for part, side in order:
            row += frame.get((part, side), (0, 0, 0))
        rows.append(" ".join(f"{value:g}" for value in row))
    return "\n".join([*lines, "MOTION", f"Frames: {len(rows)}", f"Frame Time: {frame_time}", *rows]) + "\n"
