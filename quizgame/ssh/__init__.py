"""A class over SSH: who may come in, how much they may do, and one front end per connection."""
