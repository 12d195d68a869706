"""The colours and fonts of page and charts: paper, ink, hairlines, one accent. Text has a contrast of 4.5:1 or more."""

FONT = '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif'
THEMES = {
    "light": {
        "ink": "#1B2A34", "grey": "#5C6871", "line": "#E3E5E1", "band": "#F0F0EC", "accent": "#0F6E6E",
        "ring": "#C8553D", "caution": "#86590B", "paper": "#FBFBF8", "second": "#3D5A98", "third": "#8A5A83",
    },
    "dark": {
        "ink": "#E9EDEB", "grey": "#A3AEB4", "line": "#2C373E", "band": "#1B242A", "accent": "#4DB6AC",
        "ring": "#EE8E74", "caution": "#DDB05B", "paper": "#12191E", "second": "#8FB0EC", "third": "#D3A0CB",
    },
}  # fmt: skip
# How near to white what may be is in charts of office programs, of 1; what is surely so has its full colour.
PERHAPS = 0.65


def tinted(name: str, tint: float = 0) -> str:
    """A colour of the light theme as #RRGGBB, so much nearer to white as `tint` says, of 1.

    Mixed here: what office programs call brightness turns a dark teal into a bright cyan.
    """
    parts = bytes.fromhex(THEMES["light"][name].lstrip("#"))
    return "#" + "".join(f"{round(part + (255 - part) * tint):02X}" for part in parts)
