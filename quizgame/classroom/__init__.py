"""A class: its list, its codes and slips, who sits where, and how to find this computer.

Nothing here knows a screen or a connection: values in, values out, with times as arguments.
"""
