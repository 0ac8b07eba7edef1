"""When something happened: time expressions of English (``times`` by ``rules``), calendar words of other languages."""
