"""Coded events of real news, read one by one: is each right in type, sides, day, modes and certainty?"""
