"""Many readers: processes of the product behind nginx, watched, and replaced one after the other.

Knows nothing of the product but the command that serves it and its address /healthz.
"""
