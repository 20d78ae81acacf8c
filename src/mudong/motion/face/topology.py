"""Index groups of the 468-point face mesh (the canonical mesh of MediaPipe). Data only.

Left and right are the person's own: the left eye is on the right side of a picture that faces the viewer.
Chains run from the picture's left to its right, so that they can be interpolated as curves.
"""

NUM_POINTS = 468

FOREHEAD_TOP = 10
CHIN = 152
NOSE_TIP = 4
NOSE_BASE = 2
NOSE_BRIDGE = 168

MOUTH_CORNER_R = 61
MOUTH_CORNER_L = 291
LIPS_OUTER_UPPER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
LIPS_OUTER_LOWER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
LIPS_INNER_UPPER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LIPS_INNER_LOWER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)

EYE_OUTER_R = 33
EYE_INNER_R = 133
EYE_INNER_L = 362
EYE_OUTER_L = 263
LID_UPPER_R = (33, 246, 161, 160, 159, 158, 157, 173, 133)
LID_LOWER_R = (33, 7, 163, 144, 145, 153, 154, 155, 133)
LID_UPPER_L = (362, 398, 384, 385, 386, 387, 388, 466, 263)
LID_LOWER_L = (362, 382, 381, 380, 374, 373, 390, 249, 263)

BROW_UPPER_R = (70, 63, 105, 66, 107)
BROW_LOWER_R = (46, 53, 52, 65, 55)
BROW_UPPER_L = (336, 296, 334, 293, 300)
BROW_LOWER_L = (285, 295, 282, 283, 276)

OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288),
    *(397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136),
    *(172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
"""The outline, clockwise in the picture from the top of the forehead."""

ACROSS = ((33, 263), (127, 356), (21, 251), (234, 454))
"""Pairs whose line runs across the skull from the person's right to left; no expression moves them."""
