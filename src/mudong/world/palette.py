"""Colours that go together: what scenes choose from. Names for them are in `language`."""

from __future__ import annotations

CLOTH = (
    "#e0483e", "#f08a2c", "#f5cf3a", "#57b45a", "#1f6b3a", "#35b6b0", "#6db9f2", "#2f6fd0", "#26356f", "#8a55c4",
    "#f39ac0", "#8a5a35", "#e9d3ae", "#ffffff", "#8c8c8c",
)  # fmt: skip
SKIN = ("#ffe0c8", "#f7cfa8", "#eab989", "#cf9768", "#a9714b", "#7a4c31", "#573521")
HAIR = ("#2b1d16", "#4a3020", "#7b4b2a", "#b5793e", "#d9b36c", "#1e1e1e", "#8f3b2c")
GREY_HAIR = ("#c9c5c0", "#a7a39e", "#e6e2dc")
EYES = ("#3a2a20", "#4a6b3a", "#2f5f8f", "#6b4a2f")
FUR = {
    "tabby": ("#c98d4f", "#fbe7c8"), "black": ("#3a3742", "#6a6472"), "calico": ("#f4efe6", "#e08a3c"),
    "siamese": ("#efe0c4", "#5a4636"), "golden_retriever": ("#e0a84e", "#f8e2b4"), "corgi": ("#d98b45", "#fff4e2"),
    "dalmatian": ("#fbfaf6", "#2b2b2b"), "shiba": ("#d9934c", "#fff1dd"),
}  # fmt: skip
BEAR = (("#8a5a35", "#d9b184"), ("#b57a48", "#ecd0a6"))
RABBIT = (("#f5f1ec", "#f6c6cf"), ("#c9b39b", "#f3dfd2"))
ROBOT = (("#a9bccb", "#ffb347"), ("#8fd0c8", "#ff7f66"), ("#d8dde3", "#5aa9e6"))
DRAGON = (("#5fb878", "#ffe08a"), ("#6aa7e0", "#ffe9b5"), ("#d96c6c", "#ffd98a"))
