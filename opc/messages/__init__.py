"""The message of a page: its title and the line below it, from the rows it shows."""

from opc.messages.comparing import axis_title, comparison, ranks
from opc.messages.disclosing import aiming, disclosure, silent, silent_cities
from opc.messages.money import funding, money_per_team
from opc.messages.targets import limited, progress, states, states_counted, supposed, targets_counted

__all__ = [
    "aiming",
    "axis_title",
    "comparison",
    "disclosure",
    "funding",
    "limited",
    "money_per_team",
    "progress",
    "ranks",
    "silent",
    "silent_cities",
    "states",
    "states_counted",
    "supposed",
    "targets_counted",
]
