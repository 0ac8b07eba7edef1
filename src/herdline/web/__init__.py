"""The page: a local web application on one store.

guard.py      who may ask: Host, Origin, token, sizes, headers of every answer
snapshot.py   the store as pages read it, swapped whole when an update is done
updates.py    reading and analysing in a process of its own, on a copy; progress, cancelling, polling
child.py      that process
forms.py      addresses to filters and back
pages.py      HTML views        jsonapi.py   the JSON API      tables.py   any table as CSV, JSON Lines, Parquet
app.py        all of it put together
"""
