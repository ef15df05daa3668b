"""Every act that a front end may take, and the only place that decides who may do it."""
