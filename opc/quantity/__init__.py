"""Published figures as bounds: parse() reads 超1000家, 2万余平方米, "up to CNY 800,000"; write() words them."""

from opc.quantity.bounds import Quantity, parse, write
from opc.quantity.phrase import QuantityError

__all__ = ["Quantity", "QuantityError", "parse", "write"]
