"""What the readers of one process share: its time, the answers of queries, and what is made of them.

turn      pages take turns, so that each ends as soon as it can
answers   what takes long is worked out by who asks first; the others wait for it
kept      what follows from the same rows is worked out once; nobody waits
"""
